"""The verbs of a contract's page; of a draft, what is missing next comes first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.actions.papers import CORRECTABLE
from contracts.checks import Need
from contracts.models import Contract
from crm.pages import Verb

DRAFT, REVIEW = Contract.State.DRAFT, Contract.State.IN_REVIEW
SUBMIT = "contract_submission"


def _in(state: str):
    return lambda contract: contract.state == state


def _correctable(contract: Contract) -> bool:
    since = contract.formal_at or timezone.now() - CORRECTABLE - timedelta(days=1)
    return contract.state == Contract.State.FORMAL and timezone.now() <= since + CORRECTABLE


def _scan_is_out(contract: Contract) -> bool:
    return contract.state == Contract.State.FORMAL and not contract.scan_received_on


VERBS = (
    Verb(
        _("Submit"),
        SUBMIT,
        "contracts.submit",
        "send",
        _in(DRAFT),
    ),
    Verb(_("Edit"), "contract_change", "contracts.change", "pencil", _in(DRAFT)),
    Verb(_("Payment terms"), "contract_terms", "contracts.change", "calendar-clock", _in(DRAFT)),
    Verb(_("Take over a quote"), "contract_sync", "contracts.change", "refresh-cw", _in(DRAFT)),
    Verb(_("Withdraw"), "contract_withdrawal", "contracts.submit", "undo-2", _in(REVIEW)),
    Verb(
        _("Signed copy received"),
        "contract_scan",
        "contracts.scan",
        "paperclip",
        _scan_is_out,
        False,
    ),
    Verb(
        _("Correct the day of signing"),
        "contract_signing",
        "contracts.correct",
        "calendar",
        _correctable,
        False,
    ),
)


def guided(needs: Sequence[Need]) -> tuple[Verb, ...]:
    """The primary verb, and first, is the one for what is missing next; submitting when nothing
    is."""
    open_needs = [need for need in needs if not need.met]
    first = next((need.page for need in open_needs if need.page), "") if open_needs else SUBMIT
    verbs = [replace(verb, tone="primary") if verb.page == first else verb for verb in VERBS]
    return tuple(sorted(verbs, key=lambda verb: verb.page != first))
