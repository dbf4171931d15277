"""Lists: visible rows, filtered by a GET form, in a table, one page at a time."""

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse
from django_tables2 import RequestConfig
from django_tables2.paginators import LazyPaginator

from crm.pages.base import Page

PER_PAGE = 50
COUNT_CAP = 1000
LAST_PAGE = 1_000_000


class Pages(LazyPaginator):
    """Beyond the last page lies nothing; PostgreSQL could not even count so far."""

    def validate_number(self, number):
        number = super().validate_number(number)
        if number > LAST_PAGE:
            raise EmptyPage
        return number


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
    empty_text = ""

    def rows(self):
        return self.model.objects.visible_to(self.member)

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = self.rows()
        filterset = self.filterset_class(request.GET, queryset=rows, request=request)
        found = filterset.qs if filterset.is_valid() else rows.none()
        table = self.table_class(found, request=request)
        paginate = {"per_page": PER_PAGE, "paginator_class": Pages}
        RequestConfig(request, paginate=paginate).configure(table)
        status = 200 if filterset.is_valid() else 422
        count = found.order_by()[: COUNT_CAP + 1].count()
        return self.show(
            status,
            table=table,
            filter=filterset,
            count=min(count, COUNT_CAP),
            count_capped=count > COUNT_CAP,
            filtered=bool(filterset.form.changed_data),
            may_create=bool(self.create_permission) and self.member.can(self.create_permission),
        )
