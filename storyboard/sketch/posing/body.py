"""A body while it is being posed: its measures, its frames, and legs that reach the ground."""

from dataclasses import dataclass, field

import numpy as np

from storyboard.sketch.joints import Array, bend, chance, turn
from storyboard.stage.geometry import Figure, Look

HEADS = {"teen": 7.0, "adult": 7.5, "old": 7.3}
HIP = {"child": 0.485, "teen": 0.515, "adult": 0.52, "old": 0.515}


@dataclass(slots=True)
class Body:
    """The body while it is being posed; made and finished inside ``pose``."""

    figure: Figure
    size: float
    """Height over 1.75 m."""
    head: float
    pelvis: Array = field(default_factory=lambda: np.zeros(3))
    hips: Array = field(default_factory=lambda: np.eye(3))
    chest: Array = field(default_factory=lambda: np.eye(3))
    joints: dict[str, Array] = field(default_factory=dict)
    frames: dict[str, Array] = field(default_factory=dict)

    @property
    def high(self) -> float:
        return self.figure.look.height

    def ground(self, forward: float, left: float, up: float) -> Array:
        """A point of the floor frame: metres for 1.75 m, from where the figure is."""
        offset = np.array([forward, left, up]) * self.size
        place: Array = np.array(self.figure.at) + offset @ turn(self.figure.yaw)
        return place


def heads(look: Look) -> float:
    """Heads in a height: a child of three has five; one of twelve fewer than in life, to be told from who is grown
    [ours, after the drawing canons]."""
    return min(max(5.1 + (look.height - 0.95) * 1.3, 4.8), 5.8) if look.age == "child" else HEADS[look.age]


def shoulder_width(look: Look) -> float:
    """Half the distance between the shoulder joints, metres."""
    base = {"child": 0.098, "teen": 0.104, "adult": 0.112, "old": 0.107}[look.age]
    gender = {"f": 0.92, "m": 1.06, None: 1.0}[look.gender] if look.age != "child" else 1.0
    return look.height * base * gender * {"slim": 0.95, "average": 1.0, "heavy": 1.06}[look.build]


def leg_lengths(look: Look) -> tuple[float, float]:
    """Thigh and shin, metres: standing straight they reach from the hip joint to the ankle, with a little to spare."""
    leg = (HIP[look.age] - 0.0629) * look.height * 1.005
    return leg * 0.52, leg * 0.48


def lead_side(body: Body) -> float:
    """+1 when the left leg carries the weight."""
    return 1.0 if chance(body.figure.character, "side") < 0.5 else -1.0


def legs(body: Body, left: Array, right: Array, toes: tuple[float, float], poles: tuple[Array, Array] | None = None,
          pitch: tuple[float, float] = (0.0, 0.0)) -> None:  # fmt: skip
    """Legs to the given ankles; ``toes`` turn outwards and ``pitch`` lifts them, degrees."""
    look, high = body.figure.look, body.high
    thigh, shin = leg_lengths(look)
    for index, (side, goal) in enumerate((("l", left), ("r", right))):
        sign = 1.0 if side == "l" else -1.0
        hip = body.pelvis + np.array([0.0, sign * 0.049 * high, -0.02 * high]) @ body.hips
        pole = poles[index] if poles else body.hips[0] + body.hips[1] * sign * 0.12
        knee, ankle = bend(hip, goal, thigh, shin, pole)
        foot = turn(body.figure.yaw + sign * toes[index], pitch[index])
        body.joints |= {f"hip_{side}": hip, f"knee_{side}": knee, f"ankle_{side}": ankle}
        body.joints[f"toe_{side}"] = ankle + np.array([0.105 * high, 0.0, -0.03 * high]) @ foot
        body.frames[f"foot_{side}"] = foot
