from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.formfields import PhoneField
from crm.pages import Page
from crm.pages.forms import FormPage
from people import actions
from people.models import ApiToken, Member
from tenants.models import Tenant


class ProfileForm(forms.ModelForm):
    phone = PhoneField()
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("Like the company")), *Tenant.Language.choices],
        required=False,
        help_text=_("Of pages and mails."),
    )

    class Meta:
        model = Member
        fields = ["name", "phone", "language", "shortcuts"]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Program"),
        max_length=80,
        help_text=_("What will use it, so that you know it again."),
    )
    access = forms.ChoiceField(label=_("Access"), choices=ApiToken.Access.choices)


class TokenCreate(FormPage):
    """A token in the member's own name; its secret is shown once, on the next page."""

    permission = "people.home"
    form_class = TokenForm
    title = _("New API token")

    def perform(self, form):
        token, secret = actions.create_token(
            by=self.member, member=self.member, **form.cleaned_data
        )
        text = _("Copy the token now, it is shown only once:")
        messages.warning(self.request, f"{text} {secret}")
        return token

    def next_url(self, record) -> str:
        return reverse("profile")

    def cancel_url(self) -> str:
        return reverse("profile")


class ProfilePage(Page):
    """What a member may change of himself; his tokens are listed."""

    permission = "people.home"
    template_name = "people/profile.html"
    title = _("My profile")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=ProfileForm(instance=self.member), tokens=self.tokens())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileForm(request.POST, instance=self.member)
        if not form.is_valid():
            return self.show(422, form=form, tokens=self.tokens())
        actions.change_member(by=self.member, member=self.member, **form.cleaned_data)
        response = self.done(reverse("profile"), _("Your profile was saved."))
        # The switch of the top bar must not outlive the choice that was made here.
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response

    def tokens(self):
        return ApiToken.objects.filter(member=self.member).order_by("-pk")
