"""CSV as people have it: UTF-8, UTF-16, UTF-32 or GB18030; comma, semicolon or tab (spec 10)."""

import codecs
import csv
from io import StringIO

from django.utils.translation import gettext_lazy as _

from integrations.table import FileRefused, null_character, table_of

# The marks of UTF-32 first: that of UTF-16 is the beginning of one of them.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
DELIMITERS = ",;\t"
SNIFFED = 64 * 1024
# Western text read as GB18030 gives characters from all over; Chinese keeps to the common ones.
COMMON_SHARE = 0.6
ENOUGH_UTF8 = 5


def read_csv(data: bytes, encoding: str | None = None, delimiter: str | None = None):
    """The Table of a CSV file; FileRefused names the byte or the line where it cannot be read."""
    text = decode(data, encoding)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise null_character(line)
    return table_of(_whole(_records(text, delimiter or sniff(text)), text))


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text without its byte order mark; `encoding` overrides what the bytes look like."""
    if encoding:
        return _strictly(data, encoding).removeprefix("\ufeff")
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], _wide(data[len(mark) :]) or name, len(mark))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_chinese(data, error)


def _wide(data):
    """UTF-32 behind the two bytes of a UTF-16 mark, as some exporters write it."""
    if data[:3] == b"\0\0\0" and data[3:4] != b"\0":
        return "utf-32-be"
    return "utf-32-le" if data[1:4] == b"\0\0\0" and data[:1] != b"\0" else None


def _strictly(data, name, offset=0):
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _unreadable(error.start + offset) from None
    except LookupError:
        raise FileRefused(_("The encoding is not known."), code="encoding", position=0) from None


def _as_chinese(data, error):
    """GB18030, unless the bytes before the error show that this was meant to be UTF-8."""
    read = data[: error.start].decode("utf-8")
    if sum(char > "\u07ff" for char in read) >= ENOUGH_UTF8:
        if error.reason == "unexpected end of data":
            raise _cut(read.count("\n") + 1)
        raise _unreadable(error.start)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as chinese:
        raise _unreadable(max(error.start, chinese.start)) from None
    foreign = [char for char in text if char > "\x7f"][:2000]
    common = sum(bool(char.encode("gb2312", "ignore")) for char in foreign)
    if common < COMMON_SHARE * len(foreign):
        raise _unreadable(error.start)
    return text


def _cut(line):
    return FileRefused(_("The file ends in the middle of line %(line)s."), code="cut", line=line)


def _unreadable(position):
    return FileRefused(
        _(
            "Byte %(position)s is neither UTF-8 nor GB18030. Say which encoding it is, often "
            "Western (Windows-1252), or save the file as CSV UTF-8."
        ),
        code="encoding",
        position=position,
    )


def sniff(text: str) -> str:
    """The delimiter that stands most often outside quotes in the first line; comma if none does."""
    counts, quoted = dict.fromkeys(DELIMITERS, 0), False
    for char in text[:SNIFFED].lstrip("\r\n"):
        if char == '"':
            quoted = not quoted
        elif not quoted and char in "\r\n":
            break
        elif not quoted and char in counts:
            counts[char] += 1
    return max(DELIMITERS, key=counts.__getitem__)


def _whole(records, text):
    """The records; a last line without its end and with fewer cells than the first was cut off."""
    ended = text.endswith(("\n", "\r"))
    first = waiting = None
    for record in records:
        first = first or record
        if waiting:
            yield waiting
        waiting = record
    if waiting and not ended and len(waiting[1]) < len(first[1]):
        raise _cut(waiting[0])
    if waiting:
        yield waiting


def _records(text, delimiter):
    # strict: an open quote at the end is an error, instead of a row that swallowed the rest
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _broken(str(error), line) from None
        if cells is None:
            return
        yield line, cells


def _broken(reason, line):
    if "end of data" in reason:
        message = _("The file ends inside the quotes that open in line %(line)s.")
        return FileRefused(message, code="cut", line=line)
    if "field limit" in reason:
        message = _("A cell of line %(line)s is too long; is a quotation mark left open?")
        return FileRefused(message, code="field_size", line=line)
    message = _("The quotation marks of line %(line)s do not match.")
    return FileRefused(message, code="quoting", line=line)
