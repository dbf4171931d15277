"""`python -m bench [--size M] [--json FILE] [--against FILE] [--rounds N] [--only TEXT]`."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.place import VAR, loaded, programs, servers
from bench.sizes import SIZES
from bin.console import Refused, say, step, stop_with
from crm.embedded import ServerFailed


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--size", choices=SIZES, default="M")
    parser.add_argument("--json", type=Path, help="where the figures go")
    parser.add_argument("--against", type=Path, help="figures of an earlier run")
    parser.add_argument("--rounds", type=int, default=3, help="of which the best counts")
    parser.add_argument("--only", default="", help="screens whose name has this text")
    given = parser.parse_args()
    try:
        return measured(given)
    except (Refused, ServerFailed, OSError, RuntimeError) as error:
        return stop_with(error)


def measured(given: argparse.Namespace) -> int:
    size = SIZES[given.size]
    with servers(size) as postgres:
        import django

        django.setup()
        from bench import report
        from bench.run import Bench, load_once, run
        from bench.world import look

        load_once(size, datetime.now(UTC).date())
        loaded(size).touch()
        with programs() as (port, web, worker):
            pid = postgres.child.process.pid
            bench = Bench(look(size), port, web, worker, pid, given.rounds)
            outcome = run(bench, given.only)
    report.show(outcome.results, outcome.totals)
    if given.against:
        report.compare(outcome.results, given.against)
    target = given.json or VAR / f"{size.name}.json"
    target.write_text(
        json.dumps(report.as_json(size.name, outcome.results, outcome.totals), indent=1)
    )
    step(f"Written to {target}")
    for problem in outcome.problems:
        say(f"FAILED {problem}")
    return int(bool(outcome.problems))


if __name__ == "__main__":
    sys.exit(main())
