"""A file that somebody brings in through the page, from its upload to its result (spec 10)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from crm.links import record_url
from integrations.permissions import IMPORT
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import FsmEdges


class FileImportQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Files hold what their rows' lists may hide: only who may import sees them."""
        return self if member.can(IMPORT) else self.none()

    def with_form(self, kind: str, header: list[str]):
        """Those of the same kind and headings whose columns somebody has mapped, newest first.

        A file of refused rows has three columns of ours before those of the file they are from.
        """
        same = models.Q(header=header) | models.Q(header=header[3:])
        mapped = self.exclude(mapping={}).exclude(state=FileImport.State.DISCARDED)
        return mapped.filter(same, kind=kind).order_by("-pk")


class FileImport(StateModel, TenantModel):
    """`mapping` is a map as docs/import.md has it, `header` the file's headings.

    `profile` is what upload found in the columns, `preview` what the check found in the rows.
    `position` counts the rows that are written: whoever goes on must have read the same number.
    """

    class Kind(models.TextChoices):
        LEADS = "leads", _("Leads")
        ACCOUNTS = "accounts", _("Customers")
        CONTACTS = "contacts", _("Contacts")
        OPPORTUNITIES = "opportunities", _("Deals")
        PRODUCTS = "products", _("Products")
        MEMBERS = "members", _("Members")
        RECEIPTS = "receipts", _("Receipts")

    class State(models.TextChoices):
        DRAFT = "draft", _("Columns to be mapped")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", pgettext_lazy("an import is", "Checked")
        RUNNING = "running", _("Being imported")
        DONE = "done", pgettext_lazy("an import is", "Done")
        FAILED = "failed", _("Stopped")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Discarded")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("file"), max_length=200)
    state = state_field(State, State.DRAFT)
    by = TenantForeignKey("people.Member", verbose_name=_("brought in by"), related_name="+")
    language = models.CharField(max_length=10, default="en")
    header = models.JSONField(default=list)
    profile = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    error = models.CharField(_("error"), max_length=500, blank=True)
    total = models.PositiveIntegerField(_("rows"), default=0)
    created = models.PositiveIntegerField(pgettext_lazy("rows", "Created"), default=0)
    changed = models.PositiveIntegerField(pgettext_lazy("rows", "Changed"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("rows", "Here already"), default=0)
    left_out = models.PositiveIntegerField(pgettext_lazy("rows", "Left out"), default=0)
    refused = models.PositiveIntegerField(pgettext_lazy("rows", "Refused"), default=0)
    position = models.PositiveIntegerField(default=0)
    turns = models.PositiveSmallIntegerField(default=0)  # how often the worker was sent for
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    progress_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)

    # Its rows are audited one by one, and its own steps are events.
    audited = False

    objects = TenantManager.from_queryset(FileImportQuerySet)()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["tenant", "state", "-id"], name="file_import_state")]
        triggers = [FsmEdges("state")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return record_url("file_import", self.pk)

    def changeable_by(self, member) -> bool:
        return member.can(IMPORT)

    @property
    def columns(self) -> list[dict]:
        """[{"name", "samples", "ambiguous"}] of the file, as `profile_of` found them."""
        return self.profile.get("columns", [])

    @property
    def left_columns(self) -> list[str]:
        """The columns of the file that the map makes nothing of."""
        rules = self.mapping.get("fields", {}).values()
        used = {rule.get("column") for rule in rules}
        templates = "".join(rule.get("template", "") for rule in rules)
        return [
            each["name"]
            for each in self.columns
            if each["name"] not in used and f"{{{each['name']}}}" not in templates
        ]

    @property
    def waits(self) -> bool:
        """Whether a worker is at it."""
        return self.state in (self.State.CHECKING, self.State.RUNNING)

    @property
    def share(self) -> int:
        """Rows that are through, in percent of all."""
        through = self.position + self.refused + self.left_out
        return min(100, 100 * through // self.total) if self.total else 0

    @transition("state", source=[State.DRAFT, State.CHECKED], target=State.CHECKING)
    def check_again(self, mapping: dict) -> None:
        """With these columns."""
        self.mapping, self.error = mapping, ""

    @transition("state", source=State.CHECKING, target=State.CHECKED)
    def pass_check(self, preview: dict) -> None:
        """Its rows, good and bad, are known."""
        self.preview = preview

    @transition("state", source=State.CHECKING, target=State.DRAFT)
    def fail_check(self, reason: str) -> None:
        """The file as a whole cannot be read like this."""
        self.error = reason[:500]

    @transition("state", source=State.CHECKED, target=State.RUNNING)
    def run(self) -> None:
        """For good."""

    @transition("state", source=State.RUNNING, target=State.DONE)
    def finish(self, at) -> None:
        """All rows are through."""
        self.finished_at = at

    @transition("state", source=State.RUNNING, target=State.FAILED)
    def stop(self, reason: str, at) -> None:
        """What came in stays in and can be undone."""
        self.error, self.finished_at = reason[:500], at

    @transition("state", source=[State.DONE, State.FAILED], target=State.UNDONE)
    def undo(self) -> None:
        """Its rows are gone, what it changed is as before."""

    @transition("state", source=[State.DRAFT, State.CHECKED], target=State.DISCARDED)
    def discard(self) -> None:
        """Before anything was written."""


class ImportFile(TenantModel):
    """The file itself: here and not on a disk, so that row policies guard it, a worker on another
    machine reads it, and it goes in the transaction that no longer needs it. It is small (10 MB)
    and short-lived: it is gone once the import has ended or was given up."""

    file_import = TenantForeignKey(FileImport, on_delete=models.CASCADE, related_name="files")
    content = models.BinaryField()

    audited = False

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "file_import"], name="import_file_once")
        ]
