from django.urls import path

from approvals.views import inbox, steps

urlpatterns = [
    path("inbox/", inbox.InboxPage.as_view(), name="inbox"),
    path("approvals/<int:pk>/", steps.StepPage.as_view(), name="approval"),
    path("approvals/<int:pk>/approval/", steps.Approval.as_view(), name="approval_approval"),
    path("approvals/<int:pk>/rejection/", steps.Rejection.as_view(), name="approval_rejection"),
    path("approvals/<int:pk>/urge/", steps.Urge.as_view(), name="approval_urge"),
]
