"""The floor plan of a scene (plan au sol) as SVG: the set from above, people with their ways, cameras and the axis.

One metre is ``METRE`` user units; the audience's side is at the bottom, as on the stage.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from screenplay.elements import Locale
from storyboard.reading.lexicon import called
from storyboard.stage.axis import extra
from storyboard.stage.footprint import base
from storyboard.stage.geometry import Camera, Figure, Piece, Point, SetPlan, Setup, Staging
from storyboard.stage.kinds import kinds
from storyboard.stage.lens import SENSOR_WIDTH

Place = Callable[[float, float], tuple[float, float]]
"""From metres of the stage to units of the picture."""
Borders = tuple[float, float, float, float]
"""Left, right, near and far, metres."""

METRE = 80.0
_MARGIN = 1.3
"""Metres of paper around the set and its cameras."""
_FAR = 9.0
"""Metres outside of the set at which a camera is drawn at the border instead of where it stands."""
_REACH = 1.5
"""Metres of a camera's field that are drawn."""
_COLOURS = ("#b3262e", "#1f5fa8", "#2b7a3d", "#8a5a00", "#6b3fa0", "#00767a", "#a8326f", "#555555")
_ROUND = frozenset(
    ("tree", "pine", "trunk_tree", "bush", "round_table", "stool", "barrel", "lamp", "lamppost", "parasol")
)
_LOOKS = {"window": ("#ffffff", "#1f5fa8"), "door": ("#e9dcc6", "#6b4b1f")}
"""Fill and line of what opens a wall."""


def floor_plan(
    plan: SetPlan,
    stagings: Sequence[Staging],
    setups: Sequence[Setup],
    *,
    labels: Mapping[str, str],
    names: Mapping[str, str],
    locale: Locale,
    title: str = "",
) -> str:
    """The plan of a scene as an SVG document.

    ``labels`` gives the number of each shot by its id, ``names`` the name of each character by its id. People stand
    where they are first; a dashed line goes wherever they go.
    """
    words = called(locale)
    seen = [setup for setup in setups if setup.panel == 0 and not setup.card and _here(setup)]
    left, right, near, far = _extent(plan, stagings, [setup.camera.at for setup in seen])
    width, height = (right - left) * METRE, (far - near) * METRE

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - left) * METRE, (far - y) * METRE

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height + 40:.0f}" '
        f'width="{width:.0f}" height="{height + 40:.0f}" font-family="Helvetica, Arial, sans-serif" font-size="15">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width:.0f}" height="{height + 40:.0f}" fill="#fdfcf8"/>',
        *_ground(plan, at),
        *(piece for one in plan.pieces for piece in _piece(one, words, at)),
        *_axis(stagings, at),
        *_ways(stagings, at),
        *_cameras(seen, labels, at, (left, right, near, far)),
        *_people(stagings, names, at),
        *_scale(width, height, title),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _extent(plan: SetPlan, stagings: Sequence[Staging], cameras: Sequence[Point]) -> Borders:
    """What the picture holds: a room whole; of the open, what people and cameras use of it."""
    half = plan.width / 2
    near = [one for one in cameras if abs(one[0]) < half + _FAR and -_FAR < one[1] < plan.depth + _FAR]
    if plan.interior:
        near += [(-half, 0.0, 0.0), (half, plan.depth, 0.0)]
    else:
        acting = [figure.at for staging in stagings for figure in staging.figures if not extra(figure.character)]
        acting += [point for staging in stagings for path in staging.paths for point in path.points]
        near += [(x + dx, y + dy, 0.0) for x, y, _ in acting or [(0.0, 3.0, 0.0)] for dx in (-4, 4) for dy in (-3, 5)]
    xs, ys = [one[0] for one in near], [one[1] for one in near]
    return min(xs) - _MARGIN, max(xs) + _MARGIN, min(ys) - _MARGIN, max(ys) + _MARGIN


def _ground(plan: SetPlan, at: Place) -> Iterator[str]:
    x, y = at(-plan.width / 2, plan.depth)
    size = f'width="{plan.width * METRE:.1f}" height="{plan.depth * METRE:.1f}"'
    open_ = 'stroke="#999" stroke-width="2" stroke-dasharray="10 8"'
    line = 'stroke="#333" stroke-width="6"' if plan.interior else open_
    yield f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="#ffffff" {line}/>'


def _piece(piece: Piece, words: Mapping[str, str], at: Place) -> Iterator[str]:
    """A thing of the set: its box from above, with its front marked for seats; doors and windows in the wall."""
    kind = kinds().get(piece.kind)
    if kind is not None and (kind.small or kind.hangs) and "door" not in piece.kind:
        return
    across, into = base(piece)
    x, y = at(*piece.at[:2])
    w, d = across * METRE, into * METRE
    turn = 90 - piece.yaw  # the width runs across the front, and SVG turns clockwise
    name = escape(piece.label or words.get(piece.kind, ""))
    hint = f"<title>{name}</title>"
    if piece.kind in _ROUND:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{max(w, d) / 2:.1f}" fill="#eceae2" stroke="#888">{hint}</circle>'
        return
    fill, stroke = next((look for word, look in _LOOKS.items() if word in piece.kind), ("#eceae2", "#888"))
    yield f'<g transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})" stroke="{stroke}">'
    box = f'x="{-w / 2:.1f}" y="{-d / 2:.1f}" width="{w:.1f}" height="{max(d, 5):.1f}"'
    yield f'<rect {box} fill="{fill}" stroke-width="1.5">{hint}</rect>'
    if "door" in piece.kind:  # the leaf, open into the room
        swing = f"v {-w:.1f} A {w:.1f} {w:.1f} 0 0 1 {w / 2:.1f} {-d / 2:.1f}"
        yield f'<path d="M {-w / 2:.1f} {-d / 2:.1f} {swing}" fill="none"/>'
    elif kind is not None and kind.seat and kind.seats:  # the back of what one sits on
        yield f'<path d="M {-w / 2:.1f} {d / 2 - 3:.1f} h {w:.1f}" stroke-width="4"/>'
    yield "</g>"
    if name and min(w, d) > 45:
        yield f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11" fill="#777">{name}</text>'


def _axis(stagings: Sequence[Staging], at: Place) -> Iterator[str]:
    """The line between the two who face each other first: cameras keep to one side of it."""
    for staging in stagings:
        people = [figure for figure in staging.figures if not extra(figure.character)]
        if len(people) < 2:
            continue
        speaker = next((figure for figure in people if figure.speaking), people[0])
        others = [figure for figure in people if figure is not speaker]
        other = min(others, key=lambda figure: math.dist(figure.at, speaker.at))
        (x1, y1), (x2, y2) = at(*speaker.at[:2]), at(*other.at[:2])
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        dx, dy = (x2 - x1) / length * 70, (y2 - y1) / length * 70
        yield (
            f'<line x1="{x1 - dx:.1f}" y1="{y1 - dy:.1f}" x2="{x2 + dx:.1f}" y2="{y2 + dy:.1f}" '
            'stroke="#b3262e" stroke-width="1.5" stroke-dasharray="2 5" class="axis"/>'
        )
        return


def _ways(stagings: Sequence[Staging], at: Place) -> Iterator[str]:
    yield (
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L10 5L0 10z" fill="#555"/></marker></defs>'
    )
    drawn = set()
    for staging in stagings:
        for path in staging.paths:
            line = tuple((round(x, 1), round(y, 1)) for x, y, _ in path.points)
            if line in drawn or extra(path.character):
                continue
            drawn.add(line)
            points = " ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y, _ in path.points)
            yield (
                f'<polyline points="{points}" fill="none" stroke="#555" stroke-width="2" stroke-dasharray="7 5" '
                'marker-end="url(#tip)"/>'
            )


def _people(stagings: Sequence[Staging], names: Mapping[str, str], at: Place) -> Iterator[str]:
    """Everyone where they are first, the crowd as small grey marks."""
    first: dict[str, Figure] = {}
    for staging in stagings:
        for figure in staging.figures:
            first.setdefault(figure.character, figure)
    for figure in first.values():
        x, y = at(*figure.at[:2])
        crowd = extra(figure.character)
        turn = math.radians(figure.yaw)
        r = 9 if crowd else 15
        nose = (x + math.cos(turn) * r * 1.7, y - math.sin(turn) * r * 1.7)
        side = [(math.cos(turn + way) * r, -math.sin(turn + way) * r) for way in (1.2, -1.2)]
        fill = "#cfcdc6" if crowd else "#2d2d33"
        yield (
            f'<path d="M {x + side[0][0]:.1f} {y + side[0][1]:.1f} L {nose[0]:.1f} {nose[1]:.1f} '
            f'L {x + side[1][0]:.1f} {y + side[1][1]:.1f} Z" fill="{fill}"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{fill}"/>'
        )
        if not crowd:
            name = escape(names.get(figure.character, figure.character))
            yield (
                f'<text x="{x:.1f}" y="{y + 34:.1f}" text-anchor="middle" font-weight="bold" '
                f'stroke="#ffffff" stroke-width="4" paint-order="stroke">{name}</text>'
            )


def _here(setup: Setup) -> bool:
    """Whether its camera stands on this floor: an insert of a thing that is not there is taken on a table elsewhere."""
    things = {piece.id for piece in setup.plan.pieces} | {figure.held for figure in setup.figures}
    return not setup.thing or setup.thing in things


def _cameras(setups: Sequence[Setup], labels: Mapping[str, str], at: Place, borders: Borders) -> Iterator[str]:
    """Each camera with its field; those at one place share a mark, those far away stand at the border."""
    left, right, near, far = borders
    places: dict[tuple[float, float, float], list[str]] = {}
    found: dict[tuple[float, float, float], Camera] = {}
    for setup in setups:
        camera = setup.camera
        x, y = min(max(camera.at[0], left + 0.4), right - 0.4), min(max(camera.at[1], near + 0.4), far - 0.4)
        key = (round(x * 4) / 4, round(y * 4) / 4, round(camera.yaw / 10) * 10.0)
        places.setdefault(key, []).append(labels.get(setup.shot, ""))
        found.setdefault(key, camera)
    for number, (key, camera) in enumerate(found.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        x, y = at(key[0], key[1])
        half = math.degrees(math.atan(SENSOR_WIDTH / 2 / camera.focal))
        edges = [math.radians(camera.yaw + turn) for turn in (half, -half)]
        (ax, ay), (bx, by) = ((x + math.cos(e) * _REACH * METRE, y - math.sin(e) * _REACH * METRE) for e in edges)
        yield (
            f'<path class="camera" d="M {x:.1f} {y:.1f} L {ax:.1f} {ay:.1f} L {bx:.1f} {by:.1f} Z" '
            f'fill="{colour}" fill-opacity="0.09" stroke="{colour}" stroke-width="1.2"/>'
        )
        yield (
            f'<g transform="translate({x:.1f} {y:.1f}) rotate({-camera.yaw:.1f})" fill="{colour}">'
            '<rect x="-16" y="-8" width="20" height="16"/><path d="M 4 -4 L 12 -8 V 8 L 4 4 Z"/></g>'
        )
        back = math.radians(camera.yaw + 180)
        tx, ty = x + math.cos(back) * 30, y - math.sin(back) * 30 + 5
        anchor = "end" if math.cos(back) < -0.5 else "start" if math.cos(back) > 0.5 else "middle"
        text = escape(", ".join(filter(None, places[key])))
        yield (
            f'<text x="{tx:.1f}" y="{ty:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="bold" '
            f'stroke="#fdfcf8" stroke-width="4" paint-order="stroke">{text}</text>'
        )


def _scale(width: float, height: float, title: str) -> Iterator[str]:
    y = height + 18
    yield f'<text x="20" y="{y:.0f}" font-size="17">{escape(title)}</text>'
    x = width - METRE - 40
    yield f'<path d="M {x:.0f} {y - 10:.0f} v 10 h {METRE:.0f} v -10" fill="none" stroke="#333" stroke-width="2"/>'
    yield f'<text x="{x + METRE / 2:.0f}" y="{y - 6:.0f}" text-anchor="middle" font-size="12">1 m</text>'
