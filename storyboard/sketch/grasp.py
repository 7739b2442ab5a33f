"""Where things sit in hands: the grip's middle, frames that stand or look at the face, and round things on them."""

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.joints import Array, aim, cross, unit
from storyboard.sketch.lofts import Mark, Solid, circle, loft

Drawn = tuple[list[Solid], list[Mark]]


def held_at(build: Build) -> tuple[Array, Array]:
    """The middle of the right hand's grip, and its frame."""
    frame, wrist = build.bones.frames["hand_r"], build.bones["wrist_r"]
    return wrist + np.array([0.085, 0.0, -0.026]) * build.size @ frame, frame


def upright(build: Build, tilt: float = 0.0) -> Array:
    """A frame that stands up, facing as the body does; tilted towards the mouth when drinking."""
    chest = build.bones.frames["chest"]
    up = np.array([0.0, 0.0, 1.0]) - build.bones.frames["head"][0] * tilt
    return aim(chest[0], up) if abs(float(unit(up) @ chest[0])) < 0.9 else aim(cross(chest[1], up), up)


def round_thing(name: str, base: Array, frame: Array, profile: list[tuple[float, float]], tone: float, *,
                columns: int = 14, crease: float = 0.006) -> Solid:  # fmt: skip
    """A round thing standing on ``base``: (height, radius) up its axis."""
    table = np.array(profile)
    round_ = circle(columns)
    local = np.stack([
        table[:, 1:2] * round_[:, 0], table[:, 1:2] * round_[:, 1],
        np.broadcast_to(table[:, :1], (len(table), columns)),
    ], axis=2)  # fmt: skip
    # the frame's up is its third row: rings run counter-clockwise seen from above
    return loft(name, base + local @ frame, tone, name, crease=crease, lift=0.004)


def between(build: Build) -> tuple[Array, Array]:
    """The middle between the two hands, and a frame whose forward row looks at the face."""
    bones = build.bones
    right, left = (bones[f"wrist_{s}"] + bones.frames[f"hand_{s}"][0] * 0.07 * build.size for s in "rl")
    middle = (right + left) / 2
    towards = unit(bones["nose"] - middle)
    return middle, aim(towards, np.array([0.0, 0.0, 1.0]))


def hanging(build: Build, high: float) -> tuple[Array, Array, float]:
    """The middle of a thing ``high`` metres tall that hangs from the hand, its frame, and how far it hangs."""
    middle, _ = held_at(build)
    frame = aim(build.bones.frames["pelvis"][0] * np.array([1, 1, 0]), np.array([0.0, 0.0, 1.0]))
    drop = min(0.06 + high / 2, max(float(middle[2]) - build.figure.at[2] - high / 2, 0.05))
    return middle - np.array([0.0, 0.0, drop]), frame, drop
