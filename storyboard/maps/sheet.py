"""The sheet that maps are painted on: which surface is seen at each pixel, and the lines between."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import SHEET, Outline
from storyboard.sketch.seen import View

_SHIFT = 4
"""Sub-pixel bits that OpenCV keeps."""
Ids = NDArray[np.int32]


class Sheet:
    """Surfaces by number at each pixel, painted from back to front, each with its plane and its class.

    Inverse depth is linear on the picture of a plane: a row of ``planes`` times (ray right, ray up, 1), where the ray
    is one metre along the camera's axis. Surface 0 is nothing: infinitely far, sky.
    """

    def __init__(self, size: tuple[int, int], view: View) -> None:
        self.size, self.view = size, view
        self.scale = size[1] / SHEET
        self.ids: Ids = np.zeros((size[1], size[0]), np.int32)
        self.lines: NDArray[np.uint8] = np.zeros((size[1], size[0]), np.uint8)
        self._planes = [np.zeros((1, 3))]
        self._classes = [np.zeros(1, np.uint8)]
        self._count = 1

    def surfaces(self, points: NDArray[np.float64], normals: NDArray[np.float64], classes: Sequence[int]) -> int:
        """Number flat surfaces through stage ``points`` [n, 3] with these normals [n, 3]. Gives the first number."""
        seen = self.view.camera_points(points)
        turned = normals @ self.view.axes.T
        away = np.sum(seen * turned, axis=1)
        # seen exactly from its edge a surface covers no pixel: any finite plane will do
        away = np.where(np.abs(away) < 1e-6, 1e-6, away)
        return self.add(turned / away[:, None], classes)

    def add(self, planes: NDArray[np.float64], classes: Sequence[int]) -> int:
        """Number surfaces by their planes [n, 3]. Gives the first number."""
        first = self._count
        self._planes.append(planes)
        self._classes.append(np.asarray(classes, np.uint8))
        self._count += len(planes)
        return first

    def upright(self, depth: float, kind: int) -> int:
        """Number a surface that faces the lens at a ``depth`` in metres (infinite for far scenery)."""
        return self.add(np.array([[0.0, 0.0, 1.0 / depth]]), [kind])

    def fixed(self, points: NDArray[np.float64]) -> NDArray[np.int32]:
        """Paper points [..., 2] as OpenCV takes them."""
        limit = 1 << 26  # far outside of any picture, and still safe in 32 bits
        places = points * (self.scale * (1 << _SHIFT)) - 0.5 * (1 << _SHIFT)
        np.fmax(np.fmin(places, limit, out=places), -limit, out=places)
        return np.rint(places, out=places).astype(np.int32)

    def paint(self, outlines: Sequence[Outline], numbers: Sequence[int]) -> None:
        """Cover what lies behind outlines [n, 2] on paper by their surfaces, one after the other."""
        shapes = self.fixed(np.concatenate(outlines))
        start = 0
        for outline, number in zip(outlines, numbers, strict=True):
            shape = [shapes[start : start + len(outline)]]
            start += len(outline)
            cv2.fillPoly(self.ids, shape, number, cv2.LINE_8, _SHIFT)
            cv2.fillPoly(self.lines, shape, 0, cv2.LINE_8, _SHIFT)

    def draw(self, lines: Sequence[Outline] | NDArray[np.float64], weight: float, *, closed: bool = False) -> None:
        """Draw lines on paper, ``weight`` points thick."""
        if not len(lines):
            return
        if isinstance(lines, np.ndarray):
            shapes = list(self.fixed(lines))
        else:
            ends = np.cumsum([len(line) for line in lines])
            shapes = np.split(self.fixed(np.concatenate(lines)), ends[:-1])
        thick = max(1, round(weight * self.scale))
        cv2.polylines(self.lines, shapes, closed, 255, thick, cv2.LINE_AA, _SHIFT)

    def blot(self, outline: Outline) -> None:
        """Fill something small and dark: a pupil, a button."""
        cv2.fillPoly(self.lines, [self.fixed(outline)], 255, cv2.LINE_AA, _SHIFT)

    def classes(self) -> NDArray[np.uint8]:
        """The class seen at each pixel, shape [height, width]."""
        return np.take(np.concatenate(self._classes), self.ids)

    def nearness(self) -> NDArray[np.float32]:
        """Inverse depth at each pixel, 1/metres, 0 where nothing stands; shape [height, width]."""
        right, up = self.rays()
        planes = np.concatenate(self._planes).astype(np.float32)
        result = np.take(planes[:, 0], self.ids)
        result *= right
        result += np.take(planes[:, 1], self.ids) * up
        result += np.take(planes[:, 2], self.ids)
        # finite, and no surface is nearer than the lens lets one see
        return np.clip(result, 0.0, 50.0, out=result)

    def rays(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Metres to the right of each column [width] and up of each row [height, 1], one metre along the axis."""
        view = self.view
        x = (np.arange(self.size[0], dtype=np.float32) + 0.5) / self.scale - view.width / 2
        y = view.height / 2 - (np.arange(self.size[1], dtype=np.float32) + 0.5) / self.scale
        per = view.points_per_unit
        return (x / per).astype(np.float32), (y / per).astype(np.float32)[:, None]
