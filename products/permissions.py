from people.permissions import declare
from people.roles import Role

declare("products.view", *Role)
declare("products.create", Role.ADMIN)
declare("products.change", Role.ADMIN)
declare("products.cost", Role.MANAGER, Role.FINANCE, Role.ADMIN)
declare("products.export", Role.MANAGER, Role.FINANCE, Role.ADMIN)
