"""The virtual environment and the locked packages in it."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from bin import packages
from bin.console import Refused, step

STAMP = "fairway-packages"  # a line for each lock file that is installed


def prepare(root: Path, lock: str) -> Path:
    """Make .venv with everything of the file `lock` in it; answers its Python."""
    folder = root / ".venv"
    if not _works(folder):
        step(f"Making the environment {folder}")
        _make(folder)
    digest = hashlib.sha256((root / lock).read_bytes()).hexdigest()
    stamp = folder / STAMP
    installed = stamp.read_text().split() if stamp.exists() else []
    if digest not in installed:
        step(f"Installing the packages of {lock} (some minutes the first time)")
        _install(folder, root / lock)
        stamp.write_text("\n".join([*installed, digest]) + "\n")
    return folder / "bin" / "python"


def is_made(root: Path) -> bool:
    return (root / ".venv" / STAMP).exists()


def _works(folder: Path) -> bool:
    """A clone that was moved, or a Python that was removed, leaves a broken environment."""
    python = folder / "bin" / "python"
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    if not python.exists():
        return False
    return subprocess.run([python, "-c", check], capture_output=True).returncode == 0  # noqa: S603


def _make(folder: Path) -> None:
    for entry in folder.iterdir() if folder.exists() else ():
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    if find_spec("ensurepip") is None and not packages.for_environment():
        raise Refused("Python's venv module is missing: sudo apt-get install python3-venv.")
    ran = _run([sys.executable, "-m", "venv", folder.resolve()])  # venv refuses a link
    if ran.returncode:
        raise Refused(f"The environment cannot be made: {_telling(ran)}")


def _install(folder: Path, lock: Path) -> None:
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    ran = _run([*pip, "install", "--quiet", "--require-hashes", "-r", lock])
    if ran.returncode:
        raise Refused(f"The packages cannot be installed: {_telling(ran)}")


def _telling(ran: subprocess.CompletedProcess) -> str:
    """The line of a failed command's output that says why."""
    lines = [line.strip() for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
    if any(os.strerror(errno.ENOSPC) in line for line in lines):
        return "the disk is full"
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["it said nothing"])[0].removeprefix("ERROR: ")


def _run(command: list) -> subprocess.CompletedProcess:
    """umask 022: PostgreSQL's account must be able to run what is installed here."""
    return subprocess.run(  # noqa: S603
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, umask=0o022
    )
