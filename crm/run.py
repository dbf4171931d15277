"""`make run`: servers, schema, demo tenants, then web, worker and beat until Ctrl-C."""

import contextlib
import fcntl
import os
import signal
import sys
import time
from pathlib import Path

import environ

from bin import checks
from bin.console import Refused, say, step, stop_with
from crm import translations
from crm.embedded import ServerFailed, demo, programs
from crm.embedded.processes import Child

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("FAIRWAY_VAR", ROOT / "var")).resolve()
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WELCOME = """
Fairway runs at {url}

  Log-ins    rep@  rep2@  manager@  project@  finance@  legal@  marketing@  admin@
             each with huaxing.example (Chinese) or northwind.example (English)
  Password   fairway-demo

Logs are in var/log. Ctrl-C stops everything; what you enter is kept for the next start.
"""


def main() -> int:
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    try:
        with contextlib.ExitStack() as stack:
            _run(stack, checks.port())
    except KeyboardInterrupt:
        say("Fairway has stopped.")
        return 0
    except (Refused, ServerFailed, OSError) as error:
        return stop_with(error)


def _run(stack: contextlib.ExitStack, port: int) -> None:
    environ.Env.read_env(ROOT / ".env", overwrite=False)
    if os.environ.get("FAIRWAY_MODE", "demo") != "demo":
        raise Refused("make run shows the demo; FAIRWAY_MODE says that this is not one.")
    _be_alone(stack)
    translations.compile_all()
    stack.callback((servers := demo.Servers(VAR)).stop)
    servers.start()
    settings = servers.environment(port)
    environment = os.environ | settings
    stack.enter_context(demo.announced(VAR, settings))
    _prepare(environment)
    children = servers.children()
    children += stack.enter_context(programs.running(port, environment, VAR))
    _wait_for_web(port, children)
    say(WELCOME.format(url=environment["SITE_URL"]))
    while all(child.running for child in children):
        time.sleep(0.5)
    raise _died(children)


def _prepare(environment: dict[str, str]) -> None:
    step("Bringing the database up to date")
    programs.finish("schema", ["-m", "crm.embedded.schema"], environment, VAR)
    with demo.first_filling(VAR, environment["DATABASE_OWNER_URL"]) as needed:
        if needed:
            step("Filling the demo tenants")
            programs.finish("seed_demo", ["manage.py", "seed_demo"], environment, VAR)


def _wait_for_web(port: int, children: list[Child]) -> None:
    step("Starting web, worker and beat")
    deadline = time.monotonic() + 60
    while not programs.answers(port):
        if not all(child.running for child in children):
            raise _died(children)
        if time.monotonic() > deadline:
            raise Refused("The web server does not answer; var/log/web.log says more.")
        time.sleep(0.1)


def _died(children: list[Child]) -> Refused:
    child = next(child for child in children if not child.running)
    return Refused(f"{child.name} has ended, so everything stops ({child.end()})")


def _be_alone(stack: contextlib.ExitStack) -> None:
    """Two starts from one folder would share one database's files."""
    VAR.mkdir(exist_ok=True)
    lock = stack.enter_context((VAR / "run.lock").open("a"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused("It already runs from this folder; stop that one first.") from error


def _interrupt(_number, _frame) -> None:
    """The first Ctrl-C stops everything in order; a second one must not cut that short."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
