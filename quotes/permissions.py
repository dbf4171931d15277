from people.permissions import declare
from people.roles import Role

READERS = (Role.REP, Role.MANAGER, Role.PROJECT, Role.FINANCE, Role.LEGAL, Role.ADMIN)
declare("quotes.view", *READERS)
declare("quotes.create", Role.REP, Role.MANAGER)
declare("quotes.change", Role.REP, Role.MANAGER)
declare("quotes.submit", Role.REP, Role.MANAGER)
declare("quotes.send", Role.REP, Role.MANAGER)
declare("quotes.answer", Role.REP, Role.MANAGER)
declare("quotes.export", Role.MANAGER, Role.ADMIN)
