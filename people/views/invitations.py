"""Where an invited person arrives by his link."""

from django import forms
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from crm.errors import move_refused
from people.actions import accept_invitation
from people.models import Member
from tenants.states import MoveNotAllowed


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Choose a password"),
        min_length=12,
        max_length=128,
        help_text=_("At least 12 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NamedForm(PasswordForm):
    """For the first administrator, of whom nobody knew more than his address."""

    field_order = ["name", "password"]
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class InvitationPage(View):
    """Public: the door in the link stands for the permission; the middleware opened its scope."""

    permission = "door"
    template_name = "people/invitation.html"

    def dispatch(self, request: HttpRequest, token: str) -> HttpResponse:
        self.member = Member.objects.get(pk=request.door.object_id)
        self.user = request.user if request.user.is_authenticated else None
        try:
            return super().dispatch(request, token)
        except MoveNotAllowed as refused:
            return move_refused(request, refused)

    @property
    def form_class(self) -> type[PasswordForm]:
        return NamedForm if self.member.name == self.member.email else PasswordForm

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show(self.form_class())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = self.form_class(request.POST)
        if self.user is None and not form.is_valid():
            return self.show(form, 422)
        try:
            given = form.cleaned_data if self.user is None else {}
            user = accept_invitation(member=self.member, user=self.user, **given)
        except ValidationError as weak:
            form.add_error("password", weak)
            return self.show(form, 422)
        if self.user is None:
            login(request, user)
        return HttpResponseRedirect(f"/t/{request.tenant.slug}/", status=303)

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "invited": self.member, "signed_in": self.user}
        return render(self.request, self.template_name, context, status=status)
