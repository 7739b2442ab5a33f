"""Simple solids that bodies are built from: lofts through rings, boxes, and the marks drawn on their surfaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.joints import Array, cross

Faces = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Solid:
    """A closed or open surface of four-cornered faces, counter-clockwise seen from outside."""

    name: str
    points: Array
    """Stage metres, [n, 3]."""
    faces: Faces
    """Indices, [m, 4]; a triangle repeats its last corner."""
    tone: float
    cloth: str
    """Solids of one cloth join without a line where they touch."""
    lift: float = 0.0
    """Metres by which it comes forward in the painter's order: clothes over bodies."""
    crease: float = 0.03
    """Metres of depth that a line inside the figure stands for."""
    double: bool = False
    """Seen from both sides: open cloth, hair."""
    line: float = 1.0
    """Share of the interior line's weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A line (``area`` False) or a patch on a surface, hidden with it."""

    points: Array
    """Stage metres, [n, 3]."""
    tone: float = 0.1
    weight: float = 1.0
    """Line: share of the interior weight. Patch: weight of its outline, 0 for none."""
    area: bool = False
    alpha: float = 1.0
    slack: float = 0.03
    """Metres that it may lie behind the surface and still show."""
    taper: bool = True
    width: float = 0.0
    """Metres: width of a line that grows with the picture (brows, straps), 0 for a drawn line."""
    free: bool = False
    """Shown past the figure's edge too: glasses, strings."""


@cache
def _grid(rows: int, columns: int, closed: bool, ends: bool) -> Faces:
    wrap = columns if closed else columns - 1
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(wrap), indexing="ij")
    following = (j + 1) % columns
    corners = [i * columns + j, i * columns + following, (i + 1) * columns + following, (i + 1) * columns + j]
    faces = np.stack([corner.ravel() for corner in corners], axis=1)
    if ends:
        first, last, top = rows * columns, rows * columns + 1, (rows - 1) * columns
        k = np.arange(columns)
        after = (k + 1) % columns
        faces = np.concatenate([
            faces,
            np.stack([after, k, np.full(columns, first), np.full(columns, first)], axis=1),
            np.stack([k + top, after + top, np.full(columns, last), np.full(columns, last)], axis=1),
        ])  # fmt: skip
    return faces


def loft(name: str, rings: Array, tone: float, cloth: str, *, ends: bool = True, closed: bool = True, lift: float = 0.0,
         crease: float = 0.03, double: bool = False, line: float = 1.0, skip: NDArray[np.bool_] | None = None,
         ) -> Solid:  # fmt: skip
    """A surface through ``rings`` [rows, columns, 3], each counter-clockwise seen from the last one.

    ``skip`` [rows - 1, columns] leaves faces out; ``ends`` closes both ends.
    """
    rows, columns = rings.shape[:2]
    points = rings.reshape(-1, 3)
    if ends:
        points = np.concatenate([points, rings[0].mean(axis=0)[None], rings[-1].mean(axis=0)[None]])
    faces = _grid(rows, columns, closed, ends)
    if skip is not None:
        kept = np.concatenate([~skip.ravel(), np.ones(len(faces) - skip.size, bool)])
        faces = faces[kept]
    return Solid(name, points, faces, tone, cloth, lift, crease, double, line)


@cache
def circle(columns: int) -> Array:
    """Cosines and sines round a ring, [columns, 2]."""
    angle = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def tube(path: Array, across: Array, sizes: Array, columns: int = 10) -> Array:
    """Rings [n, columns, 3] round a ``path`` [n, 3]: ``sizes`` [n, 2] are half-widths along and square to ``across``.

    ``across`` [3] or [n, 3] is where the ring's first axis points as nearly as the path allows.
    """
    along = np.empty_like(path)
    along[1:-1], along[0], along[-1] = path[2:] - path[:-2], path[1] - path[0], path[-1] - path[-2]
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    first = np.broadcast_to(across, path.shape)
    first = first - along * np.sum(first * along, axis=1, keepdims=True)
    length = np.linalg.norm(first, axis=1, keepdims=True)
    if (length < 1e-3).any():
        spare = cross(along, np.array([0.36, 0.48, 0.8]))
        first = np.where(length < 1e-3, spare, first)
        length = np.linalg.norm(first, axis=1, keepdims=True)
    first = first / length
    second = cross(along, first)
    round_ = circle(columns)
    rings: Array = (
        path[:, None]
        + first[:, None] * (sizes[:, :1] * round_[:, 0])[:, :, None]
        + second[:, None] * (sizes[:, 1:] * round_[:, 1])[:, :, None]
    )
    return rings


def box(name: str, middle: Array, frame: Array, size: Sequence[float], tone: float, cloth: str, *, lift: float = 0.0,
        crease: float = 0.02) -> Solid:  # fmt: skip
    """A box of ``size`` (along the frame's forward, left, up) round ``middle``; its faces are separate at the edges."""
    half = np.array(size) / 2
    square = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * half[:2]
    rings = np.stack([np.column_stack([square, np.full(4, height)]) for height in (-half[2], half[2])])
    rings = middle + rings @ frame
    return loft(name, rings, tone, cloth, lift=lift, crease=crease)


def stations(*knots: tuple[float, ...], at: Array) -> Array:
    """Values of a profile between its ``knots`` (place, value, value...), [len(at), values], smoothly."""
    table = np.array(knots)
    share = np.interp(at, table[:, 0], np.arange(len(table)))
    low = np.clip(share.astype(int), 0, len(table) - 2)
    t = (share - low)[:, None]
    ease = t * t * (3 - 2 * t) * 0.6 + t * 0.4
    values: Array = table[low, 1:] * (1 - ease) + table[low + 1, 1:] * ease
    return values
