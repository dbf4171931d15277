"""`python -m deploy.stack.walk https://…`: the browser test of the whole chain, against a running
production stack. Its two companies are made here, by the product's own actions."""

import os
import shutil
import sys

import django

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 20_000


def main(site: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    # Playwright keeps an event loop on this thread; Django would refuse every query under it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.browser import ARGUMENTS

    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, PROGRAMS)))
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        context = browser.new_context(
            base_url=site,
            ignore_https_errors=True,
            locale="zh-CN",
            viewport={"width": 1440, "height": 900},
        )
        context.set_default_timeout(PATIENCE_MS)
        walk(context, site)


def walk(context, site: str) -> None:
    from tests.browser import note
    from tests.browser_tests.firms import data_of, make_firms
    from tests.browser_tests.script import CHINESE
    from tests.browser_tests.test_chain import Chain
    from tests.browser_tests.walker import Walker

    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: note(errors, message))
    firms = make_firms(CHINESE)
    context.add_cookies([{"name": "django_language", "value": CHINESE.language, "url": site}])
    walker = Walker(context.new_page(), signing_in(context, site), CHINESE.language, data_of(firms))
    chain = Chain(walker, firms, CHINESE)
    for part in ("sell", "quote", "sign", "pay", "look_back", "keep_from_strangers"):
        getattr(chain, part)()
        print(f"{part}: done, {len(walker.visited)} pages so far", flush=True)  # noqa: T201
    if errors or walker.wrong:
        sys.exit(f"errors: {errors}, texts in the wrong language: {walker.wrong}")


def signing_in(context, site: str):
    """`sign_in(user)`: the window continues as `user`."""
    from django.conf import settings
    from django.test import Client

    def enter(user) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": site, "secure": True}]
        )

    return enter


if __name__ == "__main__":
    main(sys.argv[1])
