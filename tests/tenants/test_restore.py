"""A back-up is one only when it was restored (SECURITY.md section 5 number 25)."""

import contextlib
import io
import os
import re
import tarfile

import psycopg2
import pytest
from django.core.management import CommandError, call_command

from customers.actions import create_account
from tenants import backups, seals
from tenants.models import AuditRow
from tests import databases

NAME = "restored"


@pytest.fixture
def backup(committed_cast, tmp_path, settings):
    """A folder with a back-up of both companies, and what it must bring back."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "t").mkdir(parents=True)
    (settings.MEDIA_ROOT / "t" / "a.pdf").write_bytes(b"%PDF")
    with committed_cast.a.scope("rep"):
        create_account(by=committed_cast.a.rep, name="Acme")
        seals.seal()
    call_command("backup", tmp_path / "backups", stdout=io.StringIO())
    settings.MEDIA_ROOT = tmp_path / "new media"
    return next((tmp_path / "backups").iterdir())


@pytest.fixture
def target():
    """URLs of a database that is not there yet, as the operator of a new server has them."""
    superuser = re.sub(r"@/\w+\?", "@/postgres?", os.environ["DATABASE_SUPERUSER_URL"])
    with pytest.MonkeyPatch.context() as patch:
        for name in databases.URLS:
            patch.setenv(name, re.sub(r"@/\w+\?", f"@/{NAME}?", os.environ[name]))
        patch.setenv("DATABASE_SUPERUSER_URL", superuser)
        yield
    with contextlib.closing(psycopg2.connect(superuser)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def test_restore_drill(backup, target, settings, committed_cast, capsys):
    a = committed_cast.a.tenant
    with committed_cast.a.scope():
        trail = AuditRow.objects.count()
        head = seals.head()
    call_command("restore", backup)
    assert capsys.readouterr().out.endswith("all as they were\n")
    assert (settings.MEDIA_ROOT / "t" / "a.pdf").read_bytes() == b"%PDF"
    with contextlib.closing(databases.connect("DATABASE_URL")) as app, app.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_row")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT set_config('app.tenant_id', %s, false)", [str(a.pk)])
        cursor.execute("SELECT count(*) FROM audit_row")
        assert cursor.fetchone() == (trail,)
        cursor.execute("SELECT last, sha256 FROM tenants_auditseal ORDER BY after DESC LIMIT 1")
        assert cursor.fetchone() == head
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("UPDATE audit_row SET actor = 1")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("CREATE TEMPORARY TABLE x (y int)")
    settings.MEDIA_ROOT = backup / "elsewhere"
    with pytest.raises(CommandError, match="has tables"):
        call_command("restore", backup)
    assert_notices_what_is_lost(backup)


TRIGGER = "contracts_contract_audit"
ATTACKS = {
    "UPDATE customers_account SET city = 'X'": "table customers_account is different",
    "ALTER TABLE leads_lead DISABLE ROW LEVEL SECURITY": ("row security: leads_lead is different"),
    "GRANT DELETE ON audit_row TO crm_app": "grants: audit_row is different",
    f"ALTER TABLE contracts_contract DISABLE TRIGGER {TRIGGER}": (
        f"triggers: contracts_contract.{TRIGGER} is different"
    ),
    "SELECT setval('leads_lead_id_seq', 999)": "sequence leads_lead_id_seq is different",
}


def assert_notices_what_is_lost(backup):
    """The comparison is worth nothing unless each of these fails it."""
    with contextlib.closing(databases.connect("DATABASE_OWNER_URL")) as owner:
        for statement in ATTACKS:
            owner.cursor().execute(statement)
    with pytest.raises(backups.BackupFailed) as failed:
        backups.compare(backups.read(backup), os.environ["DATABASE_OWNER_URL"])
    assert set(ATTACKS.values()) <= set(str(failed.value).splitlines())


def test_a_file_that_was_changed_is_no_back_up(backup):
    (backup / backups.DUMP).write_bytes(b"something else")
    with pytest.raises(backups.BackupFailed, match=backups.DUMP):
        backups.read(backup)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../out.txt", tarfile.REGTYPE),
        ("/out.txt", tarfile.REGTYPE),
        ("link", tarfile.SYMTYPE),
        ("hard", tarfile.LNKTYPE),
    ],
)
def test_nothing_leaves_the_folder_that_files_are_restored_into(tmp_path, name, kind):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    with tarfile.open(tmp_path / "media.tar", "w") as archive:
        archive.addfile(member, io.BytesIO())
    with pytest.raises(backups.BackupFailed, match=name):
        backups.unpack(tmp_path / "media.tar", tmp_path / "media")
    assert not (tmp_path / "out.txt").exists()
    assert not (tmp_path / "media" / name).is_symlink()
