"""What a machine must have before anything is made on it."""

import contextlib
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

from bin.console import Refused

OLDEST = (3, 11)
FIRST_START_MB = 700  # packages, and a database with the demo tenants
LATER_START_MB = 100


def python() -> None:
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:3]))
        raise Refused(
            f"Python 3.11 or newer is needed, this is {have}. Set PYTHON=/path/to/python3."
        )


def path(root: Path) -> None:
    if any(character.isspace() for character in str(root)):
        raise Refused(f"PostgreSQL does not start in a path with a space: move {str(root)!r}.")


def disk(root: Path, *, first: bool) -> None:
    needed = FIRST_START_MB if first else LATER_START_MB
    for folder in (root, root / ".venv", root / "var", Path(tempfile.gettempdir())):
        with contextlib.suppress(FileNotFoundError):
            free = shutil.disk_usage(folder).free // 1024**2
            wanted = needed if folder == root else min(needed, LATER_START_MB)
            if free < wanted:
                raise Refused(
                    f"The disk is full: {folder} has {free} MB left, {wanted} MB are needed."
                )
    if not os.access(root, os.W_OK):
        raise Refused(f"{root} cannot be written to.")


def port() -> int:
    """The port of PORT, else 8000; refused when it is no port or another program has it."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Refused(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError as error:
            raise Refused(f"Port {text} needs more rights: try make run PORT=8001.") from error
        except OSError as error:
            raise Refused(f"Port {text} is taken: try make run PORT={_free()}.") from error
    return int(text)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
