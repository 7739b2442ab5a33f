"""Animals: where their joints are, and their bodies."""

from dataclasses import dataclass

import numpy as np

from storyboard.sketch.joints import Array, Skeleton, aim, angles, chance, turn, unit
from storyboard.stage.geometry import Figure


@dataclass(frozen=True, slots=True)
class Breed:
    """Proportions of an animal, in heights at the withers; ``tall`` is that height in metres."""

    tall: float
    length: float
    """From breast to rump."""
    trunk: float
    """Depth of the chest."""
    neck: float
    lift: float
    """Degrees that the neck rises."""
    head: float
    muzzle: float
    """Share of the head that is muzzle."""
    tail: float
    tail_lift: float


BREEDS = {
    "dog": Breed(0.52, 1.05, 0.40, 0.34, 48, 0.42, 0.52, 0.52, 42),
    "cat": Breed(0.25, 1.20, 0.42, 0.22, 40, 0.42, 0.30, 1.00, 58),
    "horse": Breed(1.55, 1.02, 0.40, 0.56, 46, 0.42, 0.66, 0.50, -58),
    "bird": Breed(0.22, 0.80, 0.50, 0.20, 55, 0.38, 0.45, 0.60, -12),
    "creature": Breed(0.75, 1.20, 0.48, 0.30, 35, 0.46, 0.45, 0.60, -20),
}


def breed(animal: str) -> Breed:
    """The proportions of a named animal; an unknown one is a four-legged creature."""
    return BREEDS.get(animal, BREEDS["creature"])


def animal_skeleton(figure: Figure) -> Skeleton:
    """Joints under the names people have: shoulders and wrists are the fore legs, hips and ankles the hind legs."""
    kind = breed(figure.look.animal)
    tall, yaw, posture = kind.tall, figure.yaw, figure.posture
    base = np.array(figure.at) + np.array([0.0, 0.0, figure.seat if posture == "lie" and figure.at[2] == 0 else 0.0])
    frame = turn(yaw)

    def place(forward: float, left: float, up: float) -> Array:
        spot: Array = base + np.array([forward, left, up]) * tall @ frame
        return spot

    drop = {"sit": (0.0, -0.52), "lie": (-0.62, -0.62), "crouch": (-0.35, -0.30), "kneel": (-0.5, 0.0)}.get(
        posture, (0.0, 0.0)
    )
    half, thick = kind.length / 2, kind.trunk * 0.22
    fore, hind = 0.80 + drop[0], 0.80 + drop[1]
    if posture == "sit":
        half *= 0.72
    joints = {"chest": place(half * 0.8, 0, fore), "pelvis": place(-half * 0.8, 0, hind),
              "waist": place(0, 0, (fore + hind) / 2)}  # fmt: skip
    stride = {"walk": 0.18, "run": 0.42}.get(posture, 0.03)
    for side, sign in (("l", 1.0), ("r", -1.0)):
        step = stride * sign
        low = 0.05 + (0.12 if posture == "run" else 0.0)
        flat = posture == "lie"
        joints |= {
            f"shoulder_{side}": place(half * 0.8, sign * thick, fore - 0.12),
            f"elbow_{side}": place(
                half * 0.72 + step * 0.4 + (0.1 if flat else 0), sign * thick, max(fore * 0.52, 0.08)
            ),
            f"wrist_{side}": place(half * 0.8 + step + (0.3 if flat else 0), sign * thick, low),
            f"hand_{side}": place(half * 0.9 + step + (0.3 if flat else 0), sign * thick, low - 0.03),
            f"hip_{side}": place(-half * 0.78, sign * thick * 1.1, hind - 0.06),
            f"knee_{side}": place(
                -half * 0.62 - step * 0.2 + (0.25 if hind < 0.5 else 0), sign * thick * 1.3, max(hind * 0.55, 0.12)
            ),
            f"ankle_{side}": place(-half * 0.85 - step, sign * thick * 1.1, low + (0.12 if hind > 0.5 else 0.0)),
            f"toe_{side}": place(-half * 0.78 - step + (0.25 if hind < 0.5 else 0), sign * thick * 1.1, low - 0.03),
        }
    rise = np.deg2rad(kind.lift if posture != "run" else kind.lift * 0.5)
    neck = joints["chest"] + np.array([0.05, 0, 0.08]) * tall @ frame
    skull = neck + np.array([np.cos(rise), 0, np.sin(rise)]) * kind.neck * tall @ frame
    head_frame = turn(yaw, -12 if figure.look.animal != "horse" else -42)
    gaze = frame[0]
    if figure.gaze is not None:
        wanted = unit(np.array(figure.gaze) - skull)
        look_yaw, look_pitch = angles(frame @ wanted)
        head_frame = turn(float(np.clip(look_yaw, -75, 75)), float(np.clip(look_pitch - 8, -50, 35))) @ frame
        gaze = wanted
    elif figure.expression == "asleep":
        head_frame = turn(yaw, -35)
    size = kind.head * tall
    spots = {"head": (0.0, 0.0, 0.0), "crown": (-0.1, 0.0, 0.32), "chin": (0.4, 0, -0.28),
             "nose": (0.25 + kind.muzzle, 0, -0.1), "mouth": (0.2 + kind.muzzle * 0.8, 0, -0.2), "eye_l": (0.2, 0.2, 0.12), "eye_r": (0.2, -0.2, 0.12),
             "ear_l": (-0.12, 0.2, 0.3), "ear_r": (-0.12, -0.2, 0.3), "root": (0, 0, 0)}  # fmt: skip
    joints |= {name: skull + np.array(spot) * size @ head_frame for name, spot in spots.items()}
    joints |= {"neck": neck, "skull": skull}
    wag = (chance(figure.character, "tail") - 0.5) * 0.4
    joints["tail"] = (
        joints["pelvis"]
        + aim(-frame[0] + frame[1] * wag + frame[2] * np.tan(np.deg2rad(kind.tail_lift)), frame[2])[0]
        * kind.tail
        * tall
    )
    return Skeleton(joints, {"head": head_frame, "chest": frame, "pelvis": frame}, size, gaze)
