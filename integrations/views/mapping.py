from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from crm.pages import VerbPage
from integrations import actions
from integrations.mapping_form import MappingForm
from integrations.models import FileImport
from integrations.views.record import steps_of


class Mapping(VerbPage):
    permission = "integrations.import"
    model = FileImport
    form_class = MappingForm
    template_name = "integrations/mapping.html"
    fragment_name = "integrations/mapping.html"
    restates = False
    title = _("Map the columns")
    submit = _("Check the file")

    def rows(self):
        return super().rows().select_related("by")

    def form_kwargs(self):
        return {"file_import": self.record, "earlier": getattr(self.earlier, "mapping", None)}

    @cached_property
    def earlier(self):
        """The last file with these headings whose columns somebody mapped."""
        if self.record.mapping:
            return None
        same = FileImport.objects.visible_to(self.member).with_form(
            self.record.kind, self.record.header
        )
        return same.exclude(pk=self.record.pk).select_related("by").first()

    @property
    def steps(self):
        return steps_of(self.record)

    def perform(self, form):
        return actions.map_columns(
            by=self.member, file_import=self.record, mapping=form.cleaned_data["mapping"]
        )

    def cancel_url(self):
        return reverse("file_imports")
