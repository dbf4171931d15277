"""A production start that would not hold is refused with one line a reason."""

import os
import secrets
import subprocess
import sys

import pytest
from django.core.checks import run_checks

from crm import production
from crm.production import StartRefused, refuse_to_start
from tests.processes import without_settings

GOOD = {
    "MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DEBUG": False,
    "ALLOWED_HOSTS": ["crm.example.com"],
    "SITE_URL": "https://crm.example.com",
}


@pytest.fixture
def good(settings, monkeypatch, db):
    for name, value in GOOD.items():
        setattr(settings, name, value)
    for name in production.BEYOND_WEB:
        monkeypatch.delenv(name, raising=False)
    return settings


def test_a_good_start_is_not_refused(good):
    assert refuse_to_start() is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "demo-only-" + "0" * 50),
        ("DEBUG", True),
        ("ALLOWED_HOSTS", []),
        ("ALLOWED_HOSTS", ["*"]),
        ("SITE_URL", "http://127.0.0.1:8000"),
    ],
)
def test_each_weak_setting_has_its_line(good, name, value):
    setattr(good, name, value)
    with pytest.raises(StartRefused) as refused:
        refuse_to_start()
    assert str(refused.value).startswith(f"Fairway does not start: {name}")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", production.BEYOND_WEB)
def test_a_stronger_log_in_in_the_environment_is_refused(good, monkeypatch, name):
    monkeypatch.setenv(name, "postgres://somebody@db/fairway")
    with pytest.raises(StartRefused, match=name):
        refuse_to_start()


# Everything of a production start but a database.
SOUND = {
    "FAIRWAY_MODE": "production",
    "SECRET_KEY": GOOD["SECRET_KEY"],
    "ALLOWED_HOSTS": "crm.example.com",
    "SITE_URL": "https://crm.example.com",
    "DATABASE_URL": "postgres://crm_app:x@127.0.0.1:1/fairway",
}


def run(*command: str, **changes: str) -> subprocess.CompletedProcess:
    env = without_settings(os.environ) | SOUND | changes
    return subprocess.run(
        [sys.executable, *command], env=env, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "gunicorn", "--bind", "127.0.0.1:0", "crm.wsgi"],
        ["-m", "celery", "-A", "crm", "worker", "-P", "solo"],
    ],
    ids=["web", "worker"],
)
def test_web_and_worker_end_with_the_reasons(command):
    ran = run(*command, SECRET_KEY="change-me")
    lines = [line for line in ran.stderr.splitlines() if "does not start" in line]
    assert ran.returncode == 1, ran.stderr
    assert "SECRET_KEY" in lines[0]
    assert "the database does not answer" in lines[1]
    assert "Traceback" not in ran.stderr


def test_the_deploy_check_of_production_settings_finds_nothing():
    ran = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (ran.returncode, ran.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    ), ran.stderr


def test_the_deploy_check_names_a_weak_setting(good):
    good.ALLOWED_HOSTS = ["*"]
    found = run_checks(tags=None, include_deployment_checks=True)
    assert [message for message in found if "ALLOWED_HOSTS must name" in message.msg]
