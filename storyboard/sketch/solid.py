"""Things as solids: boxes, prisms and cylinders with the lines and patches that give them character.

A set is built once into flat arrays (vertices, faces, edges), so that a panel costs one projection of everything and a
few fills. Local axes of a piece: x across to its right, y to its front, z up, metres, from the middle of its bottom.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Piece

Array = NDArray[np.float64]
Local = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Face:
    """A flat polygon of a part. ``glow`` keeps its tone whatever the light (a lamp, a lit window)."""

    loop: tuple[int, ...]
    tone: float
    normal: Local
    both: bool = False
    """Seen from both sides."""
    bare: bool = False
    """A patch of colour without outline."""
    glow: bool = False
    detail: bool = False
    """Left out when far or out of focus."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of a part: drawn when one of its faces is seen, or, when smooth, when it parts seen from unseen."""

    first: int
    last: int
    face: int
    other: int
    sharp: bool = True
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Sprite:
    """Something soft that has no faces: foliage, flames, water. Drawn on the picture round a point."""

    kind: str
    at: Local
    size: tuple[float, float]
    """Width and height, metres."""
    tone: float
    seed: int


@dataclass(slots=True)
class Part:
    """A convex piece of a piece: what is ordered, and drawn at once. Its box lies in the piece's own axes."""

    piece: int
    low: Local
    high: Local
    faces: list[int] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    sprite: Sprite | None = None
    group: int = -1
    """Parts of one group (the legs of a chair) are ordered together against the rest."""


@dataclass(slots=True)
class Model:
    """All solids of a set, in stage metres."""

    pieces: list[Piece] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    points: list[Local] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


class Block:
    """Builds the solids of one piece into a model."""

    def __init__(self, model: Model, piece: Piece, seed: int = 0) -> None:
        self.model, self.piece, self.seed = model, piece, seed
        self.width, self.depth, self.height = piece.size
        self.tone = piece.tone
        self.number = len(model.pieces)
        model.pieces.append(piece)
        turn = math.radians(piece.yaw)
        self._front = (math.cos(turn), math.sin(turn))
        self._right = (math.sin(turn), -math.cos(turn))
        self._part: Part | None = None
        self._group = -1
        self._middle: Local = (0.0, 0.0, 0.0)

    def chance(self, number: int) -> float:
        """A number in 0..1 of this piece's own."""
        return (math.sin(self.seed % 9973 * 12.9898 + number * 78.233) * 43758.5453) % 1.0

    def _point(self, local: Local) -> int:
        x, y, z = local
        at = self.piece.at
        self.model.points.append(
            (
                at[0] + self._right[0] * x + self._front[0] * y,
                at[1] + self._right[1] * x + self._front[1] * y,
                at[2] + z,
            )
        )
        return len(self.model.points) - 1

    def part(self, low: Local, high: Local) -> None:
        """Begin a new part that fills the local box."""
        self._part = Part(self.number, low, high, group=self._group)
        self._middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2)
        self.model.parts.append(self._part)

    @contextmanager
    def group(self) -> Iterator[None]:
        """Parts begun inside are ordered as one: for thin things near each other that hardly hide one another."""
        self._group = len(self.model.parts)
        yield
        self._group = -1

    def face(
        self,
        points: Sequence[Local],
        tone: float | None = None,
        *,
        both: bool = False,
        line: bool = True,
        glow: bool = False,
        detail: bool = False,
    ) -> int:
        """Add a polygon to the part; its outside is away from the part's middle. Gives its number."""
        assert self._part is not None
        a, b, c = (np.array(points[place]) for place in (0, 1, 2))
        normal = np.cross(b - a, c - a)
        length = float(np.linalg.norm(normal))
        if length < 1e-12 and len(points) > 3:
            normal = np.cross(c - a, np.array(points[3]) - a)
            length = float(np.linalg.norm(normal))
        normal = normal / max(length, 1e-12)
        if not both and float(np.dot(normal, a - np.array(self._middle))) < 0:
            normal = -normal
        world = (
            self._right[0] * normal[0] + self._front[0] * normal[1],
            self._right[1] * normal[0] + self._front[1] * normal[1],
            float(normal[2]),
        )
        number = len(self.model.faces)
        loop = tuple(self._point(point) for point in points)
        self.model.faces.append(Face(loop, self.tone if tone is None else tone, world, both, not line, glow, detail))
        self._part.faces.append(number)
        if line:
            for place, start in enumerate(loop):
                self._edge(Edge(start, loop[(place + 1) % len(loop)], number, number, True, detail))
        return number

    def _edge(self, edge: Edge) -> None:
        assert self._part is not None
        self._part.edges.append(len(self.model.edges))
        self.model.edges.append(edge)

    def line(self, points: Sequence[Local], face: int, *, detail: bool = True) -> None:
        """Add a line that is seen when ``face`` is."""
        numbers = [self._point(point) for point in points]
        for first, last in itertools.pairwise(numbers):
            self._edge(Edge(first, last, face, face, True, detail))

    def box(self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], tone: float | None = None,
            *, line: bool = True) -> tuple[int, int, int, int, int]:  # fmt: skip
        """A box as a new part. Gives the numbers of its front, back, left, right and top faces."""
        self.part((x[0], y[0], z[0]), (x[1], y[1], z[1]))
        return self._box(x, y, z, tone, line)

    def _box(self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], tone: float | None,
             line: bool) -> tuple[int, int, int, int, int]:  # fmt: skip
        (a, b), (c, d), (e, f) = x, y, z
        front = self.face([(a, d, e), (b, d, e), (b, d, f), (a, d, f)], tone, line=line)
        back = self.face([(a, c, e), (b, c, e), (b, c, f), (a, c, f)], tone, line=line)
        left = self.face([(a, c, e), (a, d, e), (a, d, f), (a, c, f)], tone, line=line)
        right = self.face([(b, c, e), (b, d, e), (b, d, f), (b, c, f)], tone, line=line)
        top = self.face([(a, c, f), (b, c, f), (b, d, f), (a, d, f)], tone, line=line)
        self.face([(a, c, e), (b, c, e), (b, d, e), (a, d, e)], tone, line=line)
        return front, back, left, right, top

    def prism(self, profile: Sequence[tuple[float, float]], x: tuple[float, float], tone: float | None = None,
              *, tones: Sequence[float] = ()) -> list[int]:  # fmt: skip
        """A (y, z) profile drawn out across x as a new part. Gives both ends (right, left), then the sides."""
        ys, zs = [y for y, _ in profile], [z for _, z in profile]
        self.part((x[0], min(ys), min(zs)), (x[1], max(ys), max(zs)))
        ends = [self.face([(side, y, z) for y, z in profile], tone) for side in (x[1], x[0])]
        sides = []
        for place, (y, z) in enumerate(profile):
            y2, z2 = profile[(place + 1) % len(profile)]
            own = tones[place] if place < len(tones) else tone
            sides.append(self.face([(x[0], y, z), (x[1], y, z), (x[1], y2, z2), (x[0], y2, z2)], own))
        return ends + sides

    def cylinder(self, middle: tuple[float, float], radius: float, z: tuple[float, float], tone: float | None = None,
                 *, top: float | None = None, sides: int = 10, glow: bool = False) -> None:  # fmt: skip
        """An upright cylinder, or a cone with another radius at the ``top``, as a new part."""
        upper = radius if top is None else top
        wide = max(radius, upper)
        self.part((middle[0] - wide, middle[1] - wide, z[0]), (middle[0] + wide, middle[1] + wide, z[1]))
        ring = [(math.cos(angle), math.sin(angle)) for angle in np.linspace(0, 2 * math.pi, sides, endpoint=False)]
        low = [(middle[0] + c * radius, middle[1] + s * radius, z[0]) for c, s in ring]
        high = [(middle[0] + c * upper, middle[1] + s * upper, z[1]) for c, s in ring]
        first = len(self.model.faces)
        for place in range(sides):
            after = (place + 1) % sides
            quad = [low[place], low[after], high[after], high[place]]
            if upper < 1e-6:
                quad = quad[:3]
            elif radius < 1e-6:
                quad = [quad[0], *quad[2:]]
            self.face(quad, tone, line=False, glow=glow)
        for place in range(sides):
            a, b = self._point(low[place]), self._point(high[place])
            self._edge(Edge(a, b, first + place, first + (place - 1) % sides, False))
        for ring_points, size in ((low, radius), (high, upper)):
            if size > 1e-6:
                self.face(ring_points, tone, glow=glow)
                numbers = [self._point(point) for point in ring_points]
                for place in range(sides):
                    self._edge(Edge(numbers[place], numbers[(place + 1) % sides], first + place, first + place, True))

    def sheet(
        self, points: Sequence[Local], tone: float | None = None, *, line: bool = True, glow: bool = False
    ) -> int:
        """A flat thing seen from both sides, as a new part."""
        low = tuple(min(point[axis] for point in points) for axis in range(3))
        high = tuple(max(point[axis] for point in points) for axis in range(3))
        self.part(low, high)  # type: ignore[arg-type]
        return self.face(points, tone, both=True, line=line, glow=glow)

    def patch(
        self, points: Sequence[Local], tone: float, *, line: bool = True, glow: bool = False, detail: bool = False
    ) -> int:
        """A polygon painted on the last part's surface."""
        return self.face(points, tone, line=line, glow=glow, detail=detail)

    def front(self, x: tuple[float, float], z: tuple[float, float], y: float, tone: float, *, line: bool = True,
              glow: bool = False, detail: bool = False) -> int:  # fmt: skip
        """A rectangle painted on a face that looks along the piece's front (or back), at depth ``y``."""
        points = [(x[0], y, z[0]), (x[1], y, z[0]), (x[1], y, z[1]), (x[0], y, z[1])]
        return self.face(points, tone, line=line, glow=glow, detail=detail)

    def side(self, y: tuple[float, float], z: tuple[float, float], x: float, tone: float, *, line: bool = True) -> int:
        """A rectangle painted on a side face at ``x``."""
        return self.face([(x, y[0], z[0]), (x, y[1], z[0]), (x, y[1], z[1]), (x, y[0], z[1])], tone, line=line)

    def sprite(
        self, kind: str, at: Local, size: tuple[float, float], tone: float | None = None, number: int = 0
    ) -> None:
        """Something soft as a new part."""
        half = size[0] / 2
        self.part((at[0] - half, at[1] - half, at[2]), (at[0] + half, at[1] + half, at[2] + size[1]))
        assert self._part is not None
        world = self.model.points[self._point(at)]
        self._part.sprite = Sprite(kind, world, size, self.tone if tone is None else tone, self.seed + number * 7919)
