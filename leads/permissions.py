from people.permissions import declare
from people.roles import Role

declare("leads.view", Role.REP, Role.MANAGER, Role.MARKETING, Role.ADMIN)
declare("leads.create", Role.REP, Role.MANAGER, Role.MARKETING)
declare("leads.change", Role.REP, Role.MANAGER)
declare("leads.claim", Role.REP, Role.MANAGER)
declare("leads.assign", Role.MANAGER, Role.MARKETING)
declare("leads.work", Role.REP, Role.MANAGER)
declare("leads.restore", Role.MANAGER)
declare("leads.export", Role.MANAGER, Role.MARKETING, Role.ADMIN)
