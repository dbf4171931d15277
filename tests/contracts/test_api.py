"""Contracts and approvals over the API: the chain without a page."""

import pytest

from approvals.models import Step
from people.actions import create_token
from people.models import ApiToken
from tests.cast import make_cast
from tests.factories.contracts import make_draft, make_quote


@pytest.fixture
def a(db):
    return make_cast().a


class Caller:
    """Calls the API with a token of one of the cast."""

    def __init__(self, company, client):
        self.company, self.client, self.tokens = company, client, {}

    def __call__(self, who, method, path, data=None):
        if who not in self.tokens:
            with self.company.scope():
                member = getattr(self.company, who)
                write = ApiToken.Access.WRITE
                _token, secret = create_token(by=member, member=member, name="t", access=write)
                self.tokens[who] = secret
        send = getattr(self.client, method)
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        body = {"data": "" if data is None else data, "content_type": "application/json"}
        return send(f"/api/v1/{path}", headers=headers, **(body if method == "post" else {}))


@pytest.fixture
def call(a, client):
    return Caller(a, client)


def id_of_step(a, role) -> int:
    with a.scope():
        return Step.objects.pending().get(role=role).pk


def test_a_contract_goes_from_quote_to_formal(a, call):
    with a.scope("rep"):
        quote = make_quote(a.rep)
    body = {"quote": quote.pk, "project_manager": a.project.pk}
    made = call("rep", "post", "contracts", body)
    assert made.status_code == 201
    contract = made.json()
    assert (contract["amount"], contract["state"]) == ("6300.00", "draft")
    assert [line["line_total"] for line in contract["lines"]] == ["5697.15", "602.85"]
    path = f"contracts/{contract['id']}"
    assert contract["missing"] == ["Payment terms need at least one part."]
    terms = [{"share": "percent", "value": "100", "trigger": "signing", "days": 30}]
    set_terms = call("rep", "post", f"{path}/terms", {"terms": terms})
    assert (set_terms.status_code, set_terms.json()["missing"]) == (200, [])
    assert call("rep", "post", f"{path}/submit").json()["state"] == "in_review"
    for role in ("manager", "project", "finance", "legal"):
        waiting = call(role, "get", "approvals").json()
        assert waiting["count"] == 1
        assert waiting["items"][0]["record"] == contract["id"]
        step = waiting["items"][0]["id"]
        assert call(role, "post", f"approvals/{step}/approve").status_code == 200
    formal = call("finance", "get", path).json()
    assert formal["state"] == "formal"
    assert formal["number"].startswith("HT-")
    assert formal["signed_on"]


def test_terms_that_do_not_fit_are_422_and_an_early_submission_409(a, call):
    with a.scope("rep"):
        contract = make_draft(a)
        contract.terms.all().delete()
    path = f"contracts/{contract.pk}"
    terms = [{"share": "percent", "value": "10", "trigger": "signing"}]
    assert call("rep", "post", f"{path}/terms", {"terms": terms}).status_code == 422
    early = call("rep", "post", f"{path}/submit")
    assert early.status_code == 409
    assert early.json()["missing"] == ["Payment terms need at least one part."]


def test_who_may_not_gets_403_or_404(a, call):
    with a.scope("rep"):
        contract = make_draft(a)
    path = f"contracts/{contract.pk}"
    assert call("finance", "post", f"{path}/submit").status_code == 403
    assert call("rep2", "post", f"{path}/submit").status_code == 404
    assert call("marketing", "get", "contracts").status_code == 403
    call("rep", "post", f"{path}/submit")
    step = id_of_step(a, "manager")
    assert call("rep", "post", f"approvals/{step}/approve").status_code == 403
    assert call("rep2", "post", f"approvals/{step}/approve").status_code == 404


def test_rejecting_needs_a_comment_and_urging_waits(a, call):
    with a.scope("rep"):
        contract = make_draft(a)
    call("rep", "post", f"contracts/{contract.pk}/submit")
    step = id_of_step(a, "manager")
    assert call("rep", "post", f"approvals/{step}/urge").status_code == 200
    assert call("rep", "post", f"approvals/{step}/urge").status_code == 409
    assert call("manager", "post", f"approvals/{step}/reject", {}).status_code == 422
    refused = call("manager", "post", f"approvals/{step}/reject", {"comment": "No"})
    assert refused.json()["state"] == "rejected"
    assert call("rep", "get", f"contracts/{contract.pk}").json()["state"] == "draft"
    assert call("rep", "post", f"contracts/{contract.pk}/withdraw").status_code == 200
