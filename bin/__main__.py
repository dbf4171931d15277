"""`python3 -m bin run`, `test`, `format`, `bench`, `stack-test`: prepare the machine, do it."""

import os
import sys
from pathlib import Path

from bin import checks, environment, packages, place, suite
from bin.console import Refused, stop_with

ROOT = Path(__file__).resolve().parent.parent


def run() -> int:
    checks.port()
    python = _prepare("requirements.txt")
    os.execv(python, [str(python), "-m", "crm.run"])  # noqa: S606


def test() -> int:
    python = _prepare("requirements-dev.txt")
    packages.for_browser_tests()
    return suite.run(python.parent)


def tidy() -> int:
    return suite.tidy(_prepare("requirements-dev.txt").parent)


def stack_test() -> int:
    """The production stack without Docker (deploy/stack), walked and restarted."""
    python = _prepare("requirements-dev.txt")
    os.execv(python, [str(python), "-m", "deploy.stack"])  # noqa: S606


def bench() -> int:
    python = _prepare("requirements-dev.txt")
    os.execv(python, [str(python), "-m", "bench", *sys.argv[2:]])  # noqa: S606


def _prepare(lock: str) -> Path:
    checks.python()
    checks.path(ROOT)
    checks.disk(ROOT, first=not environment.is_made(ROOT))
    place.prepare(ROOT)
    python = environment.prepare(ROOT, lock)
    packages.for_pdf()
    return python


def main() -> int:
    os.chdir(ROOT)
    try:
        programs = {"run": run, "test": test, "format": tidy, "bench": bench}
        programs["stack-test"] = stack_test
        return programs[sys.argv[1]]()
    except (Refused, OSError) as error:
        return stop_with(error)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
