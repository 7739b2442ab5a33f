"""A set as flat arrays, and what one camera sees of it: faces culled and clipped, lines as a hand would draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.pieces import MAKERS
from storyboard.sketch.solid import Block, Model, Part
from storyboard.sketch.style import seed
from storyboard.stage.geometry import Camera, Piece
from storyboard.stage.lens import basis, sensor

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
NEAR = 0.05
"""Metres before the lens at which everything is cut."""
_GUARD = 4.0
"""Half pictures beyond which a polygon is cut before it is drawn."""
_KNOTS = 6
"""Points on a drawn line."""


class View:
    """Camera axes and the sheet together: metres to paper points."""

    def __init__(self, camera: Camera, width: float, height: float) -> None:
        self.at = np.array(camera.at, dtype=np.float64)
        self.axes = basis(camera)
        self.focal = max(camera.focal, 1.0)
        self.width, self.height = width, height
        self.points_per_unit = self.focal / sensor(width / height)[0] * width
        """Paper points of a metre seen at one metre."""
        kx = self.points_per_unit / (self.width / 2) / _GUARD
        ky = self.points_per_unit / (self.height / 2) / _GUARD
        self._planes = np.array([(0, 0, 1, -NEAR), (kx, 0, 1, 0), (-kx, 0, 1, 0), (0, ky, 1, 0), (0, -ky, 1, 0)])

    def camera_points(self, points: Array) -> Array:
        """Stage metres [n, 3] to the camera's axes: right, up, forward."""
        result: Array = (points - self.at) @ self.axes.T
        return result

    def flat(self, seen: Array) -> Array:
        """Camera points [..., 3] in front of the lens to paper points [..., 2]."""
        depth = np.maximum(seen[..., 2], 1e-3)
        x = self.width / 2 + self.points_per_unit * seen[..., 0] / depth
        y = self.height / 2 - self.points_per_unit * seen[..., 1] / depth
        return np.stack([x, y], axis=-1)

    def polygon(self, points: Array) -> Array:
        """A stage polygon [n, 3] cut at the lens and round the picture, on paper [m, 2]; empty when out of sight."""
        return self._cut(self.camera_points(np.asarray(points, dtype=np.float64)))

    def _cut(self, seen: Array) -> Array:
        sides = seen @ self._planes[:, :3].T + self._planes[:, 3]
        for plane in np.nonzero((sides < 0).any(axis=0))[0].tolist():
            side = seen @ self._planes[plane, :3] + self._planes[plane, 3]
            kept = side >= 0
            if kept.all():
                continue
            if not kept.any():
                return np.empty((0, 2))
            after, side_after = np.roll(seen, -1, axis=0), np.roll(side, -1)
            crosses = kept != (side_after >= 0)
            share = side / np.where(crosses, side - side_after, 1.0)
            both = np.stack([seen, seen + (after - seen) * share[:, None]], axis=1)
            seen = both.reshape(-1, 3)[np.stack([kept, crosses], axis=1).ravel()]
            if len(seen) < 3:
                return np.empty((0, 2))
        return self.flat(seen)

    def segments(self, ends: Array, hand: float = 0.8, salt: int = 0) -> tuple[Array, Array]:
        """Stage segments [n, 2, 3] as drawn lines [m, knots, 2], and their depths [m]; without those out of sight."""
        seen = self.camera_points(ends.reshape(-1, 3)).reshape(-1, 2, 3)
        first, last = seen[:, 0], seen[:, 1]
        for near, far in ((first, last), (last, first)):
            cut = (near[:, 2] < NEAR) & (far[:, 2] > NEAR)
            if cut.any():
                share = (NEAR - far[cut, 2]) / (near[cut, 2] - far[cut, 2])
                near[cut] = far[cut] + (near[cut] - far[cut]) * share[:, None]
        flat = self.flat(np.stack([first, last], axis=1))
        low, high = flat.min(axis=1), flat.max(axis=1)
        sheet = np.array([self.width, self.height])
        kept = (
            (first[:, 2] >= NEAR * 0.99)
            & (last[:, 2] >= NEAR * 0.99)
            & (high > -20).all(axis=1)
            & (low < sheet + 20).all(axis=1)
        )
        keys = np.nonzero(kept)[0] + salt
        return tremble(flat[kept], keys, hand), (first[kept, 2] + last[kept, 2]) / 2


def tremble(lines: Array, keys: NDArray[np.int64], amount: float) -> Array:
    """Straight lines [n, 2, 2] as a hand draws them [n, knots, 2]: a slow bow, a small tremor, ends a little over."""
    if not len(lines):
        return np.empty((0, _KNOTS, 2))
    start, way = lines[:, 0], lines[:, 1] - lines[:, 0]
    length = np.hypot(way[:, 0], way[:, 1])
    over = np.minimum(1.2, length * 0.04) / np.maximum(length, 1e-6)
    share = np.linspace(0.0, 1.0, _KNOTS)[None, :] * (1 + 2 * over[:, None]) - over[:, None]
    base = start[:, None] + way[:, None] * share[..., None]
    across = np.stack([-way[:, 1], way[:, 0]], axis=1) / np.maximum(length, 1e-6)[:, None]
    phase = (keys * 2.399963 % 6.2832)[:, None]
    sway = np.sin(share * 5.1 + phase) + 0.5 * np.sin(share * 13.7 + phase * 2.3)
    strength = amount * np.minimum(1.0, length / 90.0)
    result: Array = base + across[:, None] * (sway * strength[:, None])[..., None]
    return result


@dataclass(frozen=True, slots=True, eq=False)
class Solids:
    """The solids of some pieces as arrays. Faces and edges keep their order within their part."""

    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...]
    points: Array
    loops: tuple[NDArray[np.int64], ...]
    flat: NDArray[np.int64]
    starts: NDArray[np.int64]
    normals: Array
    middles: Array
    tones: Array
    both: Flags
    glow: Flags
    bare: Flags
    """Faces without an outline: facets of something round, patches."""
    fine: Flags
    """Faces that are detail."""
    face_part: NDArray[np.int64]
    ends: NDArray[np.int64]
    """Point numbers of each edge [edges, 2]."""
    sides: NDArray[np.int64]
    """Face numbers of each edge [edges, 2]."""
    sharp: Flags
    detail: Flags
    edge_part: NDArray[np.int64]
    boxes: Array
    """Of each part: middle x, y, z, half width, half depth, half height, cosine and sine of its yaw [parts, 8]."""
    groups: tuple[tuple[int, ...], ...]
    """Consecutive parts that are ordered as one."""
    group_boxes: Array
    """As ``boxes``, of each group."""


@lru_cache(maxsize=64)
def solids(pieces: tuple[Piece, ...], name: str = "") -> Solids:
    """The solids of a set's pieces; ``name`` (the location) seeds their variety."""
    model = Model()
    for piece in pieces:
        MAKERS.get(piece.kind, MAKERS["box_like"])(Block(model, piece, seed(name, piece.id)))
    return _arrays(model)


def _arrays(model: Model) -> Solids:
    points = np.array(model.points, dtype=np.float64).reshape(-1, 3)
    loops = tuple(np.array(face.loop, dtype=np.int64) for face in model.faces)
    sizes = np.array([len(loop) for loop in loops], dtype=np.int64)
    face_part = np.zeros(len(loops), np.int64)
    merged: dict[tuple[object, ...], list[int]] = {}
    edges: list[list[int]] = []
    for number, part in enumerate(model.parts):
        face_part[part.faces] = number
        for place in part.edges:
            edge = model.edges[place]
            a, b = (tuple(np.round(points[end], 4)) for end in (edge.first, edge.last))
            key = (number, *sorted((a, b)))
            if (same := merged.get(key)) is not None and edge.sharp:
                same[3] = edge.face  # the edge between two faces is drawn once
                continue
            row = [edge.first, edge.last, edge.face, edge.other, int(edge.sharp), int(edge.detail), number]
            merged[key] = row
            edges.append(row)
    table = np.array(edges, dtype=np.int64).reshape(-1, 7)
    groups: list[list[int]] = []
    for number, part in enumerate(model.parts):
        if groups and part.group >= 0 and model.parts[groups[-1][-1]].group == part.group:
            groups[-1].append(number)
        else:
            groups.append([number])
    return Solids(
        pieces=tuple(model.pieces),
        parts=tuple(model.parts),
        points=points,
        loops=loops,
        flat=np.concatenate(loops) if loops else np.empty(0, np.int64),
        starts=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if loops else np.empty(0, np.int64),
        normals=np.array([face.normal for face in model.faces]).reshape(-1, 3),
        middles=np.array([points[loop].mean(axis=0) for loop in loops]).reshape(-1, 3),
        tones=np.array([face.tone for face in model.faces]),
        both=np.array([face.both for face in model.faces], np.bool_),
        glow=np.array([face.glow for face in model.faces], np.bool_),
        bare=np.array([face.bare for face in model.faces], np.bool_),
        fine=np.array([face.detail for face in model.faces], np.bool_),
        face_part=face_part,
        ends=table[:, :2],
        sides=table[:, 2:4],
        sharp=table[:, 4].astype(np.bool_),
        detail=table[:, 5].astype(np.bool_),
        edge_part=table[:, 6],
        boxes=_boxes(model, [[number] for number in range(len(model.parts))]),
        groups=tuple(map(tuple, groups)),
        group_boxes=_boxes(model, groups),
    )


def _boxes(model: Model, groups: Sequence[Sequence[int]]) -> Array:
    """The box round each group of parts; the parts of a group belong to one piece."""
    boxes = np.zeros((len(groups), 8))
    for row, group in enumerate(groups):
        parts = [model.parts[number] for number in group]
        low = np.min([part.low for part in parts], axis=0)
        high = np.max([part.high for part in parts], axis=0)
        piece = model.pieces[parts[0].piece]
        turn = np.radians(piece.yaw)
        cos, sin = np.cos(turn), np.sin(turn)
        x, y, z = (low + high) / 2
        half = np.maximum((high - low) / 2, 0.002)
        boxes[row] = (
            piece.at[0] + sin * x + cos * y,
            piece.at[1] - cos * x + sin * y,
            piece.at[2] + z,
            *half,
            cos,
            sin,
        )
    return boxes


@dataclass(slots=True)
class Seen:
    """What a view sees of some solids."""

    faces: list[list[int]]
    """Of each part, its visible faces in their order."""
    outlines: dict[int, Array]
    """Paper outline of each visible face."""
    lines: Array
    """Every visible edge as a drawn line [lines, knots, 2]."""
    spans: NDArray[np.int64]
    """Of each part, the start and end of its lines [parts, 2]."""
    boxes: Array
    """Of each part, its extent on paper: left, top, right, bottom [parts, 4]."""
    depths: Array
    """Of each part, the metres to its middle."""


def see(view: View, things: Solids, shown: Flags, *, fine: Flags, hand: float, salt: int = 0) -> Seen:
    """What a view sees of solids: of the parts ``shown``, and with details only in the parts ``fine``."""
    count = len(things.parts)
    empty = Seen(
        [[] for _ in range(count)],
        {},
        np.empty((0, _KNOTS, 2)),
        np.zeros((count, 2), np.int64),
        np.zeros((count, 4)),
        np.zeros(count),
    )
    middle = view.camera_points(things.boxes[:, :3]) if count else np.empty((0, 3))
    empty.depths = middle[:, 2]
    if not len(things.loops):
        return empty
    points = view.camera_points(things.points)
    flat = view.flat(points)
    facing = np.einsum("ij,ij->i", view.at - things.points[things.flat[things.starts]], things.normals) > 1e-9
    seen = (facing | things.both) & shown[things.face_part] & (~things.fine | fine[things.face_part])
    kx, ky = view.points_per_unit / (view.width / 2), view.points_per_unit / (view.height / 2)
    x, y, z = points[things.flat].T
    codes = (
        (z < NEAR).astype(np.uint16)
        | (kx * x < -z).astype(np.uint16) << 1
        | (kx * x > z).astype(np.uint16) << 2
        | (ky * y < -z).astype(np.uint16) << 3
        | (ky * y > z).astype(np.uint16) << 4
        | ((np.abs(kx * x) > _GUARD * z) | (np.abs(ky * y) > _GUARD * z)).astype(np.uint16) << 5
    )
    out = np.bitwise_and.reduceat(codes, things.starts) & 31
    some = np.bitwise_or.reduceat(codes, things.starts) & 33
    seen &= out == 0
    boxes = np.zeros((count, 4))
    boxes[:, :2], boxes[:, 2:] = np.inf, -np.inf
    for number in np.nonzero(seen)[0].tolist():
        outline = flat[things.loops[number]] if not some[number] else view._cut(points[things.loops[number]])
        if len(outline) < 3:
            continue
        part = int(things.face_part[number])
        empty.outlines[number] = outline
        empty.faces[part].append(number)
    if empty.outlines:
        numbers = np.array(list(empty.outlines))
        sizes = np.array([len(outline) for outline in empty.outlines.values()])
        together = np.concatenate(list(empty.outlines.values()))
        begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        np.minimum.at(boxes[:, :2], things.face_part[numbers], np.minimum.reduceat(together, begin, axis=0))
        np.maximum.at(boxes[:, 2:], things.face_part[numbers], np.maximum.reduceat(together, begin, axis=0))
    drawn = np.zeros(len(things.loops), np.bool_)
    drawn[list(empty.outlines)] = True
    one, other = drawn[things.sides[:, 0]], drawn[things.sides[:, 1]]
    edge = (
        np.where(things.sharp, one | other, one ^ other)
        & (~things.detail | fine[things.edge_part])
        & shown[things.edge_part]
    )
    chosen = np.nonzero(edge)[0]
    ends = points[things.ends[chosen]]
    first, last = ends[:, 0].copy(), ends[:, 1].copy()
    for near, far in ((first, last), (last, first)):
        cut = (near[:, 2] < NEAR) & (far[:, 2] > NEAR)
        if cut.any():
            share = (NEAR - far[cut, 2]) / (near[cut, 2] - far[cut, 2])
            near[cut] = far[cut] + (near[cut] - far[cut]) * share[:, None]
    lines = view.flat(np.stack([first, last], axis=1))
    ok = (first[:, 2] >= NEAR * 0.99) & (last[:, 2] >= NEAR * 0.99)
    ok &= (lines.max(axis=1) > -20).all(axis=1) & (lines.min(axis=1) < np.array([view.width, view.height]) + 20).all(
        axis=1
    )
    chosen, lines = chosen[ok], lines[ok]
    order = np.argsort(things.edge_part[chosen], kind="stable")
    chosen, lines = chosen[order], lines[order]
    owner = things.edge_part[chosen]
    spans = np.stack(
        [np.searchsorted(owner, np.arange(count), "left"), np.searchsorted(owner, np.arange(count), "right")], axis=1
    )
    empty.lines = tremble(lines, chosen + salt, hand)
    empty.spans, empty.boxes = spans.astype(np.int64), boxes
    return empty
