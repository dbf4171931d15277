"""Processes of their own: what they inherit, and whether they are still there. One that ended
but was not yet collected is not."""

import time

import psutil

SETTINGS = ("FAIRWAY_", "DATABASE_", "REDIS_", "MEDIA_", "DJANGO_", "SECRET_", "SITE_", "LOG_")
SETTINGS += ("PYTEST_",)


def without_settings(environment) -> dict[str, str]:
    """The environment of somebody who has set nothing of ours yet."""
    return {key: value for key, value in environment.items() if not key.startswith(SETTINGS)}


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(pids: list[int], *, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(alive, pids))
