"""The image and the compose file, as far as they can be judged without Docker."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT: Path = settings.BASE_DIR
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat", "bootstrap")
STRONG = ("SUPERUSER", "OWNER", "SYSTEM", "POSTGRES_PASSWORD")
VARIABLE = re.compile(r"\$\{(\w+)(:[?-])?")


def test_everything_that_production_needs_is_there():
    assert {*OURS, "postgres", "valkey", "proxy"} == set(SERVICES)
    published = {name for name, service in SERVICES.items() if "ports" in service}
    assert published == {"proxy"}


@pytest.mark.parametrize("name", OURS)
def test_our_containers_are_without_power(name):
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["environment"]["FAIRWAY_MODE"] == "production"
    waits = {"postgres"} if name == "bootstrap" else {"bootstrap", "valkey"}
    assert set(service["depends_on"]) == waits


@pytest.mark.parametrize("name", set(OURS) - {"bootstrap"})
def test_only_bootstrap_knows_the_strong_log_ins(name):
    given = str(SERVICES[name]["environment"])
    assert [word for word in STRONG if word in given] == []


def test_every_variable_is_in_the_example_or_has_a_default():
    example = set(re.findall(r"^(\w+)=", (ROOT / "deploy/example.env").read_text(), re.M))
    used = VARIABLE.findall((ROOT / "docker-compose.yml").read_text())
    optional = {name for name, default in used if default == ":-"}
    assert {name for name, _default in used} - optional == example


def test_the_proxys_template_gets_each_of_its_variables():
    template = (ROOT / "deploy/nginx/fairway.conf.template").read_text()
    wanted = set(re.findall(r"\$\{([A-Z_]+)\}", template))
    assert wanted == set(SERVICES["proxy"]["environment"])


def test_the_image_runs_as_nobody_from_locked_packages():
    lines = (ROOT / "Dockerfile").read_text()
    final = lines.rsplit("\nFROM ", 1)[1]
    assert "\nUSER fairway\n" in final
    assert "HEALTHCHECK" in final
    assert "--require-hashes" in lines
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".env", ".git", "var", "deploy/tls"} <= set(ignored)
    for source in re.findall(r"^COPY (?!--from)(\S+) ", lines, re.M):
        assert (ROOT / source).exists()
