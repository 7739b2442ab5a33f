"""Things in hand: what a gesture needs, and what the text names."""

from collections.abc import Callable

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.carried import MORE
from storyboard.sketch.grasp import Drawn, between, hanging, held_at, round_thing, upright
from storyboard.sketch.instruments import INSTRUMENTS
from storyboard.sketch.joints import Array, aim, cross, unit
from storyboard.sketch.lofts import Mark, Solid, box, circle, loft, tube
from storyboard.stage.geometry import Figure

USUAL = {"phone": "phone", "write": "pen", "read": "book", "drink": "glass", "smoke": "cigarette", "eat": "fork",
         "cook": "spoon", "carry": "box", "row": "oars"}  # fmt: skip
"""What a gesture holds when the text does not say."""
SAME = {
    "telephone": "phone", "mobile": "phone", "smartphone": "phone", "mug": "cup", "teacup": "cup", "coffee": "cup",
    "wineglass": "glass", "paper": "letter", "envelope": "letter", "note": "letter", "photo": "letter",
    "papers": "letter", "card": "cards", "hat": "cloth", "loaf": "bread", "towel": "cloth", "can": "reel",
    "apple": "fruit", "hammer": "tool", "cane": "stick",
    "document": "letter", "ticket": "letter", "photograph": "letter", "map": "newspaper", "magazine": "book",
    "notebook": "book", "diary": "book", "pistol": "gun", "revolver": "gun", "handbag": "bag", "backpack": "bag",
    "purse": "bag", "briefcase": "suitcase", "keys": "key", "pencil": "pen", "brush": "pen", "fork": "fork",
    "spoon": "spoon", "screwdriver": "spoon", "bouquet": "flowers", "flower": "flowers", "rose": "flowers",
    "torch": "flashlight", "lamp": "flashlight",
    "candle": "flashlight", "lighter": "key", "dagger": "knife", "scissors": "knife", "folder": "letter",
}  # fmt: skip


def thing(figure: Figure) -> str:
    """The thing in this figure's hand, by its plainest name; empty for none."""
    held = figure.held.strip().lower()
    name = held or USUAL.get(figure.gesture, "")
    return SAME.get(name, name)


def prop_parts(build: Build) -> Drawn:
    """Solids and marks of the thing in hand."""
    name = thing(build.figure)
    if not name or build.look.animal:
        return [], []
    return THINGS.get(name, _box)(build)


def _glass(build: Build) -> Drawn:
    middle, _ = held_at(build)
    frame = upright(build, 0.9 if build.figure.gesture == "drink" else 0.0)
    base = middle - frame[2] * 0.05
    return [round_thing("glass", base, frame, [(0, 0.026), (0.01, 0.030), (0.11, 0.037)], 0.93),
            round_thing("drink", base, frame, [(0.01, 0.031), (0.06, 0.035)], 0.62)], []  # fmt: skip


def _cup(build: Build) -> Drawn:
    middle, hand = held_at(build)
    frame = upright(build, 0.7 if build.figure.gesture == "drink" else 0.0)
    base = middle - frame[2] * 0.045 + hand[0] * 0.02
    return [round_thing("cup", base, frame, [(0, 0.026), (0.02, 0.036), (0.09, 0.041)], 0.96)], []


def _bottle(build: Build) -> Drawn:
    middle, _ = held_at(build)
    frame = upright(build, 1.1 if build.figure.gesture == "drink" else 0.0)
    base = middle - frame[2] * 0.10
    profile = [(0, 0.036), (0.02, 0.038), (0.15, 0.038), (0.20, 0.018), (0.27, 0.014), (0.28, 0.016)]
    return [round_thing("bottle", base, frame, profile, 0.30)], []


def _phone(build: Build) -> Drawn:
    middle, hand = held_at(build)
    if build.figure.gesture == "phone":
        head = build.bones.frames["head"]
        # beside the cheek, from the ear towards the mouth
        along = unit(head[2] * 0.80 - head[0] * 0.60)
        frame = np.stack([cross(-head[1], along), -head[1], along])
        place = build.bones["root"] + np.array([0.09, -0.375, 0.34]) * build.bones.head @ head
        return [box("phone", place, frame, (0.068, 0.012, 0.14), 0.12, "phone", crease=0.005)], []
    up = unit(np.array([0.0, 0.0, 1.0]) + hand[0] * 0.6)
    frame = aim(cross(hand[1], up) * -1, up)
    place = middle + up * 0.03
    return [box("phone", place, frame, (0.012, 0.072, 0.145), 0.14, "phone", crease=0.005)], []


def _leaf(
    build: Build, name: str, wide: float, high: float, thick: float, tone: float
) -> tuple[list[Solid], Array, Array]:
    if build.figure.gesture == "read":
        middle, frame = between(build)
        middle = middle + frame[0] * 0.03
    else:
        middle, _ = held_at(build)
        up = unit(np.array([0.0, 0.0, 1.0]) + build.bones.frames["chest"][0] * 0.5)
        frame = aim(-build.bones.frames["chest"][0] + up * 0.5, up)
        middle = middle + up * high * 0.3
    middle = middle + frame[2] * high * 0.18
    return [box(name, middle, frame, (thick, wide, high), tone, name, crease=0.008)], middle, frame


def _lines(middle: Array, frame: Array, wide: float, high: float, rows: int, out: float) -> list[Mark]:
    marks = []
    for side in (out, -out):
        for level in np.linspace(0.34, -0.34, rows):
            y = np.array([-0.38, 0.36]) * wide
            line = middle + np.stack([np.full(2, side), y, np.full(2, level * high)], axis=1) @ frame
            marks.append(Mark(line, 0.4, 0.4, slack=0.004))
    return marks


def _letter(build: Build) -> Drawn:
    solids, middle, frame = _leaf(build, "letter", 0.16, 0.21, 0.003, 0.98)
    return solids, _lines(middle, frame, 0.16, 0.21, 6, 0.004)


def _newspaper(build: Build) -> Drawn:
    solids, middle, frame = _leaf(build, "newspaper", 0.52, 0.38, 0.012, 0.93)
    columns = [middle + frame[1] * side for side in (0.13, -0.13)]
    return solids, [mark for column in columns for mark in _lines(column, frame, 0.22, 0.36, 6, 0.009)]


def _book(build: Build) -> Drawn:
    if build.figure.gesture != "read":
        return _leaf(build, "book", 0.14, 0.20, 0.028, 0.30)[0], []
    middle, frame = between(build)
    middle = middle + frame[0] * 0.02 + frame[2] * 0.03
    solids: list[Solid] = []
    marks: list[Mark] = []
    for name, sign in (("left", 1.0), ("right", -1.0)):
        # two covers in a shallow V, open towards the face
        leaf = aim(frame[0] - frame[1] * sign * 0.35, frame[2])
        place = middle + leaf[1] * sign * 0.075
        solids.append(
            box(f"cover {name}", place - leaf[0] * 0.008, leaf, (0.008, 0.152, 0.21), 0.28, "cover", crease=0.01)
        )
        solids.append(box(f"page {name}", place, leaf, (0.010, 0.14, 0.195), 0.97, "page", crease=0.01))
        marks += _lines(place, leaf, 0.13, 0.19, 6, 0.006)[:6]
    return solids, marks


def _gun(build: Build) -> Drawn:
    middle, hand = held_at(build)
    frame = aim(hand[0], hand[1])
    barrel = middle + frame[0] * 0.085 + frame[2] * 0.045
    butt = middle + frame[0] * 0.005 - frame[2] * 0.02
    return [
        box("barrel", barrel, frame, (0.19, 0.026, 0.034), 0.12, "gun", crease=0.006),
        box("butt", butt, frame, (0.042, 0.026, 0.11), 0.16, "gun", crease=0.006),
    ], []


def _rifle(build: Build) -> Drawn:
    middle, _ = held_at(build)
    frame = aim(build.bones.frames["chest"][0], np.array([0.0, 0.0, 1.0]))
    stock = middle - frame[0] * 0.42 - frame[2] * 0.03
    return [
        box("rifle", middle + frame[0] * 0.1, frame, (0.95, 0.04, 0.06), 0.15, "rifle"),
        box("stock", stock, frame, (0.26, 0.04, 0.12), 0.3, "rifle"),
    ], []


def _case(build: Build, size: tuple[float, float, float], tone: float, round_: bool) -> Drawn:
    centre, frame, drop = hanging(build, size[2])
    body = box("case", centre, frame, size, tone, "case", crease=0.015)
    t = np.linspace(0, np.pi, 9)
    ends = 0.30 if round_ else 0.16
    path = (
        centre
        + np.stack(
            [np.cos(t) * size[0] * ends, np.zeros(9), size[2] / 2 - 0.01 + np.sin(t) * (drop - size[2] / 2 + 0.02)],
            axis=1,
        )
        @ frame
    )
    handle = loft("handle", tube(path, frame[1], np.tile([0.009, 0.009], (9, 1)), 7), 0.12, "handle", crease=0.006)
    marks = []
    for side in (1.01, -1.01):
        y = side * size[1] / 2
        for x in (-0.3, 0.3) if not round_ else ():
            strap = np.array([[x * size[0], y, size[2] / 2], [x * size[0], y, -size[2] / 2]])
            marks.append(Mark(centre + strap @ frame, 0.1, 0.7, slack=0.02))
        if round_:
            flap = np.array(
                [[-size[0] / 2, y, size[2] * 0.1], [0, y, -size[2] * 0.02], [size[0] / 2, y, size[2] * 0.1]]
            )
            marks.append(Mark(centre + flap @ frame, 0.1, 0.7, slack=0.02))
    return [body, handle], marks


def _suitcase(build: Build) -> Drawn:
    return _case(build, (0.55, 0.17, 0.40), 0.42, False)


def _bag(build: Build) -> Drawn:
    return _case(build, (0.34, 0.13, 0.26), 0.30, True)


def _umbrella(build: Build) -> Drawn:
    middle, _ = held_at(build)
    open_ = build.figure.gesture in ("hold", "rest") and build.figure.posture in ("stand", "walk", "run")
    if not open_:
        frame = aim(build.bones.frames["chest"][0], np.array([0.0, 0.0, -1.0]))
        return [
            round_thing(
                "umbrella",
                middle - frame[2] * 0.08,
                frame,
                [(0, 0.010), (0.08, 0.012), (0.10, 0.035), (0.6, 0.02), (0.75, 0.004)],
                0.2,
            )
        ], []
    head, chest = build.bones["crown"], build.bones.frames["chest"]
    top = np.array([*(head[:2] * 0.55 + middle[:2] * 0.45 + chest[0][:2] * 0.1), head[2] + 0.42])
    up = unit(top - middle)
    frame = aim(cross(chest[1], up), up)
    shaft = tube(np.stack([middle - up * 0.1, middle, top]), frame[0], np.tile([0.008, 0.008], (3, 1)), 6)
    ribs = 8
    round_ = circle(ribs * 3)
    scallop = 1 - 0.05 * np.abs(np.sin(np.arange(ribs * 3) * np.pi / 3))
    rows = [(-0.24, 0.58), (-0.16, 0.53), (-0.07, 0.40), (-0.015, 0.20), (0.0, 0.02)]
    rings = np.stack(
        [
            np.column_stack([round_ * radius * (scallop[:, None] if k == 0 else 1.0), np.full(ribs * 3, z)])
            for k, (z, radius) in enumerate(rows)
        ]
    )
    canopy = loft("canopy", top + rings @ frame, 0.22, "canopy", ends=False, double=True, crease=0.03)
    marks = [Mark(top + rings[:, k * 3] @ frame, 0.5, 0.7, slack=0.03) for k in range(ribs)]
    return [loft("shaft", shaft, 0.15, "shaft", crease=0.006), canopy], marks


def _stick(
    build: Build, name: str, length: float, thick: float, tone: float, way: Array, *, head: float = 0.0
) -> list[Solid]:
    middle, hand = held_at(build)
    start = middle + hand[1] * 0.028 * build.size + hand[0] * 0.012
    path = np.stack([start - way * length * 0.28, start, start + way * length * 0.55, start + way * length * 0.72])
    sizes = np.array([[thick, thick], [thick, thick], [thick, thick], [max(head, thick), thick * 0.7]])
    return [loft(name, tube(path, hand[1], sizes, 7), tone, name, crease=0.004, lift=0.01)]


def _pen(build: Build) -> Drawn:
    return _stick(
        build, "pen", 0.14, 0.005, 0.15, unit(np.array([0.0, 0.0, -1.0]) + build.bones.frames["hand_r"][0] * 0.8)
    ), []


def _fork(build: Build) -> Drawn:
    to_mouth = unit(build.bones["mouth"] - held_at(build)[0])
    return _stick(build, "fork", 0.19, 0.005, 0.75, to_mouth, head=0.011), []


def _spoon(build: Build) -> Drawn:
    way = unit(build.bones.frames["hand_r"][0] - np.array([0.0, 0.0, 0.5]))
    return _stick(build, "spoon", 0.28, 0.007, 0.5, way, head=0.026), []


def _knife(build: Build) -> Drawn:
    middle, hand = held_at(build)
    way = unit(hand[0] + hand[1] * 0.5)
    path = np.stack(
        [middle - way * 0.06, middle + way * 0.06, middle + way * 0.065, middle + way * 0.16, middle + way * 0.24]
    )
    handle = loft(
        "knife handle",
        tube(path[:2], hand[1], np.array([[0.010, 0.012], [0.010, 0.012]]), 7),
        0.15,
        "handle",
        crease=0.005,
    )
    blade = loft(
        "blade",
        tube(path[2:], hand[2], np.array([[0.017, 0.002], [0.017, 0.002], [0.002, 0.001]]), 7),
        0.9,
        "blade",
        crease=0.005,
    )
    return [handle, blade], []


def _cigarette(build: Build) -> Drawn:
    frame, wrist = build.bones.frames["hand_r"], build.bones["wrist_r"]
    start = wrist + np.array([0.135, 0.014, -0.035]) * build.size @ frame
    out = unit(build.bones.frames["head"][0] * 0.8 + np.array([0.0, 0.0, 0.35]) + frame[1] * 0.3)
    path = np.stack([start, start + out * 0.04, start + out * 0.08])
    solid = loft(
        "cigarette",
        tube(path, frame[1], np.tile([0.0045, 0.0045], (3, 1)), 6),
        0.98,
        "cigarette",
        crease=0.004,
        lift=0.02,
    )
    t = np.linspace(0, 1, 16)
    wisp = (
        path[-1] + np.outer(t * 0.30, [0, 0, 1.0]) + np.outer(np.sin(t * 9) * 0.018 * t, build.bones.frames["chest"][1])
    )
    return [solid], [Mark(wisp, 0.55, 0.7, alpha=0.6, slack=0.05, free=True)]


def _key(build: Build) -> Drawn:
    return _stick(build, "key", 0.10, 0.006, 0.25, build.bones.frames["hand_r"][0], head=0.010), []


def _flashlight(build: Build) -> Drawn:
    middle, hand = held_at(build)
    path = np.stack(
        [middle - hand[0] * 0.05, middle + hand[0] * 0.09, middle + hand[0] * 0.10, middle + hand[0] * 0.14]
    )
    return [
        loft(
            "flashlight",
            tube(path, hand[1], np.array([[0.018, 0.018], [0.018, 0.018], [0.03, 0.03], [0.032, 0.032]]), 10),
            0.2,
            "torch",
            crease=0.006,
        )
    ], []


def _flowers(build: Build) -> Drawn:
    middle, _ = held_at(build)
    frame = upright(build)
    up = unit(frame[2] + build.bones.frames["chest"][0] * 0.25)
    frame = aim(cross(frame[1], up), up)
    wrap = round_thing("wrap", middle - up * 0.10, frame, [(0, 0.018), (0.1, 0.022), (0.26, 0.085)], 0.9)
    solids = [wrap]
    rise = np.linspace(-0.9, 0.9, 5)
    ball = np.sqrt(1 - rise**2)
    for k in range(7):
        turn = k * 2.399
        place = (
            middle
            + np.array([np.cos(turn) * 0.06 * (k > 0), np.sin(turn) * 0.06 * (k > 0), 0.20 + 0.02 * (k % 3)]) @ frame
        )
        profile = list(zip((rise * 0.032).tolist(), (ball * 0.040).tolist(), strict=True))
        solids.append(round_thing(f"bloom {k}", place, frame, profile, 0.62 if k % 2 else 0.85, columns=9))
    return solids, []


def _camera(build: Build) -> Drawn:
    middle, _ = held_at(build)
    frame = aim(build.bones.frames["head"][0], np.array([0.0, 0.0, 1.0]))
    centre = middle + frame[2] * 0.03
    lens = tube(
        np.stack([centre + frame[0] * 0.03, centre + frame[0] * 0.10]), frame[1], np.tile([0.034, 0.034], (2, 1)), 12
    )
    return [box("camera", centre, frame, (0.06, 0.14, 0.09), 0.2, "camera", crease=0.008),
            loft("lens", lens, 0.12, "lens", crease=0.006)], []  # fmt: skip


def _box(build: Build) -> Drawn:
    if build.figure.gesture == "carry":
        middle, _ = between(build)
        frame = aim(build.bones.frames["chest"][0] * np.array([1, 1, 0]), np.array([0.0, 0.0, 1.0]))
        right, left = build.bones["hand_r"], build.bones["hand_l"]
        wide = max(float(np.linalg.norm(right - left)) - 0.03, 0.16)
        centre = middle + frame[0] * 0.05 + frame[2] * 0.05
        tape = centre + np.array([[0.14, 0, -0.12], [0.14, 0, 0.12], [-0.14, 0, 0.12]]) @ frame
        return [box("box", centre, frame, (0.28, wide, 0.24), 0.72, "box")], [Mark(tape, 0.3, 0.8, slack=0.03)]
    middle, hand = held_at(build)
    return [
        box(
            "thing",
            middle + hand[0] * 0.01,
            aim(hand[0], np.array([0.0, 0.0, 1.0])),
            (0.09, 0.07, 0.09),
            0.5,
            "thing",
            crease=0.008,
        )
    ], []


THINGS: dict[str, Callable[[Build], Drawn]] = {
    "glass": _glass, "cup": _cup, "bottle": _bottle, "phone": _phone, "letter": _letter, "newspaper": _newspaper,
    "book": _book, "gun": _gun, "rifle": _rifle, "suitcase": _suitcase, "bag": _bag, "umbrella": _umbrella, "pen": _pen,
    "fork": _fork, "spoon": _spoon, "knife": _knife, "cigarette": _cigarette, "key": _key, "flashlight": _flashlight,
    "flowers": _flowers, "camera": _camera, "box": _box, **MORE, **INSTRUMENTS,
}  # fmt: skip
