"""What a language model is told of a scene: the template of the script's language, its people, its beats.

What never changes stands first, so that a model that has read it once need not read it again for the next scene.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from storyboard.directing import Stage
from storyboard.idioms import details
from storyboard.moments import Moment
from storyboard.reading.lexicon import called

_FOLDER = Path(__file__).with_name("prompts")
_AGES = {"fr": "{age} ans", "en": "{age}"}
_SPEAKS = {"fr": "{who} parle", "en": "{who} speaks"}
_HEARD = {"fr": "voix de {who}", "en": "voice of {who}"}
_ACTION = {"fr": "action", "en": "action"}
_PEOPLE = {"fr": "PERSONNAGES : ", "en": "CHARACTERS: "}
_THINGS = {"fr": "CHOSES : ", "en": "THINGS: "}
_HELD = {"fr": "PLAN EN COURS : {shot}\n", "en": "SHOT IN PROGRESS: {shot}\n"}


@dataclass(frozen=True, slots=True)
class Ids:
    """Short ASCII ids of a scene's people and things, for a prompt and for a grammar."""

    real: Mapping[str, str]
    """Character, piece or thing by short id."""
    short: Mapping[str, str]

    def shown(self, stage: Stage, moment: Moment) -> tuple[str, ...]:
        """The short ids of what a beat may show."""
        things = [moment.thing] if moment.thing else [] if moment.people else details(stage.plan)
        return tuple(self.short[one] for one in dict.fromkeys([*moment.people, *things]) if one in self.short)


def ids(stage: Stage, moments: Sequence[Moment]) -> Ids:
    """Short ids by order of appearance: c1, c2 … for people, t1, t2 … for things."""
    people = list(dict.fromkeys(one for moment in moments for one in moment.people))
    things = list(dict.fromkeys([*(moment.thing for moment in moments if moment.thing), *details(stage.plan)]))
    short = {one: f"c{number}" for number, one in enumerate(people, 1)}
    short |= {one: f"t{number}" for number, one in enumerate(things, 1) if one not in short}
    return Ids({mark: one for one, mark in short.items()}, short)


def prompt(stage: Stage, moments: Sequence[Moment], names: Ids, *, first: int, last: int, held: str = "") -> str:
    """The prompt for beats ``first`` to ``last`` (excluded) of a scene; ``held`` describes the shot in progress."""
    language = "fr" if stage.locale == "fr" else "en"
    people = {one.id: one for one in stage.cast}
    rows = [
        f"{names.short[one]} {people[one].name}"
        + (f", {_AGES[language].format(age=people[one].age)}" if people[one].age is not None else "")
        for one in names.short
        if one in people
    ]
    nouns = called(stage.locale)
    labels = {piece.id: piece.label or nouns.get(piece.kind, piece.kind) for piece in stage.plan.pieces}
    things = [
        f"{mark} {labels.get(one) or nouns.get(one, one)}" for mark, one in names.real.items() if one not in people
    ]
    cast = _PEOPLE[language] + ("; ".join(rows) or "–")
    if things:
        cast += "\n" + _THINGS[language] + "; ".join(things)
    beats = [_beat(stage, moments[at], at, names, people, language) for at in range(first, last)]
    return _template(language).format(
        cast=cast,
        heading=" ".join(stage.scene.heading.text.split()),
        before=_HELD[language].format(shot=held) if held else "",
        beats="\n".join(beats),
    )


def _beat(stage: Stage, moment: Moment, at: int, names: Ids, people: Mapping[str, object], language: str) -> str:
    beat = moment.beat
    if beat.kind == "speech" and beat.speaker:
        who = names.short.get(beat.speaker) or getattr(people.get(beat.speaker), "name", beat.speaker)
        what = (_SPEAKS if moment.speaker else _HEARD)[language].format(who=who)
    else:
        what = _ACTION[language]
    there = " ".join(names.shown(stage, moment))
    return f"{at + 1} [{what} | {there or '–'}] {' '.join(beat.text.split())}"


@cache
def _template(language: str) -> str:
    return (_FOLDER / f"{language}.txt").read_text("utf-8")
