"""Continuity as measurable findings: what the eye would stumble on between two shots, and inside one.

Each finding has its numbers. Hard ones are errors of grammar; soft ones are matters of taste.
"""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from screenplay.locales import told_in
from screenplay.scenes import Beat
from storyboard import rhythm
from storyboard.directing import Stage
from storyboard.moments import read
from storyboard.seen import FACES, Seen, look_at, visible_share
from storyboard.shots import Shot
from storyboard.stage.anatomy import Body
from storyboard.stage.axis import Order, extra, heading, leftward, orders, side
from storyboard.stage.camera import wrap
from storyboard.stage.geometry import Figure, Setup
from storyboard.stage.lens import project
from storyboard.stage.portraits import screen_gaze
from storyboard.stage.sizes import SIZES, size_error

WIDE = frozenset({"master", "estab"})
CLOSE_FOR = 20.0
CRAMPED = 2.4
"""Metres: what is narrower is a car or a lift."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the eye may stumble on. ``pinned``: the script itself asked for the shot, so it stays."""

    kind: str
    hard: bool
    shots: tuple[str, ...]
    numbers: tuple[tuple[str, float], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    """What its message names: character ids and formatted numbers."""
    pinned: bool = False
    message: str = ""
    """One sentence in the script's language (see ``told``)."""
    repair: str = ""


def between(one: Seen, other: Seen, before: Order, after: Order) -> tuple[Finding, ...]:
    """What the cut from one panel to the next makes the eye stumble on."""
    if "card" in (one.shot.kind, other.shot.kind):
        return ()
    found: list[Finding] = []

    def add(kind: str, hard: bool, words: Mapping[str, object], **numbers: float) -> None:
        found.append(_finding(kind, hard, (one.shot, other.shot), words, numbers))

    if {"insert", "pov"} & {one.shot.kind, other.shot.kind}:
        return ()
    if _same_subject(one.main, other.main) and one.height and other.height:
        turn = abs(wrap(other.bearing - one.bearing))
        ratio = max(one.height, other.height) / min(one.height, other.height)
        tilt = abs(one.camera.pitch - other.camera.pitch)
        if math.hypot(turn, tilt) < 30.0 and ratio < 1.395:
            add("jump_cut", True, {"turn": round(turn), "ratio": f"{ratio:.2f}"}, turn=turn, ratio=ratio)
    shared = sorted(set(one.places) & set(other.places))
    for index, a in enumerate(shared):
        for b in shared[index + 1 :]:
            first, second = one.places[b][0] - one.places[a][0], other.places[b][0] - other.places[a][0]
            if first * second < 0 and min(abs(first), abs(second)) > 0.08 and not _moved(one, other, (a, b)):
                if leftward(before, a, b) != leftward(after, a, b):
                    continue
                add("order", True, {"a": a, "b": b}, before=first, after=second)
    if other.shot.kind not in WIDE and one.shot.kind not in WIDE:
        for a, b in _pairs(one) & _pairs(other):
            first_side = side(one.camera.at, one.bodies[a], one.bodies[b])
            second_side = side(other.camera.at, other.bodies[a], other.bodies[b])
            if first_side * second_side < 0 and leftward(before, a, b) == leftward(after, a, b):
                add("axis", True, {"a": a, "b": b}, before=first_side, after=second_side)
    if one.shot.kind in FACES and other.shot.kind in FACES and one.main != other.main:
        _reverse(one, other, add)
    for path in other.setup.paths:
        for earlier in one.setup.paths:
            if path.character == earlier.character and path.character in other.places and path.character in one.places:
                was, now = _travel(one, earlier.points), _travel(other, path.points)
                if was * now < 0 and min(abs(was), abs(now)) > 0.15:
                    same = _way(earlier.points) @ _way(path.points) > 0.3
                    if same:
                        add("direction", True, {"a": path.character}, before=was, after=now)
    return tuple(found)


def inside(seen: Seen, beats: Sequence[Beat]) -> tuple[Finding, ...]:
    """What is wrong in one panel: its size, who is hidden, headroom, look-room, thirds."""
    shot, setup = seen.shot, seen.setup
    if shot.kind in ("card", "estab"):
        return ()
    found: list[Finding] = []

    def add(kind: str, hard: bool, words: Mapping[str, object], **numbers: float) -> None:
        found.append(_finding(kind, hard, (shot,), words, numbers))

    people = [name for name in shot.subjects if name in seen.bodies]
    if shot.kind in FACES:
        people = people[:1]
    if seen.height and shot.kind in ("single", "ots", "two", "three", "group", "master") and setup.panel == 0:
        tightness = SIZES[shot.size].tightness
        scale = (
            float(np.mean([seen.bodies[name].scale(tightness) for name in people]))
            if shot.kind in FACES or shot.kind == "two"
            else 1.0
        )
        miss = size_error(shot.size, seen.height, scale)
        if abs(miss) > 0.15:
            add("size", True, {"ratio": f"{math.exp(miss):.2f}"}, ln=miss)
    if shot.kind == "pov" and people and setup.panel == 0:
        way = seen.bodies[people[0]].centre - np.asarray(seen.camera.at)
        turn = abs(wrap(heading(way) - seen.camera.yaw))
        if turn > 10:
            add("pov", True, {"turn": round(turn), "a": shot.subjects[-1]}, turn=turn)
    speakers = {
        beat.speaker for beat in beats if beat.kind == "speech" and beat.channel == "on" and beat.speaker in seen.bodies
    }
    for name in sorted(one for one in speakers if one is not None and not extra(one)):
        if name in seen.places:
            share = visible_share(seen, name)
            if share < 0.7:
                add("hidden", True, {"a": name, "share": round(100 * share)}, share=share)
        elif not any(other in seen.places for other in seen.bodies if other != name and not extra(other)) and (
            shot.kind not in WIDE
        ):
            add("uncovered", True, {"a": name})
    if (
        shot.kind == "single"
        and people
        and people[0] in seen.places
        and seen.bodies[people[0]].trunk[2][2] < seen.bodies[people[0]].eyes[2] - 0.15
    ):
        _composed(seen, people[0], add)
    return tuple(found)


def over_all(stage: Stage, shots: Sequence[Shot], target: float) -> tuple[Finding, ...]:
    """What the whole scene lacks: a wide shot at its head or after long closeness, breath, rhythm."""
    found: list[Finding] = []
    played = [shot for shot in shots if shot.kind != "card"]
    cramped = stage.plan.interior and min(stage.plan.width, stage.plan.depth) < CRAMPED  # a two-shot shows a car
    if len(played) > 2 and not any(_opens_up(shot) or (cramped and shot.kind == "two") for shot in played[:2]):
        found.append(_finding("not_established", False, tuple(played[:2]), {}, {}))
    several = len({f.character for s in stage.stagings for f in s.figures if not extra(f.character)}) > 1
    since, run = 0.0, list[Shot]()
    for shot in played:
        if _opens_up(shot) or shot.kind == "two":
            since, run = 0.0, []
            continue
        since += shot.seconds
        run.append(shot)
        if since > CLOSE_FOR * 1.5 and len(run) > 2 and several:
            found.append(_finding("lost", False, tuple(run), {"seconds": round(since)}, {"seconds": since}))
            since, run = 0.0, []
    found += [
        _finding("duration", False, (shot,), {"seconds": f"{shot.seconds:.1f}"}, {"seconds": shot.seconds})
        for shot in played
        if not 1.4 <= shot.seconds <= rhythm.LONGEST
    ]
    if len(played) > 3:
        average = sum(shot.seconds for shot in played) / len(played)
        if abs(math.log(average / target)) > 0.3:
            words = {"seconds": f"{average:.1f}", "target": f"{target:.1f}"}
            found.append(_finding("rhythm", False, (), words, {"seconds": average, "target": target}))
    return tuple(found)


def findings(stage: Stage, shots: Sequence[Shot], setups: Sequence[Setup]) -> tuple[Finding, ...]:
    """Every finding of a scene that is broken down: inside panels, across cuts, and over the whole."""
    order_of = dict(zip((staging.beat for staging in stage.stagings), orders(stage.stagings), strict=True))
    beats = {beat.id: beat for beat in stage.scene.beats}
    panels: dict[str, list[Setup]] = {}
    for setup in setups:
        panels.setdefault(setup.shot, []).append(setup)
    found: list[Finding] = []
    last: tuple[Seen, Order] | None = None
    for shot in shots:
        own = panels.get(shot.id, [])
        if not own:
            continue
        for setup in own:
            found += inside(look_at(shot, setup), [beats[name] for name in setup.beats])
        after = order_of.get(own[0].beats[0], {}) if own[0].beats else {}
        if last is not None:
            found += between(last[0], look_at(shot, own[0]), last[1], after)
        last = look_at(shot, own[-1], end=True), order_of.get(own[-1].beats[-1], {}) if own[-1].beats else {}
    found += over_all(stage, shots, rhythm.target(read(stage)))
    return told(found, stage)


def _opens_up(shot: Shot) -> bool:
    return shot.kind in WIDE or shot.kind in ("three", "group") or shot.size in ("FS", "LS", "ELS")


def _same_subject(one: str, other: str) -> bool:
    """The same person or people; a group stays itself when one comes or goes."""
    if one == other:
        return True
    first, second = set(one.split("+")), set(other.split("+"))
    return min(len(first), len(second)) >= 2 and len(first ^ second) == 1


def _pairs(seen: Seen) -> set[tuple[str, str]]:
    """The pairs whose line the shot stands on: its two subjects, or its subject and the one that it looks at."""
    names = [name for name in seen.shot.subjects if name in seen.bodies]
    if seen.shot.kind in ("two", "ots") and len(names) == 2:
        return {(min(names), max(names))}
    if seen.shot.kind == "single" and names:
        own = seen.bodies[names[0]]
        for other, one in seen.bodies.items():
            if other != names[0] and not extra(other) and _looks_at(own, one):
                return {(min(names[0], other), max(names[0], other))}
    return set()


def _looks_at(own: Body, other: Body) -> bool:
    way = other.centre - own.eyes
    return float(way @ own.gaze) > math.cos(math.radians(16)) * float(np.linalg.norm(way))


def _moved(one: Seen, other: Seen, names: Sequence[str]) -> bool:
    was = {figure.character: figure for figure in one.setup.figures}
    now = {figure.character: figure for figure in other.setup.figures}
    return any(_apart(was[name], now[name]) > 0.3 for name in names if name in was and name in now)


def _apart(one: Figure, other: Figure) -> float:
    return math.hypot(one.at[0] - other.at[0], one.at[1] - other.at[1])


def _reverse(one: Seen, other: Seen, add: Callable[..., None]) -> None:
    a, b = one.main, other.main
    if a not in other.bodies or b not in one.bodies:
        return
    if not (_looks_at(one.bodies[a], one.bodies[b]) and _looks_at(other.bodies[b], other.bodies[a])):
        return
    first, second = screen_gaze(one.camera, one.bodies[a]), screen_gaze(other.camera, other.bodies[b])
    if first * second > 0 and min(abs(first), abs(second)) > 0.09:
        add("eyeline", True, {"a": a, "b": b}, first=first, second=second)
    if one.shot.kind != other.shot.kind or a not in one.places or b not in other.places:
        return
    wrong = []
    tightness = SIZES[one.shot.size].tightness
    size = math.log(one.height / one.bodies[a].scale(tightness) / (other.height / other.bodies[b].scale(tightness)))
    if abs(size) > 0.15 and one.shot.size == other.shot.size:
        wrong.append("H")
    if (
        max(one.camera.focal, other.camera.focal) / min(one.camera.focal, other.camera.focal) > 1.15
        and one.shot.size == other.shot.size
    ):
        wrong.append("f")
    if (
        abs(one.camera.pitch - other.camera.pitch) > 5
        and abs(float(one.bodies[a].eyes[2] - other.bodies[b].eyes[2])) < 0.2
    ):
        wrong.append("pitch")
    if abs(one.places[a][0] + other.places[b][0]) > 0.2:
        wrong.append("x")
    if wrong:
        add("reverses", False, {"what": ", ".join(wrong)}, ln=size, x=one.places[a][0] + other.places[b][0])


def _composed(seen: Seen, name: str, add: Callable[..., None]) -> None:
    """Headroom, look-room and thirds of a single."""
    own = seen.bodies[name]
    top, eyes = project(seen.camera, np.stack([own.top, own.eyes]))
    size = seen.shot.size
    room = {"CU": (-0.03, 0.09), "MCU": (0.03, 0.13), "MS": (0.03, 0.14), "FS": (0.03, 0.14)}.get(size)
    share = (1 - float(top[1])) / 2
    upright = abs(seen.camera.roll) < 1 and seen.shot.angle == "eye" and seen.setup.panel == 0
    if room is not None and upright and not room[0] <= share <= room[1]:
        add("headroom", False, {"a": name, "share": round(100 * share)}, share=share)
    gaze = screen_gaze(seen.camera, own)
    u = float(eyes[0])
    if abs(gaze) > 0.35 and size in ("CU", "MCU", "MS"):
        ahead, behind = (1 - u, 1 + u) if gaze > 0 else (1 + u, 1 - u)
        if ahead / max(behind, 1e-3) < 1.25:
            add(
                "look_room",
                False,
                {"a": name, "ratio": f"{ahead / max(behind, 1e-3):.2f}"},
                ratio=ahead / max(behind, 1e-3),
            )
    if upright and size in ("CU", "MCU") and not 0.18 <= float(eyes[1]) <= 0.52:
        add("thirds", False, {"a": name, "v": f"{float(eyes[1]):.2f}"}, v=float(eyes[1]))


def _travel(seen: Seen, points: Sequence[tuple[float, float, float]]) -> float:
    """How far a path goes to the right (+) of the picture's plane, metres."""
    yaw = math.radians(seen.camera.yaw)
    way = np.asarray(points[-1]) - np.asarray(points[0])
    return float(way[0] * math.sin(yaw) - way[1] * math.cos(yaw))


def _way(points: Sequence[tuple[float, float, float]]) -> NDArray[np.float64]:
    """The direction of a path on the floor, unit."""
    way: NDArray[np.float64] = np.asarray(points[-1][:2]) - np.asarray(points[0][:2])
    return way / max(float(np.hypot(way[0], way[1])), 1e-6)


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_name("continuity.toml").read_text(encoding="utf-8")
    messages: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return messages


def _finding(
    kind: str, hard: bool, shots: Sequence[Shot], words: Mapping[str, object], numbers: Mapping[str, float]
) -> Finding:
    return Finding(
        kind=kind,
        hard=hard,
        shots=tuple(shot.id for shot in shots),
        numbers=tuple(sorted((name, round(float(value), 3)) for name, value in numbers.items())),
        words=tuple((name, str(value)) for name, value in words.items()),
        pinned=any(shot.origin in ("script", "person") for shot in shots),
    )


def told(found: Sequence[Finding], stage: Stage) -> tuple[Finding, ...]:
    """The findings with their sentence and the repair they propose, in the script's language, people by their names."""
    names, language = {character.id: character.name for character in stage.cast}, told_in(stage.locale)
    return tuple(
        replace(
            finding,
            message=worded(finding.kind, finding.words, names, language),
            repair=_messages()[finding.kind][f"{language}_repair"],
        )
        for finding in found
    )


def worded(kind: str, words: Sequence[tuple[str, str]], names: Mapping[str, str], language: str) -> str:
    """The sentence of a finding in one language, ``fr`` or ``en``; ``names`` are those of character ids."""
    message = _messages()[kind][language]
    for word, value in words:
        message = message.replace("{" + word + "}", names.get(value, value))
    return message


def repaired(kind: str, language: str) -> str:
    """The repair that a kind of finding proposes, in a language."""
    return _messages()[kind].get(f"{language}_repair", "")


def hard(found: Sequence[Finding]) -> list[Finding]:
    """The findings that must be repaired: hard ones that the script did not ask for."""
    return [finding for finding in found if finding.hard and not finding.pinned]
