from people.permissions import declare
from people.roles import Role

declare("activities.view", *Role)
declare("activities.note", *Role)
declare("activities.task", *Role)
declare("activities.export", Role.MANAGER, Role.ADMIN)
