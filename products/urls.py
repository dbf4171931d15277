from django.urls import path

from products.views import catalogue

urlpatterns = [
    path("", catalogue.ProductList.as_view(), name="products"),
    path("<int:pk>/", catalogue.ProductPage.as_view(), name="product"),
]
