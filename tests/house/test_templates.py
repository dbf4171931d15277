"""Templates: strict CSP, icons that exist, and no text that nobody translated."""

import ast
import re

import pytest
from django.urls import get_resolver

from crm.icons import ICONS
from crm.pages import VerbPage
from tests.house.source import TEMPLATES, modules, short, tree

every_template = pytest.mark.parametrize("path", TEMPLATES, ids=short)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TRANSLATED = re.compile(r"{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}", re.DOTALL)
COMMENTS = re.compile(r"{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
MARKUP = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
SPOKEN = re.compile(r"\b(?:title|alt|placeholder|aria-label|aria-description)=\"([^\"]*)\"")
WORDS = re.compile(r"[^\W\d_]{2,}")
# Names and samples that are the same in every language.
SAME_EVERYWHERE = {"Fairway", "CSV", "XLSX", "PDF", "API", "SKU", "English", "EN", "Ctrl"}
SAME_EVERYWHERE |= {"简体中文", "中文"}
# Blocks that fill an attribute with names of CSS classes.
CLASSES = re.compile(r"{% block \w+_class %}.*?{% endblock.*?%}")
# Django's own field template does the same: a help text is written by us or by Django.
SAFE_HELP_TEXT = "templates/components/_field_notes.html"
# The style guide shows parts with sample data; mails and print pages have their own tests.
SAMPLES = ("templates/styleguide",)


@every_template
def test_nothing_is_inline(path):
    text = COMMENTS.sub("", path.read_text())
    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<[^>]*\son\w+\s*=", text)
    assert not re.search(r"<[^>]*\shx-on", text)
    assert not re.search(r"javascript:", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "application/json" in script, script
    assert "|safe" not in text or short(path) == SAFE_HELP_TEXT
    assert "autoescape off" not in text


@every_template
def test_no_literal_text_is_left_untranslated(path):
    if short(path).startswith(SAMPLES):
        return
    text = COMMENTS.sub("", path.read_text())
    text = CLASSES.sub("", TRANSLATED.sub("", text))
    spoken = [value for value in SPOKEN.findall(text) if says_something(TAGS.sub("", value))]
    shown = MARKUP.sub(" ", TAGS.sub(" ", text))
    assert [*spoken, *filter(says_something, shown.splitlines())] == []


def says_something(text: str) -> bool:
    text = re.sub(r"&#?\w+;", " ", text)
    return any(word not in SAME_EVERYWHERE for word in WORDS.findall(text))


def icons_in_templates():
    for path in TEMPLATES:
        for name in re.findall(r"{% icon [\"']([\w-]+)[\"']", path.read_text()):
            yield name, short(path)


def icons_in_python():
    """The icon argument of kinds, menu items, verbs and sentences, by its place or its name."""
    places = {"say": 1, "Kind": 3, "Item": 3, "Verb": 3}
    for path in modules():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            named = [word.value for word in node.keywords if word.arg == "icon"]
            placed = node.args[places[name] : places[name] + 1] if name in places else []
            for value in [*named, *placed]:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{short(path)}:{node.lineno}"


def test_every_icon_named_exists():
    missing = [f"{name} in {where}" for name, where in icons_in_templates() if name not in ICONS]
    missing += [f"{name} in {where}" for name, where in icons_in_python() if name not in ICONS]
    assert missing == []


def _kinds_of(page: type) -> list[type]:
    return [page, *(kind for below in page.__subclasses__() for kind in _kinds_of(below))]


def test_a_verb_that_shows_its_refusal_has_a_place_for_it():
    assert get_resolver("crm.urls_tenant").url_patterns  # all of them are loaded
    pages = [page for page in _kinds_of(VerbPage) if page.post is VerbPage.post and page.restates]
    assert len(pages) > 20
    assert {page.template_name for page in pages} == {"form.html", "approvals/submission.html"}
