import gettext
import os

import pytest

from crm import translations

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Lead"
msgstr "线索"
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "leads" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE)
    return path


def read(source) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Lead")


def test_a_catalogue_is_compiled(tmp_path, source):
    assert translations.compile_all(tmp_path) == 1
    assert read(source) == "线索"


def test_a_catalogue_is_compiled_again_only_after_a_change(tmp_path, source):
    translations.compile_all(tmp_path)
    assert translations.compile_all(tmp_path) == 0
    source.write_text(CATALOGUE.replace("线索", "销售线索"))
    os.utime(source, (source.stat().st_atime, source.stat().st_mtime + 5))
    assert translations.compile_all(tmp_path) == 1
    assert read(source) == "销售线索"
