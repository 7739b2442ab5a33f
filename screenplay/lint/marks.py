"""What other programs leave in a text: printed pages' furniture, invisible characters, indents; title keys misspelt."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from screenplay.cues import is_cue
from screenplay.diagnostics import diagnostic
from screenplay.elements import Diagnostic, Element, Script
from screenplay.folding import fold
from screenplay.lines import Places
from screenplay.locales import capitals, profile

_SHAPELESS = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_HIDDEN = re.compile(rf"^[ \t\u00a0]*[{_SHAPELESS}][ \t\u00a0{_SHAPELESS}]*(\S[^\r\n]{{0,80}})", re.M)
_INDENT = re.compile(r"^(?:\t| {4})[ \t]*\S", re.M)
_FEW = 5
"""Indented lines that may be meant."""
_PAGE = re.compile(
    r"(?:page|p\.|pag\.|pagina|página|seite|strona) ?\d{1,4}(?: ?(?:/|sur|of|de|von|di|z) ?\d{1,4})?\.?", re.I
)
_CARRIED = frozenset(
    ["more", "continued", "contd", "cont'd", "suite", "a suivre", "suite page suivante", "weiter", "fortsetzung",
     "continua", "continuara", "segue", "cd", "c.d.n.", "mehr"]
)  # fmt: skip
_COUNT = re.compile(r"(?<!\d)\d{1,4}(?=\D{0,80}\Z)")
"""The last number of a line."""
_REPEATED = 4
"""Lines alike but for a rising number, from which on they are a page's head or foot."""
_CLOSING = 3
"""Elements at the end, where À SUIVRE is the writer's."""


def marks(script: Script) -> Iterator[Diagnostic]:
    """What is to be said of the file, rather than of the story."""
    yield from _hidden(script)
    yield from _indents(script)
    yield from _furniture(script)
    yield from _keys(script)


def _hidden(script: Script) -> Iterator[Diagnostic]:
    """Characters without a shape before what would be a heading or a name."""
    language = profile(script.locale)
    places: Places | None = None
    for found in _HIDDEN.finditer(script.text):
        body = found[1].strip()
        if found.start() == 0 and found[0].startswith("\ufeff") and len(found[0]) - len(found[1]) == 1:
            continue  # the file's own mark
        if language.heads(body) or is_cue(body):
            places = places or Places(script.text)
            line, column = places.at(found.start())
            char = next(char for char in found[0] if char not in " \t\u00a0" and not char.isprintable())
            point = f"U+{ord(char):04X}"
            yield diagnostic("hidden-character", script.locale, line=line, column=column, what=body, point=point)


def _indents(script: Script) -> Iterator[Diagnostic]:
    first = next((element.offset for element in script.elements), len(script.text))
    start = script.text.rfind("\n", 0, first) + 1
    found = [match.start() for match in _INDENT.finditer(script.text, start)]
    if len(found) >= _FEW:
        line, column = Places(script.text).at(found[0])
        yield diagnostic("indented", script.locale, line=line, column=column, count=str(len(found)))


def _furniture(script: Script) -> Iterator[Diagnostic]:
    """Page numbers, and what is said at the foot and the head of a page when a scene or a speech goes on."""
    alike: dict[str, list[tuple[int, Element]]] = defaultdict(list)
    last = len(script.elements) - _CLOSING
    for index, element in enumerate(script.elements):
        text = element.text
        if element.kind not in ("action", "parenthetical", "character") or "\n" in text or len(text) > 80:
            continue
        bare = fold(text).strip(" ():.-–—…")
        carried = re.sub(r"\s*\(\d+\)?$", "", bare) in _CARRIED and text == capitals(text) and index < last
        if carried and element.kind == "parenthetical":
            following = script.elements[index + 1] if index + 1 < len(script.elements) else None
            carried = following is None or following.kind not in ("dialogue", "lyric", "parenthetical")
        if carried or (_PAGE.fullmatch(text.strip()) and element.kind == "action"):
            yield _told(script, element)
        elif element.kind == "action" and (count := _COUNT.search(text)):
            alike[f"{text[: count.start()]}#{text[count.end() :]}"].append((int(count[0]), element))
    for lines in alike.values():
        numbers = [number for number, _ in lines]
        if len(lines) >= _REPEATED and numbers == sorted(set(numbers)):
            for _, element in lines:
                yield _told(script, element)


def _told(script: Script, element: Element) -> Diagnostic:
    what = element.text.strip()
    return diagnostic("page-furniture", script.locale, line=element.line, column=element.column, what=what)


def _keys(script: Script) -> Iterator[Diagnostic]:
    """Keys of the title page that are nearly one that is known."""
    known = {key for locale in (script.locale, "en", "fr") for key in profile(locale).title_keys}
    for key in script.title_page:
        spelled = key.lower().replace("’", "'")
        near = get_close_matches(spelled, known, 1, 0.8) if spelled not in known and len(spelled) > 3 else []
        if near and abs(len(near[0]) - len(spelled)) <= 2:
            line = next(
                (n for n, row in enumerate(script.text.splitlines()[:200], 1) if row.lstrip("\ufeff").startswith(key)),
                1,
            )
            yield diagnostic("title-key", script.locale, line=line, column=1, what=key, right=near[0].capitalize())
