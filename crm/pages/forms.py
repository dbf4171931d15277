"""Pages with a form: make a record, change one, do a verb. All hand clean input to one action."""

import uuid
from collections.abc import Iterable

from django import forms
from django.http import HttpRequest, HttpResponse
from django_htmx.http import reswap, retarget

from crm.access import allow
from crm.pages.base import Page
from crm.pages.record import RecordPage
from tenants.states import MoveNotAllowed

ONE_COLUMN = 6  # fields; longer forms are set in two columns


class FormPage(Page):
    """`perform(data)` calls one action with cleaned input and returns the record it made."""

    form_class: type[forms.BaseForm] = forms.Form
    template_name = "form.html"
    fragment_name = "components/_dialog_form.html"
    title = ""
    submit = ""
    danger = False
    success = ""

    def form(self, data=None, files=None) -> forms.BaseForm:
        return self.form_class(data, files, **self.form_kwargs())

    def form_kwargs(self) -> dict:
        return {}

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show(form=self.form())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_again(form)
        record = self.perform(form)
        return self.done(self.next_url(record), self.said(record))

    def show_again(self, form: forms.BaseForm) -> HttpResponse:
        """The form with what is wrong. A 409 of htmx is a toast unless the answer says where to."""
        if not getattr(form, "conflict", False):
            return self.show(422, form=form)
        return reswap(retarget(self.show(409, form=form), "#modal"), "innerHTML")

    def perform(self, form: forms.BaseForm):
        raise NotImplementedError

    def next_url(self, record) -> str:
        return record.get_absolute_url()

    def said(self, record) -> str:
        """What the next page says about what was done."""
        return self.success

    def cancel_url(self) -> str:
        return "./.."

    def context(self, **extra) -> dict:
        fields = getattr(extra["form"], "fields", ())  # a formset has none of its own
        layout = "wide" if len(fields) > ONE_COLUMN else ""
        # One key a rendered form: a second click sends the same one and gets the first answer.
        return super().context(form_key=uuid.uuid4().hex, layout=layout, **extra)


class CreatePage(FormPage):
    pass


class ChangePage(FormPage, RecordPage):
    """Shows the record's form; a field that somebody else changed meanwhile is refused."""

    def form_kwargs(self) -> dict:
        return {"instance": self.record}

    def authorise(self) -> None:
        allow(self.member, self.permission, self.record)

    def cancel_url(self) -> str:
        return self.record.get_absolute_url()


class VerbPage(FormPage, RecordPage):
    """A verb is a noun one POSTs to; GET shows what it asks for, so it works without JavaScript.

    `changes = False` is for verbs that their role decides alone (claiming, approving).
    A refusal (409) shows the same form again with its reason, in the dialog as on the page, unless
    its template has no place for it (`restates`): then it is a page or a toast of its own.
    """

    changes = True
    restates = True

    def authorise(self) -> None:
        allow(self.member, self.permission, self.record if self.changes else None)

    def statement(self) -> Iterable[str]:
        """What the verb will do, sentence by sentence."""
        return ()

    def foretold(self) -> dict:
        """What else its template tells beforehand. Raises MoveNotAllowed where the verb would be
        refused whatever is typed: then there is nothing to press."""
        return {}

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self.form()
        try:
            return self.show(form=form, **self.foretold())
        except MoveNotAllowed as refused:
            return self.show(form=form, refused=refused, blocked=True, statement=())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        try:
            return super().post(request, **kwargs)
        except MoveNotAllowed as refused:
            if refused.keeps or not self.restates:
                raise
            again = self.show(409, form=self.form(request.POST), refused=refused, statement=())
            return reswap(retarget(again, "#modal"), "innerHTML")

    def context(self, **extra) -> dict:
        return super().context(**{"statement": list(self.statement())} | extra)

    def cancel_url(self) -> str:
        return self.record.get_absolute_url()
