import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from crm.columns import AgoColumn, StateColumn
from crm.declared import Table
from leads.models import Lead
from leads.models.lead import TONES

MASK = "•••"


class LeadTable(Table):
    company = tables.Column(linkify=True)
    person = tables.Column(orderable=False)  # an order would tell what the mask hides
    state = StateColumn(TONES)
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))
    last_followed_at = AgoColumn()
    created_at = AgoColumn()

    class Meta:
        model = Lead
        fields = [
            "company",
            "person",
            "state",
            "owner",
            "source",
            "industry",
            "last_followed_at",
            "created_at",
        ]
        order_by = "-created_at"

    def render_person(self, value, record):
        return MASK if record.hides_contact_from(self.request.member) else value
