import django_filters
from django.utils.translation import gettext_lazy as _

from crm.filters import ListFilter
from products.models import Category, Product


class ProductFilter(ListFilter):
    search_kind = "product"

    category = django_filters.ModelChoiceFilter(
        label=_("Category"), queryset=Category.objects.all()
    )

    class Meta:
        model = Product
        fields = ["q", "category"]
