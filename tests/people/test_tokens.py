"""A token speaks for its member, so nobody else may hold one that writes."""

import re

import pytest
from django.utils import timezone

from people.models import ApiToken

WRITE, READ = ApiToken.Access.WRITE, ApiToken.Access.READ


@pytest.mark.parametrize(
    ("whose", "access", "status", "made"),
    [("finance", WRITE, 409, 0), ("finance", READ, 302, 1), ("admin", WRITE, 302, 1)],
)
def test_an_administrator_cannot_act_as_somebody_else(cast, whose, access, status, made):
    later = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    form = {
        "member": cast.a.members[whose].pk,
        "name": "feed",
        "access": access,
        "expires_at_0": later.isoformat(),
        "expires_at_1": "00:00",
    }
    answer = cast.a.client("admin").post(cast.a.url("admin/people/apitoken/add/"), form)
    assert answer.status_code == status
    with cast.a.scope("admin"):
        assert ApiToken.objects.filter(name="feed").count() == made


def test_a_member_makes_a_token_of_his_own_and_sees_it_once(cast):
    client = cast.a.client("rep")
    data = {"name": "Spreadsheet", "access": "write"}
    answer = client.post(cast.a.url("me/tokens/new/"), data)
    assert (answer.status_code, answer.headers["Location"]) == (303, cast.a.url("me/"))
    page = client.get(cast.a.url("me/"))
    secret = re.search(r"fw_[\w-]{43}", page.content.decode())[0]
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/leads", headers=headers).status_code == 200
    assert secret not in client.get(cast.a.url("me/")).content.decode()
