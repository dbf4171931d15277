from django.utils.translation import gettext_lazy as _

from crm.access import allow, find
from crm.pages import ChangePage, CreatePage, DetailPage, ExportPage, ListPage, Verb
from customers import actions
from customers.filters import ContactFilter
from customers.forms import ContactForm
from customers.models import Account, Contact
from customers.tables import ContactTable


class ContactList(ListPage):
    permission = "customers.view"
    model = Contact
    filterset_class = ContactFilter
    table_class = ContactTable
    title = _("Contacts")
    export_url = "contact_export"
    export_permission = "customers.export"
    empty_text = _("No contacts yet. They are added on the page of their customer.")

    def rows(self):
        return super().rows().select_related("account")


class ContactExport(ExportPage):
    permission = "customers.export"
    listing = ContactList


class ContactPage(DetailPage):
    permission = "customers.view"
    model = Contact
    template_name = "customers/contact.html"
    verbs = (Verb(_("Edit"), "contact_change", "customers.change", "pencil"),)

    def rows(self):
        return super().rows().select_related("account")


class ContactCreate(CreatePage):
    """Below its customer: /customers/12/contacts/new/."""

    permission = "customers.change"
    form_class = ContactForm
    title = _("New contact")
    success = _("The contact was added.")

    def load(self, pk: int):
        self.account = find(Account, pk, self.member)

    def authorise(self):
        allow(self.member, self.permission, self.account)

    def cancel_url(self) -> str:
        return self.account.get_absolute_url()

    def perform(self, form):
        return actions.create_contact(by=self.member, account=self.account, **form.cleaned_data)


class ContactChange(ChangePage):
    permission = "customers.change"
    model = Contact
    form_class = ContactForm
    title = _("Edit the contact")

    def perform(self, form):
        return actions.change_contact(by=self.member, contact=self.record, **form.changes())
