"""From a page to a PDF, by a renderer that can reach neither the network nor a file."""

import re
from functools import cache
from threading import Lock

from django.utils.translation import gettext as _

from activities.printing import STYLESHEET

ONE_AT_A_TIME = Lock()  # Pango's fonts are shared and stand one thread only
LIBRARY = re.compile(r"\blib(?!rary\b)[\w.+-]+")


class PdfNotMade(Exception):
    """The sentence says why, for whoever waits for the document."""


def render_pdf(page: str) -> bytes:
    """The PDF of an HTML document. Raises PdfNotMade where a library of the system is missing,
    and for a page that wants anything from outside itself."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except OSError as missing:  # pango and its relatives are loaded while importing
        raise PdfNotMade(_missing(missing)) from missing
    fetcher, style, fonts = _prepared()
    try:
        with ONE_AT_A_TIME:
            document = HTML(string=page, url_fetcher=fetcher)
            return document.write_pdf(stylesheets=[style], font_config=fonts)
    except FatalURLFetchingError as reached_out:  # a BaseException: nothing else would catch it
        raise PdfNotMade(_("The page refers to something outside itself.")) from reached_out


@cache
def _prepared():
    """What all documents share: (fetcher, stylesheet, fonts). Fonts that were loaded for each of
    them took a sixth of the time, and 150 MB before they were collected."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
    style = CSS(string=STYLESHEET.read_text(encoding="utf-8"), url_fetcher=fetcher)
    return fetcher, style, FontConfiguration()


def _missing(error: OSError) -> str:
    found = LIBRARY.search(str(error))
    return _("The server lacks the library %(library)s, so it cannot make a PDF.") % {
        "library": found[0] if found else "libpango"
    }
