"""The cast itself: everybody of it gets in, and nobody into the other company."""

import threading

import pytest

from people.models import Member
from people.roles import Role


def test_each_role_but_partner_has_one_member(cast):
    with cast.a.scope():
        roles = [role for member in Member.objects.all() for role in member.roles]
    assert set(roles) == set(Role) - {Role.PARTNER}


@pytest.mark.parametrize("name", ["rep", "manager", "finance", "admin"])
def test_a_member_reaches_his_home_page_only(cast, name):
    client = cast.a.client(name)
    assert client.get(cast.a.url()).status_code == 200
    assert client.get(cast.b.url()).status_code == 404


def test_a_committed_cast_is_seen_by_other_threads(committed_cast):
    found = []

    def count():
        from django.db import connection

        with committed_cast.a.scope():
            found.append(Member.objects.count())
        connection.close()

    thread = threading.Thread(target=count)
    thread.start()
    thread.join()
    assert found == [len(committed_cast.a.members)]
