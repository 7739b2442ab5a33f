"""Title pages as other programs lay them out, freely: what each paragraph is has to be guessed from what it says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screenplay.locales import LOCALES, profile

NAMES = {
    "title": "Title",
    "credit": "Credit",
    "author": "Author",
    "source": "Source",
    "draft": "Draft date",
    "contact": "Contact",
    "copyright": "Copyright",
}
"""Meanings, and how Fountain's specification writes their keys."""

_LABEL = re.compile(r"([^\W\d_][^:\n./]{0,39}?)[ \u00a0\u202f]?:[ \t\u00a0\u202f]+(?=\S)")
_CREDIT = re.compile(
    r"((?:(?:original |teleplay |story )?(?:written|screenplay|teleplay|story|script|created|adapted|directed)"
    r"(?: (?:and|&) (?:directed|written|created))? by|a (?:screenplay|film|script) by|by"
    r"|(?:écrit|scénario|adapté|réalisé|un scénario|un film|scénario et dialogues|écrit et réalisé)(?: par| de)"
    r"|par|de))"
    r"(?:[ :\u00a0]+(.+))?",
    re.I | re.S,
)
_SOURCE = re.compile(r"(?:based (?:up)?on|from the|adapted from|inspired by|d['’]après|adaptation|inspiré)\b", re.I)
_RIGHTS = re.compile(r"©|\(c\)|copyright|all rights|tous droits|wga|sacd", re.I)
_DRAFT = re.compile(
    r"\b(?:draft|revision|revised|rev\.|version|v\d|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b.{0,12}\d{4})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a title page; several lines are parted by newlines. Empty ones only part."""

    text: str
    centered: bool


def guess(lines: Iterable[Line]) -> dict[str, tuple[str, ...]]:
    """Keys for the paragraphs of a title page: what is in the middle is title, credit, author and source in this
    order; labels (``Version: 3``) say what they are; the rest is told by its words, or is contact."""
    page: dict[str, list[str]] = {}
    last = ""
    for line in lines:
        if not line.text:
            last = "" if last != "Credit" else last
            continue
        key, words = _key(line, page, last)
        if key == "Credit" and (match := _CREDIT.fullmatch(words)) and match[2]:
            page.setdefault("Credit", []).append(match[1])
            key, words = "Author", match[2]
        page.setdefault(key, []).extend(words.split("\n"))
        last = key
    return {key: tuple(values) for key, values in page.items()}


def _key(line: Line, page: Mapping[str, object], last: str) -> tuple[str, str]:
    text = line.text
    label = _LABEL.match(text)
    if label and len(label[1].split()) < 4 and not (line.centered and "Title" not in page and not meaning(label[1])):
        return NAMES.get(meaning(label[1]), label[1].strip()), text[label.end() :]
    if not line.centered and last not in ("", "Title", "Credit", "Author", "Source") and not _RIGHTS.search(text):
        return (last if not _DRAFT.search(text) else "Draft date"), text
    if line.centered and "Title" not in page:
        return "Title", text
    if line.centered and _CREDIT.fullmatch(text) and "Author" not in page:
        return "Credit", text
    if _RIGHTS.search(text):
        return "Copyright", text
    if _SOURCE.match(text):
        return "Source", text
    if line.centered and last in ("Title", "Credit", "Source"):
        return {"Credit": "Author"}.get(last, last), text
    if line.centered and last == "Author":
        return "Author", text
    if _DRAFT.search(text):
        return "Draft date", text
    if line.centered and "Author" not in page:
        return "Author", text
    return ("Notes" if line.centered else "Contact"), text


def meaning(key: str) -> str:
    """What a key means in any language, empty when nobody knows it."""
    spelling = " ".join(key.lower().replace("’", "'").split())
    return next((found for locale in LOCALES if (found := profile(locale).title_keys.get(spelling, ""))), "")
