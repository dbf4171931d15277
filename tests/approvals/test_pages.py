"""The inbox and the pages of a step."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from approvals.actions import approve_step, urge_step, withdraw_round
from approvals.actions.urging import EVERY
from approvals.models import Step
from customers.models import Account


@pytest.fixture
def round(trial):
    with trial.a.scope("rep"):
        return trial.open()


def test_the_inbox_shows_what_waits_for_the_member_and_with_whom(trial, round):
    page = trial.a.client("manager").get(trial.a.url("inbox/")).content.decode()
    assert "Hengrui" in page
    assert "CN¥1,000.00" in page
    assert "0/4" in page
    assert "Manager" in page
    other = trial.a.client("finance").get(trial.a.url("inbox/")).content.decode()
    assert "Nothing waits for your decision." in other


def test_the_menu_counts_what_waits(trial, round):
    page = trial.a.client("manager").get(trial.a.url("inbox/")).content.decode()
    assert '<b class="count">1</b>' in page.partition("</nav>")[0]


def test_the_submitter_sees_his_round_and_the_decider_his_decision(trial, round):
    with trial.a.scope("manager"):
        approve_step(by=trial.a.manager, step=trial.step(round, "manager"))
    mine = trial.a.client("rep").get(trial.a.url("inbox/?tab=mine")).content.decode()
    assert "1/4" in mine
    assert "Project" in mine
    done = trial.a.client("manager").get(trial.a.url("inbox/?tab=done")).content.decode()
    assert "Hengrui" in done


def test_the_inbox_asks_as_many_queries_for_three_rows_as_for_one(
    trial, round, django_assert_num_queries
):
    client, url = trial.a.client("manager"), trial.a.url("inbox/")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    with trial.a.scope("rep"):
        for name in ("Second", "Third"):
            trial.another(name)
    with django_assert_num_queries(len(one)):
        client.get(url)


def test_approving_by_the_page_goes_back_to_the_inbox(trial, round):
    step = trial.step_of(round, "manager")
    url = trial.a.url(f"approvals/{step.pk}/approval/")
    client = trial.a.client("manager")
    assert "Comment" in client.get(url).content.decode()
    answer = client.post(url, {"comment": "Fine"})
    assert (answer.status_code, answer.headers["Location"]) == (303, trial.a.url("inbox/"))
    with trial.a.scope():
        step.refresh_from_db()
        assert (step.state, step.comment) == ("approved", "Fine")


def test_rejecting_without_a_reason_asks_for_it(trial, round):
    url = trial.a.url(f"approvals/{trial.step_of(round, 'manager').pk}/rejection/")
    assert trial.a.client("manager").post(url, {"comment": ""}).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"), [("rep", 403), ("finance", 403), ("rep2", 404), ("marketing", 404)]
)
def test_a_step_that_is_not_his_is_403_seen_and_404_unseen(trial, round, who, status):
    url = trial.a.url(f"approvals/{trial.step_of(round, 'manager').pk}/approval/")
    assert trial.a.client(who).post(url).status_code == status
    with trial.a.scope():
        assert trial.step(round, "manager").state == "pending"


def test_another_companys_step_is_404(trial, round):
    path = f"approvals/{trial.step_of(round, 'manager').pk}/"
    client = trial.b.client("admin")
    assert client.get(trial.b.url(path)).status_code == 404


def test_changed_content_answers_409_and_the_void_stays(trial, round):
    with trial.a.scope():
        Account.objects.filter(pk=trial.account.pk).update(name="Other")
        step = trial.step(round, "manager")
    url = trial.a.url(f"approvals/{step.pk}/approval/")
    answer = trial.a.client("manager").post(url)
    assert answer.status_code == 409
    assert "changed" in answer.content.decode()
    with trial.a.scope():
        round.refresh_from_db()
        assert round.state == "voided"


def test_urging_works_once_in_four_hours(trial, round):
    page = trial.a.url(f"approvals/{trial.step_of(round, 'manager').pk}/")
    client = trial.a.client("rep")
    assert f'href="{page}urge/"' in client.get(page).content.decode()
    assert client.post(f"{page}urge/").status_code == 303
    shown = client.get(page).content.decode()
    assert "Again from" in shown
    assert "Reminded: " in shown
    assert f'href="{page}urge/"' not in shown
    assert client.post(f"{page}urge/").status_code == 409
    later = timezone.now() + EVERY
    with time_machine.travel(later, tick=False):
        assert f'href="{page}urge/"' in client.get(page).content.decode()


def test_the_step_page_shows_the_subject_and_the_steps(trial, round):
    url = trial.a.url(f"approvals/{trial.step_of(round, 'manager').pk}/")
    page = trial.a.client("manager").get(url).content.decode()
    assert "Round 1" in page
    assert "approval/" in page
    assert "urge/" not in page
    seen_by_rep = trial.a.client("rep").get(url).content.decode()
    assert "urge/" in seen_by_rep
    assert "rejection/" not in seen_by_rep


def test_stuck_names_who_holds_up_what_since_when(trial, round):
    with trial.a.scope():
        (step,) = Step.objects.stuck()
        assert [seat.member for seat in step.assignees.all()] == [trial.a.manager]
        assert step.opened_at
        urge_step(by=trial.a.rep, step=step)
        assert Step.objects.stuck().count() == 1


@pytest.mark.parametrize("page", ["chain", "substitute"])
def test_chains_and_substitutes_are_the_administrators_to_set(trial, page):
    url = trial.a.url(f"admin/approvals/{page}/")
    admin = trial.a.client("admin")
    assert admin.get(url).status_code == 200
    assert admin.get(f"{url}add/").status_code == 200
    assert trial.a.client("manager").get(url).status_code == 403


def test_what_is_decided_or_withdrawn_is_no_longer_told_as_waiting(trial, round):
    def unread(name: str) -> int:
        with trial.a.scope(name):
            told = trial.a.members[name].notifications.filter(verb="approval.asked")
            return told.unread().count()

    assert unread("manager") == 1
    with trial.a.scope("manager"):
        approve_step(by=trial.a.manager, step=trial.step(round, "manager"))
    assert (unread("manager"), unread("project")) == (0, 1)
    with trial.a.scope("rep"):
        withdraw_round(by=trial.a.rep, round=round)
    assert unread("project") == 0


def test_who_decides_is_told_beforehand_what_follows(trial, round):
    def told(name, verb) -> str:
        step = trial.step_of(round, name)
        url = trial.a.url(f"approvals/{step.pk}/{verb}/")
        return trial.a.client(name).get(url).content.decode()

    page = told("manager", "approval")
    assert "It still needs the agreement of: Project manager" in page
    assert "Finance review, Legal review." in page
    page = told("manager", "rejection")
    assert "It goes back to Rep as a draft, with your reason." in page
    assert "Nobody else is asked any more" in page
    for name in ("manager", "project", "finance"):
        with trial.a.scope(name):
            approve_step(by=getattr(trial.a, name), step=trial.step(round, name))
    assert "Hengrui becomes a customer for good." in told("legal", "approval")
    assert "Nobody else" not in told("legal", "rejection")
    decided = told("finance", "approval")
    assert "cannot be decided" in decided
    assert "Hengrui becomes" not in decided
