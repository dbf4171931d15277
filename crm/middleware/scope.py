"""Opens the tenant's scope: from the path prefix, a bearer token or a door (DESIGN.md section 2).

Five statements stand before every page: session, user, tenant, scope, member.
"""

from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.utils import translation

from people.actions.tokens import PREFIX
from people.models import ApiToken, Member
from tenants.denials import record_denial
from tenants.models import Door, Tenant
from tenants.scope import set_actor, tenant_scope

SAFE = {"GET", "HEAD", "OPTIONS"}


class TenantScopeMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.tenant = request.member = request.door = request.token = None
        head, _, rest = request.path_info.lstrip("/").partition("/")
        if head == "t":
            return self.page(request, rest)
        if request.path_info.startswith("/api/"):
            return self.api(request)
        if head == "door":
            return self.through_door(request, rest)
        return self.get_response(request)

    def page(self, request, rest: str) -> HttpResponse:
        slug, _, path = rest.partition("/")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        tenant = Tenant.objects.serving(slug)
        if tenant is None:
            raise Http404
        request.urlconf = settings.TENANT_URLCONF
        with tenant_prefix(request, f"/t/{slug}/", "/" + path):
            return self.inside(request, tenant, lambda: self.member_of(request))

    def api(self, request) -> HttpResponse:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secret.startswith(PREFIX):
            return self.get_response(request)
        door = Door.objects.behind(Door.Kind.API, secret.removeprefix(PREFIX))
        if door is None:
            return self.get_response(request)
        request.door = door
        return self.inside(request, door.tenant, lambda: self.owner_of(request, door))

    def through_door(self, request, rest: str) -> HttpResponse:
        kind, _, token = rest.strip("/").partition("/")
        door = Door.objects.behind(kind, token.partition("/")[0])
        if door is None:
            raise Http404
        request.door = door
        return self.inside(request, door.tenant, lambda: None)

    def member_of(self, request) -> Member:
        member = Member.entering(request.user)
        if member is None:
            raise Http404
        return member

    def owner_of(self, request, door: Door) -> Member:
        token = ApiToken.objects.select_related("member__department").get(pk=door.object_id)
        request.token = token
        if not token.member.active:
            raise Http404
        if request.method not in SAFE:
            set_actor(token.member_id)
        return token.member

    def inside(self, request, tenant: Tenant, find_member) -> HttpResponse:
        language = translation.get_language() if request.language_chosen else tenant.language
        with translation.override(language):
            with tenant_scope(tenant):
                request.tenant = tenant
                response = self.answer(request, find_member)
                language = translation.get_language()
            if response.status_code in (403, 404):
                record_denial(tenant, request, response.status_code)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Language"] = language
        return response

    def answer(self, request, find_member) -> HttpResponse:
        try:
            request.member = find_member()
        except Http404:
            from crm.errors import not_found

            return not_found(request)
        if request.member and request.member.language and not request.language_chosen:
            translation.activate(request.member.language)  # until the override around it ends
        response = self.get_response(request)
        if response.status_code >= 400 and not getattr(response, "keeps", False):
            transaction.set_rollback(True)
        return response


@contextmanager
def tenant_prefix(request, prefix: str, path_info: str):
    """Let the tenant's URLs resolve and reverse as if the prefix were the script's mount point."""
    outer, outer_path, outer_urlconf = get_script_prefix(), request.path_info, get_urlconf()
    set_script_prefix(prefix)
    # Django does so only before the view; a refusal by a middleware shows the menu as well.
    set_urlconf(request.urlconf)
    request.path_info = path_info
    try:
        yield
    finally:
        set_script_prefix(outer)
        set_urlconf(outer_urlconf)
        request.path_info = outer_path
