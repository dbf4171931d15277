"""NUL is refused wherever a request could bring it; the rest of what is odd is only text."""

import pytest

from people.actions import create_token


@pytest.fixture
def headers(cast):
    with cast.a.scope("rep"):
        rep = cast.a.rep
        _token, secret = create_token(by=rep, member=rep, name="test", access="write")
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    "path", ["customers/similar/?name=%00", "leads/?%00=1", "notes/lead%00/1/", "leads/?sort=%00"]
)
def test_no_address_of_a_page_brings_nul(cast, path):
    assert cast.a.client("rep").get(cast.a.url(path)).status_code == 400


@pytest.mark.parametrize("path", ["/t/%00/", "/door/%00/x", "/api/v1/leads?state=%00"])
def test_nor_does_one_outside_a_company(cast, headers, path):
    assert cast.a.client("rep").get(path, headers=headers).status_code == 400


def test_nor_does_a_cookie(client):
    quoted = {"Cookie": r'sessionid="abc\000def"'}
    assert client.get("/accounts/login/", headers=quoted).status_code == 400


@pytest.mark.parametrize("name", ["_key", "company", "of no field"])
def test_nor_does_a_form(cast, name):
    form = {"company": "Acme", "importance": "2", name: "\x00"}
    assert cast.a.client("rep").post(cast.a.url("leads/new/"), form).status_code == 400


@pytest.mark.parametrize(
    ("company", "status"),
    [(r"a\u0000b", 400), (r"\\\u0000", 400), (r"a\\u0000b", 201), ("%(x)s {0} \u202e", 201)],
)
def test_nor_does_the_body_of_an_operation(cast, headers, company, status):
    body = f'{{"company": "{company}"}}'
    client = cast.a.client("rep")
    sent = client.post("/api/v1/leads", body, content_type="application/json", headers=headers)
    assert sent.status_code == status


def test_a_page_number_beyond_counting_shows_the_first_page(cast):
    shown = cast.a.client("rep").get(cast.a.url(f"leads/?page={'9' * 30}"))
    assert shown.status_code == 200


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_forged_host_is_refused_as_a_page(client, verb):
    came_from = {"Host": "evil.example", "Referer": "http://evil.example/"}
    answer = getattr(client, verb)("/accounts/login/", headers=came_from)
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
