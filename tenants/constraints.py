"""Constraints that Django has no class for: row policy, composite foreign key, audit trigger.

Each is an ordinary entry of Meta.constraints, so migrations make, alter and drop it. Inside
CREATE TABLE they can only be deferred statements, hence `deferred_sql`; `create_sql` must return
a statement all the same, for Django runs what it returns.
"""

from django.db.models import BaseConstraint

TENANT = "nullif(current_setting('app.tenant_id', true), '')::bigint"


class _Deferred(BaseConstraint):
    """A constraint whose statements run at the end of the migration."""

    def statements(self, model, schema_editor) -> list[str]:
        raise NotImplementedError

    def constraint_sql(self, model, schema_editor):
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    def create_sql(self, model, schema_editor):
        self.constraint_sql(model, schema_editor)
        return "SELECT 1"

    def validate(self, model, instance, exclude=None, using=None):
        """The database alone judges: nothing here can be judged without it."""

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    __hash__ = None


class RowPolicy(_Deferred):
    """Row-level security: a row is visible and writable in its own tenant's scope only."""

    def statements(self, model, schema_editor):
        table, policy = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        rule = f"tenant_id = {TENANT}"
        return [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY {policy} ON {table} USING ({rule}) WITH CHECK ({rule})",
        ]

    def remove_sql(self, model, schema_editor):
        table, policy = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        return f"DROP POLICY {policy} ON {table}"


class SameTenantFK(_Deferred):
    """Composite foreign key (tenant_id, field) → (tenant_id, id): no pointing across tenants."""

    def __init__(self, *, field: str, name: str, **kwargs):
        super().__init__(name=name, **kwargs)
        self.field = field

    def statements(self, model, schema_editor):
        quote = schema_editor.quote_name
        field = model._meta.get_field(self.field)
        target = quote(field.related_model._meta.db_table)
        return [
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (tenant_id, {quote(field.column)}) REFERENCES {target} (tenant_id, id)"
        ]

    def remove_sql(self, model, schema_editor):
        table, name = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        return f"ALTER TABLE {table} DROP CONSTRAINT {name}"

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field}


class AuditTrail(_Deferred):
    """Every insert, update and delete leaves an `audit_row` (spec 01, Audit)."""

    def statements(self, model, schema_editor):
        table, name = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        return [
            f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_write()"
        ]

    def remove_sql(self, model, schema_editor):
        table, name = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        return f"DROP TRIGGER {name} ON {table}"
