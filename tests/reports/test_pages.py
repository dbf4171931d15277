"""Report pages: the API's figures, each a link to rows with the same total (spec 00, 4)."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approvals.models import Round, Step, StepAssignee
from opportunities.models import Process
from tests.reports.rows import lose, make_deal, owe, sign, win

NOVEMBER = date(2026, 11, 5)
OWN_STATEMENTS = {"": 12, "dashboard/": 20}  # beside those of every page's frame; others 9
PAGES = ["dashboard/", "reports/forecast/", "reports/funnel/", "reports/win-rate/"]


def fill(room, times=1):
    a, stages = room.a, room.stages
    quote = stages[-1]
    for _time in range(times):
        for owner in (a.rep, a.rep2):
            make_deal(owner, quote, 1000, date(2026, 11, 30))
            make_deal(owner, stages[0], 5000, date(2026, 12, 10))
            win(make_deal(owner, quote, 300), NOVEMBER)
            lose(make_deal(owner, quote, 200), NOVEMBER)
            contract = sign(owner, 4000, NOVEMBER)
            owe(contract, (2500, date(2026, 10, 1)), (1500, date(2026, 12, 24)))


@pytest.fixture
def filled(room):
    with room.a.scope():
        Process.objects.filter(is_default=True).update(is_default=False)
        Process.objects.filter(pk=room.process.pk).update(is_default=True)
        fill(room)
    return room


def page(room, who, path="dashboard/", status=200, company="a"):
    company = getattr(room, company)
    answer = company.client(who).get(company.url(path))
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def links(html, part):
    """Addresses on the page that hold a part, with what stands in the link."""
    found = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(url, re.sub(r"<[^>]+>", "", text)) for url, text in found if part in url]


def rows_of(room, who, url):
    """(number of rows, total) that the page behind a link says."""
    answer = room.a.client(who).get(url)
    assert answer.status_code == 200
    [sums] = re.findall(r'<dl class="sum">(.*?)</dl>', answer.content.decode(), re.DOTALL)
    count, total = re.findall(r"<dd>([^<]*)</dd>", sums)
    return int(count), total


@pytest.mark.parametrize(
    ("part", "title", "count", "total"),
    [
        ("rows/contracts/?month=2026-11", "CN¥8,000.00", 2, "CN¥8,000.00"),
        ("figure=expected&month=2026-11", "CN¥1,400.00", 2, "CN¥1,400.00"),
        ("figure=awaiting&month=2026-11", "CN¥600.00", 2, "CN¥600.00"),
        ("rows/instalments/?bucket=31-60", "CN¥5,000.00", 2, "CN¥5,000.00"),
        ("rows/instalments/?bucket=not_due", "CN¥3,000.00", 2, "CN¥3,000.00"),
    ],
)
def test_a_figure_of_the_dashboard_opens_into_rows_with_its_total(
    filled, part, title, count, total
):
    html = page(filled, "manager")
    url = links(html, part)[0][0]
    assert re.search(rf'href="{re.escape(url)}"[^>]*title="{re.escape(title)}"', html)
    assert rows_of(filled, "manager", url) == (count, total)


FIGURE = re.compile(
    r'<a[^>]*?href="([^"]*reports/rows/[^"]*)"(?: title="(CN¥[^"]*)")?[^>]*>(?:<b>)?([^<]*)</'
)


PART = re.compile(r'<a href="([^"]*reports/rows/[^"]*)"><title>[^<]*: (CN¥[^<]*)</title>')


def figures_of(html):
    """(address, what its rows must add up to, how many they must be); None where not said."""
    for url, total in PART.findall(html):
        yield unescape(url), total, None
    for url, exact, text in FIGURE.findall(html):
        total = exact or (text if text.startswith("CN¥") else None)
        yield unescape(url), total, int(text) if text.isdigit() else None


@pytest.mark.parametrize("path", ["dashboard/", "reports/forecast/", "reports/win-rate/"])
def test_every_figure_of_a_page_is_that_of_its_rows(filled, path):
    """With amounts whose weighted halves are cents that rounding moves."""
    with filled.a.scope():
        for month in (9, 11, 12):
            make_deal(filled.a.rep, filled.stages[1], "33.35", date(2026, month, 28))
            make_deal(filled.a.rep2, filled.stages[-1], "33.35", date(2026, month, 28))
        make_deal(filled.a.rep2, filled.stages[-1], "33.35", date(2027, 1, 28))
        make_deal(filled.a.rep, filled.stages[-1], "10.01", date(2027, 12, 1))
        make_deal(filled.a.rep, filled.stages[-1], "10.01", None)
    found = set(figures_of(page(filled, "manager", path)))
    assert len(found) >= 4
    for url, total, count in found:
        rows, sum_ = rows_of(filled, "manager", url)
        assert total in (None, sum_), url
        assert count in (None, rows), url


def test_the_deals_that_do_not_count_are_told_by_reason(filled):
    html = page(filled, "manager", "reports/forecast/")
    named = {text: url for url, text in links(html, "figure=excluded")}
    assert set(named) == {"won 2", "lost 2", "win rate below the threshold 2"}
    for text, url in named.items():
        assert rows_of(filled, "manager", url)[0] == int(text[-1])


def test_the_cells_of_the_funnel_open_into_their_deals(filled):
    html = page(filled, "manager")
    for stage, count in [(filled.stages[0].pk, 2), ("won", 2), (filled.stages[1].pk, 0)]:
        [url] = {url for url, _text in links(html, "stage=") if url.endswith(f"stage={stage}")}
        assert rows_of(filled, "manager", url)[0] == count
    own = [url for url, _ in links(html, f"stage={filled.stages[0].pk}&member={filled.a.rep.pk}")]
    assert rows_of(filled, "manager", own[0]) == (1, "CN¥5,000.00")


def test_the_forecast_page_has_the_figures_of_the_api(filled, ask):
    answer = ask(filled.a, "manager", "reports/forecast")
    html = page(filled, "manager", "reports/forecast/")
    assert answer["months"][0]["expected"] == "1400.00"
    assert ("CN¥1,400.00") in [text for _url, text in links(html, "month=2026-11")]
    assert "win rate below the threshold" in html
    assert len(links(html, "figure=expected")) >= 12


def test_the_win_rate_page_opens_into_the_deals_of_each_line(filled):
    html = page(filled, "manager", "reports/win-rate/?by=manager")
    decided = [url for url, _ in links(html, "figure=decided") if "outcome" not in url]
    assert rows_of(filled, "manager", decided[0]) == (4, "CN¥1,000.00")
    won = dict.fromkeys(url for url, text in links(html, "outcome=won") if text == "CN¥600.00")
    assert rows_of(filled, "manager", next(iter(won))) == (2, "CN¥600.00")


@pytest.mark.parametrize("by", ["member", "department", "product", "industry", "region", "source"])
def test_every_line_of_every_axis_has_rows(filled, by):
    html = page(filled, "manager", f"reports/win-rate/?by={by}")
    [*_others, (url, text)] = links(html, "outcome=won")
    assert rows_of(filled, "manager", url)[1] == text


def test_marketing_sees_sums_by_source_without_rows(filled):
    html = page(filled, "marketing", "reports/win-rate/?by=source")
    assert "50.0 %" in html
    assert links(html, "figure=decided") == []


def test_a_department_narrows_the_dashboard(filled):
    west = filled.a.other_team.pk
    with filled.a.scope():
        filled.a.rep2.department = filled.a.other_team
        filled.a.rep2.save()
    html = page(filled, "admin", f"dashboard/?department={west}")
    [url] = {url for url, _text in links(html, f"figure=expected&department={west}&month=2026-11")}
    assert rows_of(filled, "admin", url) == (1, "CN¥700.00")


def test_a_department_beyond_his_own_cannot_be_chosen(filled):
    page(filled, "manager", f"dashboard/?department={filled.a.other_team.pk}", status=422)
    page(filled, "manager", "dashboard/?month=1999-01", status=422)
    page(filled, "manager", "reports/rows/deals/?figure=expected&month=abc", status=422)
    page(filled, "manager", "reports/rows/deals/?figure=nothing", status=404)


def test_another_month_has_what_was_signed_in_it_and_expects_what_is_ahead(filled):
    html = page(filled, "manager", "dashboard/?month=2026-12")
    assert "No contract signed" not in html
    assert rows_of(filled, "manager", links(html, "rows/contracts/?month=2026-12")[0][0])[0] == 0
    with filled.a.scope():
        make_deal(filled.a.rep, filled.stages[-1], 900, date(2026, 12, 1))
    html = page(filled, "manager", "dashboard/?month=2026-12")
    url = links(html, "figure=expected&month=2026-12")[0][0]
    assert rows_of(filled, "manager", url) == (1, "CN¥630.00")


def test_rows_do_not_show_what_is_out_of_scope(filled):
    url = filled.a.url("reports/rows/deals/?figure=won")
    assert rows_of(filled, "rep", url)[0] == 1
    assert rows_of(filled, "rep", f"{url}&member={filled.a.rep2.pk}")[0] == 0
    assert rows_of(filled, "admin", url)[0] == 2
    other = filled.b.client("admin").get(filled.b.url("reports/rows/deals/?figure=won"))
    assert b"No rows stand behind" in other.content


def test_finance_counts_deals_that_it_may_not_open(filled):
    html = page(filled, "finance", "reports/rows/deals/?figure=won")
    assert "A deal" in html
    assert "A deal" not in [text for _url, text in links(html, "/opportunities/")]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("finance", 200), ("admin", 200), ("legal", 403)]
)
def test_who_may_open_which_page(room, path, who, status):
    page(room, who, path, status=status)


def test_a_rep_has_his_reports_but_no_dashboard(room):
    page(room, "rep", "dashboard/", status=403)
    page(room, "rep", "reports/forecast/")


@pytest.mark.parametrize("path", PAGES)
def test_a_new_company_reads_what_will_show(room, path):
    assert 'class="empty"' in page(room, "admin", path, company="b")


def test_an_approval_shows_with_whom_it_is_stuck(filled):
    a = filled.a
    with a.scope():
        round = Round.objects.create(
            kind="contract",
            object_id=1,
            purpose="contract",
            number=1,
            title="Contract for pumps",
            amount=1,
            content_hash="x",
            owner=a.rep,
            submitted_by=a.rep,
        )
        step = Step.objects.create(
            round=round, order=1, role="legal", name="Legal", owner=a.rep, submitted_by=a.rep
        )
        StepAssignee.objects.create(step=step, member=a.legal)
        step.open(filled.now(hours=-5), filled.now(hours=1))
        step.save()
    assert re.search(r"Contract for pumps.*5 hours", page(filled, "manager"), re.DOTALL)
    assert "Contract for pumps" in page(filled, "legal", "")


@pytest.mark.parametrize("path", ["", *PAGES])
def test_statements_do_not_grow_with_rows(filled, path):
    client = filled.a.client("manager")

    def statements(path):
        client.get(filled.a.url(path))
        with CaptureQueriesContext(connection) as found:
            assert client.get(filled.a.url(path)).status_code == 200
        return len(found)

    few = statements(path)
    assert few - statements("search/") <= OWN_STATEMENTS.get(path, 9)
    with filled.a.scope():
        fill(filled, times=2)
    assert statements(path) == few


def test_the_dashboard_is_complete_without_scripts_and_inline_styles(filled):
    html = page(filled, "manager")
    assert "style=" not in html
    assert html.count("<rect") + html.count('class="mark"') > 20


def test_a_period_up_to_the_last_of_all_days_is_open(filled):
    company = filled.a
    page = company.client("manager").get(company.url("reports/funnel/?to=9999-12-31"))
    assert page.status_code == 200


def test_the_rows_say_of_when_and_where_and_lead_back_to_their_report(filled):
    html = page(filled, "manager", "reports/rows/deals/?figure=expected&month=2026-11&months=3")
    assert ">Nov 2026 – Jan 2027</span>" in html
    assert f'<a href="{filled.a.url("reports/forecast/")}">' in html.partition("<main")[2]
    html = page(filled, "manager", "reports/rows/contracts/?month=2026-11")
    assert ">Nov 2026</span>" in html
    assert f'<a href="{filled.a.url("dashboard/")}">' in html.partition("<main")[2]
    october = "figure=decided&from=2026-10-01&to=2026-10-31"
    html = page(filled, "manager", f"reports/rows/deals/?{october}")
    assert ">1 Oct 2026 – 31 Oct 2026</span>" in html
    html = page(filled, "rep", "reports/rows/instalments/?bucket=1-30")
    assert "1-30 days late" in html.partition("<main")[2]
    assert "Dashboard" not in html


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("deals/?figure=expected&from=2026-01-01", 200),
        ("deals/?figure=hoped&to=2026-12-31", 200),
        ("deals/?figure=expected&month=9999-12", 422),
        ("contracts/?month=9999-12", 422),
        ("deals/?department=99999999999999999999", 422),
        ("instalments/?member=99999999999999999999", 422),
    ],
)
def test_a_link_that_somebody_wrote_himself_is_answered(filled, asked, status):
    page(filled, "manager", f"reports/rows/{asked}", status=status)
