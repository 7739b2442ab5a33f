"""A panel as its picture shows it: who is where in it, how large the main subject is, from where it is seen."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storyboard.shots import Shot
from storyboard.stage.anatomy import Body, body
from storyboard.stage.axis import extra, heading
from storyboard.stage.camera import picture_height
from storyboard.stage.geometry import Camera, Setup
from storyboard.stage.lens import project, sensor
from storyboard.stage.sight import hiding, visible

FACES = frozenset({"single", "ots"})
"""Kinds that are of one person."""
NEAREST = 0.1
"""Metres before the lens within which nothing is seen."""
EDGE = 1.05
"""v up to which a head still shows, cut by the border."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One panel as its picture shows it."""

    shot: Shot
    setup: Setup
    camera: Camera
    bodies: Mapping[str, Body]
    places: Mapping[str, tuple[float, float]]
    """u, v of the heads in the picture, of the cast only."""
    main: str
    """Whom or what the shot is mainly of: one name, or several joined."""
    height: float
    """Metres of picture height at the main subject; 0 when there is none."""
    bearing: float
    """Where the camera stands as seen from the main subject, plan degrees."""


def look_at(shot: Shot, setup: Setup, *, end: bool = False) -> Seen:
    """Measure a panel: at its start, or at the end of its camera move."""
    camera = setup.camera_end if end and setup.camera_end is not None else setup.camera
    bodies = {figure.character: body(figure) for figure in setup.figures}
    cast = [name for name in bodies if not extra(name)]
    places: dict[str, tuple[float, float]] = {}
    if cast and shot.kind != "card":
        for name, (u, v, depth) in zip(cast, project(camera, np.stack([bodies[n].centre for n in cast])), strict=True):
            if depth > NEAREST and abs(u) < 1.0 and abs(v) < EDGE:
                places[name] = (float(u), float(v))
    people = [name for name in shot.subjects if name in bodies]
    if shot.kind in FACES or shot.kind == "pov":
        people = people[:1]
    centre = np.mean([bodies[name].eyes for name in people], axis=0) if people else np.zeros(3)
    return Seen(
        shot=shot,
        setup=setup,
        camera=camera,
        bodies=bodies,
        places=places,
        main="+".join(sorted(people)) if people else f"{shot.kind}:{'+'.join(shot.subjects)}",
        height=picture_height(camera, centre) if people else 0.0,
        bearing=heading(np.asarray(camera.at) - centre) if people else 0.0,
    )


def visible_in(seen: Seen, aspect: float) -> dict[str, tuple[float, float]]:
    """u, v of the heads of the cast, and of the piece that the panel is about, within a picture of the delivery
    ``aspect`` (width / height)."""
    places = dict(seen.places)
    for piece in seen.setup.plan.pieces:
        if piece.id in seen.shot.subjects and seen.shot.kind != "card":
            x, y, z = piece.at
            u, v, depth = project(seen.camera, [(x, y, z + piece.size[2] / 2)])[0]
            if depth > NEAREST:
                places[piece.id] = (float(u), float(v))
    (wide, high), (whole, tall) = sensor(aspect), sensor(16 / 9)
    scaled = {name: (u * whole / wide, v * tall / high) for name, (u, v) in places.items()}
    return {name: (u, v) for name, (u, v) in scaled.items() if abs(u) <= 1 and abs(v) <= EDGE}


def visible_share(seen: Seen, name: str) -> float:
    """The share of a head that neither other people, the furniture left in, nor the frame's edge hides."""
    own = seen.bodies[name]
    points = own.head_points
    others = [one for other, one in seen.bodies.items() if other != name]
    free = visible(seen.camera.at, points, others)
    pieces = tuple(piece for piece in seen.setup.plan.pieces if piece.id not in seen.setup.wild)
    blocked = max((share for _, share in hiding(seen.camera.at, points, pieces)), default=0.0)
    spots = project(seen.camera, points)
    framed = float(((np.abs(spots[:, 0]) <= 1.02) & (np.abs(spots[:, 1]) <= 1.3)).mean())
    return min(free, 1.0 - blocked, framed if seen.shot.kind not in ("ots",) else 1.0)
