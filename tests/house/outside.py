"""Who gets what at the URLs outside the companies: sign-in, the operator's admin, health.

Each row is written by hand, because no page class declares a permission there. A route of the
resolver without a row fails, and so does a row without a route.
"""

from typing import NamedTuple

# In this order in each row.
PRINCIPALS = ("anonymous", "member", "operator")
# An account that was switched off is nobody; somebody whose company let him go is still known.
SAME_AS = {"disabled": "anonymous", "leaver": "member"}


class Row(NamedTuple):
    """The answers to a GET and to a POST without data, for each of PRINCIPALS."""

    get: tuple[int, int, int]
    post: tuple[int, int, int]


def same(get: int, post: int) -> Row:
    return Row((get,) * 3, (post,) * 3)


STRANGERS = Row((200, 302, 302), (200, 302, 302))
KNOWN = Row((302, 200, 200), (302, 200, 200))
ANYBODY = same(200, 200)
CLOSED = same(404, 404)
OPERATOR = Row((302, 403, 200), (302, 403, 200))
SHOWN_TO_OPERATOR = Row((302, 403, 200), (302, 403, 405))
NOT_EVEN_OPERATOR = Row((302, 403, 404), (302, 403, 404))
FORBIDDEN = Row((302, 403, 403), (302, 403, 403))
TENANT = "platform/tenants/tenant/"
RESET = "accounts/password/reset/"

ROWS = {
    "": Row((302, 302, 200), (302, 302, 200)),  # on to the only company, or a choice
    "accounts/login/": STRANGERS,
    "accounts/logout/": Row((302, 200, 200), (302, 302, 302)),
    "accounts/inactive/": same(200, 405),
    "accounts/signup/": STRANGERS,  # says that nobody signs up alone
    "accounts/reauthenticate/": KNOWN,
    "accounts/email/": CLOSED,
    "accounts/confirm-email/": CLOSED,
    "accounts/confirm-email/<str:key>/": CLOSED,
    "accounts/confirm-email/<key>/": CLOSED,
    "accounts/password/change/": KNOWN,
    "accounts/password/set/": CLOSED,
    "accounts/login/code/confirm/": CLOSED,
    RESET: ANYBODY,
    RESET + "done/": same(200, 405),
    RESET + "key/done/": same(200, 405),
    RESET + "key/<uidb36>-<key>/": ANYBODY,  # says that the link is no good
    "i18n/setlang/": same(302, 302),
    "door/invitation/<str:token>/": CLOSED,  # without the right token
    "healthz": ANYBODY,
    "readyz": ANYBODY,
    "metrics": ANYBODY,  # on loopback; tests/crm/test_health.py asks from elsewhere
    "styleguide/": KNOWN,
    "api/": same(200, 405),  # as its description for machines, it says nothing of anybody
    "platform/": OPERATOR,
    "platform/login/": same(302, 302),
    "platform/autocomplete/": Row((302, 403, 403), (302, 403, 405)),  # it names no field
    "platform/jsi18n/": SHOWN_TO_OPERATOR,
    "platform/r/<path:content_type_id>/<path:object_id>/": NOT_EVEN_OPERATOR,
    TENANT: OPERATOR,
    TENANT + "add/": OPERATOR,
    TENANT + "<path:object_id>/history/": OPERATOR,
    TENANT + "<path:object_id>/delete/": FORBIDDEN,
    TENANT + "<path:object_id>/change/": OPERATOR,
    TENANT + "<path:object_id>/": Row((302, 403, 302), (302, 403, 302)),
    "platform/<app_label>/": OPERATOR,
    "platform/<url>": NOT_EVEN_OPERATOR,
    "api/v1/": CLOSED,
    "api/v1/openapi.json": ANYBODY,  # the description holds no data
}
