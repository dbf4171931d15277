from people.permissions import declare
from people.roles import Role

declare("payments.view", Role.REP, Role.MANAGER, Role.FINANCE, Role.ADMIN)
declare("payments.report", Role.REP, Role.MANAGER)
# A bank's feed comes in through the API with finance's token.
declare("payments.enter", Role.REP, Role.MANAGER, Role.FINANCE)
declare("payments.confirm", Role.FINANCE)
declare("payments.chase", Role.REP, Role.MANAGER, Role.FINANCE)
declare("payments.start", Role.MANAGER, Role.FINANCE)
declare("payments.export", Role.MANAGER, Role.FINANCE, Role.ADMIN)
