import django_filters
from django.utils.translation import gettext_lazy as _

from crm.declared import FilterSet
from integrations.models import FileImport


class FileImportFilter(FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=FileImport.Kind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=FileImport.State.choices)

    class Meta:
        model = FileImport
        fields = ["kind", "state"]
