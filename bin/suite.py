"""`make test`: the checks that need no database, then pytest on two cores. `make format`."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bin.console import say, step

# Handed out in small portions: with one large one, a worker would be alone at the end.
TESTS = ("pytest", "-n", "2", "--maxschedchunk", "4", "-rs")


def checks(programs: Path) -> dict[str, list]:
    templates = sorted(map(str, Path("templates").rglob("*.html")))
    return {
        "lint": [programs / "ruff", "check", "--quiet"],
        "format": [programs / "ruff", "format", "--check", "--quiet"],
        "templates": [programs / "djade", "--check", "--target-version", "5.2", *templates],
        "imports": [programs / "lint-imports", "--no-cache"],
        "migrations": [programs / "python", "manage.py", "makemigrations", "--check", "--dry-run"],
    }


def tidy(programs: Path) -> int:
    """`make format`: what a program can put in order."""
    templates = checks(programs)["templates"]
    steps = [
        [programs / "ruff", "check", "--fix", "--quiet"],
        [programs / "ruff", "format", "--quiet"],
        [part for part in templates if part != "--check"],
    ]
    return max(subprocess.run(command).returncode for command in steps)  # noqa: S603


def run(programs: Path) -> int:
    """The exit code is pytest's, or 1 when pytest is content and a check is not."""
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell's background jobs ignore the first
        signal.signal(number, signal.default_int_handler)
    failed = [name for name, command in checks(programs).items() if not _passes(name, command)]
    step("Running the tests")
    status = _pytest(programs)
    if failed:
        say(f"Not in order: {', '.join(failed)} (see above the tests)")
    return status or int(bool(failed))


def _pytest(programs: Path) -> int:
    """Interrupted, pytest stops its servers before it ends; that is waited for."""
    # Dozens of programs are started: none of them should compile everything anew.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen([programs / TESTS[0], *TESTS[1:]], env=environment)  # noqa: S603
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells pytest, too
    signal.signal(signal.SIGTERM, lambda *_: process.send_signal(signal.SIGINT))
    return process.wait()


def _passes(name: str, command: list) -> bool:
    """No check meets a database: makemigrations compares models with the migrations' files."""
    step(f"Checking {name}")
    environment = os.environ | {"FAIRWAY_MODE": "test", "PYTHONWARNINGS": "ignore::RuntimeWarning"}
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    ran = subprocess.run(command, env=environment, **output)  # noqa: S603
    if ran.returncode:
        sys.stdout.write(ran.stdout)
    return ran.returncode == 0
