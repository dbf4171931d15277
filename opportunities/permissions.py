from people.permissions import declare
from people.roles import Role

READERS = (Role.REP, Role.MANAGER, Role.PROJECT, Role.FINANCE, Role.LEGAL, Role.ADMIN)
declare("opportunities.view", *READERS)
declare("opportunities.create", Role.REP, Role.MANAGER)
declare("opportunities.convert", Role.REP, Role.MANAGER)
declare("opportunities.change", Role.REP, Role.MANAGER)
declare("opportunities.move", Role.REP, Role.MANAGER)
declare("opportunities.close", Role.REP, Role.MANAGER)
declare("opportunities.share", Role.REP, Role.MANAGER)
# A manager's own: pass a criterion, win from an earlier stage, hand over, open again.
declare("opportunities.waive", Role.MANAGER)
declare("opportunities.assign", Role.MANAGER)
declare("opportunities.reopen", Role.MANAGER)
declare("opportunities.export", Role.MANAGER, Role.ADMIN)
