"""The trigger function behind AuditTrail."""

from django.db import migrations

# SECURITY DEFINER: crm_app may read audit rows but not write them. The search path is fixed, so
# nothing that the caller makes can stand in for audit_row. A company's own row is its tenant.
FUNCTION = """
CREATE FUNCTION audit_write() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before jsonb;
    after jsonb;
    changed record;
    actor bigint := nullif(current_setting('app.actor', true), '')::bigint;
    subject record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    tenant bigint := coalesce((to_jsonb(subject) ->> 'tenant_id')::bigint, subject.id);
BEGIN
    IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW); END IF;
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, value) AS old, jsonb_object_agg(key, after -> key) AS new
            INTO changed FROM jsonb_each(before) WHERE value IS DISTINCT FROM after -> key;
        IF changed.old IS NULL THEN RETURN NULL; END IF;
        before := changed.old;
        after := changed.new;
    END IF;
    INSERT INTO audit_row (tenant_id, at, actor, "table", "row", operation, old, new)
        VALUES (tenant, now(), actor, TG_TABLE_NAME, subject.id, TG_OP, before, after);
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_write()")]
