"""A signed-in client that keeps its connection, and eight of them at once."""

import http.client
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.founding import MANAGER, SLUG
from people.models import User

CSRF = "b" * 32
CLIENTS = 8


@dataclass(frozen=True)
class Ask:
    """One request inside the company; `form` makes it a POST, `typed` the fragment that htmx
    fetches while somebody types."""

    path: str
    form: dict[str, str] = field(default_factory=dict)
    status: int = 200
    typed: bool = False


def session() -> str:
    """The cookie of a session as log-in makes it."""
    user = User.objects.get(email=MANAGER)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store.session_key


class Browser:
    def __init__(self, port: int, key: str):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        cookies = {settings.SESSION_COOKIE_NAME: key, settings.CSRF_COOKIE_NAME: CSRF}
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": CSRF,
        }

    def send(self, ask: Ask) -> tuple[float, bytes]:
        """Milliseconds and body; RuntimeError for another status than the screen's."""
        headers = dict(self.headers)
        if ask.typed:
            headers["HX-Request"] = "true"
        if ask.form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        method = "POST" if ask.form else "GET"
        self.connection.request(method, f"/t/{SLUG}/{ask.path}", urlencode(ask.form), headers)
        response = self.connection.getresponse()
        body = response.read()
        took = (time.perf_counter() - began) * 1000
        if response.status != ask.status:
            raise RuntimeError(f"{ask.path} answered {response.status}, not {ask.status}")
        return took, body


def throughput(port: int, key: str, ask: Callable[[int], Ask], seconds: float) -> float:
    """Answers a second to eight clients at once."""
    numbers, answered = itertools.count(), []
    deadline = time.monotonic() + seconds

    def work() -> None:
        browser, done = Browser(port, key), 0
        while time.monotonic() < deadline:
            browser.send(ask(next(numbers)))
            done += 1
        answered.append(done)

    threads = [threading.Thread(target=work) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / seconds
