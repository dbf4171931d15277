"""Compile the translations with Babel, so that no machine needs GNU gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = "*/locale/*/LC_MESSAGES/*.po"


def compile_all(root: Path = ROOT) -> int:
    """Write the .mo beside every .po of the project's apps that is newer; answers how many."""
    stale = [source for source in sorted(root.glob(SOURCES)) if _is_stale(source)]
    for source in stale:
        _compile(source)
    return len(stale)


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    """Written beside and renamed: another process may be reading the old file."""
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    beside = source.with_suffix(".mo.new")
    with beside.open("wb") as file:
        write_mo(file, catalog)
    beside.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_all()
