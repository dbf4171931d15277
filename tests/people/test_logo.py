"""What comes as a picture and is none, or a bomb, or huge."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people.logo import MAX_BYTES, redrawn


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("logo.png", content, content_type="image/png")


def claimed(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head claims to be that large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 10)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + b"\0" * 50,
        b"\x89PNG\r\n\x1a\n" + b"cut off",
        claimed(60_000, 60_000),
        b"\0" * (MAX_BYTES + 1),
    ],
    ids=["empty", "svg", "gif", "cut", "bomb", "large"],
)
def test_what_is_no_small_picture_is_refused(content):
    with pytest.raises(ValidationError):
        redrawn(upload(content))


def test_what_a_picture_hides_is_not_kept():
    drawn = BytesIO()
    Image.new("RGB", (50, 20)).save(drawn, "PNG")
    kept = redrawn(upload(drawn.getvalue() + b"<script>alert(1)</script>")).read()
    assert b"<script>" not in kept
    assert Image.open(BytesIO(kept)).size == (50, 20)
