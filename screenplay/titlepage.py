"""The title page: keys and their lines at the very top of a screenplay."""

import re
import unicodedata
from collections.abc import Sequence

from screenplay.elements import Emphasis, Entry, Locale, Script
from screenplay.emphasis import moved, placed, printed
from screenplay.lines import Line
from screenplay.locales import Profile, numbered, profile

_KEY = re.compile(r"([^\W\d_][^:\n]{0,39}?)[ \u00a0\u202f]{0,2}:[ \t\u00a0\u202f]*(.*)", re.DOTALL)
_NO_KEY = re.compile(r"[.!?,;()\[\]>]|  ")


def _spelling(key: str) -> str:
    return unicodedata.normalize("NFC", key).lower().replace("’", "'").strip()


def _meaning(key: str, language: Locale) -> str | None:
    """What a key means in French, in English, or in the script's own language."""
    locales: tuple[Locale, ...] = (language, "en", "fr")
    return next((found for one in locales if (found := profile(one).title_keys.get(_spelling(key)))), None)


def read(lines: Sequence[Line], language: Profile, text: str) -> tuple[tuple[Entry, ...], int]:
    """The title page's entries, and how many lines it takes (0 without one).

    A title page starts on the first line (blank ones may stand before a key that everybody knows), with a key that is
    neither a transition nor a heading. An unknown key opens one only when its whole block reads as keys and values.
    """
    first = next((i for i, line in enumerate(lines) if line.body), len(lines))
    after = next((i for i in range(first, len(lines)) if not lines[i].body), len(lines))
    block = lines[first:after]
    if not block or block[0].indent or not (opening := _KEY.fullmatch(block[0].body)):
        return (), 0
    key, value = opening[1], opening[2]
    if not _meaning(key, language.locale):
        odd = first > 0 or _NO_KEY.search(key) or len(key.split()) > 4 or not key[0].isupper()
        transition = key == key.upper() and not value and (len(block) == 1 or not block[1].indent)
        heading = language.heads(block[0].body) or numbered(block[0].body, language) or language.meant.match(key)
        loose = any(not line.indent and not _KEY.fullmatch(line.body) for line in block)
        if odd or transition or heading or loose:
            return (), 0
    keys: set[str] = set()
    begun: list[tuple[str, list[tuple[Line, str]]]] = []
    """Each key with its lines and what they say, the key's own line first, even when it says nothing."""
    for line in block:
        match = None if line.indent else _KEY.fullmatch(line.body)
        if match and (match[1].strip() not in keys or match[2]):
            keys.add(match[1].strip())
            begun.append((match[1].strip(), [(line, match[2])]))
        else:
            begun[-1][1].append((line, line.body))
    return tuple(_entry(key, said, text) for key, said in begun), after


def _entry(key: str, said: Sequence[tuple[Line, str]], text: str) -> Entry:
    values: list[str] = []
    spans: list[Emphasis] = []
    size = 0
    for line, written in said:
        if written:
            value, runs = printed(written)
            spans += placed(text, line, runs, lead=len(line.body) - len(written), shift=size)
            values.append(value)
            size += len(value) + 1
    first, last = said[0][0], said[-1][0]
    source = text[first.start : last.end]
    return Entry(
        key,
        tuple(values),
        source,
        first.number + 1,
        first.column,
        first.start,
        last.end - first.start,
        moved(spans, lines=1, offset=0),
    )


def values(script: Script, meaning: str) -> tuple[str, ...]:
    """The printed lines of a key by its meaning in any language, empty when the title page has none: ``title``,
    ``credit``, ``author``, ``source``, ``draft``, ``contact`` or ``copyright``."""
    found: list[str] = []
    for key, lines in script.title_page.items():
        if _meaning(key, script.locale) == meaning:
            found.extend(lines)
    return tuple(found)
