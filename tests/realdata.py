"""Real files of other people, which are not part of the project: tests that want them skip."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def folder(name):
    """The folder `name` of the real data, else the test is skipped and says why."""
    base = Path(os.environ.get("FAIRWAY_DATA") or ROOT.parent / "shared" / "data")
    if not (base / name).is_dir():
        pytest.skip(f"no real data: {name} is not in FAIRWAY_DATA or ../shared/data")
    return base / name
