"""What another company sees of it all: nothing."""

from urllib.parse import quote

from tests.browser_tests.walker import Walker

LISTS = (
    "leads/",
    "customers/",
    "contacts/",
    "opportunities/",
    "opportunities/?view=list",
    "quotes/",
    "contracts/",
    "receivables/",
    "receipts/",
)


def assert_sees_nothing(w: Walker, firm, foreign, paths: list[str], words: list[str]) -> None:
    """`paths` are of records of the company `foreign`; `words` stand on their pages.

    Each member looks for the words in the browser, the last one opens the lists there as well:
    what an empty list says is read, too. What is only counted is asked for without it.
    """
    *_others, last = firm.members
    for name, member in firm.members.items():
        w.sign_in(member.user)
        ask = w.page.request.get  # with the window's cookies, through whatever serves it
        for word in words:
            w.open(firm.url(f"search/?q={quote(word)}"))
            assert w.main.locator("section a").count() == 0, (member, word)
        for path in paths:
            for url in (foreign.url(path), firm.url(path)):
                assert ask(url).status == 404, (member, url)
        for url in map(firm.url, LISTS):
            if name == last:
                shown = w.open(url)
                assert_empty(url, shown.status, shown.text(), words)
            else:
                answer = ask(url)
                assert_empty(url, answer.status, answer.text(), words)


def assert_empty(url: str, status: int, said: str, words: list[str]) -> None:
    """No row and none of the words."""
    assert status == 200, url
    assert not [sign for sign in (" data-row", *words) if sign in said], url
