"""PostgreSQL refuses to run as root, so root lends it an account without rights."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from crm.embedded import ServerFailed

NAME = "fairway"


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    def as_popen(self) -> dict:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        os.chown(folder, self.uid, self.gid)


def server_account() -> Account | None:
    """The account to run PostgreSQL under; None when we are not root and need no other."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _create()
        entry = pwd.getpwnam(NAME)
    return Account(entry.pw_uid, entry.pw_gid)


def _create() -> None:
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [
        useradd,
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/bin/false",
        NAME,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise ServerFailed(
            f"PostgreSQL does not run as root and the account {NAME!r} cannot be made ({error})."
        ) from error


def private_folder(path: Path, account: Account | None) -> Path:
    """`path`, made if need be, open to the server's account only."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    if account:
        account.own(path)
    return path
