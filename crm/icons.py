"""The icon sprite: `python -m crm.icons` writes static/icons.svg from the lucide package.

A browser loads one cached file, and a page carries some 60 bytes an icon instead of 400. A
template that wants another icon adds its name here; tests/crm/test_look.py finds what is missing.
"""

from pathlib import Path

import lucide

SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons.svg"

NAMES = """
    activity alarm-clock archive arrow-down arrow-left arrow-right arrow-right-left arrow-up
    arrow-up-down award badge-check ban banknote bell bell-ring book-open briefcase building
    building-2 calculator calendar calendar-clock calendar-days chart-column chart-line check
    chevron-down chevron-left chevron-right circle circle-alert circle-check circle-dollar-sign
    circle-dot circle-play circle-plus circle-question-mark circle-x clipboard-check
    clipboard-list clock clock-alert coins columns-3 compass contact copy credit-card database
    download ellipsis external-link eye file file-badge file-plus file-spreadsheet file-text flag
    folder funnel gauge git-branch git-merge globe grip-vertical hand hand-coins handshake history
    hourglass house image inbox info key-round keyboard landmark languages layers link list
    list-checks lock log-in log-out mail map-pin megaphone menu message-circle mic milestone
    monitor moon network package paperclip pause pencil percent phone phone-call play plus
    presentation printer receipt-text refresh-cw rotate-ccw route save scale search send settings
    share-2 shield-check shopping-cart signature sliders-horizontal smartphone sparkles
    square-kanban stamp star sun table tag target thumbs-down thumbs-up trash-2 trending-up
    triangle-alert truck undo-2 upload user user-check user-plus user-x users video wallet webhook
    x zap
"""
ICONS = tuple(NAMES.split())


def sprite() -> str:
    """An SVG document with one <symbol id="name"> an icon; stroke and size come from CSS."""
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(map(_symbol, ICONS))}</svg>\n'


def _symbol(name: str) -> str:
    # The package offers its icons to template engines only; this is what its tags call.
    paths = list(lucide._load_icon(name))
    body = "".join(lucide.ElementTree.tostring(path, encoding="unicode").strip() for path in paths)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body.replace(" />", "/>")}</symbol>\n'


if __name__ == "__main__":
    SPRITE.write_text(sprite(), encoding="utf-8")
