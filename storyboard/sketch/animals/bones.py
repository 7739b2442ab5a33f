"""Where an animal's joints are, under the names that people's have."""

from collections.abc import Callable

import numpy as np

from storyboard.sketch.animals.breeds import ALIKE, HOOFED, Breed, breed
from storyboard.sketch.animals.limbless import LIMBLESS, limbless_skeleton
from storyboard.sketch.joints import Array, Skeleton, aim, angles, chance, turn, unit
from storyboard.stage.geometry import Figure


def animal_skeleton(figure: Figure) -> Skeleton:
    """Joints under the names people have: shoulders and wrists are the fore legs, hips and ankles the hind legs."""
    name = ALIKE.get(figure.look.animal, figure.look.animal)
    if name in LIMBLESS:
        return limbless_skeleton(figure)
    kind = breed(name)
    tall, yaw = kind.tall, figure.yaw
    posture = "run" if figure.posture == "jump" else figure.posture
    raised = figure.seat if posture in ("lie", "sit") and name in ("cat", "bird") else 0.0
    base = np.array(figure.at) + np.array([0.0, 0.0, raised])
    frame = turn(yaw)

    def place(forward: float, left: float, up: float) -> Array:
        spot: Array = base + np.array([forward, left, up]) * tall @ frame
        return spot

    if name == "bird":
        return _bird(figure, kind, place)
    lying = posture == "lie"
    sitting = posture in ("sit", "drive")
    low = {"lie": 0.20, "crouch": 0.55, "kneel": 0.6}.get(posture, 1.0)
    half, thick = kind.length / 2, kind.trunk * 0.20
    fore, hind = 0.86 * low, (0.30 if sitting else 0.86 * low)
    front, rear = (half * 0.45, -half * 0.62) if sitting else (half * 0.80, -half * 0.82)
    joints = {"chest": place(front, 0, fore), "pelvis": place(rear, 0, hind),
              "waist": place((front + rear) / 2, 0, (fore + hind) / 2 + 0.02)}  # fmt: skip
    stride = {"walk": 0.20, "run": 0.46}.get(posture, 0.03)
    air = 0.14 if posture == "run" else 0.0
    for side, sign in (("l", 1.0), ("r", -1.0)):
        step = stride * sign
        out = sign * thick
        top = fore - kind.trunk * 0.30
        if lying:
            fore_leg = [(front, out, 0.16), (front - 0.05, out * 1.2, 0.07), (front + 0.34, out * 1.1, 0.06)]
            hind_leg = [(rear, out, 0.16), (rear + 0.26, out * 2.2, 0.14), (rear + 0.10, out * 2.3, 0.05)]
        else:
            fore_leg = [
                (front, out, top),
                (front - 0.03 + step * 0.45, out, top * 0.52 + air * 0.5),
                (front + step, out, 0.05 + air),
            ]
            hind_leg = [(rear, out, hind - 0.10), (rear + 0.12 - step * 0.25, out * 1.1, hind * 0.55 + air * 0.4),
                        (rear - 0.10 - step * 0.9, out, 0.24 * low + air)]  # fmt: skip
            if sitting:
                hind_leg = [(rear, out * 1.5, 0.26), (rear + 0.30, out * 2.0, 0.26), (rear + 0.02, out * 2.0, 0.06)]
        paw = 0.08 if name not in HOOFED else 0.05
        toe = (hind_leg[2][0] + 0.10, hind_leg[2][1], 0.03 + air)
        if lying or sitting:
            toe = (hind_leg[2][0] + 0.22, hind_leg[2][1], 0.03)
        for joint, spot in zip((f"shoulder_{side}", f"elbow_{side}", f"wrist_{side}"), fore_leg, strict=True):
            joints[joint] = place(*spot)
        joints[f"hand_{side}"] = place(fore_leg[2][0] + paw, fore_leg[2][1], 0.025 + air)
        for joint, spot in zip(
            (f"hip_{side}", f"knee_{side}", f"ankle_{side}", f"toe_{side}"), (*hind_leg, toe), strict=True
        ):
            joints[joint] = place(*spot)
    rise = np.deg2rad(kind.lift if posture != "run" else kind.lift * 0.55)
    neck = joints["chest"] + np.array([0.04, 0, 0.04]) * tall @ frame
    skull = neck + np.array([np.cos(rise), 0, np.sin(rise)]) * kind.neck * tall @ frame
    return _head(figure, kind, joints, frame, neck, skull)


def _head(figure: Figure, kind: Breed, joints: dict[str, Array], frame: Array, neck: Array, skull: Array) -> Skeleton:
    head = turn(figure.yaw, {"horse": -40.0, "cow": -34.0, "bird": 0.0}.get(figure.look.animal, -10.0))
    gaze = frame[0]
    if figure.gaze is not None:
        wanted = unit(np.array(figure.gaze) - skull)
        yaw, pitch = angles(frame @ wanted)
        head = turn(float(np.clip(yaw, -70, 70)), float(np.clip(pitch - 8, -50, 35))) @ frame
        gaze = wanted
    elif figure.expression == "asleep":
        head = turn(figure.yaw, -40)
    size = kind.head * kind.tall
    spots = {
        "head": (0.0, 0.0, 0.0), "crown": (-0.05, 0.0, 0.34), "chin": (0.35, 0.0, -0.28), "root": (0.0, 0.0, 0.0),
        "nose": (0.28 + kind.muzzle, 0.0, -0.04), "mouth": (0.2 + kind.muzzle * 0.8, 0.0, -0.18),
        "eye_l": (0.24, 0.19, 0.12), "eye_r": (0.24, -0.19, 0.12), "ear_l": (-0.12, 0.2, 0.28),
        "ear_r": (-0.12, -0.2, 0.28),
    }  # fmt: skip
    joints |= {name: skull + np.array(spot) * size @ head for name, spot in spots.items()}
    joints |= {"neck": neck, "skull": skull}
    wag = (chance(figure.character, "tail") - 0.5) * 0.5
    lift = kind.tail_lift if figure.posture not in ("lie", "sit") else -8.0
    way = aim(-frame[0] + frame[1] * wag + frame[2] * np.tan(np.deg2rad(lift)), frame[2])[0]
    joints["tail"] = joints["pelvis"] + way * kind.tail * kind.tall
    return Skeleton(joints, {"head": head, "chest": frame, "pelvis": frame}, size, gaze)


def _bird(figure: Figure, kind: Breed, place: Callable[[float, float, float], Array]) -> Skeleton:
    frame = turn(figure.yaw)
    joints = {"chest": place(0.22, 0, 0.62), "pelvis": place(-0.30, 0, 0.46), "waist": place(0, 0, 0.55)}
    for side, sign in (("l", 1.0), ("r", -1.0)):
        flying = figure.posture in ("run", "walk") or figure.gesture in ("wave", "hands_up")
        wing = (-0.1, 1.2, 0.95) if flying else (-0.55, 0.16, 0.45)
        half = (0.0, 0.6, 0.85) if flying else (-0.1, 0.24, 0.58)
        joints |= {
            f"shoulder_{side}": place(0.15, sign * 0.18, 0.66),
            f"elbow_{side}": place(half[0], sign * half[1], half[2]),
            f"wrist_{side}": place(wing[0], sign * wing[1], wing[2]),
            f"hand_{side}": place(wing[0], sign * wing[1], wing[2]),
            f"hip_{side}": place(-0.05, sign * 0.10, 0.36), f"knee_{side}": place(0.02, sign * 0.10, 0.2),
            f"ankle_{side}": place(-0.03, sign * 0.10, 0.05), f"toe_{side}": place(0.12, sign * 0.10, 0.0),
        }  # fmt: skip
    neck = place(0.30, 0, 0.74)
    return _head(figure, kind, joints, frame, neck, neck + np.array([0.08, 0, 0.16]) * kind.tall @ frame)
