"""What a draft lacks is said on its page and in the dialog, before and after one submits it."""

import re

import pytest

from contracts.models import Contract
from people.models import Member
from people.roles import Role
from tests.cast import make_cast
from tests.factories.contracts import make_draft

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def a(db):
    return make_cast().a


@pytest.fixture
def draft(a):
    with a.scope("rep"):
        return make_draft(a)


def incomplete(a, draft) -> None:
    with a.scope("rep"):
        draft.terms.all().delete()
        Contract.objects.filter(pk=draft.pk).update(project_manager=None)


def text(answer) -> str:
    return answer.content.decode()


def primary(page: str) -> str:
    """Where the head's primary action leads."""
    return re.search(r'<a class="btn primary" href="([^"]+)"', page)[1]


def test_the_primary_action_is_the_next_thing_that_is_missing(a, draft):
    url = a.url(f"contracts/{draft.pk}/")
    client = a.client("rep")
    page = text(client.get(url))
    assert primary(page) == f"{url}submission/"
    assert "Complete: it can be submitted for approval" in page
    incomplete(a, draft)
    page = text(client.get(url))
    assert primary(page) == f"{url}terms/"
    assert "2 things are missing before it can be submitted" in page
    assert "Payment terms need at least one part." in page
    assert "Name the project manager." in page


def test_who_may_not_change_it_is_not_told_what_to_do(a, draft):
    incomplete(a, draft)
    assert "before it can be submitted" not in text(
        a.client("legal").get(a.url(f"contracts/{draft.pk}/"))
    )


def test_the_dialog_says_who_decides_and_by_which_rule(a, draft):
    dialog = text(a.client("rep").get(a.url(f"contracts/{draft.pk}/submission/"), **HTMX))
    for said in ("Who decides", "Manager", "superior", "Project", "Anybody with the role Legal"):
        assert said in dialog
    assert dialog.count("At the same time") == 2
    assert dialog.count("Asked first") == 1
    assert f"The deal {draft.opportunity.name} then counts as won." in dialog


def test_an_incomplete_draft_has_no_button_to_submit_it(a, draft):
    incomplete(a, draft)
    dialog = text(a.client("rep").get(a.url(f"contracts/{draft.pk}/submission/"), **HTMX))
    assert "Name the project manager." in dialog
    assert "btn primary" not in dialog


def test_a_refusal_stays_in_the_dialog(a, draft):
    with a.scope("admin"):
        Member.objects.with_role(Role.LEGAL).update(active=False)
    answer = a.client("rep").post(a.url(f"contracts/{draft.pk}/submission/"), **HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#modal")
    assert "<dialog" in text(answer)
    assert "Nobody is left who may decide as Legal" in text(answer)
    with a.scope():
        draft.refresh_from_db()
        assert draft.state == "draft"
