"""The maps of one panel as one file: a ZIP of PNGs and of ``maps.json``, the same bytes at every build."""

import io
import zipfile
from typing import Any

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from previz.errors import PrevizError
from storyboard.maps import Maps, Person, depth_picture, far_and_near, maps
from storyboard.maps.classes import classes
from storyboard.maps.pictures import depth_16
from storyboard.maps.pose import KEYPOINTS
from storyboard.stage.geometry import Setup

SCHEMA = "PanelMaps.1"
_CLOCK = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can hold."""


def packed(setup: Setup, size: tuple[int, int]) -> bytes:
    """The maps of a setup as a ZIP."""
    found = maps(setup, size)
    grey: dict[str, cv2.typing.MatLike] = {
        "depth.png": depth_picture(found.depth)[..., 0],
        "depth16.png": depth_16(found.depth),
        "lines.png": found.lines,
    }
    masks = {f"mask-{name}.png": mask.astype(np.uint8) * 255 for name, mask in found.masks.items()}
    parts = {name: _png(picture) for name, picture in (grey | masks).items()}
    for name, picture in (("pose.png", found.pose), ("segmentation.png", found.segmentation)):
        parts[name] = _png(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    parts["maps.json"] = msgspec.json.format(msgspec.json.encode(numbers(found)), indent=1)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name, _CLOCK), parts[name])
    return buffer.getvalue()


def _png(picture: cv2.typing.MatLike) -> bytes:
    done, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 3])
    if not done:
        raise PrevizError(f"OpenCV could not encode a map of shape {picture.shape}")
    return data.tobytes()


def numbers(found: Maps) -> dict[str, Any]:
    """What the pictures cannot say: the camera, how grey becomes metres, keypoints, and where everybody is."""
    height, width = found.depth.shape
    black, white = far_and_near(found.depth)
    return {
        "schema": SCHEMA,
        "size": [width, height],
        "camera": msgspec.to_builtins(found.camera),
        "depth": {
            "unit": "1/m",
            "black": black,
            "white": white,
            "metres": "1 / (black + (white - black) * value / 65535) of depth16.png; black 0 is infinitely far",
        },
        "classes": _shares(found),
        "characters": [
            {
                "character": name,
                "mask": f"mask-{name}.png",
                "box": _box(mask),
                "share": round(float(mask.mean()), 5),
                "metres": round(float(np.median(found.depth[mask])), 3),
                "keypoints": next((_keypoints(one) for one in found.people if one.character == name), None),
            }
            for name, mask in found.masks.items()
        ],
    }


def _box(mask: NDArray[np.bool_]) -> list[int]:
    """Left, top, width and height of what is visible, pixels."""
    return [int(value) for value in cv2.boundingRect(mask.astype(np.uint8))]


def _keypoints(person: Person) -> dict[str, dict[str, Any]]:
    """Each keypoint that lies before the lens: pixels from the left and the top, metres, and whether it is seen."""
    return {
        name: {"x": round(float(x), 2), "y": round(float(y), 2), "metres": round(float(z), 3), "seen": bool(seen)}
        for name, (x, y, z), seen in zip(KEYPOINTS, person.points, person.seen, strict=True)
        if np.isfinite(z)
    }


def _shares(found: Maps) -> dict[str, Any]:
    """The share of the picture and the colour of each class that is seen."""
    known = classes()
    flat = found.segmentation.reshape(-1, 3).astype(np.int32) @ (65536, 256, 1)
    values, counts = np.unique(flat, return_counts=True)
    seen = dict(zip(values.tolist(), counts.tolist(), strict=True))
    shares = {}
    for name, colour in zip(known.names, known.colours.tolist(), strict=True):
        if count := seen.get(colour[0] << 16 | colour[1] << 8 | colour[2]):
            shares[name] = {"rgb": colour, "share": round(count / len(flat), 5)}
    return shares
