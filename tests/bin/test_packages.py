import pytest

from bin import packages

RECORD = """#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> {calls}
case "$*" in *{broken}*) exit 100 ;; esac
"""


@pytest.fixture
def apt(tmp_path, monkeypatch):
    """`apt(broken=…)` puts an apt-get in the path that notes its calls and fails on one word."""
    calls = tmp_path / "calls"
    calls.touch()

    def install(*, broken: str = "nothing"):
        program = tmp_path / "apt-get"
        program.write_text(RECORD.format(calls=calls, broken=broken))
        program.chmod(0o755)
        return lambda: calls.read_text().splitlines()

    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)
    return install


@pytest.fixture
def bare(monkeypatch):
    """A machine without one library and without a Chinese font."""
    monkeypatch.setattr(packages, "_loads", lambda soname: "subset" not in soname)
    monkeypatch.setattr(packages, "FONT_FOLDERS", ())


def test_only_what_is_missing_is_installed_without_a_question(apt, bare):
    calls = apt()
    packages.for_pdf()
    library, font = calls()
    assert library.startswith("noninteractive ")
    assert library.endswith("install --yes --no-install-recommends libharfbuzz-subset0")
    assert font.endswith(" fonts-noto-cjk")


def test_the_small_font_stands_in_for_the_large_one(apt, bare, capsys):
    calls = apt(broken="fonts-noto-cjk")
    packages.for_pdf()
    assert calls()[-1].endswith(" fonts-wqy-microhei")
    assert "Without" not in capsys.readouterr().out


def test_what_cannot_be_installed_is_named_with_its_command(apt, bare, capsys):
    calls = apt(broken="install")
    packages.for_pdf()
    assert any(call.endswith(" update") for call in calls())
    said = capsys.readouterr().out
    assert "Without libharfbuzz-subset0 there are no PDF documents; all else works." in said
    assert "apt-get install --no-install-recommends fonts-noto-cjk" in said


def test_an_ordinary_account_installs_nothing(apt, bare, capsys, monkeypatch):
    calls = apt()
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
    packages.for_pdf()
    assert calls() == []
    assert "libharfbuzz-subset0" in capsys.readouterr().out


def test_a_complete_machine_is_left_alone(apt, monkeypatch, capsys):
    calls = apt()
    monkeypatch.setattr(packages, "_loads", lambda _: True)
    monkeypatch.setattr(packages, "_has_font", lambda _: True)
    packages.for_pdf()
    assert calls() == []
    assert capsys.readouterr().out == ""
