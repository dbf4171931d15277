"""A quote and its lines never change once their contract is formal (spec 06).

Quotes cannot declare this themselves, for they know no contracts; hence a migration here. What
is free to change on the quote is its place in the process, not its content.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION public.quote_of_formal_contract() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
-- Arguments: the column that holds the quote's id, then the columns that stay free.
DECLARE
    before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    free text[] := TG_ARGV[1:];
BEGIN
    IF before - free IS DISTINCT FROM after - free AND EXISTS (
        SELECT FROM contracts_contract c
        WHERE c.state IN ('formal', 'fulfilled', 'terminated')
        AND c.quote_id IN (
            (before ->> TG_ARGV[0])::bigint, (after ->> TG_ARGV[0])::bigint
        )
    ) THEN
        RAISE EXCEPTION '%: its contract is formal', TG_TABLE_NAME USING ERRCODE = '23514';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""
QUOTE = """
CREATE TRIGGER quote_of_formal_contract BEFORE UPDATE OR DELETE ON quotes_quote
FOR EACH ROW EXECUTE FUNCTION public.quote_of_formal_contract(
    'id', 'state', 'primary', 'owner_id', 'approved_hash', 'accepted_on', 'accepted_by'
)
"""
LINE = """
CREATE TRIGGER quote_of_formal_contract BEFORE INSERT OR UPDATE OR DELETE ON quotes_quoteline
FOR EACH ROW EXECUTE FUNCTION public.quote_of_formal_contract('quote_id')
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial"), ("quotes", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION public.quote_of_formal_contract"),
        migrations.RunSQL(QUOTE, "DROP TRIGGER quote_of_formal_contract ON quotes_quote"),
        migrations.RunSQL(LINE, "DROP TRIGGER quote_of_formal_contract ON quotes_quoteline"),
    ]
