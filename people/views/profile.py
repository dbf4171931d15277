from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.formfields import PhoneField
from crm.pages import Page
from people import actions
from people.models import ApiToken


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    phone = PhoneField()


class ProfilePage(Page):
    """What a member may change of himself; his tokens are listed."""

    permission = "people.home"
    template_name = "people/profile.html"
    title = _("My profile")

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {"name": self.member.name, "phone": self.member.phone}
        return self.show(form=ProfileForm(initial=initial), tokens=self.tokens())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form, tokens=self.tokens())
        actions.change_member(by=self.member, member=self.member, **form.cleaned_data)
        return self.done(reverse("profile"), _("Your profile was saved."))

    def tokens(self):
        return ApiToken.objects.filter(member=self.member).order_by("-pk")
