from django.urls import path

from quotes.views import lines, listing, record, verbs

urlpatterns = [
    path("opportunities/<int:pk>/quotes/new/", record.QuoteCreate.as_view(), name="quote_create"),
    path("quotes/", listing.QuoteList.as_view(), name="quotes"),
    path("quotes/export/", listing.QuoteExport.as_view(), name="quote_export"),
    path("quotes/<int:pk>/", record.QuotePage.as_view(), name="quote"),
    path("quotes/<int:pk>/edit/", record.QuoteChange.as_view(), name="quote_change"),
    path("quotes/<int:pk>/lines/", lines.QuoteLines.as_view(), name="quote_lines"),
    path("quotes/<int:pk>/submission/", verbs.Submission.as_view(), name="quote_submission"),
    path("quotes/<int:pk>/withdrawal/", verbs.Withdrawal.as_view(), name="quote_withdrawal"),
    path("quotes/<int:pk>/sending/", verbs.Sending.as_view(), name="quote_sending"),
    path("quotes/<int:pk>/acceptance/", verbs.Acceptance.as_view(), name="quote_acceptance"),
    path("quotes/<int:pk>/refusal/", verbs.Refusal.as_view(), name="quote_refusal"),
    path("quotes/<int:pk>/primary/", verbs.Primary.as_view(), name="quote_primary"),
    path("quotes/<int:pk>/version/", verbs.Version.as_view(), name="quote_version"),
    path("quotes/<int:pk>/documents/", verbs.QuoteOnPaper.as_view(), name="quote_documents"),
]
