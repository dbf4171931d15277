from pathlib import Path

import pytest

from bin import place


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A clone in a private home of root, and a shared folder to move to."""
    monkeypatch.setattr(place, "SHARED", tmp_path / "shared")
    monkeypatch.setattr(place.os, "geteuid", lambda: 0)
    clone = tmp_path / "home" / "fairway"
    clone.mkdir(parents=True)
    clone.parent.chmod(0o700)
    return clone


def test_a_closed_parent_makes_a_folder_private(home):
    assert place.is_private(home)
    assert not place.is_private(Path("/usr/bin"))


def test_root_in_a_private_home_works_behind_links(home):
    place.prepare(home)
    for name in (".venv", "var"):
        assert (home / name).is_symlink()
        assert place.SHARED in (home / name).resolve().parents
    assert home.parent.stat().st_mode & 0o777 == 0o700


def test_data_that_lay_in_the_home_moves_along_and_stays(home):
    (home / "var").mkdir()
    (home / "var" / "secret_key").write_text("kept")
    place.prepare(home)
    place.prepare(home)
    assert (home / "var").is_symlink()
    assert (home / "var" / "secret_key").read_text() == "kept"


def test_two_clones_of_one_name_do_not_share_data(home):
    other = home.parent / "second" / "fairway"
    other.mkdir(parents=True)
    place.prepare(home)
    place.prepare(other)
    assert (home / "var").resolve() != (other / "var").resolve()


def test_an_ordinary_account_keeps_its_data_at_home(home, monkeypatch):
    monkeypatch.setattr(place.os, "geteuid", lambda: 1000)
    place.prepare(home)
    assert (home / "var").is_dir()
    assert not (home / "var").is_symlink()
