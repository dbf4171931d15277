"""What each role may do, in code. Each app declares its own permissions in `permissions.py`.

A permission opens a page or a verb; which rows it reaches is `visible_to`'s matter (spec 01).
"""

from people.roles import Role

_roles: dict[str, frozenset[str]] = {}


def declare(code: str, *roles: Role) -> None:
    """Declare that members with any of `roles` have the permission `code` ("app.verb")."""
    _roles[code] = frozenset(roles)


def is_declared(code: str) -> bool:
    return code in _roles


def roles_with(code: str) -> frozenset[str]:
    """The roles that have a permission; raises KeyError for one that nobody declared."""
    return _roles[code]


def all_permissions() -> dict[str, frozenset[str]]:
    return dict(_roles)


declare("people.home", *Role)
declare("people.configure", Role.ADMIN)
declare("people.invite", Role.ADMIN)
declare("people.audit", Role.ADMIN)
declare("people.export", Role.ADMIN)
