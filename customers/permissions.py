from people.permissions import declare
from people.roles import Role

READERS = (Role.REP, Role.MANAGER, Role.PROJECT, Role.FINANCE, Role.LEGAL, Role.ADMIN)
declare("customers.view", *READERS)
declare("customers.create", Role.REP, Role.MANAGER)
declare("customers.change", Role.REP, Role.MANAGER)
declare("customers.share", Role.REP, Role.MANAGER)
declare("customers.export", Role.MANAGER, Role.ADMIN)
