"""The product's own programs in production mode, each with no more than it needs."""

import os
import ssl
import sys
import urllib.error
import urllib.request
from pathlib import Path

from crm.embedded.processes import Child
from deploy.stack import servers
from deploy.stack.machine import HOST, Machine

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("FAIRWAY_", "DATABASE_", "REDIS_", "MEDIA_", "DJANGO_", "SECRET_", "SITE_")
MANAGE = [sys.executable, "manage.py"]
CELERY = [sys.executable, "-m", "celery", "-A", "crm"]


def environment(machine: Machine) -> dict[str, str]:
    """Of web, worker and beat: no log-in but crm_app's, and that through PgBouncer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {
        "FAIRWAY_MODE": "production",
        "SECRET_KEY": machine.passwords["postgres"] * 3,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": site(machine),
        "DATABASE_URL": servers.pooled_url(machine),
        "PGBOUNCER": "true",
        "REDIS_URL": servers.redis_url(machine),
        "TRUSTED_PROXY_COUNT": "1",
        "METRICS_TOKEN": machine.passwords["metrics"],
        "STATIC_ROOT": str(machine.folder / "static"),
        "MEDIA_ROOT": str(machine.folder / "media"),
        "EMAIL_URL": f"filemail:///{machine.folder}/mail",
        "MALLOC_ARENA_MAX": "1",
    }


def site(machine: Machine) -> str:
    return f"https://{HOST}:{machine.ports['https']}"


def bootstrap(machine: Machine) -> str:
    """From an empty server to the first company, as an operator does it."""
    operator = environment(machine) | {
        "DATABASE_SUPERUSER_URL": servers.superuser_url(machine),
        "DATABASE_OWNER_URL": servers.owner_url(machine),
        "DATABASE_SYSTEM_URL": servers.pooled_url(machine, "crm_system"),
    }
    company = ["--tenant", "first", "--name", "First Ltd", "--admin", "boss@first.example"]
    return machine.finish("bootstrap", [*MANAGE, "bootstrap", *company], env=operator)


def manage(machine: Machine, *arguments: str) -> str:
    return machine.finish(arguments[0], [*MANAGE, *arguments], env=environment(machine))


def start_web(machine: Machine, name: str) -> Child:
    bind = f"127.0.0.1:{machine.ports[name]}"
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", bind, "crm.wsgi"]
    child = machine.run(name, command, env=environment(machine), cwd=ROOT)
    servers.until(name, child, lambda: health(machine, name, "readyz")[0] == 200)
    return child


def start_worker(machine: Machine) -> Child:
    command = [*CELERY, "worker", "--concurrency", "2", "--without-gossip"]
    return machine.run("worker", command, env=environment(machine), cwd=ROOT)


def start_beat(machine: Machine) -> Child:
    command = [*CELERY, "beat", "--pidfile=", "--schedule", machine.folder / "schedule"]
    return machine.run("beat", command, env=environment(machine), cwd=ROOT)


def health(machine: Machine, web: str, path: str, **headers: str) -> tuple[int, str]:
    """Ask one web server past the proxy, as a container's health check does."""
    url = f"http://127.0.0.1:{machine.ports[web]}/{path}"
    return _ask(urllib.request.Request(url, headers={"Host": HOST} | headers))  # noqa: S310


def get(machine: Machine, path: str) -> tuple[int, str]:
    """Ask through the proxy."""
    return _ask(urllib.request.Request(site(machine) + path))  # noqa: S310


def _ask(request: urllib.request.Request) -> tuple[int, str]:
    unsigned = ssl._create_unverified_context()  # noqa: S323  # the run's own certificate
    try:
        with urllib.request.urlopen(request, timeout=30, context=unsigned) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
