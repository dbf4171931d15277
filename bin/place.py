"""Where the environment and the data lie.

Root lends PostgreSQL an account of its own, which cannot walk into a private home. Then .venv
and var are links into /var/lib/fairway, and nobody's folder is opened.
"""

import hashlib
import os
import shutil
import stat
from pathlib import Path

from bin.console import step

SHARED = Path("/var/lib/fairway")


def prepare(root: Path) -> None:
    """Make var/, and put it and .venv where the server's account can reach them."""
    if os.geteuid() == 0 and is_private(root):
        _link(root, _away(root))
    (root / "var").mkdir(exist_ok=True)


def is_private(folder: Path) -> bool:
    """Whether some folder on the way is closed to other accounts."""
    return any(not parent.stat().st_mode & stat.S_IXOTH for parent in (folder, *folder.parents))


def _away(root: Path) -> Path:
    """One folder a clone, so that two clones never share a database."""
    return SHARED / f"{root.name}-{hashlib.sha256(str(root).encode()).hexdigest()[:8]}"


def _link(root: Path, away: Path) -> None:
    for name in (".venv", "var"):
        here, there = root / name, away / name
        if here.is_symlink():
            here.resolve().mkdir(mode=0o755, parents=True, exist_ok=True)
            continue
        step(f"{root} is private: {name} goes to {there}")
        away.mkdir(mode=0o755, parents=True, exist_ok=True)
        _move(here, there)
        here.symlink_to(there)


def _move(here: Path, there: Path) -> None:
    """An environment cannot be moved, it is made again; data is moved."""
    if here.exists() and here.name == "var" and not there.exists():
        shutil.move(here, there)
    elif here.exists():
        shutil.rmtree(here)
    there.mkdir(mode=0o755, exist_ok=True)
