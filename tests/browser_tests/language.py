"""What a page says in the wrong language."""

import re

# Visible text, names for screen readers, hints and titles, one string each. Elements with a
# language of their own (the switch to the other one) and code are what they are on purpose.
READ = """() => {
  const own = '[lang]:not(html), code, pre, kbd, script, style, template, noscript';
  const said = [document.title];
  for (const node of document.querySelectorAll('body *')) {
    if (node.closest(own)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'data-empty']) {
      if (node.hasAttribute(name)) said.push(node.getAttribute(name));
    }
    for (const part of node.childNodes) {
      if (part.nodeType === Node.TEXT_NODE && part.data.trim()) said.push(part.data.trim());
    }
  }
  return {language: document.documentElement.lang, said: [...new Set(said)]};
}"""

# Written alike in both languages.
LATIN = {
    "CRM",
    "VAT",
    "SKU",
    "PDF",
    "CSV",
    "XLSX",
    "API",
    "ROI",
    "TCO",
    "Ctrl",
    "Esc",
    "CN",
    "SUCCESS",
}
SEAL = "签"
ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
NUMBER = re.compile(r"\b[A-Z]{1,4}-[\w-]*\d\b")  # Q-2026-0001
WORD = re.compile(r"[A-Za-z]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]+")


def misplaced(said: list[str], language: str, data: set[str]) -> list[str]:
    """Of a page's texts, those with a word of the other language that nobody typed as data."""
    return [text for text in said if _foreign(_without(text, data), language)]


def _without(text: str, data: set[str]) -> str:
    for name in sorted(data, key=len, reverse=True):
        text = text.replace(name, " ")
    return NUMBER.sub(" ", ADDRESS.sub(" ", text))


def _foreign(text: str, language: str) -> set[str]:
    if language == "en":
        return set(HAN.findall(text)) - {SEAL}
    return set(WORD.findall(text)) - LATIN
