import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from crm.embedded.valkey import free_port
from tests.processes import gone, without_settings

READY = "Ctrl-C stops everything"
PROGRAMS = {"gunicorn", "worker", "beat"}


class Start:
    """One `python -m crm.run` with its data in `var`; `said` is what it printed until it is up,
    or until it says `until`."""

    def __init__(self, var: Path, until: str = READY, **settings: str):
        clean = without_settings(os.environ)
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crm.run"],
            env=clean | {"FAIRWAY_VAR": str(var), "PORT": str(self.port)} | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if until in line:
                break

    def family(self) -> list[int]:
        return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]

    def programs(self) -> dict[str, int]:
        """Web, worker and beat with their pids, as soon as all are there."""
        deadline, found = time.monotonic() + 30, {}
        while found.keys() != PROGRAMS and time.monotonic() < deadline:
            children = psutil.Process(self.process.pid).children()
            named = [(PROGRAMS & set(child.cmdline()), child.pid) for child in children]
            found = {name: pid for names, pid in named for name in names}
        return found

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.status

    def end(self) -> int:
        self.said += self.process.stdout.read()
        return self.process.wait(60)


@pytest.fixture
def var():
    """Reachable for PostgreSQL's own account, unlike tmp_path."""
    beside = Path(os.environ["MEDIA_ROOT"]).parent
    with tempfile.TemporaryDirectory(dir=beside) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def run(var):
    with contextlib.ExitStack() as stack:

        def start(until=READY, **settings):
            started = Start(var, until, **settings)
            stack.callback(started.process.stdout.close)
            stack.callback(started.process.wait)
            stack.callback(started.process.terminate)
            return started

        yield start


@pytest.mark.long(60)
def test_the_demo_runs_stops_without_a_trace_and_keeps_its_data(run, var):
    first = run()
    assert "Filling the demo tenants" in first.said
    assert f"http://127.0.0.1:{first.port}" in first.said
    assert (first.get("/healthz"), first.get("/accounts/login/")) == (200, 200)
    assert (var / "demo.env").stat().st_mode & 0o077 == 0
    family, secret = first.family(), (var / "secret_key").read_text()
    os.kill(first.programs()["gunicorn"], signal.SIGKILL)
    assert first.end() == 1
    assert "web has ended, so everything stops (killed by signal 9)" in first.said
    assert gone(family)
    assert not (var / "demo.env").exists()

    second = run(until="Starting web, worker and beat")
    assert "Filling the demo tenants" not in second.said
    assert (var / "secret_key").read_text() == secret
    assert second.programs().keys() == PROGRAMS
    family = second.family()
    second.process.send_signal(signal.SIGINT)
    assert second.end() == 0
    assert gone(family)
    assert not (var / "demo.env").exists()


def test_a_second_start_from_one_folder_is_refused(run, var):
    with (var / "run.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = run()
    assert second.end() == 1
    assert second.said == "Fairway: It already runs from this folder; stop that one first.\n"


def test_production_is_not_run_as_a_demo(run, var):
    refused = run(FAIRWAY_MODE="production")
    assert refused.end() == 1
    assert "make run shows the demo" in refused.said
    assert list(var.iterdir()) == []


def test_a_database_of_ones_own_needs_its_owner_too(run, var):
    refused = run(DATABASE_URL="postgres://crm_app@db.example/crm")
    assert refused.end() == 1
    assert "DATABASE_OWNER_URL (for migrations) is needed" in refused.said
    assert not (var / "postgres").exists()
