"""Any list as a file, as its reader sees it: his rows, filter, order and columns (spec 10)."""

from collections.abc import Iterator

import django_tables2 as tables
from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.http import content_disposition_header

from crm.access import allow
from crm.cells import cells_of, values
from crm.errors import problem_page
from crm.exports import CONTENT_TYPES, WRITERS
from crm.middleware.scope import tenant_prefix
from crm.pages.base import Page
from crm.pages.listing import ListPage
from people.actions import record_export
from people.models import Export, Member
from tenants.scope import current_tenant, tenant_scope


class ExportForm(forms.Form):
    format = forms.ChoiceField(choices=Export.Format.choices)


class ExportPage(Page):
    """POST with the list's own query in the URL; `listing` is the list.

    Every export is written down with its filter and number of rows; beyond the member's daily
    limit it is refused (409), and so is a format or filter that there is not (422).
    """

    http_method_names = ["post"]
    listing: type[ListPage]

    def load(self, **kwargs) -> None:
        self.list = self.listing()
        self.list.setup(self.request, **kwargs)
        self.list.member = self.member

    def authorise(self) -> None:
        allow(self.member, self.list.permission)
        super().authorise()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ExportForm(request.POST)
        filterset, found = self.list.found()
        if not (form.is_valid() and filterset.is_valid()):
            return problem_page(request, 422)
        asked = form.cleaned_data["format"]
        export = record_export(
            by=self.member,
            page=request.path_info[:200],
            query=request.GET.urlencode()[:4000],
            format=asked,
            rows=found.order_by().count(),
        )
        table = self.list.table(found, paginate=False)
        return self.answer(table, export)

    def answer(self, table: tables.Table, export: Export) -> StreamingHttpResponse:
        title = str(self.list.title)
        name = f"{title} {timezone.localdate():%Y-%m-%d}.{export.format}"
        return StreamingHttpResponse(
            _written(table, export, self.member, title),
            content_type=CONTENT_TYPES[export.format],
            headers={"Content-Disposition": content_disposition_header(True, name)},
        )


def _written(table: tables.Table, export: Export, member: Member, title: str) -> Iterator[bytes]:
    """The file's bytes, made while they are sent.

    By then the request's scope and transaction are closed, so the generator opens its own, for
    the company, under its addresses and in the language of the request.
    """
    tenant, language = current_tenant(), translation.get_language()
    request = table.request
    place = tenant_prefix(request, get_script_prefix(), request.path_info)

    def chunks() -> Iterator[bytes]:
        with place, tenant_scope(tenant, actor_id=member.pk), translation.override(language):
            table.before_render(request)
            header = [str(cell.column.header) for cell in cells_of(table)]
            write = WRITERS[export.format]
            yield from write(title, header, values(table, export.rows), member.name)

    return chunks()
