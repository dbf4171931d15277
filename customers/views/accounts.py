from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.pages import ChangePage, CreatePage, DetailPage, ExportPage, ListPage, Page, Verb, VerbPage
from customers import actions
from customers.duplicates import same_company
from customers.filters import AccountFilter
from customers.forms import AccountForm, OwnerForm, ShareForm
from customers.models import Account
from customers.tables import AccountTable


class AccountList(ListPage):
    permission = "customers.view"
    model = Account
    filterset_class = AccountFilter
    table_class = AccountTable
    title = _("Customers")
    create_url = "account_create"
    create_label = _("New customer")
    create_permission = "customers.create"
    export_url = "account_export"
    export_permission = "customers.export"
    empty_text = _("No customers yet. Add the first one or import a file.")

    def rows(self):
        return super().rows().select_related("owner")


class AccountExport(ExportPage):
    permission = "customers.export"
    listing = AccountList


class AccountPage(DetailPage):
    permission = "customers.view"
    model = Account
    template_name = "customers/account.html"
    verbs = (
        Verb(_("Edit"), "account_change", "customers.change", "pencil"),
        Verb(_("Hand over"), "account_owner", "customers.change", "user-check"),
        Verb(_("Share"), "account_share", "customers.share", "share-2"),
    )

    def timeline(self):
        contacts = self.record.contacts.values_list("pk", flat=True)
        return [*super().timeline(), *(("contact", pk) for pk in contacts)]

    def context(self, **extra):
        record = self.record
        return super().context(
            contacts=record.contacts.filter(active=True).order_by("name_key"),
            duplicates=same_company(record.name, member=self.member, but=record.pk),
            **extra,
        )


class SimilarAccounts(Page):
    """A fragment below the name of a new customer: who else has this company."""

    permission = "customers.create"
    template_name = fragment_name = "customers/_duplicates.html"

    def get(self, request):
        name = request.GET.get("name", "")[:200].strip()
        found = same_company(name, member=self.member) if name else None
        return self.show(duplicates=found)


class AccountCreate(CreatePage):
    permission = "customers.create"
    template_name = "customers/account_create.html"
    form_class = AccountForm
    title = _("New customer")
    success = _("The customer was added.")

    def perform(self, form):
        return actions.create_account(by=self.member, **form.cleaned_data)


class AccountChange(ChangePage):
    permission = "customers.change"
    model = Account
    form_class = AccountForm
    title = _("Edit the customer")

    def perform(self, form):
        return actions.change_account(by=self.member, account=self.record, **form.changes())


class AccountOwner(VerbPage):
    permission = "customers.change"
    model = Account
    form_class = OwnerForm
    title = _("Hand the customer over")
    submit = _("Hand over")

    def perform(self, form):
        return actions.assign_account(by=self.member, account=self.record, **form.cleaned_data)

    def next_url(self, record):
        visible = Account.objects.visible_to(self.member).filter(pk=record.pk).exists()
        return record.get_absolute_url() if visible else reverse("accounts")


class AccountShare(VerbPage):
    permission = "customers.share"
    model = Account
    form_class = ShareForm
    title = _("Share the customer")
    submit = _("Share")

    def perform(self, form):
        actions.share_account(by=self.member, account=self.record, **form.cleaned_data)
        return self.record
