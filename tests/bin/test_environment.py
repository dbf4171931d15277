import subprocess

import pytest

from bin import environment
from bin.console import Refused


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone whose environment works; `commands` holds what would have been run."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.txt").write_text("django==5.2\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9\n")
    monkeypatch.setattr(environment, "_works", lambda _: True)
    return tmp_path


@pytest.fixture
def commands(monkeypatch):
    ran = []

    def note(command):
        ran.append(" ".join(map(str, command)))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(environment, "_run", note)
    return ran


def test_packages_are_installed_once_for_each_lock_file(clone, commands):
    for lock in ("requirements.txt", "requirements-dev.txt", "requirements.txt"):
        environment.prepare(clone, lock)
    assert [command.split("/")[-1] for command in commands] == [
        "requirements.txt",
        "requirements-dev.txt",
    ]
    assert all("--require-hashes" in command for command in commands)


def test_a_changed_lock_file_is_installed_again(clone, commands):
    environment.prepare(clone, "requirements.txt")
    (clone / "requirements.txt").write_text("django==5.2.1\n")
    environment.prepare(clone, "requirements.txt")
    assert len(commands) == 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Collecting x\nERROR: No matching distribution found for x\n", "No matching distribution"),
        ("ERROR: [Errno 28] No space left on device\n", "the disk is full"),
    ],
)
def test_a_failed_install_says_why_and_is_tried_again(clone, monkeypatch, said, told):
    failed = subprocess.CompletedProcess([], 1, "", said)
    monkeypatch.setattr(environment, "_run", lambda _: failed)
    with pytest.raises(Refused, match=told):
        environment.prepare(clone, "requirements.txt")
    assert not environment.is_made(clone)
