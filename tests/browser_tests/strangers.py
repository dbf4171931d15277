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
    """`paths` are of records of the company `foreign`; `words` stand on their pages."""
    for member in firm.members.values():
        w.sign_in(member.user)
        for path in LISTS:
            assert_empty(w, firm.url(path), words)
        for word in words:
            w.open(firm.url(f"search/?q={quote(word)}"))
            assert w.main.locator("section a").count() == 0, (member, word)
        for path in paths:
            for url in (foreign.url(path), firm.url(path)):
                assert w.page.request.get(url).status == 404, (member, url)
    for path in LISTS:  # the last one reads what an empty list says
        w.open(firm.url(path))


def assert_empty(w: Walker, url: str, words: list[str]) -> None:
    """No row and none of the words."""
    answer = w.page.request.get(url)
    said = answer.text()
    assert answer.ok, url
    assert not [sign for sign in (" data-row", *words) if sign in said], url
