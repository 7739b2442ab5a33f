"""Shots in a school's words, and their numbers: ids stay in the data, words and numbers are rendered here."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Literal, cast, get_args

from screenplay.elements import Locale
from storyboard.errors import StoryboardError
from storyboard.shots import Shot

Field = Literal["size", "kind", "angle", "move", "transition"]
Numbering = Literal["12A", "12/3", "S12-P03"]
NUMBERINGS: tuple[Numbering, ...] = get_args(Numbering)

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No I and no O: on a slate they read as one and zero."""

_PATTERNS: Mapping[Numbering, re.Pattern[str]] = {
    "12A": re.compile(rf"(?P<scene>\S*?)(?P<shot>[{LETTERS}]+)"),
    "12/3": re.compile(r"(?P<scene>\S*)/(?P<shot>\d+)"),
    "S12-P03": re.compile(r"S(?P<scene>\S*)-P(?P<shot>\d+)"),
}


@dataclass(frozen=True, slots=True)
class Glossary:
    """One school's words: for each field, id to (abbreviation, full name)."""

    name: str
    language: Locale
    words: Mapping[str, Mapping[str, tuple[str, str]]]

    def word(self, field: Field, identity: str) -> str:
        """The full name of an id: ``word("size", "CU")`` is ``gros plan``."""
        return self.words[field][identity][1]

    def short(self, field: Field, identity: str) -> str:
        """Its abbreviation, empty for what is usual and left unsaid (eye level, a cut, a single)."""
        return self.words[field][identity][0]

    def label(self, shot: Shot) -> str:
        """A shot in few words, for a slate or a margin: ``GP plongée trav. av.``"""
        size = "" if shot.kind in ("insert", "card") else self.short("size", shot.size)
        move = self.short("move", shot.move) if shot.move != "static" else ""
        kind = self.short("kind", shot.kind)
        return " ".join(part for part in (size, kind, self.short("angle", shot.angle), move) if part)


@cache
def glossaries() -> Mapping[str, Glossary]:
    """Every glossary by name; ``fr`` and ``en`` are the default of their language."""
    tables = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8"))
    found = {}
    for name, table in tables.items():
        language = cast(Locale, table["language"])
        words = {
            field: {
                identity: (pair[0], pair[1])
                for identity, pair in {**tables[language][field], **table.get(field, {})}.items()
            }
            for field in get_args(Field)
        }
        found[name] = Glossary(name, language, words)
    return found


def glossary(name: str) -> Glossary:
    """The glossary of that name. Raises StoryboardError when there is none."""
    known = glossaries()
    if name not in known:
        message = _("no glossary is named “{name}”; known: {known}")
        raise StoryboardError(message.format(name=name, known=", ".join(sorted(known))))
    return known[name]


def number(scene: str, shot: int, style: Numbering = "12A") -> str:
    """The number of a shot: ``scene`` as written, ``shot`` from 1, rendered as ``12A``, ``12/3`` or ``S12-P03``."""
    if shot < 1:
        raise StoryboardError(f"shots are numbered from 1, not {shot}")
    scene = "".join(scene.split())
    if style == "12A":
        # a scene number that ends in a letter (12A) keeps its shots apart with a hyphen
        return f"{scene}{'-' if scene[-1:].isalpha() else ''}{letters(shot)}"
    return f"{scene}/{shot}" if style == "12/3" else f"S{scene}-P{shot:02d}"


def parse_number(text: str, style: Numbering = "12A") -> tuple[str, int]:
    """The scene number and the shot that a rendered number names. Raises StoryboardError when it names none."""
    match = _PATTERNS[style].fullmatch(text.strip().upper() if style != "12/3" else text.strip())
    if match is None or (style != "12A" and int(match["shot"]) < 1):
        raise StoryboardError(f"“{text}” is no shot number; written as {style}, for example {number('12', 3, style)}")
    scene, shot = match["scene"], match["shot"]
    if style == "12A":
        if "-" in text:
            scene, _, shot = text.strip().upper().rpartition("-")
            if not re.fullmatch(rf"[{LETTERS}]+", shot):
                raise StoryboardError(f"“{text}” is no shot number; letters I and O are not used")
        return scene, _from_letters(shot)
    return scene, int(shot)


def letters(shot: int) -> str:
    """1 is A, 24 is Z, 25 is AA: the 24 letters without I and O."""
    text = ""
    while shot > 0:
        shot, rest = divmod(shot - 1, len(LETTERS))
        text = LETTERS[rest] + text
    return text


def _from_letters(text: str) -> int:
    value = 0
    for letter in text:
        value = value * len(LETTERS) + LETTERS.index(letter) + 1
    return value
