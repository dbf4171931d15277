from people.permissions import declare
from people.roles import Role

declare(
    "contracts.view",
    Role.REP,
    Role.MANAGER,
    Role.PROJECT,
    Role.FINANCE,
    Role.LEGAL,
    Role.ADMIN,
)
declare("contracts.create", Role.REP, Role.MANAGER)
declare("contracts.change", Role.REP, Role.MANAGER)
declare("contracts.submit", Role.REP, Role.MANAGER)
declare("contracts.scan", Role.FINANCE, Role.LEGAL)
declare("contracts.correct", Role.LEGAL)
declare("contracts.export", Role.MANAGER, Role.FINANCE, Role.LEGAL, Role.ADMIN)
