from people.permissions import declare
from people.roles import Role

declare("integrations.import", Role.ADMIN)
