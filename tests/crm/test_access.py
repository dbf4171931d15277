"""Whoever may not do something is told who may, and whom to ask."""


def test_a_refused_page_says_which_role_it_takes_and_who_gives_it(cast):
    page = cast.a.client("rep", "en").get(cast.a.url("audit/"))
    assert page.status_code == 403
    told = f"It takes: Administrator. Ask {cast.a.admin.name} for it."
    assert told in page.content.decode()
