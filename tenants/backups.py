"""A back-up: a folder with database.dump, media.tar and manifest.json.

The manifest has the census of the very snapshot that was dumped, so a restore proves itself.
Nothing in it is encrypted: docs/operations.md says how it leaves the machine.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ, make_dsn, parse_dsn

from crm.embedded import cluster
from tenants import census

DUMP, MEDIA, MANIFEST = "database.dump", "media.tar", "manifest.json"


class BackupFailed(Exception):
    """The back-up or the restored database is not what it must be; a line a reason."""


def make(folder: Path, *, owner_url: str, media: Path) -> dict:
    """Fill `folder`, which must be new; returns the manifest. The manifest comes last and is
    renamed into place: a folder without one is not a back-up."""
    folder.mkdir(mode=0o700, parents=True)
    with _snapshot(owner_url) as (cursor, snapshot):
        options = ["--format=custom", f"--snapshot={snapshot}", "--file", str(folder / DUMP)]
        run("pg_dump", owner_url, options)
        manifest = census.take(cursor)
    with tarfile.open(folder / MEDIA, "w") as archive:
        if media.exists():
            archive.add(media, arcname=".")
    manifest["files"] = {name: _sha256(folder / name) for name in (DUMP, MEDIA)}
    beside = folder / f"{MANIFEST}.new"
    beside.write_text(json.dumps(manifest, indent=1, sort_keys=True))
    beside.rename(folder / MANIFEST)
    return manifest


def read(folder: Path) -> dict:
    """The manifest of a whole back-up; BackupFailed where a file is missing or was changed."""
    if not (folder / MANIFEST).exists():
        raise BackupFailed(f"{folder} has no {MANIFEST}, so it is no back-up")
    manifest = json.loads((folder / MANIFEST).read_text())
    for name, digest in manifest["files"].items():
        if not (folder / name).exists() or _sha256(folder / name) != digest:
            raise BackupFailed(f"{name} is not the file that was written")
    return manifest


def load(folder: Path, *, superuser_url: str, owner_url: str, media: Path) -> dict:
    """Fill the empty database of `owner_url` and the empty folder `media`, then compare.

    Raises BackupFailed with every difference; returns the manifest.
    """
    manifest = read(folder)
    if media.exists() and any(media.iterdir()):
        raise BackupFailed(f"{media} is not empty")
    database = parse_dsn(owner_url)["dbname"]
    target = make_dsn(superuser_url, dbname=database)
    run("pg_restore", target, ["--exit-on-error", "--single-transaction", str(folder / DUMP)])
    unpack(folder / MEDIA, media)
    return manifest


def unpack(file: Path, folder: Path) -> None:
    """Only files and folders that stay inside `folder`: links and ways out are refused. By hand,
    since the Python 3.11 of Debian has no filter for it."""
    inside = folder.resolve()
    with tarfile.open(file) as archive:
        for member in archive:
            place = (inside / member.name).resolve()
            if not (member.isreg() or member.isdir()) or not place.is_relative_to(inside):
                raise BackupFailed(f"{file.name} holds {member.name}, which is no file of ours")
            archive.extract(member, folder, set_attrs=False)


def compare(manifest: dict, owner_url: str) -> None:
    with _snapshot(owner_url) as (cursor, _snapshot_id):
        faults = census.differences(manifest, census.take(cursor))
    if faults:
        raise BackupFailed("\n".join(faults))


@contextlib.contextmanager
def _snapshot(url: str) -> Iterator[tuple]:
    """One moment of the database, that other connections can look at as well."""
    with contextlib.closing(psycopg2.connect(url)) as connection:
        connection.set_session(ISOLATION_LEVEL_REPEATABLE_READ)
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor, cursor.fetchone()[0]


def run(name: str, url: str, options: list[str]) -> None:
    """A client program of PostgreSQL; the password goes by the environment, which is private."""
    address = parse_dsn(url)
    password = address.pop("password", "")
    command = [_program(name, url), f"--dbname={make_dsn(**address)}", *options]
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    ran = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603
    if ran.returncode:
        raise BackupFailed(f"{name}: {ran.stderr.strip()[-1000:]}")


def _program(name: str, url: str) -> str:
    """The one of the server's own release if the machine has it: a newer one may write what an
    older server cannot read. Else the one of the wheel."""
    with contextlib.closing(psycopg2.connect(url)) as connection:
        release = connection.info.server_version // 10000
    folders = [f"/usr/lib/postgresql/{release}/bin", *os.environ["PATH"].split(os.pathsep)]
    for folder in folders:
        found = shutil.which(name, path=folder)
        if found and _release(found) == release:
            return found
    return cluster.program(name)


def _release(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True)  # noqa: S603
    return int(re.search(r"(\d+)", said.stdout).group(1))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
