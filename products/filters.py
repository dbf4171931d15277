from django.utils.translation import gettext_lazy as _

from crm.filters import ListFilter, NameFilter
from products.models import Category, Product


class ProductFilter(ListFilter):
    search_kind = "product"

    category = NameFilter(label=_("Category"), queryset=Category.objects.all())

    class Meta:
        model = Product
        fields = ["q", "category"]
