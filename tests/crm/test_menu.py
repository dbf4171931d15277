"""Letters of the keyboard: one place for each (UX.md 1.2 number 3)."""

from crm.menu import _creates, _items
from people.models import Member
from tenants.models import Tenant


def test_no_two_pages_share_a_letter():
    for entries in (_items, [*_creates]):
        keys = [entry.key for entry in entries if entry.key]
        assert keys
        assert len(keys) == len(set(keys))


def test_the_letter_of_a_follow_up_is_free():
    """The palette has it for a command of its own."""
    assert "f" not in {entry.key for entry in _creates}


def test_what_is_kept_of_the_frame_follows_role_and_address(cast):
    def links(name: str, address: str) -> int:
        page = cast.a.client(name).get(f"{address}me/").content.decode()
        return page.count(f'href="{address}leads/new/"')

    own = cast.a.url()
    rep, finance = links("rep", own), links("finance", own)
    assert (rep > 0, finance) == (True, 0)
    with cast.a.scope():
        Member.objects.filter(pk=cast.a.rep2.pk).update(roles=["finance"])
    assert links("rep2", own) == 0
    Tenant.objects.filter(pk=cast.a.tenant.pk).update(slug="renamed")
    assert links("rep", "/t/renamed/") == rep
