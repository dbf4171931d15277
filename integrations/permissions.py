from people.permissions import declare
from people.roles import Role

IMPORT = "integrations.import"
EXPORT = "integrations.export"

# Past facts are an administrator's to bring in (spec 10, History), and every kind can hold them.
declare(IMPORT, Role.ADMIN)
declare(EXPORT, Role.ADMIN)
