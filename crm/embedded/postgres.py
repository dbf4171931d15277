"""One embedded PostgreSQL: made, started, reached by a private unix socket, stopped.

The wheel's own `get_server` is not used: as root it opens every parent folder to everybody,
and after a kill -9 it never stops the server again.
"""

import contextlib
import os
import signal
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg2

from crm.embedded import ServerFailed, cluster
from crm.embedded.account import Account, private_folder, server_account
from crm.embedded.processes import Child, start

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # the system's limit is 107 bytes, 103 on macOS
FAST_AND_LOSSY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Postgres:
    """`root` gets postgres/ (the data), run/ (the socket) and log/postgres.log."""

    root: Path
    options: dict[str, str] = field(default_factory=dict)
    account: Account | None = field(default_factory=server_account)
    child: Child | None = None
    sockets: Path = field(init=False)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        self.data = self.root / "postgres"
        self.sockets = self.root / "run"

    @property
    def is_new(self) -> bool:
        return not (self.data / "PG_VERSION").exists()

    def start(self) -> None:
        self._choose_sockets()
        if self.is_new:
            cluster.make(self.data, self.account, durable=self.options.get("fsync") != "off")
        cluster.end_leftover(self.data)
        for _attempt in range(3):  # back-ends of a killed server hold its memory for a moment
            if self._start_once():
                return
            time.sleep(1)
        raise ServerFailed(f"PostgreSQL does not start: {self.child.end()}")

    def stop(self) -> None:
        if self.child:
            self.child.stop()
        if self.sockets.parent != self.root:
            with contextlib.suppress(OSError):
                self.sockets.rmdir()

    def url(self, role: str, database: str) -> str:
        """A URL that both libpq and django-environ understand. Log-in needs no password:
        only this account and root can open the folder of the socket."""
        return f"postgres://{role}@/{database}?host={quote(str(self.sockets))}&port=5432"

    def connect(self, *, role: str = cluster.SUPERUSER, database: str = "postgres"):
        connection = psycopg2.connect(self.url(role, database).replace("postgres:", "postgresql:"))
        connection.autocommit = True
        return connection

    def _choose_sockets(self) -> None:
        private_folder(self.sockets, self.account)
        if len(os.fsencode(self.sockets / SOCKET)) > LONGEST_SOCKET:
            self.sockets = Path(tempfile.mkdtemp(prefix="fairway-"))
            private_folder(self.sockets, self.account)

    def _start_once(self) -> bool:
        settings = {
            "unix_socket_directories": f'"{self.sockets}"',
            "listen_addresses": "",
            "port": "5432",
        }
        flags = [
            flag for item in (settings | self.options).items() for flag in ("-c", "=".join(item))
        ]
        (self.root / "log").mkdir(exist_ok=True)
        self.child = start(
            "PostgreSQL",
            [cluster.program("postgres"), "-D", str(self.data), *flags],
            log=self.root / "log" / "postgres.log",
            account=self.account,
            cwd=self.data,
            stop_signal=signal.SIGINT,  # "fast": SIGTERM would wait for every client
        )
        return self._answers(seconds=60)

    def _answers(self, *, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.child.running and time.monotonic() < deadline:
            try:
                self.connect().close()
            except psycopg2.OperationalError:
                time.sleep(0.03)
            else:
                return True
        self.child.stop()
        return False
