from django.urls import path

from people.views import audit, profile

urlpatterns = [
    path("me/", profile.ProfilePage.as_view(), name="profile"),
    path("me/tokens/new/", profile.TokenCreate.as_view(), name="token_create"),
    path("audit/", audit.AuditPage.as_view(), name="audit"),
    path("audit/export/", audit.AuditExport.as_view(), name="audit_export"),
]
