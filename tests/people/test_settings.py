"""The company's settings as its administrators find them."""

import re

import pytest
from django.utils import translation

from approvals.models import ChainStep
from leads.actions import create_lead
from people import actions, places
from people.company_forms import SettingsForm
from people.models import Member


@pytest.fixture
def page(cast):
    """What the form of the company shows and takes: (client, address)."""
    return cast.a.client("admin"), cast.a.url(f"admin/tenants/tenant/{cast.a.tenant.pk}/change/")


def sent(form) -> dict:
    """The form as a browser would send it back untouched."""
    return {name: form[name].value() or "" for name in form.fields if name != "logo"}


def test_the_list_of_the_one_company_leads_to_its_form(cast, page):
    client, address = page
    answer = client.get(cast.a.url("admin/tenants/tenant/"))
    assert (answer.status_code, answer["Location"]) == (302, address)


@pytest.mark.parametrize("field", ["time_zone", "currency", "country"])
def test_a_place_that_is_none_is_refused(cast, page, field):
    client, address = page
    form = client.get(address).context["adminform"].form
    answer = client.post(address, sent(form) | {field: "XXX"})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors


def test_a_zone_under_its_old_name_stays_until_another_is_chosen(cast):
    cast.a.tenant.time_zone = "Asia/Chongqing"
    form = SettingsForm(instance=cast.a.tenant)
    assert "Asia/Chongqing" in dict(form.fields["time_zone"].choices)


def test_places_are_named_in_the_language_of_the_page():
    with translation.override("zh-hans"):
        assert ("CNY", "CNY 人民币") in places.currencies()
        assert ("Asia/Shanghai", "UTC+08:00 上海") in places.time_zones()
    with translation.override("en"):
        assert ("GB", "United Kingdom") in places.countries()
        assert ("Asia/Kolkata", "UTC+05:30 Kolkata") in places.time_zones()


def test_the_fields_of_a_row_inside_a_page_have_names(cast):
    with cast.a.scope():
        chain = ChainStep.objects.first().chain_id
    shown = cast.a.client("admin").get(cast.a.url(f"admin/approvals/chain/{chain}/change/"))
    for field, name in [("name", "Name"), ("DELETE", "Delete")]:
        [found] = re.findall(rf'<input[^>]*name="steps-0-{field}"[^>]*>', shown.content.decode())
        assert f'aria-label="{name}"' in found


def test_the_first_page_says_what_each_page_is_for(cast):
    shown = cast.a.client("admin").get(cast.a.url("admin/")).content.decode()
    rooms = [shown.index(f'id="room-{room}"') for room in ("tenants", "people", "opportunities")]
    assert rooms == sorted(rooms)
    assert "roles, departments, limits" in shown or "角色、部门" in shown


def test_settings_stand_in_the_frame_of_the_product(cast):
    shown = cast.a.client("admin", "en").get(cast.a.url("admin/people/member/")).content.decode()
    current = re.search(r'<a href="([^"]+)" aria-current="page"', shown)[1]
    assert current == cast.a.url("admin/")
    assert 'class="tabbar"' in shown
    assert 'id="set-language"' in shown
    assert "<h1>Members</h1>" in shown
    assert "admin/css/" not in shown  # Django's sheets would restyle the frame
    assert '<td data-l="Department" class="field-department' in shown


def test_a_member_with_work_behind_him_is_deactivated_in_the_settings(cast):
    a = cast.a
    with a.scope("rep"):
        create_lead(by=a.rep, company="Kept")
    client, address = a.client("admin", "en"), a.url(f"admin/people/member/{a.rep.pk}/delete/")
    assert b"Access ends at once" in client.get(address).content
    answer = client.post(address, {"post": "yes"}, follow=True)
    assert f"{a.rep.name} no longer has access." in answer.content.decode()
    with a.scope():
        assert not Member.objects.get(pk=a.rep.pk).active


def test_a_member_that_left_is_let_in_again_from_the_list(cast):
    a = cast.a
    client, rep = a.client("admin", "en"), a.client("rep")
    form = a.url(f"admin/people/member/{a.rep.pk}/change/")
    assert ">Deactivate</a>" in client.get(form).content.decode()
    with a.scope():
        actions.deactivate_member(by=a.admin, member=a.rep)
    assert ">Deactivate</a>" not in client.get(form).content.decode()
    assert rep.get(a.url()).status_code == 404
    chosen = {"action": "reactivate", "_selected_action": [a.rep.pk, a.rep2.pk]}
    answer = client.post(a.url("admin/people/member/"), chosen, follow=True)
    assert "1 member has access again." in answer.content.decode()
    assert rep.get(a.url()).status_code == 200


def test_the_history_of_a_record_names_who_and_what(cast):
    a = cast.a
    with a.scope("admin"):
        actions.change_member(by=a.admin, member=a.rep, department=a.other_team)
    page = a.client("admin", "en").get(a.url(f"admin/people/member/{a.rep.pk}/history/"))
    shown = page.content.decode()
    assert f"<dd><del>{a.team.name}</del>" in shown
    assert a.admin.name in shown


def test_a_member_of_the_same_address_in_capitals_is_refused(cast):
    a = cast.a
    sent = {
        "name": "Again",
        "email": a.rep.email.upper(),
        "department": a.team.pk,
        "roles": ["rep"],
    }
    answer = a.client("admin", "en").post(a.url("admin/people/member/add/"), sent)
    assert "There is a member with this e-mail already." in answer.content.decode()


def test_the_team_that_a_page_brings_is_the_one_that_the_member_has(cast):
    with cast.a.scope():
        for member in Member.objects.exclude(user=None):
            brought = Member.entering(member.user).team_ids
            assert brought == Member.objects.get(pk=member.pk).team_ids
