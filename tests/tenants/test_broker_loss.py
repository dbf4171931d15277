"""The broker goes, the worker is killed: nothing is lost (SECURITY.md section 5 number 18)."""

import os
import re
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest
from kombu.exceptions import OperationalError

from crm.celery import app
from crm.embedded.processes import start
from crm.embedded.valkey import Valkey
from people import mail
from tenants import outbox
from tenants.models import Outbox
from tenants.tasks import deliver_outbox

MAILS = 60
ID = re.compile(r"^Message-ID: <(\S+)@fairway>", re.M)


@pytest.fixture
def broker():
    with tempfile.TemporaryDirectory() as folder:
        valkey = Valkey(Path(folder))
        valkey.start()
        yield valkey
        valkey.stop()


@pytest.fixture
def worker(broker, tmp_path):
    """`worker()` starts a real one, on the broker of this test; its mails are files."""
    started = []

    def begin():
        settings = {"REDIS_URL": broker.url, "EMAIL_URL": f"filemail:///{tmp_path}/mail"}
        command = [sys.executable, "-m", "celery", "-A", "crm", "worker", "--concurrency", "1"]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        log = tmp_path / f"worker{len(started)}.log"
        started.append(start("worker", command, log=log, env=os.environ | settings))
        return started[-1]

    yield begin
    for child in started:
        child.stop()


def poll(broker, tenant) -> None:
    """As beat does every minute."""
    with app.connection_for_write(broker.url) as connection, app.amqp.Producer(connection) as to:
        headers = {"tenant_id": tenant.pk}
        deliver_outbox.apply_async(headers=headers, producer=to, retry=False)


def sent(folder: Path) -> list[str]:
    files = folder.glob("*.log") if folder.exists() else ()
    return [found for file in files for found in ID.findall(file.read_text())]


def until(fact, *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.002)


@pytest.mark.long(20)
def test_outbox_survives_broker_loss_and_kill9(committed_cast, broker, worker, tmp_path):
    a, folder = committed_cast.a, tmp_path / "mail"
    folder.mkdir()
    broker.stop()
    with a.scope("rep"):
        for number in range(MAILS):
            text = {"to": "c@customer.example", "subject": "Hello", "body": "x" * 20_000}
            mail.send_later(key=f"mail-{number}", **text)
    with pytest.raises(OperationalError):  # late, no more
        poll(broker, a.tenant)
    broker.start()

    first = worker()
    poll(broker, a.tenant)
    until(lambda: sent(folder))
    os.killpg(first.process.pid, signal.SIGKILL)
    first.process.wait()
    broker.stop()  # and with it the message that the killed worker held
    broker.start()
    assert len(set(sent(folder))) < MAILS

    worker()
    poll(broker, a.tenant)
    poll(broker, a.tenant)
    until(lambda: waiting(a) == 0)
    assert set(sent(folder)) == {f"mail-{number}" for number in range(MAILS)}
    with a.scope():
        assert set(Outbox.objects.values_list("attempts", flat=True)) == {1}
    before = len(sent(folder))
    with a.scope():
        assert outbox.deliver_due() == 0
    assert len(sent(folder)) == before


def waiting(company) -> int:
    with company.scope():
        return Outbox.objects.filter(done_at=None).count()
