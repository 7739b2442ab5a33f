"""What a language model is asked about somebody or some place of a script, and what its answer means.

It reads numbered lines and fills a form in. The line that says so is one of those numbers: it cannot be invented; what
it reads there is bounded letters, or an age. A person accepts it or not: nothing here changes anything.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Literal

from screenplay.elements import Locale
from screenplay.register import Register
from screenplay.story import Beat, Character, Scene
from storyboard.directors.replies import LETTERS, Form
from storyboard.errors import StoryboardError

About = Literal["cast", "set"]
FIELDS: dict[About, tuple[str, ...]] = {"cast": ("age", "look", "clothes"), "set": ("description",)}
WORDS = {"age": 0, "look": 90, "clothes": 90, "description": 160}
"""Letters that an answer may have, by field; an age is a number."""
MOST_LINES = 60
"""Lines that a question shows at most."""
_FOLDER = Path(__file__).with_name("prompts")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of the script that may say something: its beat (empty for a heading), its place, its words."""

    beat: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody, or some place, and the lines about them, those that tell most first."""

    about: About
    name: str
    lines: tuple[Evidence, ...]

    @property
    def numbered(self) -> dict[str, Evidence]:
        """The lines in the order of the script, by the short ids that an answer names them by."""
        ordered = sorted(self.lines, key=lambda one: one.line)
        return {f"l{number}": one for number, one in enumerate(ordered, 1)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that was read, and where."""

    about: About
    name: str
    field: str
    value: str | int
    evidence: Evidence


def person(one: Character, scenes: Sequence[Scene], register: Register) -> Question:
    """The question about somebody: the action that names them, what they say, then what others say of them."""
    rows: list[tuple[int, Evidence]] = []
    for scene in scenes:
        for beat in scene.beats:
            named = any(mention.character == one.id for mention in register.mentions(beat.text))
            if beat.kind == "action" and named:
                rank = 0 if beat.line == one.introduction_line else 1
            elif beat.speaker == one.id:
                rank = 2
            elif named:
                rank = 3
            else:
                continue
            rows.append((rank, _evidence(beat)))
    return Question("cast", one.name, _first(rows))


def place(name: str, scenes: Sequence[Scene]) -> Question:
    """The question about a place: the headings that name it, and the action that plays there."""
    rows: dict[str, tuple[int, Evidence]] = {}
    for scene in scenes:
        text = " ".join(scene.heading.text.split())
        rows.setdefault(text, (0, Evidence("", scene.line, text)))
        for beat in scene.beats:
            if beat.kind == "action":
                rows[beat.id] = (1, _evidence(beat))
    return Question("set", name, _first(list(rows.values())))


def _evidence(beat: Beat) -> Evidence:
    return Evidence(beat.id, beat.line, " ".join(beat.text.split()))


def _first(rows: Sequence[tuple[int, Evidence]]) -> tuple[Evidence, ...]:
    return tuple(one for _rank, one in sorted(rows, key=lambda row: (row[0], row[1].line))[:MOST_LINES])


def prompt(question: Question, locale: Locale) -> str:
    """What the model is told: what never changes first, then whom or what it is about, and the numbered lines."""
    lines = "\n".join(f"{mark} {one.text}" for mark, one in question.numbered.items())
    return _template(question.about, "fr" if locale == "fr" else "en").format(name=question.name, lines=lines)


@cache
def _template(about: About, language: str) -> str:
    return (_FOLDER / f"{about}.{language}.txt").read_text("utf-8")


def form(question: Question) -> Form:
    """The form of an answer: for each field nothing, or what was read with the id of its line."""
    marks = list(question.numbered)
    rules = ["line ::= " + " | ".join(f'"\\"{mark}\\""' for mark in marks), f"letter ::= {LETTERS}"]
    fields, most = [], 2
    for name in FIELDS[question.about]:
        value = "[1-9] [0-9]?" if not WORDS[name] else f'"\\"" letter{{1,{WORDS[name]}}} "\\""'
        rules.append(f'{name} ::= "null" | "{{\\"is\\":" {name}is ",\\"line\\":" line "}}"')
        rules.append(f"{name}is ::= {value}")
        fields.append(f'"\\"{name}\\":" {name}')
        most += len(name) + 30 + max(map(len, marks)) + 2 * max(WORDS[name], 2)
    root = 'root ::= "{" ' + ' "," '.join(fields) + ' "}"'
    return Form("\n".join([root, *rules]) + "\n", most)


def read(question: Question, answer: str) -> tuple[Proposal, ...]:
    """What an answer proposes, checked again. Raises StoryboardError for one that is not what the grammar promises."""
    numbered, found = question.numbered, []
    try:
        for name, said in json.loads(answer).items():
            if said is None:
                continue
            value = said["is"] if not WORDS[name] else " ".join(said["is"].split()).strip(" ,.'-")[: WORDS[name]]
            if isinstance(value, int) == (name == "age") and value:
                found.append(Proposal(question.about, question.name, name, value, numbered[said["line"]]))
    except (ValueError, TypeError, KeyError, AttributeError) as trouble:
        raise StoryboardError(_("the model's answer is not in its form; try another model")) from trouble
    return tuple(found)
