"""The table that is printed, the JSON that is kept, and how a run compares with an earlier one."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.inside import BOUNDS
from bench.measure import LOOP, Result, reference
from bench.screens import SCREENS
from bin.console import say

LINE = "{:27} {:>5} {:>8} {:>8} {:>8} {:>8} {:>7} {:>7} {:>6} {:>7} {:>6} {:>6}{}"
HEAD = (
    "screen", "stmts", "cpu ms", "server", "database", "p50", "p95", "floor", "ratio",
    "bound", "goal", "loop",
)  # fmt: skip


def show(results: list[Result], totals: dict[str, float]) -> None:
    say(LINE.format(*HEAD, ""))
    bounds = {s.name: (s.bound, s.goal) for s in SCREENS} | BOUNDS
    for one in results:
        bound, goal = bounds[one.name]
        ratio = f"{one.cpu / one.floor:.1f}" if one.floor else "–"
        say(LINE.format(
            one.name, "–" if one.statements is None else one.statements, _ms(one.cpu),
            _ms(one.server), _ms(one.database), _ms(one.p50), _ms(one.p95), _ms(one.floor),
            ratio, bound, goal, _ms(one.loop), "  over" if one.cpu > bound else "",
        ))  # fmt: skip
    say(f"A loop of {LOOP:,} additions took {reference():.0f} ms of CPU: what a core gave today.")
    for name, figure in totals.items():
        say(f"{name}: {figure:.0f}")


def as_json(size: str, results: list[Result], totals: dict[str, float]) -> dict:
    """The machine is told by cores, memory and Python only."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": {
            "cores": os.cpu_count(),
            "memory_gb": round(psutil.virtual_memory().total / 1e9),
            "python": platform.python_version(),
        },
        "reference_ms": reference(),
        "size": size,
        "screens": [one.as_json() for one in results],
        "totals": totals,
    }


def compare(results: list[Result], earlier: Path) -> None:
    """CPU milliseconds then and now."""
    before = {row["name"]: row["cpu"] for row in json.loads(earlier.read_text())["screens"]}
    for one in results:
        if one.name in before:
            change = (one.cpu / before[one.name] - 1) * 100
            say(f"{one.name:27} {before[one.name]:8.1f} → {one.cpu:8.1f} ms  {change:+.0f} %")


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _commit() -> str:
    ran = subprocess.run(  # noqa: S603
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        capture_output=True,
        text=True,
    )
    return ran.stdout.strip() or "unknown"
