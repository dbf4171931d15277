import os

import pytest

from crm.embedded import demo
from tenants.actions import create_tenant


@pytest.fixture
def needed(tmp_path, superuser_cursor):
    """Whether a start finds, beside no company, that the demo tenants are to be made."""
    superuser_cursor.execute("SET session_replication_role = replica; DELETE FROM tenants_tenant")

    def look(*, interrupted: bool = False) -> bool:
        with demo.first_filling(tmp_path, os.environ["DATABASE_OWNER_URL"]) as answer:
            if interrupted:
                raise KeyboardInterrupt
            return answer

    return look


def test_an_empty_database_is_filled(needed):
    assert needed()


def test_a_database_somebody_works_in_is_left_alone(needed):
    create_tenant(name="Ours", slug="ours")
    assert not needed()


def test_an_interrupted_filling_is_taken_up_again_and_then_done(needed):
    with pytest.raises(KeyboardInterrupt):
        needed(interrupted=True)
    create_tenant(name="Half made", slug="huaxing")
    assert needed()
    assert not needed()


def test_the_web_gets_no_address_beyond_its_own_role():
    assert set(demo.URLS) - set(demo.BEYOND_WEB) == {"DATABASE_URL"}


def test_the_secret_key_is_made_once_and_closed_to_others(tmp_path):
    first = demo.secret_key(tmp_path)
    assert len(first) >= 50
    assert demo.secret_key(tmp_path) == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
