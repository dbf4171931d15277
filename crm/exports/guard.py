"""Text that a spreadsheet would run as a formula gets a ' before it (SECURITY.md 1D number 40).

The importer takes it off again (integrations/importer/readers.py), so that a round trip is exact.
"""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
