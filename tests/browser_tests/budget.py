"""What a page may weigh (UX.md section 2): measured in the browser, cold, as brotli sends it."""

from urllib.parse import urlsplit

import brotli
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Response

KB = 1024
LIMITS = {"js": 25 * KB, "css": 14 * KB, "html": 30 * KB, "requests": 12, "elements": 2500}
BOARD = {"js": 40 * KB}
# Django's admin comes with jQuery and XRegExp, and its markup is dressed by a sheet of its own.
SETTINGS = {"js": 130 * KB, "css": 16 * KB, "requests": 24}
SHIFT = 0.02
QUALITY = 9
BASE = "/static/"
LOADED = """() => performance.getEntriesByType('resource').map(entry => entry.name)"""
ELEMENTS = """() => document.querySelectorAll('*').length"""
SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 60);
})"""


def weigh(page: Page, response: Response) -> dict[str, int]:
    """Of the page just opened: bytes of "js", "css" and "html", "requests" and "elements".

    What the browser has from an earlier page counts as well: everybody comes first once.
    """
    paths = [urlsplit(url).path for url in dict.fromkeys(page.evaluate(LOADED))]
    return {
        "js": sum(_sent(path) for path in paths if path.endswith(".js")),
        "css": sum(_sent(path) for path in paths if path.endswith(".css")),
        "html": len(brotli.compress(response.body(), quality=QUALITY)),
        "requests": 1 + len(paths),
        "elements": page.evaluate(ELEMENTS),
    }


def over(weight: dict[str, int], **limits: int) -> dict[str, int]:
    """What weighs more than its limit."""
    limits = LIMITS | limits
    return {name: value for name, value in weight.items() if value > limits[name]}


def shifted(page: Page) -> float:
    """How far things moved while the page came in (CLS)."""
    return page.evaluate(SHIFTED)


def _sent(path: str) -> int:
    with open(finders.find(path.removeprefix(BASE)), "rb") as file:
        return len(brotli.compress(file.read(), quality=QUALITY))
