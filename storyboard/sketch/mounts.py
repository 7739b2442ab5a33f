"""What somebody rides, as solids round the rider: a bicycle, a motorbike, a horse with its saddle and reins."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from storyboard.sketch.animals import animal_parts, animal_skeleton
from storyboard.sketch.grasp import Drawn
from storyboard.sketch.joints import Array, Skeleton, chance, turn
from storyboard.sketch.lofts import Mark, Solid, box, loft, tube
from storyboard.sketch.posing.moving import gauge
from storyboard.stage.geometry import Figure, Look, Posture

_WHEEL = 0.33
_AXLES = (0.54, -0.54)
"""Metres before and behind the middle."""


def mount_parts(figure: Figure, bones: Skeleton, points: float) -> Drawn:
    """Solids and marks of a figure's mount; ``points`` is the height of the rider's head on the sheet."""
    return MOUNTS[figure.mount](figure, bones, points) if figure.mount else ([], [])


def _placed(figure: Figure) -> Callable[..., Array]:
    """Places on the mount (forward, left, up; metres), on the stage."""
    frame, at = turn(figure.yaw), np.array(figure.at)

    def place(*places: tuple[float, float, float]) -> Array:
        spots: Array = at + np.array(places) * gauge(figure) @ frame
        return spots

    return place


def _rod(name: str, path: Array, thick: float, tone: float, across: Array, columns: int = 6) -> Solid:
    rings = tube(path, across, np.tile([thick, thick], (len(path), 1)), columns)
    return loft(name, rings, tone, "frame", crease=0.004)


def _wheel(figure: Figure, name: str, forward: float, thick: float) -> tuple[list[Solid], list[Mark]]:
    place, frame = _placed(figure), turn(figure.yaw)
    t = np.linspace(0, 2 * np.pi, 25)
    rim = place(*zip((forward + np.cos(t) * (_WHEEL - thick)).tolist(), [0.0] * 25,
                     (_WHEEL + np.sin(t) * (_WHEEL - thick)).tolist(), strict=True))  # fmt: skip
    tyre = loft(name, tube(rim, frame[1], np.tile([thick * 0.9, thick], (25, 1)), 6), 0.12, name, crease=0.01)
    hub = place((forward, 0.0, _WHEEL))[0]
    spokes = [Mark(np.stack([hub, rim[k]]), 0.35, 0.4, slack=9.0, free=True) for k in range(0, 24, 3)]
    return [tyre], spokes


def _bicycle(figure: Figure, bones: Skeleton, points: float) -> Drawn:
    place, frame = _placed(figure), turn(figure.yaw)
    solids, marks = [], []
    for name, forward in zip(("front wheel", "back wheel"), _AXLES, strict=True):
        tyre, spokes = _wheel(figure, name, forward, 0.022)
        solids += tyre
        marks += spokes if points > 14 else []
    front, back, crank = (_AXLES[0], 0.0, _WHEEL), (_AXLES[1], 0.0, _WHEEL), (0.03, 0.0, 0.29)
    seat, head, bar = (-0.19, 0.0, 0.90), (0.40, 0.0, 0.86), (0.38, 0.0, 1.02)
    tone = 0.25 + 0.4 * chance(figure.character, "paint")
    for number, (a, b) in enumerate(
        ((back, crank), (crank, seat), (back, seat), (seat, head), (crank, head), (front, head), (head, bar))
    ):
        solids.append(_rod(f"tube {number}", place(a, b), 0.019, tone, frame[1]))
    bars = place((0.40, 0.27, 1.03), (0.42, 0.1, 1.03), (0.42, -0.1, 1.03), (0.40, -0.27, 1.03))
    solids.append(_rod("handlebar", bars, 0.015, 0.15, frame[2]))
    solids.append(box("saddle", place((-0.20, 0.0, 0.92))[0], frame, (0.27, 0.14, 0.05), 0.15, "saddle"))
    return solids, marks


def _motorbike(figure: Figure, bones: Skeleton, points: float) -> Drawn:
    place, frame = _placed(figure), turn(figure.yaw)
    solids: list[Solid] = []
    marks: list[Mark] = []
    for name, forward in zip(("front wheel", "back wheel"), (0.68, -0.62), strict=True):
        tyre, spokes = _wheel(figure, name, forward, 0.062)
        solids += tyre
        marks += spokes if points > 14 else []
    tone = 0.2 + 0.4 * chance(figure.character, "paint")
    solids += [
        box("engine", place((0.05, 0.0, 0.42))[0], frame, (0.46, 0.30, 0.32), 0.35, "engine"),
        box("seat", place((-0.38, 0.0, 0.80))[0], frame, (0.66, 0.24, 0.11), 0.12, "seat"),
        _rod("fork", place((0.68, 0.10, _WHEEL), (0.42, 0.10, 1.0)), 0.03, 0.6, frame[1]),
        _rod("fork right", place((0.68, -0.10, _WHEEL), (0.42, -0.10, 1.0)), 0.03, 0.6, frame[1]),
        _rod("pipe", place((0.1, -0.16, 0.30), (-0.4, -0.17, 0.30), (-0.78, -0.18, 0.40)), 0.045, 0.7, frame[1], 8),
        _rod("bar", place((0.38, 0.36, 1.04), (0.44, 0.1, 1.02), (0.44, -0.1, 1.02), (0.38, -0.36, 1.04)), 0.018, 0.12,
             frame[2]),
        box("tail", place((-0.70, 0.0, 0.70))[0], frame, (0.20, 0.18, 0.14), tone, "tail"),
    ]  # fmt: skip
    tank = place((-0.08, 0.0, 0.86), (0.05, 0.0, 0.92), (0.22, 0.0, 0.92), (0.38, 0.0, 0.86))
    sizes = np.array([[0.08, 0.05], [0.15, 0.11], [0.15, 0.11], [0.07, 0.05]])
    solids.append(loft("tank", tube(tank, frame[1], sizes, 12), tone, "tank"))
    lamp = place((0.50, 0.0, 0.93), (0.62, 0.0, 0.93))
    solids.append(loft("headlamp", tube(lamp, frame[1], np.array([[0.06, 0.06], [0.10, 0.10]]), 12), 0.85, "headlamp"))
    return solids, marks


def _horse(figure: Figure, bones: Skeleton, points: float) -> Drawn:
    tone = round(0.15 + 0.65 * chance(figure.character, "horse"), 2)
    gait: Posture = "run" if figure.mount == "galloping" else "walk"
    beast = Figure(f"{figure.character} horse", figure.at, figure.yaw, gait, look=Look(animal="horse", hair_tone=tone))
    legs = animal_skeleton(beast)
    solids, marks, face = animal_parts(beast, legs, points * 2.5)
    frame = turn(figure.yaw)
    seat = bones["pelvis"]
    saddle = tube(
        np.stack([seat + frame[0] * x + frame[2] * z for x, z in ((-0.24, -0.01), (0.0, -0.13), (0.26, -0.04))]),
        frame[1], np.array([[0.22, 0.07], [0.29, 0.09], [0.18, 0.08]]), 12,
    )  # fmt: skip
    solids.append(loft("saddle", saddle, 0.3, "saddle", lift=0.02))
    bit = legs["mouth"]
    for sign, hand in ((0.1, "hand_l"), (-0.1, "hand_r")):
        rein = np.stack([bit + frame[1] * sign, (bit + bones[hand]) / 2 - frame[2] * 0.10, bones[hand]])
        marks.append(Mark(rein, 0.1, 0.8, slack=0.35, taper=False, free=True))
    # the rider's marks are the figure's own: those of its mount only show where nothing lies before them
    return [replace(solid, name=f"horse {solid.name}") for solid in solids], [*marks, *face]


MOUNTS: dict[str, Callable[[Figure, Skeleton, float], Drawn]] = {
    "bicycle": _bicycle, "motorbike": _motorbike, "horse": _horse, "galloping": _horse,
}  # fmt: skip
