"""The daily round: tasks of every member, shares, reminders, and what has been read."""

from collections.abc import Iterator

from django.db.models import Model

from activities.actions import add_task, finish_task, log_note, mark_read
from activities.models import Note
from contracts.models import Contract
from customers.actions import share_account
from integrations.demo.company import Company
from integrations.demo.diary import Story, ago, ahead
from integrations.demo.script import MentionRow, ShareRow, TaskRow
from leads.models import Lead
from opportunities.actions import share_opportunity
from opportunities.actions.reminders import remind_stale
from payments.actions import remind_overdue
from people.models import Share

CARE = 4  # how often in the year


def stories(company: Company) -> Iterator[Story]:
    for nth, row in enumerate(company.script.tasks):
        yield _task(company, row, nth)
    for row in company.script.shares:
        yield _share(company, row)
    for nth, row in enumerate(company.script.customers):
        yield _care(company, row.key, nth)
    for row in company.script.mentions:
        yield _mention(company, row)
    yield _read(company)


def _care(company: Company, key: str, nth: int) -> Story:
    """Every customer is looked after now and then, beside any deal."""
    account = company.account[key]
    for round_ in range(CARE, 0, -1):
        yield ago(round_ * 71 - nth * 2 % 53 + nth * 0.41 % 0.9)
        type_, text = company.draw("notes", "account")
        log_note(by=account.owner, record=account, type=type_, text=text)


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


def _mention(company: Company, row: MentionRow) -> Story:
    yield ago(row.days)
    by, deal = company.member[row.login], company.deal[row.deal]
    log_note(by=by, record=deal, type=Note.Type.NOTE, text=row.text)


def _read(company: Company) -> Story:
    """The jobs told everybody what was late, and everybody read it the day after."""
    yield ago(2.2)
    remind_stale()
    remind_overdue()
    yield ago(1.5)
    for member in company.member.values():
        mark_read(by=member)
