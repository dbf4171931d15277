"""What a submission comes to: approved at once, or who is asked and why (spec 05)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from approvals.chains import StepSpec
from crm.money import share_str
from people.models import Member
from people.roles import Role
from quotes.authority import Verdict, approvers, judge
from quotes.lines import stored_price
from quotes.models import Quote, QuoteLine
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed


def verdict_of(quote: Quote, lines: list[QuoteLine]) -> Verdict:
    """How the stored price stands to the authority of the quote's author."""
    return judge(stored_price(lines), [line.cost for line in lines], quote.author.discount_limit)


def check_complete(lines: list[QuoteLine]) -> None:
    """Raise MoveNotAllowed without lines, or with lines that the catalogue has overtaken."""
    if not lines:
        raise MoveNotAllowed(_("Add the first product."))
    outdated = [
        str(line.product)
        for line in lines
        if (line.list_price, line.vat_rate, line.cost)
        != (line.product.list_price, line.product.vat_rate, line.product.cost)
    ]
    if outdated:
        raise MoveNotAllowed(_("The catalogue changed meanwhile. Save the lines again."), outdated)


def steps_of(quote: Quote, verdict: Verdict, by: Member) -> list[StepSpec]:
    """The one step of a round; MoveNotAllowed when nobody above may give the discount. Nobody whose
    own the quote is, or who submits it, decides it."""
    able = approvers(verdict, quote.author, {by.pk, quote.owner_id, quote.author_id})
    if not able:
        raise MoveNotAllowed(
            _("Nobody above %(member)s may give %(discount)s %% off.")
            % {
                "member": quote.author.name,
                "discount": share_str(verdict.price.highest_discount),
            }
        )
    with override(current_tenant().language):
        name = _("Discount authority")
    why = _("The nearest superior whose limit covers the discount")
    return [StepSpec(1, Role.MANAGER, name, able, why=why)]
