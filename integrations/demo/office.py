"""The daily round: tasks of every member, shares, reminders, and what has been read."""

from collections.abc import Iterator

from django.db.models import Model

from activities.actions import add_task, finish_task, mark_read
from contracts.models import Contract
from customers.actions import share_account
from integrations.demo.company import Company
from integrations.demo.diary import Story, ago, ahead
from integrations.demo.script import ShareRow, TaskRow
from leads.models import Lead
from opportunities.actions import share_opportunity
from opportunities.actions.reminders import remind_stale
from payments.actions import remind_overdue
from people.models import Share


def stories(company: Company) -> Iterator[Story]:
    for nth, row in enumerate(company.script.tasks):
        yield _task(company, row, nth)
    for row in company.script.shares:
        yield _share(company, row)
    yield _reminded()
    yield _read(company)


def _task(company: Company, row: TaskRow, nth: int) -> Story:
    """Given some days before it is due; those with a day long past are done."""
    done = row.due < -6
    yield ago(9 - row.due if done else max(3, 1 - row.due) + nth % 5 / 5)
    member, record = company.member[row.login], _record(company, row)
    task = add_task(by=member, record=record, title=row.title, owner=member, due_on=ahead(row.due))
    if done:
        yield ago(1 - row.due)
        finish_task(by=member, task=task)


def _record(company: Company, row: TaskRow) -> Model:
    if row.kind == "account":
        return company.account[row.about]
    if row.kind == "lead":
        return Lead.objects.get(company=row.about)
    deal = company.deal[row.about]
    return deal if row.kind == "deal" else Contract.objects.get(opportunity=deal)


def _share(company: Company, row: ShareRow) -> Story:
    yield ago(row.days)
    member, level = company.member[row.login], Share.Level.CHANGE
    if row.kind == "account":
        account = company.account[row.about]
        share_account(by=account.owner, account=account, member=member, level=level)
        return
    deal = company.deal[row.about]
    share_opportunity(
        by=deal.owner, opportunity=deal, members=[member], level=level, team_role=row.role
    )


def _reminded() -> Story:
    """What the jobs would have told everybody by now."""
    yield ago(2.2)
    remind_stale()
    remind_overdue()


def _read(company: Company) -> Story:
    """Everybody has read what came until yesterday evening."""
    yield ago(1.05)
    for member in company.member.values():
        mark_read(by=member)
