"""What the machine brings: programs, free ports, a folder, passwords, a certificate."""

import glob
import os
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bin import packages
from bin.console import Refused, say
from crm.embedded.account import Account, server_account
from crm.embedded.processes import Child, start
from crm.embedded.valkey import free_port

# Program: Debian's package of it.
PROGRAMS = {
    "postgres": "postgresql",
    "initdb": "postgresql",
    "pg_dump": "postgresql-client",
    "redis-server": "redis-server",
    "pgbouncer": "pgbouncer",
    "nginx": "nginx-light",
    "openssl": "openssl",
    "chromium": "chromium",
}
FOLDERS = [*os.environ["PATH"].split(":"), "/usr/sbin", "/usr/local/sbin"]
HOST = "localhost"


def program(name: str) -> str:
    newest_postgres = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    found = shutil.which(name, path=":".join([*newest_postgres, *FOLDERS]))
    if found is None:
        raise Refused(f"{name} is missing: apt-get install {PROGRAMS[name]}")
    return found


def obtain_programs() -> None:
    """Install what is missing, where that needs no question. Debian may start the servers that
    come with it; they are not used."""
    for name, package in PROGRAMS.items():
        try:
            program(name)
        except Refused:
            packages.obtain([package], name)
            program(name)


@dataclass
class Machine:
    """One run's folder, ports and secrets; `children` are ended last started first."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="fairway-stack-")))
    account: Account | None = field(default_factory=server_account)
    children: list[Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.chmod(0o755)  # the servers' account walks through it
        names = ("postgres", "pgbouncer", "redis", "web1", "web2", "http", "https")
        self.ports = {name: free_port() for name in names}
        self.passwords = {
            name: secrets.token_urlsafe(18)
            for name in ("postgres", "crm_owner", "crm_app", "crm_system", "redis", "metrics")
        }

    def place(self, name: str) -> Path:
        """A folder of the servers' account."""
        place = self.folder / name
        place.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            self.account.own(place)
        return place

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text)
        path.chmod(0o600)
        if self.account:
            self.account.own(path)
        return path

    def run(self, name: str, command: list, *, env=None, as_server: bool = False, **more) -> Child:
        """Start a process; its output is in <name>.log."""
        account = self.account if as_server else None
        log = self.folder / f"{name}.log"
        child = start(name, list(map(str, command)), log=log, env=env, account=account, **more)
        self.children.append(child)
        return child

    def finish(self, name: str, command: list, *, env=None, as_server: bool = False) -> str:
        """Run a command to its end; what it printed. Refused when it fails."""
        account = self.account.as_popen() if self.account and as_server else {}
        output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        command = list(map(str, command))
        ran = subprocess.run(command, env=env, **output, **account)  # noqa: S603
        if ran.returncode:
            raise Refused(f"{name} failed: {ran.stdout[-2000:]}")
        return ran.stdout

    def certificate(self) -> tuple[Path, Path]:
        """A certificate that nobody has signed, for this run."""
        key, certificate = self.folder / "tls.key", self.folder / "tls.crt"
        command = [program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt"]
        command += ["ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
        self.finish("openssl", [*command, "-keyout", key, "-out", certificate])
        if self.account:
            self.account.own(key)
            self.account.own(certificate)
        return certificate, key

    def end(self, *, keep: bool) -> None:
        """Stop everything; `keep` leaves the folder, for its logs."""
        for child in reversed(self.children):
            child.stop(seconds=15)
        if keep:
            say(f"Logs are in {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
