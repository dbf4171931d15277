"""TenantModel: the base of every table that belongs to a company.

`class_prepared` adds UNIQUE (tenant, id), the row policy, the audit trigger, one composite foreign
key per relation and an index where it is read backwards, so that no model can forget them.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import class_prepared
from django.dispatch import receiver
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django_fsm import FSMField

from crm.templatetags.fairway import listed
from tenants.constraints import AuditTrail, RowPolicy, SameTenantFK
from tenants.fields import ScopedTenant, SettingTenant, TenantForeignKey
from tenants.scope import current_tenant_id


class TenantQuerySet(models.QuerySet):
    """Base of every queryset of tenant rows."""

    def locked(self, pk: int):
        """Re-read a row for update; other rows it joins stay free. Raises DoesNotExist."""
        return self.select_for_update(no_key=True, of=("self",)).get(pk=pk)

    def bulk_create(self, objs, *args, **kwargs):
        """Names the tenant in Python: a default of the database would make Django render every
        row by itself, where it can hand whole columns over (a quarter less CPU, measured)."""
        rows = list(objs)
        for row in rows:
            row.tenant_id = current_tenant_id()
        return super().bulk_create(rows, *args, **kwargs)


class TenantManager(models.Manager.from_queryset(TenantQuerySet)):
    """Finds the rows of the tenant in scope; evaluating without one raises NoTenant."""

    def get_queryset(self):
        if self._db or self._hints:  # of a relation, or for another connection
            return super().get_queryset().filter(tenant_id=ScopedTenant())
        return self.model._default_manager._scoped.all()  # self is new for each `deal.changes`

    @cached_property
    def _scoped(self):
        """The tenant is asked for when SQL is written, so the filter is made once: a page starts
        a dozen querysets, and making it was a twelfth of its time."""
        return super().get_queryset().filter(tenant_id=ScopedTenant())


class TenantModel(models.Model):
    tenant = models.ForeignKey(
        "tenants.Tenant",
        on_delete=models.PROTECT,
        db_default=SettingTenant(),
        editable=False,
        db_index=False,
        related_name="+",
    )

    objects = TenantManager()
    audited = True
    text_relations: tuple[str, ...] = ()  # those that __str__ reads, for whoever names many rows

    class Meta:
        abstract = True

    def check_input(self) -> None:
        """Raise ValidationError for a value that a person must correct; actions call it.

        Relations come from records already and states from transitions, so neither is asked again.
        """
        self.tenant_id = current_tenant_id()
        self.clean_fields(exclude={f.name for f in self._meta.fields if isinstance(f, FSMField)})
        self.clean()
        self.validate_constraints()

    def validate_constraints(self, exclude=None):
        """Those of uniqueness: a field's bounds are its validators' matter, what concerns two of
        them is `clean`'s, and Django would ask the database for each check in a savepoint."""
        for constraint in self._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and self._may_collide(constraint):
                constraint.validate(type(self), self, exclude=exclude)

    def clean_fields(self, exclude=None):
        """Relations come from records and from choices that were read already: Django would ask
        the database for each of them once more. One that is missing is still refused."""
        relations = {
            field.name
            for field in self._meta.fields
            if field.is_relation and (field.null or getattr(self, field.attname) is not None)
        }
        super().clean_fields(exclude={*(exclude or ()), *relations})

    def unique_error_message(self, model_class, unique_check) -> ValidationError:
        """Django's own names the company among the fields, which nobody chose. A row of a record
        is told by its values, where it has some, and not by that record."""
        fields = [model_class._meta.get_field(name) for name in unique_check if name != "tenant"]
        values = [field.verbose_name for field in fields if not field.is_relation]
        records = [field.related_model._meta.verbose_name for field in fields if field.is_relation]
        told = {"kind": model_class._meta.verbose_name, "fields": listed(values or records)}
        text = gettext("Another %(kind)s has the same %(fields)s.")
        return ValidationError(text, code="unique_together", params=told)

    def _may_collide(self, constraint: models.UniqueConstraint) -> bool:
        """Not by its own id, a number that it gets later, nor a code that it does not have."""
        fields = [self._meta.get_field(name) for name in constraint.fields]
        empty = [field for field in fields if getattr(self, field.attname) == ""]
        return "id" not in constraint.fields and not any(
            constraint.condition or not field.editable for field in empty
        )

    def __str__(self) -> str:
        return str(getattr(self, "name", "") or f"{self._meta.verbose_name} {self.pk}")


def house_constraints(model: type[models.Model]) -> list[models.BaseConstraint]:
    """What every tenant table carries, derived from the model."""
    table = model._meta.db_table
    yours: list[models.BaseConstraint] = [
        models.UniqueConstraint(fields=["tenant", "id"], name=f"{table}_tenant_id"),
        RowPolicy(name=f"{table}_rows"),
    ]
    if model.audited:
        yours.append(AuditTrail(name=f"{table}_audit"))
    yours += [
        SameTenantFK(field=field.name, name=f"{table}_{field.column}_fk")
        for field in _relations(model)
    ]
    return yours


def house_indexes(model: type[models.Model]) -> list[models.Index]:
    """An index (tenant, x) for each relation with a name for its way back, unless one of all rows
    is declared that begins so."""
    declared = [*model._meta.indexes, *model._meta.constraints]
    whole = [one for one in declared if not getattr(one, "condition", None)]
    covered = {tuple(getattr(one, "fields", ())[:2]) for one in whole}
    missing = [
        models.Index(fields=["tenant", field.name])
        for field in _relations(model)
        if not field.remote_field.hidden and ("tenant", field.name) not in covered
    ]
    for index in missing:
        index.set_name_with_model(model)
    return missing


def _relations(model: type[models.Model]) -> list[TenantForeignKey]:
    return [field for field in model._meta.local_fields if isinstance(field, TenantForeignKey)]


@receiver(class_prepared)
def add_house_constraints(sender: type[models.Model], **kwargs) -> None:
    if not issubclass(sender, TenantModel) or sender._meta.abstract or sender._meta.proxy:
        return
    meta = sender._meta
    meta.indexes = [*meta.indexes, *house_indexes(sender)]
    meta.constraints = [*meta.constraints, *house_constraints(sender)]
    # Migrations read the attributes as they were written, not the finished _meta.
    meta.original_attrs |= {"constraints": meta.constraints, "indexes": meta.indexes}
