from django.urls import path

from customers.views import accounts, contacts

urlpatterns = [
    path("customers/", accounts.AccountList.as_view(), name="accounts"),
    path("customers/export/", accounts.AccountExport.as_view(), name="account_export"),
    path("customers/new/", accounts.AccountCreate.as_view(), name="account_create"),
    path("customers/similar/", accounts.SimilarAccounts.as_view(), name="account_similar"),
    path("customers/<int:pk>/", accounts.AccountPage.as_view(), name="account"),
    path("customers/<int:pk>/edit/", accounts.AccountChange.as_view(), name="account_change"),
    path("customers/<int:pk>/owner/", accounts.AccountOwner.as_view(), name="account_owner"),
    path("customers/<int:pk>/shares/", accounts.AccountShare.as_view(), name="account_share"),
    path(
        "customers/<int:pk>/contacts/new/",
        contacts.ContactCreate.as_view(),
        name="contact_create",
    ),
    path("contacts/", contacts.ContactList.as_view(), name="contacts"),
    path("contacts/export/", contacts.ContactExport.as_view(), name="contact_export"),
    path("contacts/<int:pk>/", contacts.ContactPage.as_view(), name="contact"),
    path("contacts/<int:pk>/edit/", contacts.ContactChange.as_view(), name="contact_change"),
]
