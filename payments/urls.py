from django.urls import path

from payments.views import receipts, receivables

urlpatterns = [
    path("receivables/", receivables.Receivables.as_view(), name="receivables"),
    path("receivables/contracts/", receivables.UnpaidContracts.as_view(), name="unpaid_contracts"),
    path("receivables/export/", receivables.ReceivableExport.as_view(), name="receivable_export"),
    path(
        "receivables/contracts/export/",
        receivables.UnpaidExport.as_view(),
        name="unpaid_contract_export",
    ),
    path("receivables/<int:pk>/", receivables.InstalmentPage.as_view(), name="instalment"),
    path(
        "receivables/<int:pk>/collections/new/",
        receivables.InstalmentChase.as_view(),
        name="instalment_chase",
    ),
    path(
        "receivables/<int:pk>/start/",
        receivables.InstalmentStart.as_view(),
        name="instalment_start",
    ),
    path("receipts/", receipts.ReceiptList.as_view(), name="receipts"),
    path("receipts/export/", receipts.ReceiptExport.as_view(), name="receipt_export"),
    path("receipts/new/", receipts.ReceiptCreate.as_view(), name="receipt_create"),
    path("receipts/<int:pk>/", receipts.ReceiptPage.as_view(), name="receipt"),
    path(
        "receipts/<int:pk>/confirmation/",
        receipts.Confirmation.as_view(),
        name="receipt_confirmation",
    ),
    path(
        "receipts/<int:pk>/allocations/new/",
        receipts.AllocationCreate.as_view(),
        name="receipt_allocation",
    ),
    path("receipts/<int:pk>/rejection/", receipts.Rejection.as_view(), name="receipt_rejection"),
    path("receipts/<int:pk>/reversal/", receipts.Reversal.as_view(), name="receipt_reversal"),
]
