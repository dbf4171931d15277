"""A POST with a key has its effect once (SECURITY.md 1C number 24)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from leads.models import Lead
from tenants.models import IdempotencyKey

FORM = {"company": "Acme", "importance": "2", "_key": "k1"}


def enter(cast, name="rep", **changes):
    client = cast.a.client(name)
    return client.post(cast.a.url("leads/new/"), FORM | changes)


def count(cast) -> int:
    with cast.a.scope():
        return Lead.objects.count()


def test_the_second_identical_post_gets_the_first_answer(cast):
    first, second = enter(cast), enter(cast)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert count(cast) == 1


def test_the_key_of_another_request_is_refused(cast):
    enter(cast)
    assert enter(cast, company="Other").status_code == 422
    assert count(cast) == 1


def test_another_members_key_is_his_own(cast):
    other = enter(cast, "rep2", company="Other")
    assert enter(cast)["Location"] != other["Location"]
    assert count(cast) == 2


def test_a_refused_post_may_be_sent_again_with_its_key(cast):
    assert enter(cast, company="").status_code == 422
    assert enter(cast).status_code == 303
    assert count(cast) == 1


def test_the_api_takes_the_key_from_the_header(cast):
    client = cast.a.client("rep")
    url = cast.a.url("leads/new/")
    data = {"company": "Acme", "importance": "2"}
    for _number in range(2):
        client.post(url, data, headers={"Idempotency-Key": "k2"})
    assert count(cast) == 1


@pytest.mark.parametrize("threads", [32])
def test_parallel_identical_posts_make_one_row(committed_cast, threads):
    clients = [committed_cast.a.client("rep") for _number in range(threads)]
    url = committed_cast.a.url("leads/new/")

    def post(client):
        try:
            answer = client.post(url, FORM)
            return answer.status_code, answer["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        answers = set(pool.map(post, clients))
    assert len(answers) == 1
    assert answers.pop()[0] == 303
    assert count(committed_cast) == 1
    with committed_cast.a.scope():
        assert IdempotencyKey.objects.get().status == 303
