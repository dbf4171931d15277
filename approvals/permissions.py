from people.permissions import declare
from people.roles import Role

# Who decides a step is the step's matter: the role only opens the inbox.
INSIDE = tuple(role for role in Role if role != Role.PARTNER)
declare("approvals.view", *INSIDE)
declare("approvals.decide", *INSIDE)
declare("approvals.urge", *INSIDE)
