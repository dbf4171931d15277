"""A person at the browser, who reads every page he comes to."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, Response

from tests.browser_tests.language import READ, misplaced


class Walker:
    """Finds things as people do, by what they are called in the page's language.

    Every page that he comes to must say it is in his language, and be. Names are msgids: the
    catalogue says what they are called, and `misplaced` notices what it lacks.
    """

    def __init__(self, page: Page, sign_in, language: str, data: set[str]):
        self.page, self.sign_in, self.language, self.data = page, sign_in, language, data
        self.visited: list[str] = []
        self.wrong: dict[str, str] = {}  # text in the other language: path of the first page

    def says(self, msgid: str) -> str:
        with override(self.language):
            return str(gettext(msgid))

    def named(self, role: str, msgid: str, within: Locator | None = None, **more) -> Locator:
        """The first thing with exactly this name; a count beside the name does not matter."""
        name = re.compile(rf"^\s*{re.escape(self.says(msgid))}\s*\d*$")
        return (within or self.page).get_by_role(role, name=name, **more).first

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("#modal dialog[open]")

    def open(self, path: str) -> Response:
        response = self.page.goto(path)
        self.arrive()
        return response

    def arrive(self) -> None:
        """Read the page that one came to."""
        path = urlsplit(self.page.url).path
        read = self.page.evaluate(READ)
        assert read["language"] == self.language, path
        self.visited.append(path)
        for text in misplaced(read["said"], self.language, self.data):
            self.wrong.setdefault(text, path)

    def leave_by(self, thing: Locator) -> None:
        """Press what leads to another page, and wait until that is there."""
        with self.page.expect_navigation():
            thing.click()
        self.arrive()

    def menu(self, msgid: str) -> None:
        self.leave_by(self.named("link", msgid, self.page.locator("#menu")))

    def follow(self, msgid: str) -> None:
        self.leave_by(self.named("link", msgid, self.main))

    def press(self, msgid: str, within: Locator | None = None) -> None:
        self.leave_by(self.named("button", msgid, within or self.main))

    def send(self) -> None:
        """Press the button of the page's form."""
        self.leave_by(self.main.locator("form.form .actions button"))

    def fill(self, fields: dict, within: Locator | None = None) -> None:
        """Fill in fields by name; of a list one chooses by value or by what it says."""
        for name, value in fields.items():
            field = (within or self.main).locator(f'[name="{name}"]').first
            chosen = field.evaluate("field => field.matches('select')")
            field.select_option(value) if chosen else field.fill(value)

    def ask(self, msgid: str) -> Locator:
        """Press a verb that opens a dialog; the dialog."""
        self.named("link", msgid, self.main).click()
        self.dialog.wait_for()
        self.arrive()
        return self.dialog

    def do(self, msgid: str, **fields) -> None:
        """A verb of the record's page: open its dialog, fill that in, send it."""
        dialog = self.ask(msgid)
        self.fill(fields, dialog)
        self.leave_by(dialog.locator("footer .btn").last)

    def number(self) -> int:
        """The id of the record whose page this is."""
        return int(re.search(r"/(\d+)/", self.page.url).group(1))

    def text(self) -> str:
        return self.main.inner_text()
