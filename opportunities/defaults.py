"""What a deal gets when nobody chooses."""

from django.utils.translation import gettext as _

from opportunities.models import Process
from tenants.states import MoveNotAllowed


def default_process() -> Process:
    """The process marked default, else the first one; MoveNotAllowed where none is in use."""
    process = Process.objects.filter(archived=False).order_by("-is_default", "order", "id").first()
    if process is None:
        raise MoveNotAllowed(_("There is no sales process. Ask your administrator to make one."))
    return process
