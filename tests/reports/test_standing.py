"""The standing funnel through real rows and the API (spec 08)."""

from datetime import date

from tests.reports.rows import make_deal, make_process, win

SPEC = [("初步接触", 10, 15), ("需求沟通", 30, 40), ("意向确认", 50, 30), ("报价", 70, 10)]


def fill(company, process, times=1):
    """A's deals of the worked example: 3/9/7/0 open and one won."""
    stages = list(process.stages.all())
    for stage, count in zip(stages, (3, 9, 7, 0), strict=True):
        for _deal in range(count * times):
            make_deal(company.rep, stage, 100)
    for _deal in range(times):
        win(make_deal(company.rep, stages[-1], 100), date(2026, 11, 3))


def funnel(room, ask, times, who="manager", more=""):
    with room.a.scope():
        process = make_process("标准", SPEC)
        fill(room.a, process, times)
    return ask(room.a, who, f"reports/funnel?view=standing&process={process.pk}{more}")


def test_the_worked_example_at_twenty_deals(room, ask):
    answer = funnel(room, ask, 1)
    [member] = answer["members"]
    assert (member["member"], member["id"], member["deals"]) == ("Rep", room.a.rep.pk, 20)
    cells = member["stages"]
    assert [cell["stage"] for cell in cells] == [name for name, _, _ in SPEC] + ["Signed"]
    assert [cell["count"] for cell in cells] == [3, 9, 7, 0, 1]
    assert [cell["share"] for cell in cells] == ["15.0", "45.0", "35.0", "0.0", "5.0"]
    assert [cell["baseline"] for cell in cells] == ["15.0", "40.0", "30.0", "10.0", "5.0"]
    assert [cell["deviation"] for cell in cells] == ["0.0", "5.0", "5.0", "-10.0", "0.0"]
    assert [cell["marked"] for cell in cells] == [False, True, True, True, False]
    assert not any(cell["significant"] for cell in cells)
    assert [cell["amount"] for cell in cells][1] == "900.00"
    assert answer["stages"] == cells


def test_at_two_hundred_deals_only_the_quotes_are_significant(room, ask):
    answer = funnel(room, ask, 10)
    [member] = answer["members"]
    assert [cell["stage"] for cell in member["stages"] if cell["significant"]] == ["报价"]


def test_only_wins_of_the_period_stand_at_the_won_end(room, ask):
    answer = funnel(room, ask, 1, more="&from=2026-10-01&to=2026-10-31")
    assert answer["stages"][-1]["count"] == 0
    answer = ask(
        room.a,
        "manager",
        f"reports/funnel?process={answer['process']}&from=2026-11-03&to=2026-11-03",
    )
    assert answer["stages"][-1]["count"] == 1


def test_another_process_is_not_mixed_in(room, ask):
    with room.a.scope():
        make_deal(room.a.rep, room.stages[0])
    assert funnel(room, ask, 1)["members"][0]["deals"] == 20


def test_who_is_out_of_scope_sees_none_of_it(room, ask):
    answer = funnel(room, ask, 1, who="rep2")
    assert answer["members"] == []
    assert [cell["count"] for cell in answer["stages"]] == [0] * 5


def test_a_process_of_another_company_is_unknown(room, ask):
    ask(room.b, "admin", f"reports/funnel?process={room.process.pk}", status=422)


def test_a_won_deal_stays_with_whom_it_is_credited_to(room, ask):
    with room.a.scope():
        deal = win(make_deal(room.a.rep, room.stages[-1]), date(2026, 11, 2))
        deal.owner = room.a.rep2
        deal.save(update_fields=["owner"])
    path = f"reports/funnel?process={room.process.pk}"
    assert ask(room.a, "rep", path)["stages"][-1]["count"] == 1
    assert ask(room.a, "rep2", path)["stages"][-1]["count"] == 0


def test_an_archived_stage_shows_while_deals_stand_in_it(room, ask):
    with room.a.scope():
        first = room.stages[0]
        first.archived = True
        first.save(update_fields=["archived"])
        path = f"reports/funnel?process={room.process.pk}"
    assert len(ask(room.a, "rep", path)["stages"]) == 4
    with room.a.scope():
        make_deal(room.a.rep, first)
    assert len(ask(room.a, "rep", path)["stages"]) == 5
