from people.actions.departments import create_department, move_department
from people.actions.exports import record_export
from people.actions.founding import found_company
from people.actions.invitations import (
    accept_invitation,
    invite_member,
    invite_members,
    send_invitation,
)
from people.actions.members import (
    add_member,
    change_member,
    deactivate_member,
    reactivate_member,
)
from people.actions.tokens import create_token, revoke_token

__all__ = [
    "accept_invitation",
    "add_member",
    "change_member",
    "create_department",
    "create_token",
    "deactivate_member",
    "found_company",
    "invite_member",
    "invite_members",
    "reactivate_member",
    "record_export",
    "move_department",
    "send_invitation",
    "revoke_token",
]
