"""`page`: Chromium on the live server. An error in its console fails the test, CSP included."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 10_000
# What htmx logs when hx-sync replaces a request by a newer one; failures have other names.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is not installed, so no page was walked: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop on this thread; Django would refuse every query under it.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_errors():
    """What the console complained about. A test that provokes an error clears the list."""
    return []


@pytest.fixture
def page(browser, live_server, browser_errors):
    """A fresh window with a Chinese browser; paths are relative to the live server."""
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    context.on("console", lambda message: note(browser_errors, message))
    context.on("weberror", lambda error: browser_errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert browser_errors == []


@pytest.fixture
def sign_in(page, live_server):
    """`sign_in(user)`: the window continues as `user`, without walking through the log-in."""

    def enter(user) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        kept = {"name": cookie.key, "value": cookie.value, "url": live_server.url}
        page.context.add_cookies([kept])

    return enter


def note(errors: list[str], message) -> None:
    if message.type == "error" and not message.text.startswith(REPLACED):
        errors.append(f"{message.text} ({message.location.get('url', '')})")
