"""Every tenant table, attacked from the other company (SECURITY.md section 5 numbers 2 and 3)."""

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction

from tenants.base import TenantModel
from tenants.fields import TenantForeignKey
from tenants.models import AuditRow
from tenants.scope import NoTenant
from tests.factories.rows import make_row, tenant_models, values_for, writable_models
from tests.house import catalogue
from tests.house.catalogue import ask

# Tables without a tenant: who signs in, how companies are found, and what Django keeps.
GLOBAL_MODELS = {
    "tenants.Tenant",
    "tenants.Door",
    "people.User",
    "account.EmailAddress",
    "account.EmailConfirmation",
    "admin.LogEntry",
    "auth.Group",
    "auth.Permission",
    "contenttypes.ContentType",
    "sessions.Session",
    "mfa.Authenticator",
    "usersessions.UserSession",
}
# Keys that stand without the tenant, each for a reason: a door is found before its tenant is
# known; the address of a company is its identity. All others lead with the tenant.
GLOBAL_KEYS = {"tenants_door": "sha256", "tenants_tenant": "slug"}
# Functions with their owner's rights, reviewed one by one; each has a fixed search path.
DEFINERS = {"audit_write", "search_entries", "tenants_of", "job_figures", "outbox_figures"}
# As PostgreSQL prints what tenants/constraints.py says, without its spaces.
RULE = "(tenant_id=(NULLIF(current_setting('app.tenant_id'::text,true),''::text))::bigint)"

by_label = pytest.mark.parametrize(
    "model", tenant_models(), ids=lambda model: getattr(model._meta, "label", "")
)
writable = pytest.mark.parametrize(
    "model", writable_models(), ids=lambda model: getattr(model._meta, "label", "")
)


def relations():
    """Every relation inside a tenant: (model, field)."""
    return [
        (model, field)
        for model in writable_models()
        for field in model._meta.concrete_fields
        if isinstance(field, TenantForeignKey)
    ]


def test_every_model_is_a_companys_or_in_the_written_list():
    loose = {m._meta.label for m in apps.get_models() if not issubclass(m, TenantModel)}
    assert loose <= GLOBAL_MODELS


@by_label
def test_without_a_scope_nothing_is_found(db, model):
    with pytest.raises(NoTenant):
        list(model.objects.all())


def test_every_table_with_a_tenant_has_its_policy(db):
    policies = {row[0]: row[1:] for row in ask(catalogue.POLICIES)}
    tables = {name: (rls, kind) for name, rls, kind, _owner in ask(catalogue.TENANT_TABLES)}
    tables.pop("tenants_door")  # global: it holds no tenant's data
    assert {model._meta.db_table for model in tenant_models()} == set(tables)
    for table, (enabled, kind) in tables.items():
        assert (enabled, kind) == (True, "r"), table
        permissive, roles, command, using, check = policies[table]
        assert (permissive, roles, command) == ("PERMISSIVE", ["public"], "ALL"), table
        assert using == check, table
        assert "".join(using.split()) == RULE, (table, using)


def test_nothing_evades_the_policies(db):
    assert ask("SELECT matviewname FROM pg_matviews") == []
    views = ask(
        "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
        " AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)"
    )
    assert views == []
    definers = ask(catalogue.DEFINERS)
    assert {name for name, *_rest in definers} <= DEFINERS
    for name, owner, settings in definers:
        assert owner == "crm_owner", name
        assert any(s.startswith("search_path=") and "pg_temp" in s for s in settings or []), name


def test_unique_keys_start_with_the_tenant(db):
    tables = set(catalogue.tables_of_companies())
    for table, index, primary, leads in ask(catalogue.UNIQUE_INDEXES):
        if table in tables and not primary and GLOBAL_KEYS.get(table) != leads:
            assert leads == "tenant_id", index


def test_every_foreign_key_between_companies_tables_is_composite(db):
    tables = set(catalogue.tables_of_companies()) - {"tenants_door"}
    found = set()
    for table, target, name, deferrable, columns, targets in ask(catalogue.FOREIGN_KEYS):
        if table in tables and target in tables:
            assert columns[0] == targets[0] == "tenant_id", name
            assert targets[1] == "id", name
            assert not deferrable, name
            found.add((table, columns[1]))
    assert found == {(m._meta.db_table, f.column) for m, f in relations()}


@writable
def test_the_other_company_neither_sees_nor_touches_a_row(standing, model):
    """Raw SQL as crm_app, where the ORM's own filter does not help."""
    table = model._meta.db_table
    with standing.b.scope():
        theirs = make_row(model).pk
    with standing.a.scope("admin"), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE id = %s", [theirs])
        assert cursor.fetchone() == (0,)
        assert not model.objects.filter(pk=theirs).exists()
        for statement in (
            f"UPDATE {table} SET tenant_id = tenant_id WHERE id = %s",
            f"DELETE FROM {table} WHERE id = %s",
        ):
            assert touched(cursor, statement, theirs) == 0


def touched(cursor, statement: str, pk: int) -> int:
    """Rows touched; none where the role has not even the right (ledgers)."""
    try:
        with transaction.atomic():
            cursor.execute(statement, [pk])
            return cursor.rowcount
    except ProgrammingError:  # permission denied
        return 0


@writable
def test_no_row_is_put_into_the_other_company(standing, model):
    with standing.a.scope("admin"):
        values = values_for(model, by=standing.a.rep)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            model(**values, tenant_id=standing.b.tenant.pk).save(force_insert=True)
        if getattr(model, "append_only", False):
            return
        mine = make_row(model, by=standing.a.rep)
        move = f"UPDATE {model._meta.db_table} SET tenant_id = %s WHERE id = %s"
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(move, [standing.b.tenant.pk, mine.pk])


def test_audit_rows_of_the_other_company_are_out_of_sight(standing):
    with standing.b.scope():
        theirs = list(AuditRow.objects.values_list("pk", flat=True))
    with standing.a.scope():
        assert theirs
        assert not AuditRow.objects.filter(pk__in=theirs).exists()
        found = ask("SELECT count(*) FROM audit_row WHERE id = ANY(%s)", [theirs])
    assert found == [(0,)]


@pytest.mark.parametrize(
    ("model", "field"), relations(), ids=lambda part: getattr(part, "name", None) or part.__name__
)
def test_no_relation_points_into_the_other_company(standing, model, field):
    with standing.b.scope():
        theirs = make_row(field.related_model)
    with standing.a.scope("admin"):
        values = values_for(model, by=standing.a.rep, given={field.attname: theirs.pk})
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            model(**values).save(force_insert=True)
    assert "foreign key" in str(refused.value)
