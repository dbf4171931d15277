"""The company's picture for its papers: whatever comes is drawn again, small and as PNG."""

from base64 import b64encode
from io import BytesIO

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

MAX_BYTES = 1_000_000
MAX_PIXELS = 16_000_000  # said by the head of the file, before anything is unpacked
FORMATS = ("PNG", "JPEG", "WEBP")
BOX = (600, 200)
HOSTILE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)  # says Pillow


def redrawn(upload: UploadedFile) -> ContentFile:
    """Raises ValidationError for a file that is too large or no picture of FORMATS."""
    if upload.size > MAX_BYTES:
        raise forms.ValidationError(_("The picture is larger than 1 MB."))
    try:
        upload.seek(0)
        image = Image.open(upload, formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise forms.ValidationError(_("The picture has too many pixels."))
        image.thumbnail(BOX)
        drawn = BytesIO()
        image.convert("RGBA").save(drawn, "PNG")
    except HOSTILE as broken:
        raise forms.ValidationError(_("This is no picture (PNG, JPEG or WebP).")) from broken
    return ContentFile(drawn.getvalue(), name="logo.png")


def data_address(logo) -> str:
    """The picture as part of the page; "" for none, and for one that is lost from the disk."""
    if not logo:
        return ""
    try:
        with logo.open("rb") as file:
            return f"data:image/png;base64,{b64encode(file.read()).decode()}"
    except FileNotFoundError:
        return ""
