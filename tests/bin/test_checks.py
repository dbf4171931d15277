import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest

from bin import checks
from bin.console import Refused

Usage = namedtuple("Usage", "total used free")


def test_an_old_python_is_refused_with_its_version(monkeypatch):
    monkeypatch.setattr(checks.sys, "version_info", (3, 10, 4))
    with pytest.raises(Refused, match=r"3\.11 or newer is needed, this is 3\.10\.4"):
        checks.python()


@pytest.mark.parametrize("folder", ["/srv/my crm", "/srv/tab\there"])
def test_a_path_with_a_space_is_refused(folder):
    with pytest.raises(Refused, match="path with a space"):
        checks.path(Path(folder))


def test_a_path_without_a_space_is_taken():
    checks.path(Path("/srv/航道"))


def test_a_full_disk_is_refused_before_anything_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 150 * 1024**2))
    checks.disk(tmp_path, first=False)
    with pytest.raises(Refused, match="has 150 MB left, 700 MB are needed"):
        checks.disk(tmp_path, first=True)


def test_a_taken_port_is_refused_and_another_one_named(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(taken))
        with pytest.raises(Refused, match=rf"Port {taken} is taken: try make run PORT=\d+"):
            checks.port()
    assert checks.port() == taken


@pytest.mark.parametrize("text", ["eighty", "0", "65536", "-1", "80.5"])
def test_what_is_no_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Refused, match="PORT must be a number"):
        checks.port()
