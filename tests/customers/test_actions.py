"""Customers: made, shared, handed over, and changed by two at once (spec 01, 03)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.models import Event
from activities.search import search
from customers import actions
from customers.models import Account
from people.actions import deactivate_member
from tenants.states import MoveNotAllowed

CODE = "91110000600037341L"


@pytest.fixture
def account(cast):
    with cast.a.scope("rep"):
        return actions.create_account(
            by=cast.a.rep, name="华星软件有限公司", phone="+8613800138000"
        )


def sees(cast, name: str) -> bool:
    with cast.a.scope():
        return Account.objects.visible_to(cast.a.members[name]).exists()


def changes(cast, name: str, account) -> bool:
    with cast.a.scope():
        return account.changeable_by(cast.a.members[name])


def test_the_owner_and_those_above_him_see_a_customer(cast, account):
    seen = {name for name in cast.a.members if sees(cast, name)}
    assert seen == {"rep", "manager", "admin"}
    assert [changes(cast, name, account) for name in ("rep", "manager", "admin")] == [1, 1, 0]


def test_a_share_opens_and_its_end_closes(cast, account):
    with cast.a.scope("rep"):
        for _number in range(2):
            actions.share_account(by=cast.a.rep, account=account, member=cast.a.rep2)
        assert Event.objects.filter(verb="account.shared").count() == 1
    assert sees(cast, "rep2")
    assert not changes(cast, "rep2", account)
    with cast.a.scope("rep"):
        actions.share_account(by=cast.a.rep, account=account, member=cast.a.rep2, level="change")
    assert changes(cast, "rep2", account)
    with cast.a.scope("rep"):
        actions.unshare_account(by=cast.a.rep, account=account, member=cast.a.rep2)
        actions.unshare_account(by=cast.a.rep, account=account, member=cast.a.rep2)
        verbs = list(Event.objects.filter(verb="account.unshared"))
    assert not sees(cast, "rep2")
    assert len(verbs) == 1


@pytest.mark.parametrize(("days", "seen"), [(0, True), (-1, False)])
def test_a_share_ends_after_its_day(cast, account, days, seen):
    with cast.a.scope("rep"):
        until = timezone.localdate() + timedelta(days=days)
        actions.share_account(by=cast.a.rep, account=account, member=cast.a.rep2, until=until)
    assert sees(cast, "rep2") is seen


def test_handing_over_moves_sight_and_says_so(cast, account):
    a = cast.a
    with a.scope("manager"):
        for _number in range(2):
            actions.assign_account(by=a.manager, account=account, owner=a.rep2, reason="Leaves")
        event = Event.objects.get(verb="account.assigned")
        assert (event.text, event.data) == ("Leaves", {"from": "Rep", "to": "Rep2"})
        deactivate_member(by=a.admin, member=a.finance)
        a.finance.refresh_from_db()
        with pytest.raises(MoveNotAllowed):
            actions.assign_account(by=a.manager, account=account, owner=a.finance)
    assert (sees(cast, "rep"), sees(cast, "rep2")) == (False, True)


def test_a_credit_code_is_checked_and_unique_in_the_company(cast):
    with cast.a.scope("rep"):
        actions.create_account(by=cast.a.rep, name="One", credit_code=CODE)
        for code in (CODE, "91110000600037341M"):
            with pytest.raises(ValidationError):
                actions.create_account(by=cast.a.rep, name="Two", credit_code=code)
    with cast.b.scope("rep"):
        actions.create_account(by=cast.b.rep, name="One", credit_code=CODE)


def test_the_same_company_is_found_without_its_legal_form(cast, account):
    with cast.a.scope():
        assert Account.objects.similar_to("华星软件").get() == account


def edit(cast, account, **changed):
    """Send the edit form as it was shown, with some fields changed."""
    client = cast.a.client("rep")
    url = cast.a.url(f"customers/{account.pk}/edit/")
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    hidden = {f"initial-{name}": value for name, value in shown.items()}
    return lambda: client.post(url, hidden | shown | changed)


def test_two_who_change_different_fields_do_not_meet(cast, account):
    first, second = edit(cast, account, city="Beijing"), edit(cast, account, industry="Steel")
    assert (first().status_code, second().status_code) == (303, 303)
    with cast.a.scope():
        saved = Account.objects.get(pk=account.pk)
    assert (saved.city, saved.industry) == ("Beijing", "Steel")


def test_the_later_of_two_who_change_the_same_field_sees_both(cast, account):
    first, second = edit(cast, account, city="Beijing"), edit(cast, account, city="Shanghai")
    assert first().status_code == 303
    answer = second()
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Beijing" in page
    assert "Shanghai" in page
    with cast.a.scope():
        assert Account.objects.get(pk=account.pk).city == "Beijing"


def test_a_change_without_changes_writes_nothing(cast, account):
    with cast.a.scope("rep"):
        before = Event.objects.count()
        actions.change_account(by=cast.a.rep, account=account)
        assert Event.objects.count() == before
        with pytest.raises(TypeError):
            actions.change_account(by=cast.a.rep, account=account, owner=cast.a.rep2)


def test_formal_contracts_count_up_to_repeat(cast, account):
    with cast.a.scope("rep"):
        states = [
            actions.count_formal_contract(by=None, account=account).deal_status
            for _number in range(3)
        ]
    assert states == ["customer", "repeat", "repeat"]


def test_search_finds_by_name_pinyin_and_phone_what_one_may_see(cast, account):
    with cast.a.scope("rep"):
        actions.create_contact(by=cast.a.rep, account=account, name="王敏")
        for text in ("华星", "huaxing", "hxrj", "138 0013 8000"):
            assert "华星软件" in found(text, cast.a.rep)[0], text
        assert found("wangmin", cast.a.rep) == ["王敏"]
        assert found("华星", cast.a.rep2) == []
    with cast.b.scope():
        assert found("华星", cast.b.admin) == []


def found(text: str, member) -> list[str]:
    return [one.title for group in search(text, member=member) for one in group]


def test_a_customer_is_not_its_own_parent(cast, account):
    with cast.a.scope("rep"), pytest.raises(ValidationError, match="parent"):
        actions.change_account(by=cast.a.rep, account=account, parent=account)
