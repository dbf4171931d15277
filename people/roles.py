"""Roles of members (spec 01). A member may have several."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    REP = "rep", _("Sales rep")
    MANAGER = "manager", _("Sales manager")
    PROJECT = "project", _("Project manager")
    FINANCE = "finance", _("Finance")
    LEGAL = "legal", _("Legal")
    MARKETING = "marketing", _("Marketing")
    PARTNER = "partner", _("Channel partner")
    ADMIN = "admin", _("Administrator")
