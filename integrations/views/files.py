"""Files to save: the headings of a kind to fill in, and the rows that were refused."""

from django.http import HttpResponse
from django.utils.text import slugify

from crm.pages import Page, RecordPage
from integrations.forms import KindForm
from integrations.importer.blank import blank_csv
from integrations.importer.kinds import KINDS
from integrations.importer.report import refused_lines
from integrations.models import FileImport


def csv_answer(text: str, name: str) -> HttpResponse:
    """With a byte order mark, by which spreadsheets know UTF-8."""
    answer = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


class Template(Page):
    permission = "integrations.import"

    def get(self, request):
        form = KindForm(request.GET)
        if not form.is_valid():
            return HttpResponse(status=422)
        kind = form.cleaned_data["kind"]
        return csv_answer(blank_csv(KINDS[kind]), kind)


class Refused(RecordPage):
    permission = "integrations.import"
    model = FileImport

    def get(self, request, **kwargs):
        rows = self.record.rows.filter(result="refused").order_by("row")
        told = [(row.row, row.reasons, row.cells) for row in rows]
        name = slugify(self.record.name.rsplit(".", 1)[0]) or self.record.kind
        return csv_answer(refused_lines(self.record.header, told), f"{name}-refused")
