"""The embedded director: it reads each beat, weighs framings by idioms, and lets a dynamic programme cut the scene."""

import hashlib
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import gettext as _
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from screenplay.locales import told_in
from storyboard import idioms, rhythm, transitions
from storyboard.directing import Stage
from storyboard.directors.moves import with_moves
from storyboard.directors.programme import FORBIDDEN, Array, Run, solve
from storyboard.errors import StoryboardError
from storyboard.idioms import INDEX, WIDE_KINDS, Framing
from storyboard.moments import Moment, peak, read
from storyboard.shots import Angle, Kind, Shot, Size, Transition
from storyboard.stage.axis import orders
from storyboard.stage.judging import View
from storyboard.stage.portraits import two_size
from storyboard.stage.sizes import SIZES

CLOSE_FOR = 20.0
"""Seconds of close shots after which everyone should be seen again."""
ESTABLISHING = 3.5


@dataclass(frozen=True, slots=True)
class Rules:
    """The director who knows the grammar. All of it is on by default; weights are changed one by one."""

    manner: Literal["classic", "calm", "nervous"] = "classic"
    """A way of cutting in one word: rhythm, moves and weights together (storyboard/idioms.toml)."""
    rhythm: float | Literal["auto"] = "auto"
    """Average shot length in seconds, or ``auto``: by what happens in the scene, and by the manner."""
    idioms: Mapping[str, float] = field(default_factory=dict)
    """Weights that differ from ``storyboard/idioms.toml``; 0 switches an idiom off."""
    moves: float | Literal["auto"] = "auto"
    """Share of the shots that may move, at most, from 0 to 1; ``auto``: the manner's."""

    def unavailable(self) -> str | None:
        """Ready, unless a setting is out of its range."""
        if self.rhythm != "auto" and not 0.3 <= self.rhythm <= 600:
            return _("rhythm is an average shot length in seconds; give 0.3 to 600, or auto")
        if self.moves != "auto" and not 0 <= self.moves <= 1:
            return _("moves is a share of the shots; give 0 to 1, or auto")
        return None

    def direct(self, stage: Stage) -> tuple[Shot, ...]:
        """Shots in order; together they cover each beat of the scene exactly once."""
        manner = idioms.manner(self.manner)
        weights = self._weights(manner.weights)
        if not stage.scene.beats:
            return (bare(stage),)
        shots: list[Shot] = []
        moments = read(stage)
        for first, last in parts(moments):
            if moments[first].beat.kind == "card":
                shots.append(card(stage, moments[first]))
                continue
            shots += _directed(stage, moments, first, last, weights, self._rhythm(moments[first:last]), opens=not shots)
        shots = [replace(shot, order=index) for index, shot in enumerate(shots, 1)]
        shots[0] = replace(shots[0], transition=transitions.opening(stage.scene))
        shots[-1] = replace(shots[-1], ending=transitions.closing(stage.scene, stage.locale))
        share = manner.moves if self.moves == "auto" else self.moves
        moving = with_moves(stage, moments, shots, share=share, handheld=manner.handheld)
        written = reason(stage, "script")
        return tuple(
            replace(shot, reason=written) if shot.origin == "script" and shot.kind != "card" else shot
            for shot in moving
        )

    def _rhythm(self, part: Sequence[Moment]) -> float:
        """The average shot length wanted of a part of a scene, seconds."""
        return rhythm.target(part) * idioms.manner(self.manner).rhythm if self.rhythm == "auto" else self.rhythm

    def _weights(self, manner: Mapping[str, float]) -> Mapping[str, float]:
        known = idioms.defaults()
        for name in self.idioms:
            if name not in known:
                message = _("[director.rules.idioms] no idiom “{name}”; known: {known}")
                raise StoryboardError(message.format(name=name, known=", ".join(sorted(known))))
        return {**known, **manner, **self.idioms}


def shot_id(scene: str, beat: str) -> str:
    """The id of the shot of a scene that begins with a beat."""
    return hashlib.blake2b(f"{scene}\0{beat}".encode(), digest_size=6).hexdigest()


def parts(moments: Sequence[Moment]) -> list[tuple[int, int]]:
    """Runs of beats that are played, and title cards each by itself."""
    parts: list[tuple[int, int]] = []
    for index, moment in enumerate(moments):
        card = moment.beat.kind == "card"
        if parts and not card and moments[parts[-1][0]].beat.kind != "card":
            parts[-1] = (parts[-1][0], index + 1)
        else:
            parts.append((index, index + 1))
    return parts


def _directed(
    stage: Stage,
    moments: Sequence[Moment],
    first: int,
    last: int,
    weights: Mapping[str, float],
    average: float,
    *,
    opens: bool,
) -> list[Shot]:
    part = moments[first:last]
    framings = idioms.candidates(part, stage.plan)
    climax = peak(part)
    beats = np.array(
        [
            [
                min(idioms.beat_cost(moment, index, framing, weights, climax=index == climax), FORBIDDEN)
                for framing in framings
            ]
            for index, moment in enumerate(part)
        ]
    )
    # a beat that no framing takes (nobody there, nothing to see) is left to the place
    place = next(index for index, framing in enumerate(framings) if framing.kind == "estab")
    beats[(beats >= FORBIDDEN).all(axis=1), place] = 1.0
    cuts = _cuts(framings, beats < FORBIDDEN, weights)
    continuous = stage.scene.heading.continuous or not opens
    start = np.array([idioms.start_cost(framing, part[0], weights, continuous=continuous) for framing in framings])
    boundary = np.array([0.0] + [idioms.boundary_cost(one, other, weights) for one, other in pairwise(part)])
    seconds = [moment.seconds for moment in part]
    for index, moment in enumerate(part):  # someone new: show where everyone is
        if moment.entering and index:
            beats[index] -= weights["reestablish"] * 0.4 * _wide(framings)
    held = weights["monotony"]
    runs, per_shot = _to_rhythm(beats, cuts, start, boundary, seconds, average, held)
    together = len({name for moment in part for name in moment.people}) > 1
    for _turn in range(4):
        gaps = _too_close(runs, framings, seconds) if together else []
        if not gaps:
            break
        for index in gaps:
            beats[index] -= weights["reestablish"] * _wide(framings)
        runs = _cut(beats, cuts, start, boundary, seconds, average, per_shot, held)
    return [
        _shot(stage, moments, first, run, framings[run.camera], climax=first + climax if climax >= 0 else -1,
              opening=opens and number == 0, again=number > 1, weights=weights)
        for number, run in enumerate(runs)
    ]  # fmt: skip


def _cuts(framings: Sequence[Framing], seen: NDArray[np.bool_], weights: Mapping[str, float]) -> Array:
    """What each cut costs, from row to column, as far as one framing ever sees a beat and the other the next one."""
    meet = seen[:-1].T.astype(np.float32) @ seen[1:].astype(np.float32)
    cuts = np.full((len(framings), len(framings)), FORBIDDEN)
    for one, other in np.argwhere(meet > 0).tolist():
        cuts[one, other] = min(idioms.cut_cost(framings[one], framings[other], weights), FORBIDDEN)
    return cuts


def _wide(framings: Sequence[Framing]) -> Array:
    return np.array(
        [1.0 if f.kind in ("master", "three", "group") else 0.5 if f.kind == "two" else 0.0 for f in framings]
    )


def _cut(
    beats: Array,
    cuts: Array,
    start: Array,
    boundary: Array,
    seconds: Sequence[float],
    average: float,
    per_shot: float,
    held: float,
) -> tuple[Run, ...]:
    def length_cost(length: float) -> float:
        return rhythm.cost(length, average) + per_shot

    return solve(beats, cuts, seconds, start=start, boundary=boundary, length_cost=length_cost, held=held)


def _to_rhythm(
    beats: Array, cuts: Array, start: Array, boundary: Array, seconds: Sequence[float], average: float, held: float
) -> tuple[tuple[Run, ...], float]:
    """Cut, then cut again with more or less to pay for each shot until the average length is near the target."""
    low, high, price = -2.0, 2.0, 0.0
    total = sum(seconds)
    runs = _cut(beats, cuts, start, boundary, seconds, average, price, held)
    best, best_price, miss = runs, price, abs(math.log(max(total, 0.1) / len(runs) / average))
    for _turn in range(5):
        if miss < 0.15 or (len(runs) <= 2 and total / len(runs) < average):
            break
        if total / len(runs) < average:
            low = price
        else:
            high = price
        price = (low + high) / 2
        runs = _cut(beats, cuts, start, boundary, seconds, average, price, held)
        if abs(math.log(total / len(runs) / average)) < miss:
            best, best_price, miss = runs, price, abs(math.log(total / len(runs) / average))
    return best, best_price


def _too_close(runs: Sequence[Run], framings: Sequence[Framing], seconds: Sequence[float]) -> list[int]:
    """Beats at which a long stretch of close shots should open up again."""
    found, since = [], 0.0
    for run in runs:
        framing = framings[run.camera]
        if (
            framing.kind in WIDE_KINDS
            or framing.kind in ("three", "group", "two")
            or INDEX[framing.size] >= INDEX["FS"]
        ):
            since = 0.0
            continue
        for index in range(run.first, run.last):
            since += seconds[index]
            if since > CLOSE_FOR:
                found.append(index)
                since = 0.0
    return found


def _shot(
    stage: Stage,
    moments: Sequence[Moment],
    offset: int,
    run: Run,
    framing: Framing,
    *,
    climax: int,
    opening: bool,
    again: bool,
    weights: Mapping[str, float],
) -> Shot:
    covered = moments[offset + run.first : offset + run.last]
    size, subjects = framing.size, framing.subjects
    if framing.kind == "master":
        subjects = covered[0].people[:6]
    if framing.kind == "two":
        view = View(stage.plan, covered[0].staging, orders([covered[0].staging])[0])
        fitting = two_size(view, subjects[0], subjects[1])
        size = max(size, fitting, key=lambda one: INDEX[one])
    angle = _angle(covered, framing, climax=any(offset + run.first + i == climax for i in range(len(covered))))
    seconds = sum(moment.seconds for moment in covered)
    motive, name, other = _motive(covered, framing, opening=opening, again=again, climax=climax - offset - run.first)
    return Shot(
        id=shot_id(stage.scene.id, covered[0].beat.id),
        scene=stage.scene.id,
        order=0,
        beats=tuple(moment.beat.id for moment in covered),
        kind=framing.kind,
        size=size,
        angle=angle,
        lens=lens_for(framing.kind, size),
        move="static",
        subjects=subjects,
        transition=Transition(),
        seconds=round(seconds, 3),
        reason=reason(stage, motive, name, other),
        origin="script" if framing.pin else "rules",
    )


def lens_for(kind: Kind, size: Size) -> float:
    """The usual focal length, millimetres."""
    if kind == "estab":
        return 24.0
    if kind == "two" and size in ("MS", "MLS"):
        return 40.0
    return SIZES[size].focal


def _angle(covered: Sequence[Moment], framing: Framing, *, climax: bool) -> Angle:
    """High on who lies or has lost, low on who towers, at the strongest moment only."""
    pins = {cue.name for moment in covered for cue in moment.pins}
    for name in ("low", "high", "overhead"):
        if name in pins:
            return name
    if framing.kind not in ("single", "ots") or not framing.subjects:
        return "eye"
    name = framing.subjects[0]
    if name in covered[0].lying:
        return "high"
    figures = {figure.character: figure for figure in covered[0].staging.figures}
    other = figures.get(covered[0].listener if name == covered[0].speaker else covered[0].speaker)
    own = figures.get(name)
    if climax and framing.kind == "single" and own is not None and other is not None:
        low = {"sit", "kneel", "crouch", "lie", "drive"}
        if other.posture in low and own.posture not in low:
            return "low"
        if own.posture in low and other.posture not in low:
            return "high"
    return "eye"


def _motive(
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
    text = Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
    reasons: Mapping[str, Mapping[str, str]] = tomllib.loads(text)["reasons"]
    return reasons


def reason(stage: Stage, motive: str, name: str = "", other: str = "") -> str:
    """The sentence of a motive, in the script's language where we speak it."""
    names = {character.id: character.name for character in stage.cast}
    shown = [_title(names.get(one, one)) for one in (name, other)]
    return _reasons()[told_in(stage.locale)][motive].replace("{name}", shown[0]).replace("{other}", shown[1])


SMALL_WORDS = frozenset(
    ["à", "au", "aux", "d", "de", "des", "du", "en", "et", "in", "l", "la", "le", "les", "of", "on", "the", "and"]
)


def _title(name: str) -> str:
    """A name in capitals as one writes it in a sentence: MAN IN ROW F is Man in Row F."""
    if any(letter.islower() for letter in name):
        return name
    words = [word.lower() if word.lower() in SMALL_WORDS else word.title() for word in name.split()]
    return " ".join([name.split()[0].title(), *words[1:]]) if words else name


def bare(stage: Stage) -> Shot:
    """A heading without text still shows its place."""
    return Shot(
        id=shot_id(stage.scene.id, ""),
        scene=stage.scene.id,
        order=1,
        beats=(),
        kind="estab",
        size="LS" if stage.plan.interior else "ELS",
        angle="eye",
        lens=24.0,
        move="static",
        subjects=(),
        transition=transitions.opening(stage.scene),
        seconds=ESTABLISHING,
        reason=reason(stage, "heading"),
        ending=transitions.closing(stage.scene, stage.locale),
    )


def card(stage: Stage, moment: Moment) -> Shot:
    return Shot(
        id=shot_id(stage.scene.id, moment.beat.id),
        scene=stage.scene.id,
        order=0,
        beats=(moment.beat.id,),
        kind="card",
        size="MS",
        angle="eye",
        lens=50.0,
        move="static",
        subjects=(),
        transition=Transition(),
        seconds=max(moment.seconds, 2.5),
        reason=reason(stage, "card"),
        origin="script",
    )
