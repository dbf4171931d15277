"""Child processes that never outlive their parent: own group, stopped by pid."""

import contextlib
import ctypes
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from crm.embedded.account import Account

PR_SET_PDEATHSIG = 1
TELLING = re.compile(r"FATAL|PANIC|Error\b|error:|Unknown command")
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass
class Child:
    """A running process, leader of its own group. `log` holds what it prints."""

    name: str
    process: subprocess.Popen
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.running:
            self.process.send_signal(self.stop_signal)

    def stop(self, *, seconds: float = 10) -> None:
        """Ask, wait `seconds`, then kill what is left of its group."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> str:
        """How it ended, on one line: the signal, or what its log says most clearly."""
        if (self.process.poll() or 0) < 0:
            return f"killed by signal {-self.process.returncode}"
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        telling = [line for line in lines if TELLING.search(line)]
        return (telling or lines or ["it said nothing"])[-1]


def start(
    name: str,
    command: list[str],
    *,
    log: Path,
    env: dict[str, str] | None = None,
    account: Account | None = None,
    cwd: Path | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Child:
    """Start `command` in its own session, so that Ctrl-C reaches only whoever started it."""
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # commands are ours, never a user's text
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent(stop_signal),
            env=env,
            cwd=cwd,
            **(account.as_popen() if account else {}),
        )
    return Child(name, process, log, stop_signal)


def _die_with_parent(stop_signal: signal.Signals):
    """Linux sends `stop_signal` when the parent is gone, even by kill -9. Elsewhere: nothing."""
    if _libc is None:
        return None
    return lambda: _libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))
