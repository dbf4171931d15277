"""Leads from every channel and in every state, some in the pool."""

from collections.abc import Iterator

from activities.actions import log_note
from activities.models import Reason
from crm.formfields import clean_phone
from integrations.demo.company import Company
from integrations.demo.diary import Story, ago, ahead
from integrations.demo.script import LeadRow
from leads import actions
from leads.models import Lead
from opportunities.actions import convert_lead


def stories(company: Company) -> Iterator[Story]:
    for row in company.script.leads:
        yield _lead(company, row)


def _lead(company: Company, row: LeadRow) -> Story:
    """Entered by marketing, taken a day later, worked on, and whatever became of it."""
    yield ago(row.age)
    lead = _enter(company, row)
    if row.way == "pooled":
        return
    yield ago(row.age * 0.8)
    owner = company.member[row.owner]
    if row.way == "assigned":
        actions.assign_lead(by=company.member["marketing"], lead=lead, to=owner)
    else:
        actions.claim_lead(by=owner, lead=lead)
    if row.way in ("assigned", "claimed"):
        return
    yield ago(row.age * 0.6)
    type_, text = company.draw("notes", "lead")
    log_note(by=owner, record=lead, type=type_, text=text)
    yield ago(row.age * 0.3)
    lead.refresh_from_db()
    _finish(company, row, lead)


def _enter(company: Company, row: LeadRow) -> Lead:
    return actions.create_lead(
        by=company.member["marketing"],
        company=row.company,
        person=row.person,
        title=row.title,
        phone=clean_phone(row.phone),
        industry=row.industry,
        region=row.region,
        city=row.city,
        source=row.source,
        need=row.need,
    )


def _finish(company: Company, row: LeadRow, lead: Lead) -> None:
    owner, words = lead.owner, company.script.words
    if row.way == "returned":
        reason = Reason.objects.for_list(Reason.List.LEAD_RETURNED).first()
        actions.give_back_lead(by=owner, lead=lead, reason=reason, note=words["returned"])
    elif row.way == "disqualified":
        reason = Reason.objects.for_list(Reason.List.LEAD_DISQUALIFIED).first()
        actions.disqualify_lead(by=owner, lead=lead, reason=reason, note=words["disqualified"])
    elif row.way == "converted":
        name, lines = company.draw("converted")
        amount = sum(product.list_price * qty for product, qty in company.ordered(lines))
        fields = {"name": name, "amount": amount, "expected_close_date": ahead(45)}
        convert_lead(by=owner, lead=lead, opportunity_fields=fields)
    else:
        type_, text = company.draw("notes", "lead")
        log_note(by=owner, record=lead, type=type_, text=text)
