"""Hostile files at both uploads: each is refused with a reason or comes in harmless, and cheaply.

SECURITY.md section 5 number 22 (1D 37 and 39). Files that only break the reading of a table are
with their readers: test_workbooks.py, test_delimited.py, test_import_files.py.
"""

import resource
import struct
import time
import zipfile
import zlib
from io import BytesIO

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from integrations.models import FileImport
from leads.models import Lead
from people.logo import redrawn

pytestmark = pytest.mark.django_db
SECONDS, GROWTH_KB = 4, 150_000
CSV = b"Company,Phone\nStar,13800138000\n"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(**changed) -> bytes:
    """A small good workbook, with parts replaced or added by name."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write_column(0, 0, ["Company", "Star"])
    packed = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, old.read(name)))
        for name, content in changed.items():
            new.writestr(name, content)
    return packed.getvalue()


def part(name: str) -> str:
    with zipfile.ZipFile(BytesIO(workbook())) as book:
        return book.read(name).decode()


def with_doctype(doctype: str, name: str = SHEET) -> bytes:
    head, rest = part(name).split("?>", 1)
    return workbook(**{name: f"{head}?>{doctype}{rest}"})


def with_link(target: str) -> bytes:
    """A part that is a symbolic link."""
    link = zipfile.ZipInfo("xl/media/link")
    link.external_attr = 0o120777 << 16
    packed = BytesIO(workbook())
    with zipfile.ZipFile(packed, "a") as book:
        book.writestr(link, target)
    return packed.getvalue()


def laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'


def png(width=2, height=2, tail=b"", mode="RGB") -> bytes:
    drawn = BytesIO()
    Image.new(mode, (width, height)).save(drawn, "PNG")
    return drawn.getvalue() + tail


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


XXE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# Refused: nothing of it is kept.
REFUSED = {
    "nothing": b"",
    "one NUL": b"\0",
    "NULs": b"\0" * 5000,
    "one line": b"Company\n",
    "png": png(),
    "png and csv": png(tail=CSV),
    "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04",
    "program": b"\x7fELF\x02\x01\x01" + b"\0" * 100,
    "windows program": b"MZ\x90\x00\x03\x00\x00\x00\x04" + b"\0" * 100,
    "java class": b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + b"\0" * 60,
    "gzip of a csv": zlib.compress(CSV, wbits=31),
    "old excel with macros": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "empty zip": b"PK\x05\x06" + b"\0" * 18,
    "zip of a zip": workbook(**{SHEET: workbook()}),
    "a bomb": workbook(**{SHEET: b"<" + b" " * 50_000_000}),
    "many parts": workbook(**{f"p{n}": b"" for n in range(300)}),
    "xxe in the sheet": with_doctype(XXE),
    "xxe in the names": with_doctype(XXE, "xl/workbook.xml"),
    "billion laughs": with_doctype(laughs()),
    "outer dtd": with_doctype('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "deep xml": workbook(**{SHEET: "<a>" * 100_000}),
    "cut off": workbook()[:-200],
    "a quote without end": b'Company,Need\na,"' + b"x" * 100_000,
    "one huge line": b"Company\n" + b"x" * 2_000_000,
    "columns without end": b"," * 100_000 + b"\n1\n",
}
# Read as what they are; what they bring besides is left where it is.
HARMLESS = {
    "a path out": workbook(**{"../../../../etc/cron.d/x": b"x"}),
    "an absolute path": workbook(**{"/etc/cron.d/x": b"x"}),
    "a windows path": workbook(**{"..\\..\\x.exe": b"x"}),
    "a link": with_link("/etc/passwd"),
    "macros": workbook(**{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 100}),
    "outer links": workbook(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "the text of a pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "csv and script": CSV + b"<script>alert(1)</script>,\n",
    "csv and virus": CSV + EICAR + b",\n",
    "csv and formula": CSV + b"=cmd|' /C calc'!A0,\n",
}
NAMES = [
    "../../../etc/passwd.csv", "a.csv.exe", "a.php", "a.xlsm", "a\u202evsc.exe", "x" * 300 + ".csv",
    "<img src=x>.csv", "a.csv;.exe", ".htaccess", "CON.csv",
]  # fmt: skip


@pytest.fixture
def send(cast):
    """Upload to the imports as the administrator; within the budget."""
    client, url = cast.a.client("admin"), cast.a.url("imports/new/")
    client.get(url)  # what every first request loads is not the file's

    def post(content: bytes, name="leads.csv"):
        before, began = peak_kb(), time.process_time()
        answer = client.post(url, {"kind": "leads", "file": SimpleUploadedFile(name, content)})
        assert time.process_time() - began < SECONDS
        assert peak_kb() - before < GROWTH_KB
        return answer

    return post


def peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def stored(company) -> list[FileImport]:
    with company.scope():
        return list(FileImport.objects.all())


def test_what_is_no_table_is_refused(cast, send):
    wrong = {}
    for case, content in REFUSED.items():
        for name in ("leads.csv", "leads.xlsx"):
            answer = send(content, name)
            if answer.status_code != 422 or not answer.context["form"].errors["file"]:
                wrong[case, name] = answer.status_code
    assert wrong == {}
    assert stored(cast.a) == []


def test_what_a_file_brings_besides_its_table_does_nothing(cast, send):
    answers = {case: send(content).status_code for case, content in HARMLESS.items()}
    assert answers == dict.fromkeys(HARMLESS, 303)
    with cast.a.scope():
        assert not Lead.objects.exists()  # until somebody has looked at it and started it


def test_a_name_is_only_a_text(cast, send):
    for name in NAMES:
        assert send(CSV, name).status_code in (303, 422), name
    client = cast.a.client("admin")
    for file_import in stored(cast.a):
        assert "/" not in file_import.name
        page = client.get(cast.a.url(f"imports/{file_import.pk}/")).content.decode()
        assert "<img src=x>" not in page


PICTURES = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "svg with a head": b"<?xml version='1.0'?><svg onload='alert(1)'/>",
    "html": b"<html><script>alert(1)</script></html>",
    "php in a picture's head": b"\x89PNG\r\n\x1a\n<?php system($_GET[0]); ?>",
    "gif and script": b"GIF89a/*\x01\x00*/=1;alert(1)//",
    "tiff": b"II*\x00\x08\x00\x00\x00" + b"\0" * 40,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "ico": b"\0\0\1\0\1\0\x10\x10" + b"\0" * 40,
    "workbook": workbook(),
    "a text bomb": b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 80_000_000)),
    "wide": png(20_000, 1_000),
}


@pytest.mark.parametrize("case", PICTURES)
def test_what_is_no_picture_is_no_letterhead(case):

    before, began = peak_kb(), time.process_time()
    with pytest.raises(ValidationError):
        redrawn(SimpleUploadedFile("logo.png", PICTURES[case], "image/png"))
    assert time.process_time() - began < SECONDS
    assert peak_kb() - before < GROWTH_KB
