"""Lists: visible rows, filtered by a GET form, in a table, one page at a time."""

import django_tables2 as tables
from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django_filters import FilterSet
from django_tables2 import RequestConfig
from django_tables2.data import TableQuerysetData
from django_tables2.paginators import LazyPaginator

from crm.cells import narrowed
from crm.counts import CountOf
from crm.pages.base import Page

PER_PAGE = 50
MOST = 200
COUNT_CAP = 1000
LAST_PAGE = 1_000_000


class Pages(LazyPaginator):
    """Beyond the last page lies nothing; PostgreSQL could not even count so far. However many rows
    an address asks for, a page has no more than MOST."""

    def __init__(self, rows, per_page: int, **kwargs):
        super().__init__(rows, max(1, min(per_page, MOST)), **kwargs)

    def validate_number(self, number):
        number = super().validate_number(number)
        if number > LAST_PAGE:
            raise EmptyPage
        return number


class Rows(TableQuerysetData):
    """In an order without ties: two pages of a list never share a row."""

    def order_by(self, aliases):
        super().order_by(aliases)
        if aliases:
            self.data = self.data.order_by(*self.data.query.order_by, "-pk")


class ListPage(Page):
    """`model`, `filterset_class` and `table_class` make a list; `rows` may narrow it."""

    model = None
    filterset_class = None
    table_class = None
    template_name = "list.html"
    fragment_name = "components/_list.html"
    title = ""
    create_url = ""  # URL name, shown to whoever has `create_permission`
    create_label = ""
    create_permission = ""
    export_url = ""  # URL name, shown to whoever has `export_permission`
    export_permission = ""
    empty_text = ""

    def rows(self):
        return self.model.objects.visible_to(self.member)

    def found(self) -> tuple[FilterSet, QuerySet]:
        """The filter as asked and the rows that pass it; none where it was asked wrongly."""
        rows = self.rows()
        filterset = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
        return filterset, filterset.qs if filterset.is_valid() else rows.none()

    def hidden(self) -> tuple[str, ...]:
        """Columns that this member does not see; left out, they cannot be sorted by either."""
        return ()

    def table(self, found: QuerySet, *, paginate: bool = True) -> tables.Table:
        """The rows in the order that the URL asks for."""
        table = self.table_class(Rows(found), exclude=self.hidden())
        narrowed(table)
        pages = {"per_page": PER_PAGE, "paginator_class": Pages} if paginate else False
        RequestConfig(self.request, paginate=pages).configure(table)
        return table

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset, found = self.found()
        capped = CountOf(found.order_by("-pk").values("pk")[: COUNT_CAP + 1])
        table = self.table(found.annotate(found_rows=capped))
        first = next(iter(table.paginated_rows), None)
        count = first.record.found_rows if first else 0
        return self.show(
            200 if filterset.is_valid() else 422,
            table=table,
            filter=filterset,
            count=min(count, COUNT_CAP),
            count_capped=count > COUNT_CAP,
            filtered=bool(filterset.form.changed_data),
            may_create=self.offers(self.create_permission),
            may_export=self.offers(self.export_permission),
        )

    def offers(self, permission: str) -> bool:
        return bool(permission) and self.member.can(permission)
