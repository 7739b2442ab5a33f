"""Prose cut into sentences, verbatim: the pieces joined are the text again.

What was cut is remembered: a script is read again and again while it is written, and most of it is as it was.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

REMEMBERED = 1 << 14
"""Texts that are kept in mind: a script of 120 pages has about 4,000 paragraphs and speeches."""

_GAP = re.compile(r"\s+")
_QUOTED = re.compile(r"«[^»]{0,300}»|“[^”]{0,300}”|\"[^\"\n]{0,300}\"")
_CLOSERS = "»”\"')] \u00a0\u202f"
_ENDS = ".!?…"
_OPENERS = "«“\"'(—–-[¿¡*"
_LIST = 40
"""Characters before a sentence's full stop that may be the number of an item."""
_CLAUSE = re.compile(r"[,;:—–)]\s+")


@cache
def _short() -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text("utf-8"))["short"])


@lru_cache(maxsize=REMEMBERED)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences, each with the white space that follows it. Abbreviations, initials, unfinished thoughts that go on
    in lower case, and full stops inside a quotation do not break; a line break does when the line is a whole one."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found: list[str] = []
    start = quote = 0
    for gap in _GAP.finditer(text):
        if gap.start() == 0 or gap.end() == len(text):
            continue
        while quote < len(quoted) and quoted[quote][1] <= gap.start():
            quote += 1
        inside = quote < len(quoted) and quoted[quote][0] < gap.start()
        if not inside and (_ended(text, start, gap.start(), gap.end()) or _line_ended(text, start, gap)):
            found.append(text[start : gap.end()])
            start = gap.end()
    if start < len(text):
        found.append(text[start:])
    return tuple(found)


def _ended(text: str, start: int, end: int, following: int) -> bool:
    last = end
    while last > start and last > end - 4 and text[last - 1] in _CLOSERS:
        last -= 1
    if last == start or text[last - 1] not in _ENDS:
        return False
    after = text[following]
    if after in _OPENERS:
        after = next((char for char in text[following + 1 : following + 4] if char.isalnum()), after)
    if after.islower() or after in _ENDS or after in "»”)]":
        return False
    if text[last - 1] != "." or text[last - 2 : last - 1] == ".":
        return True
    word = text[max(start, last - 16) : last - 1].split()[-1:] or [""]
    bare = word[0].lower().strip("(«“\"'")
    if bare.isdigit() and last - start < _LIST and not text[start : last - 1].strip(" \n0123456789"):
        return False  # 12. in a list, or before a heading
    return bare not in _short() and not (len(bare) == 1 and word[0][-1:].isupper())


def _line_ended(text: str, start: int, gap: re.Match[str]) -> bool:
    """A framing in capitals alone on its line, and each item of a list, stand by themselves."""
    if "\n" not in gap[0]:
        return False
    line = text[max(start, text.rfind("\n", start, gap.start()) + 1) : gap.start()]
    return line == line.upper() != line.lower() or text[gap.end()] in "-–—•"


def pieces(text: str, *, longest: int) -> Iterator[str]:
    """The text in pieces of at most ``longest`` characters, cut after clauses, else between words, else anywhere."""
    at = 0
    while len(text) - at > longest:
        window = text[at : at + longest]
        clauses = [match.end() for match in _CLAUSE.finditer(window, longest // 3)]
        words = window.rstrip().rfind(" ", longest // 3)
        cut = clauses[-1] if clauses else words + 1 if words > 0 else longest
        yield window[:cut]
        at += cut
    if at < len(text):
        yield text[at:]


def gathered(text: str, *, usual: int, longest: int) -> list[str]:
    """Whole sentences gathered up to ``usual`` characters; a sentence over ``longest`` is cut by itself."""
    if len(text) <= usual:
        return [text]
    found: list[str] = []
    for sentence in sentences(text):
        for part in pieces(sentence, longest=longest):
            if found and len(found[-1]) + len(part.rstrip()) <= usual:
                found[-1] += part
            else:
                found.append(part)
    return found
