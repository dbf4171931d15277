"""A receipt reported with a key is there once, whatever happened to the answer (SECURITY.md R3)."""

import json
import subprocess
import sys
from http.client import HTTPConnection, RemoteDisconnected

import pytest
from django.conf import settings
from django.test import Client

from payments.models import Receipt
from people.actions import create_token
from tests.factories.formal import formal_contract

KEY = "one"


class Sender:
    """Reports a receipt over the API with always the same key."""

    def __init__(self, company, name, contract):
        with company.scope():
            member = company.members[name]
            _token, secret = create_token(by=member, member=member, name="t", access="write")
        self.headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": KEY}
        self.headers["Content-Type"] = "application/json"
        self.body = {
            "contract": contract.pk,
            "amount": "10.00",
            "received_on": "2026-03-02",
            "payer": "Acme",
        }

    def send(self, **changes):
        return Client().post(
            "/api/v1/receipts",
            json.dumps(self.body | changes),
            content_type="application/json",
            headers=self.headers,
        )


def receipts(company) -> int:
    with company.scope():
        return Receipt.objects.count()


@pytest.fixture
def dying_server(committed_cast):
    """A connection to a process that does one request and dies before it answers."""
    command = [sys.executable, "-m", "tests.crashing"]
    process = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    address = HTTPConnection("127.0.0.1", int(process.stdout.readline()), timeout=30)
    yield address, process
    address.close()
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_process_killed_after_the_commit_leaves_one_receipt(committed_cast, dying_server):
    a, (address, process) = committed_cast.a, dying_server
    with a.scope("rep"):
        contract = formal_contract(a.rep)
    sender = Sender(a, "rep", contract)
    address.request("POST", "/api/v1/receipts", json.dumps(sender.body), sender.headers)
    with pytest.raises(RemoteDisconnected):
        address.getresponse()
    assert process.wait(timeout=10) == 9
    assert receipts(a) == 1
    again = sender.send()
    assert (again.status_code, again["Idempotent-Replayed"]) == (201, "true")
    with a.scope():
        assert again.json()["id"] == Receipt.objects.get().pk
    assert sender.send(amount="11.00").status_code == 422
    assert receipts(a) == 1


def test_the_key_of_somebody_else_says_nothing(cast):
    a = cast.a
    with a.scope("rep"):
        contract = formal_contract(a.rep)
    first = Sender(a, "rep", contract).send()
    other = Sender(a, "manager", contract).send(amount="11.00")
    assert (first.status_code, other.status_code) == (201, 201)
    assert "Idempotent-Replayed" not in other
    assert first.json()["id"] != other.json()["id"]
    assert Sender(a, "rep2", contract).send().status_code == 422  # not his to see
    assert receipts(a) == 2
