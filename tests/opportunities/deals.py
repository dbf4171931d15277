"""Deals for the tests of this room."""

from customers.actions import create_account
from opportunities.actions import create_opportunity
from opportunities.models import ExitCriterion, Opportunity, Process, Stage


def make_deal(company, owner: str = "rep", **fields) -> Opportunity:
    """A deal of 1,000.00 in the first stage of the default process; call it inside the scope."""
    member = company.members[owner]
    fields = {"name": "Plant software", "amount": 1000} | fields
    account = fields.pop("account", None) or create_account(by=member, name="Acme Ltd")
    return create_opportunity(by=member, account=account, **fields)


def stages(process: Process | None = None) -> list[Stage]:
    process = process or Process.objects.get(is_default=True)
    return list(process.stages.order_by("order"))


def ask(stage: Stage, kind: str = "field_filled", value: str = "budget", **fields):
    label = fields.pop("label", "The budget is known")
    return ExitCriterion.objects.create(stage=stage, kind=kind, value=value, label=label, **fields)
