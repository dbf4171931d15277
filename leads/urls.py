from django.urls import path

from leads.views import listing, record, verbs

urlpatterns = [
    path("", listing.LeadList.as_view(), name="leads"),
    path("export/", listing.LeadExport.as_view(), name="lead_export"),
    path("new/", record.LeadCreate.as_view(), name="lead_create"),
    path("<int:pk>/", record.LeadPage.as_view(), name="lead"),
    path("<int:pk>/edit/", record.LeadChange.as_view(), name="lead_change"),
    path("<int:pk>/claim/", verbs.Claim.as_view(), name="lead_claim"),
    path("<int:pk>/assignment/", verbs.Assignment.as_view(), name="lead_assignment"),
    path("<int:pk>/start/", verbs.Start.as_view(), name="lead_start"),
    path("<int:pk>/return/", verbs.Return.as_view(), name="lead_return"),
    path(
        "<int:pk>/disqualification/",
        verbs.Disqualification.as_view(),
        name="lead_disqualification",
    ),
    path("<int:pk>/restoration/", verbs.Restoration.as_view(), name="lead_restoration"),
]
