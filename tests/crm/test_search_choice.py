"""A record chosen by its name: found, refused, offered while one types."""

import pytest

from customers.actions import create_account
from opportunities.defaults import default_process
from opportunities.forms import NewDealForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(cast):
    """Accounts of company A by name, one of them twice; another's and another company's."""
    with cast.a.scope("rep"):
        made = [create_account(by=cast.a.rep, name=name) for name in ("Acme", "Acme", "Beta Ltd")]
    with cast.a.scope("rep2"):
        hidden = create_account(by=cast.a.rep2, name="Gamma")
    with cast.b.scope("rep"):
        foreign = create_account(by=cast.b.rep, name="Delta")
    return [*made, hidden, foreign]


def form_of(cast, account):
    process = default_process()
    data = {"account": account, "name": "Plant", "process": process.pk, "amount": "1"}
    return NewDealForm(data | {"type": "new"}, member=cast.a.rep)


def chosen(cast, account):
    with cast.a.scope("rep"):
        form = form_of(cast, account)
        if form.is_valid():
            return form.cleaned_data["account"].pk
        return form.errors.as_data()["account"][0].code


def test_a_record_is_taken_by_id_by_name_and_by_what_alone_fits(cast, named):
    first, second, beta, *_rest = named
    assert chosen(cast, str(beta.pk)) == beta.pk
    assert chosen(cast, "Beta Ltd") == beta.pk
    assert chosen(cast, "beta") == beta.pk
    assert chosen(cast, f"Acme #{second.pk}") == second.pk


def test_a_whole_name_counts_before_what_it_looks_like(cast, named):
    with cast.a.scope("rep"):
        names = (f"Depot #{named[0].pk}", "Ромашка", "2024")
        made = [create_account(by=cast.a.rep, name=name) for name in names]
    assert [chosen(cast, account.name) for account in made] == [account.pk for account in made]


def test_twins_and_strangers_are_refused_with_what_fits(cast, named):
    first, second, _beta, hidden, foreign = named
    assert chosen(cast, "Acme") == "several_fit"
    for unknown in (
        "Nobody",
        "Gamma",
        "Delta",
        str(hidden.pk),
        str(foreign.pk),
        "9" * 5000,
        "a #" + "9" * 5000,
        "#",
    ):
        assert chosen(cast, unknown) == "none_fits"
    sent = {"account": "Acme", "name": "Plant"}
    page = cast.a.client("rep").post(cast.a.url("opportunities/new/"), sent).content.decode()
    assert f'<option value="Acme #{first.pk}">' in page
    assert f'<option value="Acme #{second.pk}">' in page


def test_more_is_offered_while_typing_and_only_what_one_sees(cast, named):
    def offered(text):
        asked = {"kind": "account", "field": "account", "account": text}
        return cast.a.client("rep").get(cast.a.url("search/options/"), asked).content.decode()

    assert '<option value="Beta Ltd">' in offered("bet")
    assert offered("Acme").count("<option") == 2
    assert "<option" not in offered("Gamma") + offered("Delta") + offered("")
    asked = {"kind": "nothing"}
    assert cast.a.client("rep").get(cast.a.url("search/options/"), asked).status_code == 404
