"""The base of every page inside a tenant: declares its permission, answers in one order."""

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django_htmx.http import HttpResponseClientRedirect

from crm.access import allow
from crm.errors import move_refused
from people.models import Member
from people.permissions import is_declared
from tenants.states import MoveNotAllowed


class Page(View):
    """`permission` is required: without a declared one `as_view` refuses, so the URLs don't load.

    404 before 403 before the form before the action. Raises nothing to Django but Http404 and
    PermissionDenied; a MoveNotAllowed becomes 409 with its reason.
    """

    permission = ""
    template_name = ""
    fragment_name = ""  # what htmx gets of the same page; the page includes the same partial
    member: Member

    @classmethod
    def as_view(cls, **initkwargs):
        permission = initkwargs.get("permission", cls.permission)
        if not is_declared(permission):
            raise ImproperlyConfigured(f"{cls.__qualname__} declares no known permission")
        view = super().as_view(**initkwargs)
        view.permission = permission
        return view

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.member = request.member
        try:
            self.load(**kwargs)
            self.authorise()
            return super().dispatch(request, *args, **kwargs)
        except MoveNotAllowed as refused:
            return move_refused(request, refused)

    def load(self, **kwargs) -> None:
        """Find the records that the URL names, from `visible_to`; raise Http404."""

    def authorise(self) -> None:
        allow(self.member, self.permission)

    def context(self, **extra) -> dict:
        return {"page": self, **extra}

    def show(self, status: int = 200, **extra) -> HttpResponse:
        """The page, or its fragment for htmx."""
        fragment = self.request.htmx and not self.request.htmx.boosted and self.fragment_name
        response = render(
            self.request, fragment or self.template_name, self.context(**extra), status=status
        )
        response.headers["Vary"] = "HX-Request, Cookie"
        return response

    def done(self, url: str, message: str = "") -> HttpResponse:
        """After a verb: say so and go on, by 303 or htmx's own redirect."""
        if message:  # stored after the response, when this language is no longer the active one
            messages.success(self.request, str(message))
        if self.request.htmx:
            return HttpResponseClientRedirect(url)
        return HttpResponse(status=303, headers={"Location": url})
