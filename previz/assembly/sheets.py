"""Pictures as the encoder takes them: planar YUV 4:2:0, BT.709, limited range, in one array, a *sheet*.

A sheet is uint8 [height * 3 / 2, width]: the luma rows, then both chroma planes at half the size. It holds half the
bytes of RGB, so that moving, mixing and fading cost half as much, and nothing is converted for each frame.
"""

from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from previz.errors import PrevizError
from previz.i18n import _

Sheet = NDArray[np.uint8]
Plane = NDArray[np.uint8]

BLACK = (16, 128, 128)
"""Luma and chroma of black."""


def sheet(picture: NDArray[np.uint8]) -> Sheet:
    """The sheet of an RGB picture [height, width, 3], both sides even."""
    return _sheet(picture, "rgb24")


def _sheet(picture: NDArray[np.uint8], order: str) -> Sheet:
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format=order)
    frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
    return np.asarray(frame.to_ndarray(), np.uint8)


def load(path: Path, size: tuple[int, int]) -> Sheet:
    """The sheet of an image file at ``size`` (width, height).

    A panel drawn at another size is scaled, without distortion, and what it then has too much is cropped.
    Raises PrevizError when the file is not a picture.
    """
    read = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR) if path.stat().st_size else None
    if read is None:
        raise PrevizError(_("{path}: this is not a picture; delete it, and it is drawn again").format(path=path))
    height, width = read.shape[:2]
    if (width, height) != size:
        scale = max(size[0] / width, size[1] / height)
        grown = (max(round(width * scale), size[0]), max(round(height * scale), size[1]))
        read = cv2.resize(read, grown, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
        left, top = (grown[0] - size[0]) // 2, (grown[1] - size[1]) // 2
        read = read[top : top + size[1], left : left + size[0]]
    return _sheet(np.asarray(read, np.uint8), "bgr24")


def planes(sheet: Sheet) -> tuple[Plane, Plane, Plane]:
    """Views of the luma and of both chroma planes."""
    width = sheet.shape[1]
    height = sheet.shape[0] * 2 // 3
    flat, luma, chroma = sheet.reshape(-1), width * height, width * height // 4
    shape = (height // 2, width // 2)
    return (
        sheet[:height],
        flat[luma : luma + chroma].reshape(shape),
        flat[luma + chroma :].reshape(shape),
    )


def mixed(below: Sheet, above: Sheet, share: float) -> Sheet:
    """``above`` over ``below`` at an opacity of ``share``."""
    return np.asarray(cv2.addWeighted(below, 1 - share, above, share, 0), np.uint8)


def wiped(below: Sheet, above: Sheet, share: float) -> Sheet:
    """``above`` up to ``share`` of the width, from the left."""
    result = below.copy()
    edge = round(below.shape[1] * share / 2)
    for step, under, over in zip((2, 1, 1), planes(result), planes(above), strict=True):
        under[:, : edge * step] = over[:, : edge * step]
    return result


def dimmed(sheet: Sheet, level: float) -> Sheet:
    """The picture faded to black: 1 as it is, 0 black."""
    result = np.empty_like(sheet)
    for black, plane, out in zip(BLACK, planes(sheet), planes(result), strict=True):
        cv2.convertScaleAbs(plane, dst=out, alpha=level, beta=black * (1 - level))
    return result
