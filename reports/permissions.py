from people.permissions import declare
from people.roles import Role

declare("reports.view", Role.REP, Role.MANAGER, Role.FINANCE, Role.MARKETING, Role.ADMIN)
declare("reports.ageing", Role.REP, Role.MANAGER, Role.FINANCE, Role.ADMIN)
declare("reports.dashboard", Role.MANAGER, Role.FINANCE, Role.ADMIN)
