"""One deal from the first lead to the money, walked in Chromium by everybody who has a part."""

import pytest

from tests.browser_tests import paying, quoting, selling, signing
from tests.browser_tests.strangers import assert_sees_nothing

SETTINGS = ("Process", "Product", "Pool")


@pytest.mark.long(40)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_chain(walker, firms, script, language):
    walk = Chain(walker, firms, script)
    walk.sell()
    walk.quote()
    walk.sign()
    walk.pay()
    walk.look_back()
    walk.keep_from_strangers()
    assert walker.wrong == {}


class Chain:
    def __init__(self, walker, firms, script):
        self.w, self.a, self.b, self.script = walker, firms.a, firms.b, script
        self.paths: dict[str, str] = {}

    def become(self, name: str, path: str = "") -> None:
        self.w.sign_in(self.a.members[name].user)
        self.w.open(self.a.url(path))

    def path(self, kind: str) -> str:
        return self.a.url(self.paths[kind])

    def keep(self, kind: str, path: str) -> None:
        self.paths[kind] = path

    def sell(self) -> None:
        w, script = self.w, self.script
        selling.sign_in_by_form(w, self.a.marketing, self.a.url())
        self.keep("lead", f"leads/{selling.enter_lead(w, script)}/")
        self.become("rep")
        selling.claim(w, script)
        selling.log_a_talk(w, script)
        deal = selling.convert(w, script)
        self.keep("account", f"customers/{w.number()}/")
        self.keep("deal", f"opportunities/{deal}/")
        selling.move_along_the_board(w, deal)

    def quote(self) -> None:
        w, script = self.w, self.script
        quoting.begin_quote(w, self.path("deal"))
        quoting.quote_within_limit(w, script)
        self.keep("quote", f"quotes/{quoting.version_beyond_limit(w, script)}/")
        signing.assert_stuck_with(w, self.path("quote"), self.a.manager.name)
        signing.decide(w, self.a.manager, self.a.url("inbox/"), comment=script.comment)
        self.become("rep")
        quoting.send_and_accept(w, self.path("quote"), script)

    def sign(self) -> None:
        w, a, script = self.w, self.a, self.script
        self.keep("contract", f"contracts/{signing.draft(w, script, a.project.name)}/")
        signing.assert_stuck_with(w, self.path("contract"), a.manager.name)
        signing.decide(w, a.manager, a.url("inbox/"))
        signing.decide(w, a.project, a.url("inbox/"))
        signing.assert_stuck_with(w, self.path("contract"), a.finance.name, a.legal.name)
        signing.decide(w, a.finance, a.url("inbox/"))
        signing.assert_stuck_with(w, self.path("contract"), a.legal.name)
        signing.decide(w, a.legal, a.url("inbox/"))
        self.become("rep", self.paths["deal"])
        assert w.says("Won") in w.text()

    def pay(self) -> None:
        w, script = self.w, self.script
        w.open(self.path("contract"))
        self.number = signing.formal_number(w)
        panel = w.main.locator("#receivables")
        assert "1,320.00" in panel.inner_text()
        assert "3,080.00" in panel.inner_text()
        self.keep("receipt", f"receipts/{paying.report(w, script)}/")
        paying.confirm(w, self.a.finance, self.a.url(), script)
        self.become("rep", self.paths["contract"])
        assert "3,400.00" in panel.inner_text()

    def look_back(self) -> None:
        w = self.w
        self.become("manager")
        assert "4,400.00" in paying.signed_figure(w)
        assert self.number in w.text()
        assert "4,400.00" in w.text()
        self.become("admin")
        w.menu("Audit trail")
        assert w.main.locator("[data-row]").count() > 20
        w.open(self.a.url("admin/"))
        for name in SETTINGS:
            w.leave_by(w.page.locator(f"#room-page-{name} a"))
            w.page.go_back()

    def keep_from_strangers(self) -> None:
        words = [self.script.customer, self.script.deal, self.number]
        assert_sees_nothing(self.w, self.b, self.a, list(self.paths.values()), words)
