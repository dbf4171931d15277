"""URLs outside a tenant: sign-in, doors, the API, health, the platform's admin."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from crm import health
from crm.api import api
from crm.api_page import api_page
from crm.platform import platform_site
from crm.start import start
from crm.styleguide import styleguide
from people.views.invitations import InvitationPage

handler400 = "crm.errors.bad_request"
handler403 = "crm.errors.forbidden"
handler404 = "crm.errors.not_found"
handler500 = "crm.errors.server_error"

urlpatterns = [
    path("", start, name="start"),
    path("accounts/", include("people.views.closed")),
    path("accounts/", include("allauth.account.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("door/invitation/<str:token>/", InvitationPage.as_view(), name="invitation"),
    path("api/v1/", api.urls),
    path("api/", api_page, name="api_page"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("styleguide/", styleguide, name="styleguide"),
    path("platform/", platform_site.urls),
]
