from django.urls import path

from products.views import catalogue

urlpatterns = [
    path("", catalogue.ProductList.as_view(), name="products"),
    path("export/", catalogue.ProductExport.as_view(), name="product_export"),
    path("<int:pk>/", catalogue.ProductPage.as_view(), name="product"),
]
