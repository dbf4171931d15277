"""The demo's own programs: web, worker and beat, and the commands that run before them."""

import contextlib
import http.client
import sys
from collections.abc import Iterator
from pathlib import Path

from bin.console import Refused
from crm.embedded.demo import BEYOND_WEB
from crm.embedded.processes import Child, start

WEB = ["-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
WEB += ["--no-control-socket", "--graceful-timeout", "5", "crm.wsgi:application"]
CELERY = ["-m", "celery", "--app", "crm.celery", "--quiet"]
WORKER = [*CELERY, "worker", "--loglevel", "INFO", "--concurrency", "2", "--without-gossip"]
BEAT = [*CELERY, "beat", "--loglevel", "INFO", "--pidfile="]
# One heap for all threads of a process: each of several would keep what it once needed.
ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
GRACE_SECONDS = 10
ROOT = Path(__file__).resolve().parent.parent.parent


@contextlib.contextmanager
def running(port: int, environment: dict[str, str], var: Path) -> Iterator[list[Child]]:
    """The three programs; all are asked to stop at once, then each is waited for."""
    beat = [*BEAT, "--schedule", str(var / "celerybeat-schedule")]
    environment = environment | ONE_HEAP
    web = {name: value for name, value in environment.items() if name not in BEYOND_WEB}
    children: list[Child] = []
    try:
        children.append(_start("web", [*WEB, "--bind", f"127.0.0.1:{port}"], web, var))
        children.append(_start("worker", WORKER, environment, var))
        children.append(_start("beat", beat, environment, var))
        yield children
    finally:
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.stop(seconds=GRACE_SECONDS)


def answers(port: int) -> bool:
    """Whether the web process serves pages: not refused, not broken."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def finish(name: str, arguments: list[str], environment: dict[str, str], var: Path) -> None:
    """Run one command to its end; what it says goes to var/log/<name>.log."""
    child = _start(name, arguments, environment, var)
    try:
        status = child.process.wait()
    finally:
        child.stop()
    if status:
        raise Refused(f"{name} failed: {child.end()} (var/log/{name}.log says more)")


def _start(name: str, arguments: list[str], environment: dict[str, str], var: Path) -> Child:
    log = var / "log" / f"{name}.log"
    log.parent.mkdir(exist_ok=True)
    return start(name, [sys.executable, *arguments], log=log, env=environment, cwd=ROOT)
