"""URLs inside a tenant, below /t/<slug>/. One line a room."""

from django.urls import include, path

from crm.admin import tenant_site

handler400 = "crm.errors.bad_request"
handler403 = "crm.errors.forbidden"
handler404 = "crm.errors.not_found"
handler500 = "crm.errors.server_error"

urlpatterns = [
    path("", include("people.urls")),
    path("", include("activities.urls")),
    path("", include("customers.urls")),
    path("", include("approvals.urls")),
    path("leads/", include("leads.urls")),
    path("", include("opportunities.urls")),
    path("products/", include("products.urls")),
    path("", include("payments.urls")),
    path("", include("quotes.urls")),
    path("", include("contracts.urls")),
    path("", include("reports.urls")),
    path("imports/", include("integrations.urls")),
    path("admin/", tenant_site.urls),
]
