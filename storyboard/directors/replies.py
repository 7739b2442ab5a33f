"""What a language model may answer about a scene, and what its answer means.

The grammar leaves it no way to be wrong in form: one entry for each beat in order, ids from enumerations of this scene,
a bounded reason. Whitespace is none, strings and lists are bounded, so that any model ends, whatever its weights.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import Any, get_args

from storyboard.deciding import decided
from storyboard.decisions import Choice, Decision
from storyboard.directing import Stage
from storyboard.directors.plain import lens_for, shot_id
from storyboard.errors import StoryboardError
from storyboard.moments import Moment
from storyboard.shots import Angle, Kind, MoveKind, Shot, Size, Transition

KINDS: tuple[Kind, ...] = ("single", "two", "three", "group", "ots", "pov", "insert", "master", "estab")
MOVES: tuple[MoveKind, ...] = ("static", "pan", "tilt", "dolly_in", "dolly_out", "truck", "track", "handheld")
MOST_PEOPLE = 3
"""People that an entry may name."""
REASON = 60
"""Letters of a reason."""
LETTERS = "[a-zA-Z0-9 ,.'àâçéèêëîïôöûùüœßñóíáúãõąćęłńśźż-]"
"""What a model may write: no quotes, brackets or line ends."""


@dataclass(frozen=True, slots=True)
class Form:
    """A grammar in GBNF, and the bytes that no answer exceeds: as many tokens are enough for it to end."""

    grammar: str
    most: int


def form(beats: Sequence[str], shown: Sequence[Sequence[str]], *, opens: bool) -> Form:
    """The form of an answer about beats with the short ids ``beats``; ``shown`` are the short ids of the people and
    the things that each may show. ``opens``: the first beat begins a shot whatever the model thinks.
    """
    rules = [
        f"size ::= {_one_of(get_args(Size))}",
        f"kind ::= {_one_of(KINDS)}",
        f"angle ::= {_one_of(get_args(Angle))}",
        f"move ::= {_one_of(MOVES)}",
        f"letter ::= {LETTERS}",
        f'why ::= "\\"" letter{{0,{REASON}}} "\\""',
        'hold ::= "\\"cut\\":0}"',
    ]
    entries, most = [], 2
    for number, (beat, named) in enumerate(zip(beats, shown, strict=True)):
        who = f'"[" (id{number} ("," id{number}){{0,{MOST_PEOPLE - 1}}})? "]"' if named else '"[]"'
        if named:
            rules.append(f"id{number} ::= {_one_of(named)}")
        rules.append(
            f'cut{number} ::= "\\"cut\\":1,\\"size\\":" size ",\\"kind\\":" kind ",\\"angle\\":" angle '
            f'",\\"move\\":" move ",\\"who\\":" {who} ",\\"why\\":" why "}}"'
        )
        lead = f'"{{\\"beat\\":\\"{beat}\\","'
        entries.append(f"{lead} cut{number}" if opens and not number else f"{lead} (hold | cut{number})")
        longest = max(map(len, named), default=0) + 3
        most += len(beat) + 110 + MOST_PEOPLE * longest + 2 * REASON
    rules.insert(0, 'root ::= "[" ' + ' "," '.join(entries) + ' "]"')
    return Form("\n".join(rules) + "\n", most)


def _one_of(words: Sequence[str]) -> str:
    """Short ASCII words in quotes: nothing of a screenplay ever stands in a grammar."""
    assert all(word.isascii() and word.replace("_", "").isalnum() for word in words)
    return " | ".join(f'"\\"{word}\\""' for word in words)


def entries(text: str, beats: Sequence[str]) -> list[Mapping[str, Any]]:
    """An answer as entries, checked again. Raises StoryboardError for one that is not what the grammar promises."""
    try:
        found = list(json.loads(text))
        given = [entry["beat"] for entry in found]
    except (ValueError, TypeError, KeyError) as trouble:
        raise StoryboardError(_("the model's answer is not in its form; try another model")) from trouble
    if given != list(beats):
        raise StoryboardError(_("the model's answer is not about the beats it was asked for; try another model"))
    return found


def shots(
    stage: Stage, moments: Sequence[Moment], answer: Sequence[Mapping[str, Any]], ids: Mapping[str, str]
) -> list[Shot]:
    """The shots that an answer about all the beats of ``moments`` means. ``ids``: character or thing by short id.

    What cannot be shown is made to fit, and the reason says so: people who are not there, a kind that wants others.
    """
    result: list[Shot] = []
    for moment, entry in zip(moments, answer, strict=True):
        if result and not entry["cut"]:
            last = result[-1]
            result[-1] = replace(
                last, beats=(*last.beats, moment.beat.id), seconds=round(last.seconds + moment.seconds, 3)
            )
            continue
        result.append(_shot(stage, moment, entry, ids))
    return result


def _shot(stage: Stage, moment: Moment, entry: Mapping[str, Any], ids: Mapping[str, str]) -> Shot:
    there = list(dict.fromkeys(ids[one] for one in entry["who"]))
    kind, who, mended = _fitting(entry["kind"], there, moment)
    size: Size = entry["size"]
    reason = entry["why"].strip() or ("Choix du modèle." if stage.locale == "fr" else "The model's choice.")
    if mended:
        reason += f" ({'corrigé' if stage.locale == 'fr' else 'mended'} : {entry['kind']} → {kind})"
    return Shot(
        id=shot_id(stage.scene.id, moment.beat.id),
        scene=stage.scene.id,
        order=0,
        beats=(moment.beat.id,),
        kind=kind,
        size=size,
        angle=entry["angle"] if kind not in ("estab", "insert") else "eye",
        lens=lens_for(kind, size),
        move=entry["move"],
        subjects=tuple(who),
        transition=Transition(),
        seconds=round(moment.seconds, 3),
        reason=reason,
        origin="model",
    )


def _fitting(kind: Kind, who: list[str], moment: Moment) -> tuple[Kind, list[str], bool]:
    """A kind and people that go together, and whether either was changed."""
    people = [one for one in who if one in moment.people]
    things = [one for one in who if one not in moment.people]
    speaker = [moment.speaker] if moment.speaker in moment.people else []
    others = [one for one in [*speaker, *moment.active, *moment.people] if one not in people]
    if kind == "insert":
        if things:
            held = [moment.holder] if moment.holder and things[0] == moment.thing else []
            return kind, [*held, things[0]], False
        other, cast, _ = _fitting("single", people, moment)
        return other, cast, True
    if kind in ("estab", "master"):
        return kind, [] if kind == "estab" else list(moment.people[:6]), False
    wanted = {"single": 1, "pov": 2, "ots": 2, "two": 2, "three": 3}.get(kind, len(people))
    cast = list(dict.fromkeys([*people, *others]))[:wanted]
    if len(cast) >= max(wanted, 1):
        return kind, cast, len(people) < wanted
    fallback: dict[int, Kind] = {0: "estab", 1: "single", 2: "two"}
    return fallback[min(len(cast), 2)], cast, True


def pinned(stage: Stage, proposed: Sequence[Shot], written: Sequence[Shot]) -> tuple[Shot, ...]:
    """The proposed shots, with those that the script itself frames (of ``written``) as it frames them."""
    pins = [shot for shot in written if shot.origin == "script" and shot.beats]
    if not pins:
        return tuple(proposed)
    decisions = [
        Decision(
            shot.beats[0],
            Choice(shot.size, shot.kind, shot.angle, shot.move, shot.lens, shot.subjects),
            "before",
            shot.reason,
        )
        for shot in pins
    ]
    return tuple(
        replace(shot, origin="script") if shot.origin == "person" else shot
        for shot in decided(stage, proposed, decisions)
    )
