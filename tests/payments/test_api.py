"""Receipts and instalments over the API (spec 10)."""

import json
from datetime import date
from decimal import Decimal

import pytest

from payments import actions
from payments.models import Receipt
from people.actions import create_token
from tests.cast import browser
from tests.factories.formal import formal_contract, on_day

pytestmark = pytest.mark.django_db
HALVES = (on_day(date(2026, 2, 1), 50), on_day(date(2036, 3, 1), 50))


class Api:
    def __init__(self, company, name, access="write"):
        with company.scope("admin"):
            member = company.members[name]
            _token, secret = create_token(by=member, member=member, name="t", access=access)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path):
        return browser().get(f"/api/v1/{path}", headers=self.headers)

    def post(self, path, data=None, **headers):
        return browser().post(
            f"/api/v1/{path}",
            json.dumps(data) if data is not None else "",
            content_type="application/json",
            headers=self.headers | headers,
        )


@pytest.fixture
def contract(cast):
    with cast.a.scope("rep"):
        return formal_contract(cast.a.rep, terms=HALVES)


@pytest.fixture
def receipt(cast, contract):
    with cast.a.scope("rep"):
        return actions.report_receipt(
            by=cast.a.rep,
            contract=contract,
            amount=Decimal(700),
            received_on=date(2026, 3, 2),
            payer="Acme",
        )


def body(contract, **more):
    fields = {"amount": "700.00", "received_on": "2026-03-02", "payer": "Acme"}
    return fields | {"contract": contract.pk} | more


def test_a_rep_reports_with_his_name_on_it(cast, contract):
    answer = Api(cast.a, "rep").post("receipts", body(contract, bank_reference="TX1"))
    assert answer.status_code == 201
    found = answer.json()
    assert (found["amount"], found["rest"], found["state"]) == ("700.00", "0.00", "reported")
    assert (found["owner"], found["reported_by"]) == (cast.a.rep.pk, cast.a.rep.pk)
    assert (found["received_on"], found["account"]) == ("2026-03-02", contract.account_id)


def test_a_banks_feed_has_no_human_reporter_and_may_be_confirmed(cast, contract):
    finance = Api(cast.a, "finance")
    found = finance.post("receipts", body(contract)).json()
    assert found["reported_by"] is None
    assert finance.post(f"receipts/{found['id']}/confirm").json()["allocated"] == "700.00"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "-1.00"},
        {"amount": "1.001"},
        {"amount": "NaN"},
        {"received_on": "2999-01-01"},
        {"payer": ""},
        {"channel": "gold"},
        {"state": "confirmed"},
        {"contract": 0},
    ],
)
def test_wrong_input_is_answered_with_422(cast, contract, wrong):
    answer = Api(cast.a, "rep").post("receipts", body(contract) | wrong)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    with cast.a.scope():
        assert not Receipt.objects.exists()


def test_a_key_gives_the_same_answer_and_refuses_another_body(cast, contract):
    api, key = Api(cast.a, "rep"), {"Idempotency-Key": "k"}
    first = api.post("receipts", body(contract), **key)
    again = api.post("receipts", body(contract), **key)
    assert (again.status_code, again.content) == (201, first.content)
    assert api.post("receipts", body(contract, amount="1.00"), **key).status_code == 422
    with cast.a.scope():
        assert Receipt.objects.count() == 1


def test_finance_confirms_allocates_and_reverses(cast, contract, receipt):
    api = Api(cast.a, "finance")
    with cast.a.scope():
        first, second = contract.instalments.values_list("pk", flat=True)
    part = {"allocations": [{"instalment": second, "amount": "100.00"}]}
    found = api.post(f"receipts/{receipt.pk}/confirm", part).json()
    assert (found["allocated"], found["rest"]) == ("100.00", "600.00")
    found = api.post(f"receipts/{receipt.pk}/allocate").json()
    assert (found["allocated"], found["rest"]) == ("700.00", "0.00")
    rows = api.get(f"instalments?contract={contract.pk}").json()
    assert rows["count"] == 2
    by_id = {row["id"]: row for row in rows["items"]}
    assert (by_id[first]["balance"], by_id[first]["state"]) == ("0.00", "paid")
    assert (by_id[second]["balance"], by_id[second]["state"]) == ("300.00", "planned")
    found = api.post(f"receipts/{receipt.pk}/reverse", {"reason": "bounced"}).json()
    assert (found["state"], found["allocated"]) == ("reversed", "0.00")
    again = api.post(f"receipts/{receipt.pk}/reject", {"reason": "x"})
    assert (again.status_code, again.json()["status"]) == (409, 409)


def test_too_much_is_refused_with_its_reason(cast, contract, receipt):
    with cast.a.scope():
        first = contract.instalments.first().pk
    part = {"allocations": [{"instalment": first, "amount": "500.01"}]}
    answer = Api(cast.a, "finance").post(f"receipts/{receipt.pk}/confirm", part)
    assert answer.status_code == 409
    assert "500.00" in answer.json()["detail"]


def test_only_finance_has_its_verbs_and_only_the_visible_is_there(cast, receipt):
    for verb in ("confirm", "allocate", "reject", "reverse"):
        path, reason = f"receipts/{receipt.pk}/{verb}", {"reason": "x"}
        data = reason if verb.startswith("re") else None
        assert Api(cast.a, "rep").post(path, data).status_code == 403
        assert Api(cast.a, "rep2").post(path, data).status_code == 404
        assert Api(cast.b, "admin").post(path, data).status_code == 404
        assert Api(cast.a, "finance", "read").post(path, data).status_code == 403
    assert Api(cast.a, "rep2").get("receipts").json()["items"] == []
    assert Api(cast.a, "legal").get("receipts").status_code == 403
    assert Api(cast.a, "manager").get(f"receipts/{receipt.pk}").json()["id"] == receipt.pk


def test_lists_filter_by_state(cast, contract, receipt):
    api = Api(cast.a, "finance")
    assert api.get("receipts?state=confirmed").json()["items"] == []
    assert [row["id"] for row in api.get("receipts?state=reported").json()["items"]] == [receipt.pk]
    states = [row["state"] for row in api.get("instalments?state=overdue").json()["items"]]
    assert states == ["overdue"]
