from django.urls import path

from contracts.views import listing, record, terms, verbs

urlpatterns = [
    path("quotes/<int:pk>/contract/", verbs.QuoteContract.as_view(), name="quote_contract"),
    path("contracts/", listing.ContractList.as_view(), name="contracts"),
    path("contracts/export/", listing.ContractExport.as_view(), name="contract_export"),
    path("contracts/new/", record.ContractCreate.as_view(), name="contract_create"),
    path("contracts/<int:pk>/", record.ContractPage.as_view(), name="contract"),
    path("contracts/<int:pk>/edit/", record.ContractChange.as_view(), name="contract_change"),
    path("contracts/<int:pk>/terms/", terms.Terms.as_view(), name="contract_terms"),
    path("contracts/<int:pk>/quote/", verbs.Sync.as_view(), name="contract_sync"),
    path(
        "contracts/<int:pk>/submission/",
        verbs.Submission.as_view(),
        name="contract_submission",
    ),
    path(
        "contracts/<int:pk>/withdrawal/",
        verbs.Withdrawal.as_view(),
        name="contract_withdrawal",
    ),
    path(
        "contracts/<int:pk>/documents/",
        verbs.ContractOnPaper.as_view(),
        name="contract_documents",
    ),
    path("contracts/<int:pk>/scan/", verbs.Scan.as_view(), name="contract_scan"),
    path("contracts/<int:pk>/signing/", verbs.Signing.as_view(), name="contract_signing"),
]
