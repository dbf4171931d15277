"""What a member sets for himself: language and shortcuts (UX.md 1.2 number 3)."""

import pytest

PROFILE = {"name": "Rep", "phone": "13800138000"}


@pytest.mark.parametrize(
    ("language", "word"), [("zh-hans", "线索"), ("en", "Leads"), ("", "Leads")]
)
def test_his_language_goes_before_the_companys_and_after_the_switch(cast, language, word):
    client = cast.a.client("rep")
    client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/"})
    saved = client.post(cast.a.url("me/"), PROFILE | {"language": language, "shortcuts": "on"})
    assert saved.status_code == 303
    page = client.get(cast.a.url("leads/"))
    assert page["Content-Language"] == (language or "en")
    assert word in page.content.decode()
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert "Leads" in client.get(cast.a.url("leads/")).content.decode()


def test_single_keys_are_switched_off_for_a_member_on_every_machine(cast):
    def page():
        return cast.a.client("rep").get(cast.a.url("leads/")).content.decode()

    assert "data-shortcuts" not in page()
    cast.a.client("rep").post(cast.a.url("me/"), PROFILE)
    assert 'data-shortcuts="off"' in page()
    cast.a.client("rep").post(cast.a.url("me/"), PROFILE | {"shortcuts": "on"})
    assert "data-shortcuts" not in page()
