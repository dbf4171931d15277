"""Quotes over the API: the chain from a deal to the answer, amounts as text (spec 10)."""

import pytest

from approvals.models import Round
from people.actions import create_token
from people.models import ApiToken

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(shop, client):
    """`call("rep", "post", "quotes", {...})` → (status, body)."""

    def call(role, method, path, body=None):
        member = shop.a.members[role]
        with shop.a.scope(role):
            access = ApiToken.Access.WRITE
            _token, secret = create_token(by=member, member=member, name="t", access=access)
        headers = {"Authorization": f"Bearer {secret}"}
        send = getattr(client, method)
        more = {} if method == "get" else {"content_type": "application/json"}
        answer = send(f"/api/v1/{path}", body, headers=headers, **more)
        return answer.status_code, answer.json()

    return call


def test_from_a_deal_to_its_acceptance(shop, call):
    status, quote = call("rep", "post", "quotes", {"opportunity": shop.deal.pk, "notes": "Hi"})
    assert (status, quote["state"], quote["total"]) == (201, "draft", "0.00")
    url = f"quotes/{quote['id']}"
    manual = {"kind": "zhe", "value": "9.5"}
    line = {"product": shop.server.pk, "quantity": "3", "discount": manual}
    status, quote = call("rep", "put", f"{url}/lines", {"lines": [line]})
    assert (quote["total"], quote["tax"], quote["net"]) == ("5697.15", "655.42", "5041.73")
    (shown,) = quote["lines"]
    assert (shown["quantity"], shown["manual_value"], shown["discount"]) == ("3", "9.5", "5.0")
    assert "cost" not in shown
    assert call("rep", "post", f"{url}/submit")[1]["state"] == "approved"
    assert call("rep", "post", f"{url}/send")[1]["state"] == "sent"
    given = {"on": quote["created_at"][:10], "name": "Ms Wang"}
    assert call("rep", "post", f"{url}/accept", given)[1]["accepted_by"] == "Ms Wang"
    assert call("rep", "post", f"{url}/decline", {})[0] == 409
    assert call("rep", "post", f"{url}/versions")[1]["version"] == 2
    assert call("rep", "get", "quotes?state=accepted")[1]["items"][0]["id"] == quote["id"]


def test_beyond_the_limit_it_waits_for_approval(shop, call):
    with shop.a.scope("rep"):
        quote = shop.quote(shop.line(shop.server, 3, 12))
    path = f"quotes/{quote.pk}/submit"
    assert call("rep", "post", path)[0] == 422
    assert call("rep", "post", path, {"why": "Ten more"})[1]["state"] == "pending_approval"
    with shop.a.scope():
        assert Round.objects.get().object_id == quote.pk


@pytest.mark.parametrize(
    "line",
    [
        {"quantity": "0"},
        {"quantity": "-1"},
        {"quantity": "1", "discount": {"kind": "percent", "value": "101"}},
        {"quantity": "1", "discount": {"kind": "half", "value": "1"}},
        {"quantity": "1", "price": "1.00"},
        {"quantity": "1", "product": 0},
    ],
)
def test_what_cannot_be_is_refused(shop, call, line):
    with shop.a.scope("rep"):
        quote = shop.quote()
    body = {"lines": [{"product": shop.server.pk} | line]}
    assert call("rep", "put", f"quotes/{quote.pk}/lines", body)[0] == 422


def test_not_seen_is_404_and_not_allowed_is_403(shop, call):
    with shop.a.scope("rep"):
        quote = shop.quote()
    assert call("rep2", "get", f"quotes/{quote.pk}")[0] == 404
    assert call("rep2", "post", "quotes", {"opportunity": shop.deal.pk})[0] == 404
    assert call("admin", "post", f"quotes/{quote.pk}/submit")[0] == 403


def test_the_contact_is_one_of_the_customer(shop, call):
    body = {"opportunity": shop.deal.pk, "contact": 0}
    assert call("rep", "post", "quotes", body)[0] == 422
