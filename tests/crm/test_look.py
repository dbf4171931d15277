"""What the eye cannot check on every page: icons that exist, dark twice alike, weight, parts."""

import re
from pathlib import Path

import brotli
import pytest
from django import forms
from django.core.cache import caches
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils import translation

from crm.icons import ICONS, SPRITE, sprite
from crm.styleguide import styleguide

ROOT = Path(__file__).resolve().parents[2]
STYLES = [ROOT / "static" / "css" / f"{name}.css" for name in ("base", "parts", "pages")]
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
USED = re.compile(r"{% icon \"([a-z0-9-]+)\"")
OUTSIDE = ["400", "403", "404", "409", "422", "429", "503"]


def weight(files) -> int:
    """Bytes on the wire: each file compressed alone, as it is served."""
    return sum(len(brotli.compress(file.read_bytes())) for file in files)


def test_the_sprite_is_what_the_generator_writes():
    assert SPRITE.read_text(encoding="utf-8") == sprite()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_of_a_template_is_in_the_sprite(template):
    used = set(USED.findall(template.read_text(encoding="utf-8")))
    assert used <= set(ICONS)


def test_every_icon_of_the_menu_is_in_the_sprite():
    entry = re.compile(r'Item\(\s*"\w+", \d+, _\("[^"]*"\), "([a-z0-9-]+)"')
    used = {
        name for file in ROOT.glob("*/apps.py") for name in entry.findall(file.read_text("utf-8"))
    }
    assert used
    assert used <= set(ICONS)


def test_the_chosen_and_the_system_dark_are_alike():
    tokens = STYLES[0].read_text(encoding="utf-8")
    blocks = re.findall(r'(?:theme="dark"\]|not\(\[data-theme\]\)) {(.*?)}', tokens, re.DOTALL)
    chosen, system = (re.findall(r"[\w-]+: .*?;", block) for block in blocks)
    assert len(chosen) > 40
    assert chosen == system


def test_styles_and_scripts_keep_their_budget():
    assert weight(STYLES) <= 14 * 1024
    assert weight(SCRIPTS) <= 10 * 1024  # htmx itself takes 15 of the 25 KB


@pytest.mark.parametrize("forbidden", [" style=", "<style", " onclick=", "hx-on", "javascript:"])
def test_no_template_has_what_the_csp_refuses(forbidden):
    assert [t.name for t in TEMPLATES if forbidden in t.read_text(encoding="utf-8")] == []


class Door(forms.Form):
    name = forms.CharField(help_text="As on the licence.")
    agreed = forms.BooleanField(required=False)


def test_a_form_ties_help_and_error_to_its_field():
    html = render_to_string("components/_form.html", {"form": Door({}), "form_key": "k-1"})
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert '<input type="hidden" name="_key" value="k-1">' in html
    assert 'class="field check"' in html


@pytest.fixture
def outside():
    """A request outside every tenant."""
    request = RequestFactory().get("/accounts/login/")
    request.member = request.tenant = None
    return request


@pytest.mark.parametrize(("language", "amount"), [("zh-hans", "¥178.0万"), ("en", "¥1.78M")])
def test_the_style_guide_shows_every_component_in_both_languages(outside, language, amount):
    with translation.override(language):
        page = styleguide(outside).content.decode()
    assert amount in page
    for part in ("side", "path", "record", "line", "steps", "form", "list", "lines", "kb", "empty"):
        assert re.search(rf'class="{part}[ "]', page), part


def test_the_style_guide_leaves_no_part_out(outside):
    rendered = set()

    def note(template, **_kwargs):
        rendered.add(template.name)

    caches["template_fragments"].clear()
    template_rendered.connect(note)
    try:
        styleguide(outside)
    finally:
        template_rendered.disconnect(note)
    parts = {f"components/{path.name}" for path in (ROOT / "templates/components").iterdir()}
    # They stand around the rows of a company: a table of django-tables2, its file.
    assert parts - rendered == {f"components/_{name}.html" for name in ("list", "table", "export")}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("status", OUTSIDE)
def test_a_refusal_says_why_and_offers_a_way_on(outside, status, language):
    with translation.override(language):
        context = {"status": status, "reason": "The step is taken.", "missing": ["A quote"]}
        page = render_to_string(f"errors/{status}.html", context, outside)
        toast = render_to_string(f"errors/_{status}.html", context)
    for html in (page, toast):
        assert "The step is taken." in html
        assert "A quote" in html
    assert 'href="/"' in page
    assert 'role="alert"' in toast
    assert "<html" not in toast


def test_the_page_of_a_fault_needs_no_request():
    with translation.override("en"):
        assert "Something broke on our side" in render_to_string("errors/500.html")
