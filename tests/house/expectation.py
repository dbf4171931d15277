"""What a page must answer, from the written rules alone (DESIGN.md section 4 number 5).

404 for who may not see it, 403 for who may see but not do it, in this order; nothing here asks
the page what it thinks.
"""

from crm.pages import ChangePage, Page, VerbPage
from people.models import Member
from tests.house.principals import Principal
from tests.house.routes import Route

# Done, shown, refused for its state or its input, or not a method of this page. Never 500.
DONE = frozenset({200, 201, 204, 302, 303, 405, 409, 422})
SAFE = {"GET", "HEAD", "OPTIONS"}


def expected(route: Route, person: Principal, record) -> frozenset[int]:
    """The codes that this person may get; more than one only where he may go on."""
    if not person.known:
        return frozenset({302})
    if person.member is None:
        return frozenset({404})
    if record is not None and not sees(route.page, person.member, record):
        return frozenset({404})
    if not person.member.can(route.permission):
        return frozenset({403})
    return _may_go_on(route, person.member, record)


def _may_go_on(route: Route, member: Member, record) -> frozenset[int]:
    if route.is_admin:  # a page of it may be switched off: no adding, no deleting
        return DONE if route.name.endswith(("index", "changelist")) else DONE | {403, 404}
    if record is None or not hasattr(route.page, "authorise"):
        return DONE
    changeable = not hasattr(record, "changeable_by") or record.changeable_by(member)
    if own_authorise(route.page):
        return DONE | {403}
    if changeable:
        return DONE
    asks = issubclass(route.page, ChangePage) or getattr(route.page, "changes", False)
    return frozenset({403}) if asks else DONE


def own_authorise(page) -> bool:
    """Whether a page words its own question; then both answers are possible."""
    return page.authorise not in (Page.authorise, ChangePage.authorise, VerbPage.authorise)


def sees(page, member: Member, record) -> bool:
    model = type(record)
    if page is None or not hasattr(model.objects.all(), "visible_to"):
        return True
    rows = model.objects.all()
    if getattr(page, "model", None) is model:
        view = page()
        view.member = member
        rows = view.rows()
    return rows.visible_to(member).filter(pk=record.pk).exists()
