from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.pages import CreatePage, DetailPage, ExportPage, ListPage, Verb, VerbPage
from crm.templatetags.fairway import money
from payments import actions
from payments.access import is_own, refuse_own
from payments.actions.ledger import open_instalments, proposal, rest_of
from payments.filters import ReceiptFilter
from payments.forms import AllocationForm, ReasonForm, ReceiptForm
from payments.models import Receipt
from payments.statements import confirming, rejecting, reversing
from payments.tables import ReceiptTable


class ReceiptList(ListPage):
    permission = "payments.view"
    model = Receipt
    filterset_class = ReceiptFilter
    table_class = ReceiptTable
    title = _("Receipts")
    create_url = "receipt_create"
    create_label = _("Report a receipt")
    create_permission = "payments.report"
    export_url = "receipt_export"
    export_permission = "payments.export"
    empty_text = _("No receipts yet. Report the first one from its contract.")

    def rows(self):
        return super().rows().with_rest().select_related("contract", "owner")


class ReceiptExport(ExportPage):
    permission = "payments.export"
    listing = ReceiptList


def _reported(receipt: Receipt) -> bool:
    return receipt.state == Receipt.State.REPORTED


class ReceiptPage(DetailPage):
    permission = "payments.view"
    model = Receipt
    template_name = "payments/receipt.html"

    @property
    def verbs(self):
        """Finance's verbs; the confirmation is not offered to whom it is forbidden."""
        own = is_own(self.record, self.member)
        return (
            Verb(
                _("Confirm"),
                "receipt_confirmation",
                "payments.confirm",
                "circle-check",
                lambda receipt: _reported(receipt) and not own,
                False,
                "primary",
            ),
            Verb(
                _("Allocate"),
                "receipt_allocation",
                "payments.confirm",
                "git-merge",
                lambda receipt: receipt.rest > 0,
                False,
            ),
            Verb(
                _("Reject"), "receipt_rejection", "payments.confirm", "circle-x", _reported, False
            ),
            Verb(
                _("Reverse"),
                "receipt_reversal",
                "payments.confirm",
                "undo-2",
                lambda receipt: receipt.state == Receipt.State.CONFIRMED,
                False,
            ),
        )

    def rows(self):
        people = ("owner", "reported_by", "confirmed_by")
        return Receipt.objects.with_rest().select_related("contract", "account", *people)

    def context(self, **extra):
        rows = self.record.allocations.select_related("instalment__contract")
        return super().context(allocations=rows.order_by("at", "pk"), **extra)


class ReceiptCreate(CreatePage):
    permission = "payments.report"
    form_class = ReceiptForm
    title = _("Report a receipt")
    submit = _("Report the receipt")
    success = _("Finance was asked to confirm the receipt.")

    def form_kwargs(self):
        asked = self.request.GET.get("contract", "")
        initial = {"contract": asked} if asked.isdecimal() else {}
        today = {"received_on": timezone.localdate()}
        return {"member": self.member, "initial": today | initial}

    def perform(self, form):
        return actions.report_receipt(by=self.member, **form.cleaned_data)


class AllocationPage(VerbPage):
    """A verb of finance with the editable proposal: one field an open instalment, the receipt's
    own contract before the customer's others."""

    permission = "payments.confirm"
    model = Receipt
    changes = False
    form_class = AllocationForm

    def rest(self):
        return rest_of(self.record)

    def form_kwargs(self):
        rest = self.rest()
        rows = list(open_instalments(self.record, whole_account=True))
        rows.sort(key=lambda row: row.contract_id != self.record.contract_id)
        return {"rest": rest, "rows": rows, "proposal": proposal(self.record, rest)}


class Confirmation(AllocationPage):
    submit = _("Confirm")
    success = _("The receipt is confirmed.")

    def authorise(self):
        super().authorise()
        refuse_own(self.record, self.member)

    @property
    def title(self):
        shown = money(self.record.amount, self.request.tenant.currency)
        return _("Confirm the receipt of %(amount)s") % {"amount": shown}

    def rest(self):
        return self.record.amount

    def statement(self):
        return confirming(self.record)

    def perform(self, form):
        wanted = form.allocations()
        return actions.confirm_receipt(by=self.member, receipt=self.record, allocations=wanted)


class AllocationCreate(AllocationPage):
    title = _("Allocate what is left of the receipt")
    submit = _("Allocate")

    def statement(self):
        yield _("What goes to instalments counts as paid; the rest is the customer's credit.")

    def perform(self, form):
        wanted = form.allocations()
        return actions.allocate(by=self.member, receipt=self.record, allocations=wanted)


class Rejection(VerbPage):
    permission = "payments.confirm"
    model = Receipt
    changes = False
    form_class = ReasonForm
    title = _("Reject the receipt")
    submit = _("Reject")
    danger = True

    def statement(self):
        return rejecting(self.record)

    def perform(self, form):
        return actions.reject_receipt(by=self.member, receipt=self.record, **form.cleaned_data)


class Reversal(VerbPage):
    permission = "payments.confirm"
    model = Receipt
    changes = False
    form_class = ReasonForm
    title = _("Reverse the receipt")
    submit = _("Reverse")
    danger = True

    def statement(self):
        return reversing(self.record)

    def perform(self, form):
        return actions.reverse_receipt(by=self.member, receipt=self.record, **form.cleaned_data)
