"""Bringing the rows of a file in, whatever program wrote it (spec 10, Import).

mapping.py   what a map file says: which column fills which field, what its texts mean
headings.py  the headings that are understood without a map
binding.py   the rules of a map tied to the columns that a file really has
readers.py   one cell to one value; moments.py dates and times
rows.py      the rows of a file to values, or to reasons with row and column
relations.py records that cells name, found in bulk; keys.py rows that are here already
kinds/       one file a kind: its fields, and the actions of the room that write it
prepare.py   all of that for one file; store.py batches of clean rows written; outcome.py
run.py       all of it in one transaction, as the command does; the page's job goes by batches

docs/import.md describes maps for those who write them.
"""
