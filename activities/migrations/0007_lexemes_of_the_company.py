"""Lexemes carry their company instead of the index its id, whose list every search read.

What is written waits in a list that every search reads from end to end until it is sorted in: of
four megabytes, as is usual, that takes longer than the search.
"""

from importlib import import_module

from django.db import migrations

RENAME = """
UPDATE activities_searchentry SET terms = array_to_tsvector(ARRAY(
    SELECT tenant_id || '.' || lexeme FROM unnest(tsvector_to_array(terms)) lexeme))
"""
BACK = """
UPDATE activities_searchentry SET terms = array_to_tsvector(ARRAY(
    SELECT split_part(lexeme, '.', 2) FROM unnest(tsvector_to_array(terms)) lexeme))
"""
DROP = "DROP INDEX search_terms;"
KILOBYTES = 64  # the least that PostgreSQL takes
INDEX = f"""
CREATE INDEX search_terms ON activities_searchentry USING gin (terms)
WITH (gin_pending_list_limit = {KILOBYTES})
"""
before = import_module("activities.migrations.0002_search").INDEX


class Migration(migrations.Migration):
    dependencies = [("activities", "0006_whole_indexes")]
    operations = [migrations.RunSQL(DROP + RENAME + ";" + INDEX, DROP + BACK + ";" + before)]
