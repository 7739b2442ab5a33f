"""Why a shot was chosen: what decided, and the sentence that says so, in the script's language."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from screenplay.locales import told_in
from storyboard.directing import Stage
from storyboard.idioms import INDEX, Framing
from storyboard.moments import Moment

SMALL_WORDS = frozenset(
    ["à", "au", "aux", "d", "de", "des", "du", "en", "et", "in", "l", "la", "le", "les", "of", "on", "the", "and"]
)


def motive(
    covered: Sequence[Moment], framing: Framing, *, opening: bool, again: bool, climax: int
) -> tuple[str, str, str]:
    """What decided, and the names that its sentence needs."""
    kind, subjects = framing.kind, framing.subjects
    head = covered[0]
    if framing.pin:
        return "script", "", ""
    if kind == "insert":
        return "insert", "", ""
    if kind == "pov":
        return "pov", subjects[-1], ""
    if kind == "estab":
        return ("opening" if opening else "place"), "", ""
    if kind == "master":
        if any(moment.crowd for moment in covered):
            return "crowd", "", ""
        return ("opening_all" if opening else "reestablish" if again and head.beat.kind == "speech" else "wide"), "", ""
    if kind in ("three", "group"):
        return "all", "", ""
    if kind == "two":
        speaking = {moment.speaker for moment in covered}
        return ("talk" if set(subjects) <= speaking else "together"), subjects[0], subjects[1]
    name = subjects[0]
    speaks = any(moment.speaker == name for moment in covered)
    heard = any(moment.speaker and moment.speaker != name for moment in covered)
    if any(name in moment.entering for moment in covered):
        return "entrance", name, ""
    if any(name in moment.leaving for moment in covered):
        return "exit", name, ""
    if 0 <= climax < len(covered) and INDEX[framing.size] <= INDEX["CU"]:
        return ("peak" if speaks or not heard else "reaction"), name, ""
    if any(name in moment.felt for moment in covered) and INDEX[framing.size] <= INDEX["MCU"]:
        return "affect", name, ""
    if any(name in moment.moving for moment in covered):
        return "move", name, ""
    if kind == "ots" and speaks:
        return "speaks_over", name, subjects[1]
    if speaks:
        return "speaks", name, ""
    if heard:
        return "reaction", name, ""
    if any(moment.looker == name for moment in covered):
        return "look", name, ""
    if all(moment.beat.kind == "speech" for moment in covered):
        return ("own_voice" if head.beat.speaker == name else "hears"), name, ""
    if any(moment.pause for moment in covered):
        return "pause", name, ""
    return ("acts" if any(name in moment.active for moment in covered) else "pause"), name, ""


@cache
def _reasons() -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_name("motives.toml").read_text(encoding="utf-8")
    reasons: Mapping[str, Mapping[str, str]] = tomllib.loads(text)["reasons"]
    return reasons


def reason(stage: Stage, motive: str, name: str = "", other: str = "") -> str:
    """The sentence of a motive, in the script's language where we speak it."""
    names = {character.id: character.name for character in stage.cast}
    shown = [_title(names.get(one, one)) for one in (name, other)]
    return _reasons()[told_in(stage.locale)][motive].replace("{name}", shown[0]).replace("{other}", shown[1])


def _title(name: str) -> str:
    """A name in capitals as one writes it in a sentence: MAN IN ROW F is Man in Row F."""
    if any(letter.islower() for letter in name):
        return name
    words = [word.lower() if word.lower() in SMALL_WORDS else word.title() for word in name.split()]
    return " ".join([name.split()[0].title(), *words[1:]]) if words else name
