"""The list of tasks: who sees which, and what is to be done now."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from activities.actions import add_task, finish_task
from customers.actions import create_account


@pytest.fixture
def given(cast):
    """Tasks on a customer of the rep: overdue, today's, without a day, later, and done."""
    with cast.a.scope("rep"):
        today, by = timezone.localdate(), cast.a.rep
        record = create_account(by=by, name="Pumps", owner=by)
        days = {"Late": -3, "Today": 0, "Some day": None, "Later": 4, "Ended": 1}
        for title, ahead in days.items():
            due = None if ahead is None else today + timedelta(days=ahead)
            task = add_task(by=by, record=record, title=title, owner=by, due_on=due)
        finish_task(by=by, task=task)
    return record


def titles(cast, who, query="", company="a"):
    company = getattr(cast, company)
    answer = company.client(who).get(company.url(f"tasks/?{query}"))
    assert answer.status_code == 200
    return [row.get_cell_value("title") for row in answer.context["table"].paginated_rows]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("due=now", {"Late", "Today", "Some day"}),
        ("due=later", {"Later"}),
        ("due=done", {"Ended"}),
        ("q=lat", {"Late", "Later"}),
        ("", {"Late", "Today", "Some day", "Later"}),
    ],
)
def test_a_filter_shows_what_it_says(cast, given, query, shown):
    assert set(titles(cast, "rep", query)) == shown


def test_his_manager_sees_them_and_nobody_else(cast, given):
    assert len(titles(cast, "manager", f"owner={cast.a.rep.pk}")) == 4
    assert titles(cast, "rep2") == []
    assert titles(cast, "admin", company="b") == []


def test_the_start_page_counts_what_the_list_shows(cast, given):
    html = cast.a.client("rep").get(cast.a.url()).content.decode()
    query = f"due=now&amp;owner={cast.a.rep.pk}"
    assert f'<small>3</small><a href="{cast.a.url("tasks/")}?{query}">' in html
    assert len(titles(cast, "rep", query.replace("&amp;", "&"))) == 3


def test_a_task_says_what_it_is_about(cast, given):
    client = cast.a.client("rep")
    assert ">Pumps</td>" in client.get(cast.a.url("tasks/")).content.decode()
    assert " · Pumps</small>" in client.get(cast.a.url()).content.decode()


def test_the_list_is_a_file_as_well(cast, given):
    answer = cast.a.client("manager").post(cast.a.url("tasks/export/"), {"format": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][:3] == ["Late", "Pumps", "Customer"]


def test_a_record_offers_its_tasks_to_those_who_may_finish_them(cast, given):
    page, new = cast.a.url(f"customers/{given.pk}/"), cast.a.url(f"tasks/account/{given.pk}/")
    html = cast.a.client("rep").get(page).content.decode()
    assert html.count('/done/" hx-get') == 4
    assert f'href="{new}"' in html
    html = cast.a.client("admin").get(page).content.decode()
    assert "Late" in html
    assert "/done/" not in html
