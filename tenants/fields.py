"""Expressions and fields that carry the tenant."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models.expressions import Expression, Func

from tenants.scope import current_tenant_id


class ScopedTenant(Expression):
    """The tenant in scope, read when the SQL is built: querysets made earlier follow it."""

    output_field = models.BigIntegerField()

    def as_sql(self, compiler, connection):
        return "%s", [current_tenant_id()]


class SettingTenant(Func):
    """The tenant that the database session was told, as the default of every tenant column."""

    template = "(nullif(current_setting('app.tenant_id', true), ''))::bigint"
    output_field = models.BigIntegerField()
    allowed_default = True

    def __init__(self) -> None:
        super().__init__()


class TenantForeignKey(models.ForeignKey):
    """A foreign key inside a tenant.

    The database constraint is the composite (tenant_id, x_id) of SameTenantFK, added to each
    model by `tenants.base`; a plain one could be pointed at another tenant's row. The index is
    led by the tenant too, and made there.
    """

    def __init__(self, to, on_delete=models.PROTECT, **kwargs):
        kwargs["db_constraint"] = kwargs["db_index"] = False
        super().__init__(to, on_delete=on_delete, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["db_constraint"], kwargs["db_index"]
        return name, path, args, kwargs


@dataclass(frozen=True)
class Ids:
    """Ids as one literal for `any`: psycopg2 writes a list as an expression of as many parts, and
    Django looks at each member of a set, in each condition anew."""

    literal: str

    @classmethod
    def of(cls, ids: Iterable[int]) -> "Ids":
        return cls(f"{{{','.join(map(str, map(int, ids)))}}}")


@models.BigAutoField.register_lookup
@TenantForeignKey.register_lookup
class AnyOf(models.Lookup):
    """`owner__any=ids` as one array: `in` handles and escapes each of two hundred ids by itself.

    Of the column's own type, else PostgreSQL compares with each of them instead of hashing them.
    Given as `Ids`, or as an expression like ArraySubquery: the database finds it first and looks
    the rows up in an index, where a join reads all of them.
    """

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, Ids):
            return f"{column} = ANY(%s::bigint[])", [*params, self.rhs.literal]
        array, inside = self.process_rhs(compiler, connection)
        return f"{column} = ANY({array})", [*params, *inside]
