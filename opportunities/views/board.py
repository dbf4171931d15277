"""The board, and what it answers to a move (spec 04, UX.md 1.2 numbers 4 to 6)."""

from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.pages import Page
from opportunities.board import Board
from opportunities.filters import BoardFilter
from opportunities.models import Opportunity, Process, Stage
from opportunities.staleness import clock
from opportunities.sums import seen_by_stage
from opportunities.views.listing import DealList


class BoardPage(Page):
    """?view=board is the default, ?view=list the table; both take the same filters."""

    model = Opportunity
    permission = "opportunities.view"
    template_name = "opportunities/board.html"
    fragment_name = "opportunities/_board_page.html"
    title = _("Deals")

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.GET.get("view") == "list":
            return DealList.as_view()(request)
        board, filterset = make_board(request, request.GET)
        if "column" in request.GET:
            return self.more(board)
        board.with_totals().with_cards()
        status = 200 if filterset.is_valid() else 422
        may_create = self.member.can("opportunities.create")
        return self.show(status, board=board, filter=filterset, may_create=may_create)

    def more(self, board: Board) -> HttpResponse:
        """The next cards of one column: ?column=12&before=345."""
        asked = self.request.GET
        if not asked.get("before", "").isdecimal():
            raise Http404
        column = board.part(asked["column"], int(asked["before"]))
        if column is None:
            raise Http404
        return render(self.request, "opportunities/_cards.html", {"column": column})


def make_board(request: HttpRequest, query: QueryDict) -> tuple[Board, BoardFilter]:
    """The board as a URL's query asks for it; input that is no filter shows nothing."""
    stages = _stages()
    processes = list({stage.process_id: stage.process for stage in stages}.values())
    process = _chosen(processes, query.get("process", ""))
    own = [stage for stage in stages if stage.process_id == process.pk]
    time = clock(own)
    rows = Opportunity.objects.visible_to(request.member)
    query = _with_process(query, process)
    choice = {"process": process, "processes": processes, "clock": time}
    filterset = BoardFilter(query, rows, request=request, **choice)
    found = filterset.qs if filterset.is_valid() else rows.none()
    sums = None if filterset.form.changed_data else seen_by_stage(request.member)
    return Board(found, process, own, time, viewer=request.member, sums=sums), filterset


def from_board(request: HttpRequest) -> bool:
    """Whether a verb was used on the board, and its answer goes there."""
    url = urlsplit(request.htmx.current_url or "")
    return (
        bool(request.htmx) and url.path == reverse("opportunities") and "view=list" not in url.query
    )


def moved(
    request: HttpRequest, deal: Opportunity, left: str, text: str, undo_url: str = ""
) -> HttpResponse:
    """After a verb on the board: the card, the heads of both columns, the toast (UX.md 0)."""
    query = QueryDict(urlsplit(request.htmx.current_url).query)
    board, _filterset = make_board(request, query)
    arrived, card = board.moved(deal)
    touched = {left, arrived}
    heads = [column for column in board.with_totals().columns if column.key in touched]
    context = {"card": card, "heads": heads, "board": board, "text": text, "undo_url": undo_url}
    return render(request, "opportunities/_moved.html", context)


def _stages() -> list[Stage]:
    """Those in use, and archived ones in which deals still stand; with their processes."""
    standing = Opportunity.objects.open().filter(stage=OuterRef("pk"))
    used = Stage.objects.filter(Q(archived=False, process__archived=False) | Exists(standing))
    return list(used.select_related("process").order_by("process__order", "process", "order", "id"))


def _chosen(processes: list[Process], wanted: str) -> Process:
    if not processes:
        raise Http404
    by_id = {str(process.pk): process for process in processes}
    default = next((one for one in processes if one.is_default), processes[0])
    return by_id.get(wanted, default)


def _with_process(query: QueryDict, process: Process) -> QueryDict:
    query = query.copy()
    query["process"] = str(process.pk)
    return query
