"""The title page: keys and their lines at the very top of a screenplay."""

import re
import unicodedata
from collections.abc import Sequence

from screenplay.elements import Locale, Script
from screenplay.emphasis import printed
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


def read(lines: Sequence[Line], language: Profile) -> tuple[dict[str, tuple[str, ...]], int]:
    """The title page's keys as written, each with its printed lines, and how many lines it takes (0 without one).

    A title page starts on the first line (blank ones may stand before a key that everybody knows), with a key that is
    neither a transition nor a heading. An unknown key opens one only when its whole block reads as keys and values.
    """
    first = next((i for i, line in enumerate(lines) if line.body), len(lines))
    after = next((i for i in range(first, len(lines)) if not lines[i].body), len(lines))
    block = lines[first:after]
    if not block or block[0].indent or not (opening := _KEY.fullmatch(block[0].body)):
        return {}, 0
    key, value = opening[1], opening[2]
    if not _meaning(key, language.locale):
        odd = first > 0 or _NO_KEY.search(key) or len(key.split()) > 4 or not key[0].isupper()
        transition = key == key.upper() and not value and (len(block) == 1 or not block[1].indent)
        heading = language.heads(block[0].body) or numbered(block[0].body, language) or language.meant.match(key)
        loose = any(not line.indent and not _KEY.fullmatch(line.body) for line in block)
        if odd or transition or heading or loose:
            return {}, 0
    page: dict[str, list[str]] = {}
    for line in block:
        match = None if line.indent else _KEY.fullmatch(line.body)
        if match and (match[1] not in page or match[2]):
            key, value = match[1].strip(), match[2]
            page.setdefault(key, [])
        else:
            value = line.body
        if value:
            page[key].append(printed(value)[0])
    return {key: tuple(values) for key, values in page.items()}, after


def values(script: Script, meaning: str) -> tuple[str, ...]:
    """The printed lines of a key by its meaning in any language, empty when the title page has none: ``title``,
    ``credit``, ``author``, ``source``, ``draft``, ``contact`` or ``copyright``."""
    found: list[str] = []
    for key, lines in script.title_page.items():
        if _meaning(key, script.locale) == meaning:
            found.extend(lines)
    return tuple(found)
