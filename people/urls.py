from django.urls import path

from people.views import audit, profile

urlpatterns = [
    path("me/", profile.ProfilePage.as_view(), name="profile"),
    path("audit/", audit.AuditPage.as_view(), name="audit"),
]
