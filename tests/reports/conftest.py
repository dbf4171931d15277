from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from people.actions import create_token
from tests.cast import browser
from tests.reports.rows import TODAY, make_process


@pytest.fixture
def today():
    """Noon of 21 November 2026 in Shanghai, the tenants' zone."""
    with time_machine.travel(TODAY, tick=False):
        yield TODAY.date()


@pytest.fixture
def room(today, cast):
    """The cast with a process of four stages at 50, 60, 65 and 70 %."""
    with cast.a.scope():
        process = make_process()
        stages = list(process.stages.all())

    def now(**shift):
        return TODAY + timedelta(**shift)

    return SimpleNamespace(a=cast.a, b=cast.b, process=process, stages=stages, today=today, now=now)


@pytest.fixture
def ask():
    """`ask(company, "rep", "reports/forecast?…")`: what the API answers to a member."""

    def get(company, name, path, status=200):
        with company.scope():
            member = company.members[name]
            _token, secret = create_token(by=member, member=member, name="test")
        answer = browser().get(f"/api/v1/{path}", headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == status, answer.content
        return answer.json()

    return get
