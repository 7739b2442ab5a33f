"""Set plans: the heading's words choose a template, the location's name varies it, the text adds the things it names.

The same location gives the same plan in every scene, as long as the texts of all its scenes are given each time.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Literal

from screenplay.elements import Locale
from screenplay.headings import known_place
from screenplay.scenes import Heading
from storyboard.stage.footprint import fits
from storyboard.stage.geometry import Piece, Point, SetPlan
from storyboard.stage.kinds import kinds, table
from storyboard.stage.marks import marks
from storyboard.stage.things import named, on_top
from storyboard.stage.words import find

_SCALES: dict[str, tuple[float, float]] = {
    "étroit": (0.72, 1.0), "étroite": (0.72, 1.0), "exigu": (0.8, 0.85), "exiguë": (0.8, 0.85), "narrow": (0.72, 1.0),
    "cramped": (0.8, 0.85), "petit": (0.88, 0.9), "petite": (0.88, 0.9), "minuscule": (0.82, 0.82),
    "small": (0.88, 0.9), "tiny": (0.82, 0.82), "little": (0.88, 0.9), "grand": (1.25, 1.2), "grande": (1.25, 1.2),
    "immense": (1.5, 1.4),
    "vaste": (1.4, 1.3), "large": (1.25, 1.2), "big": (1.25, 1.2), "huge": (1.5, 1.4), "vast": (1.4, 1.3),
    "long": (1.0, 1.35), "longue": (1.0, 1.35), "spacieux": (1.3, 1.2), "spacieuse": (1.3, 1.2), "spacious": (1.3, 1.2),
}  # fmt: skip
"""What a word of the heading does to width and depth."""


@cache
def templates() -> tuple[str, ...]:
    """The names of the set templates."""
    return tuple(_places())


@cache
def _places() -> dict[str, dict[str, Any]]:
    return table("places.toml")


@cache
def _words(entry: Literal["fr", "en", "hints"]) -> dict[str, str]:
    """Phrase to template."""
    rows = [(phrase, name) for name, place in _places().items() for phrase in place.get(entry, ())]
    return dict(rows)


def _choose(text: str, locale: Locale) -> str | None:
    """The template that one part of a heading names: the head noun comes first in French, last in English."""
    order: tuple[Locale, Locale] = ("fr", "en") if locale == "fr" else ("en", "fr")
    text = known_place(text, locale)
    for language in order:
        words = _words(language)
        hits = list(find(text, words))
        if hits:
            if language == "fr":
                return words[hits[0].phrase]
            folded = text.lower()
            cuts = [folded.find(f" {word} ") for word in ("of", "in", "at", "near", "behind", "outside", "by", "with")]
            head = text[: min([cut for cut in cuts if cut > 0], default=len(text))]
            inside = list(find(head, words))
            return words[(inside or hits)[-1].phrase]
    return None


def _parts(place: str) -> list[str]:
    for dash in (" - ", " – ", " — ", "/", ",", ":", ";", "(", ")"):
        place = place.replace(dash, "\n")
    return [part.strip() for part in place.split("\n") if part.strip()]


def template(heading: Heading, *, texts: Sequence[str] = (), locale: Locale = "fr") -> tuple[str, bool]:
    """The template for a place, and whether it is a guess because no word is known.

    The most specific part of the heading decides (``HOSPITAL - CORRIDOR`` is a corridor), then the description of the
    place, then the action's hints.
    """
    places = _places()
    found = [name for part in _parts(heading.place) if (name := _choose(part, locale)) is not None]
    name = found[-1] if found else None
    for broad in found[:-1]:
        if name in places[broad].get("covers", ()):
            name = broad
    if name is None and heading.description:
        name = _choose(heading.description, locale)
    if name is None:
        hints = _words("hints")
        votes = [hints[hit.phrase] for text in texts for hit in find(text, hints)]
        votes = [vote for vote in votes if places[vote]["interior"] == heading.interior]
        if votes:
            return max(sorted(set(votes)), key=votes.count), False
        return ("interior" if heading.interior else "exterior"), True
    if places[name]["interior"] and not heading.interior:
        return places[name]["outside"], False
    if not places[name]["interior"] and heading.interior and not heading.exterior:
        return places[name].get("inside", name), False
    return name, False


def plan(heading: Heading, *, texts: Sequence[str] = (), locale: Locale = "fr") -> SetPlan:
    """The plan of the heading's location, with what its description names. ``texts``: the action of every scene that
    plays there."""
    name, guessed = template(heading, texts=texts, locale=locale)
    place = _places()[name]
    chance = Chance(heading.location or heading.place)
    width, depth, height = place["size"]
    if not place.get("fixed"):
        for hit in find(heading.place, _SCALES):
            across, into = _SCALES[hit.phrase]
            width, depth = width * across, depth * into
        width, depth = round(width * (0.96 + 0.1 * chance()), 2), round(depth * (0.96 + 0.1 * chance()), 2)
    mirror = place.get("mirror", True) and chance() < 0.5
    room = (width, depth, height)
    pieces: list[Piece] = []
    for number, spec in enumerate(place["pieces"]):
        skip = spec.get("maybe") and chance() > 0.67
        if spec["kind"] == "door" and sum(piece.kind == "door" for piece in pieces) >= 2 and name != "corridor":
            skip = True
        if skip:
            continue
        piece = on_top(spec["kind"], pieces, spec["on"], number) if "on" in spec else _piece(spec, number, room, chance)
        if piece is None or not fits(piece, pieces, room if place["interior"] else None):
            continue
        pieces.append(piece)
        for chair in _chairs(piece, spec.get("chairs", 0)):
            if fits(chair, pieces, room):
                pieces.append(chair)
    if mirror:
        pieces = [_mirrored(piece) for piece in pieces]
    named(pieces, (heading.description, *texts), locale=locale, interior=place["interior"], room=room,
          fixed=bool(place.get("vehicle")), described=heading.description)  # fmt: skip
    own = [
        (label, (-x if mirror else x), y, (180 - yaw if mirror else yaw)) for label, x, y, yaw in place.get("marks", ())
    ]
    return SetPlan(
        location=heading.location,
        template=name,
        interior=place["interior"],
        width=width,
        depth=depth,
        height=height,
        pieces=tuple(pieces),
        marks=marks(pieces, room, own, seats=place.get("seats", ()), vehicle=bool(place.get("vehicle"))),
        ground=place["ground"],
        horizon=place.get("horizon", ""),
        guessed=guessed,
    )


class Chance:
    """Numbers in 0..1 that depend on a name and on nothing else."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def __call__(self) -> float:
        self._count += 1
        digest = hashlib.blake2b(f"{self._name}\x1f{self._count}".encode("utf-8", "replace"), digest_size=4).digest()
        return int.from_bytes(digest, "little") / 2**32


def _piece(spec: dict[str, Any], number: int, room: Point, chance: Chance) -> Piece | None:
    kind = kinds()[spec["kind"]]
    width, depth, height = room
    across, into, tall = spec.get("size", kind.size)
    z = spec.get("z", kind.z)
    if kind.hangs and height:
        z = min(z, height - 0.25) if kind.name != "neon" else height - tall
        tall = height - z
    if height and z + tall > height:
        if z < 0.01:
            tall = height
        else:
            z = max(height - tall - 0.12, 0.02)
            tall = min(tall, height - z - 0.02)
    x, y, yaw = 0.0, 0.0, float(spec.get("yaw", 0))
    if (wall := spec.get("wall")) is not None:
        gap, along = into / 2 + spec.get("gap", 0.0), spec["along"]
        if wall in ("back", "front"):
            reach = max(width / 2 - across / 2, 0.0)
            x = max(-reach, min(reach, along * width / 2))
            y, yaw = (depth - gap, -90.0) if wall == "back" else (gap, 90.0)
        else:
            reach = max(depth / 2 - across / 2, 0.0)
            y = depth / 2 + max(-reach, min(reach, along * depth / 2))
            x, yaw = (gap - width / 2, 0.0) if wall == "left" else (width / 2 - gap, 180.0)
    elif (side := spec.get("beside")) is not None:
        tall = round(tall * (0.85 + 0.3 * chance()), 1)
        if side == "back":
            x, y, yaw = spec["from"] * width / 2 + across / 2, depth + into / 2, -90.0
        else:
            sign = -1 if side == "left" else 1
            x, y, yaw = sign * (width + into) / 2, spec["from"] * depth + across / 2, 0.0 if side == "left" else 180.0
    else:
        x, y = spec["at"][0] * width / 2, spec["at"][1] * depth
        if kind.flat and into >= 18:
            into = depth
    tone = max(0.05, min(0.98, kind.tone + 0.1 * (chance() - 0.5)))
    at = (round(x, 3), round(y, 3), round(z, 3))
    return Piece(f"{kind.name}-{number + 1}", kind.name, at, yaw, (across, into, round(tall, 3)), round(tone, 3), "",
                 spec.get("drawn", ""))  # fmt: skip


def _chairs(table: Piece, count: int) -> list[Piece]:
    """Chairs round a table: pairs that face each other across its depth."""
    kind = kinds()["chair"]
    turn = math.radians(table.yaw)
    front, right = (math.cos(turn), math.sin(turn)), (math.sin(turn), -math.cos(turn))
    offsets = (0.0,) if count < 4 else (-table.size[0] / 4, table.size[0] / 4)
    chairs = []
    for row, offset in enumerate(offsets if count else ()):
        for side in (1, -1):
            reach = side * (table.size[1] / 2 + 0.22)
            x = table.at[0] + front[0] * reach + right[0] * offset
            y = table.at[1] + front[1] * reach + right[1] * offset
            yaw = (table.yaw + (180 if side > 0 else 0)) % 360
            name = f"{table.id}-chair-{row * 2 + (1 if side > 0 else 2)}"
            chairs.append(Piece(name, "chair", (round(x, 3), round(y, 3), 0.0), yaw, kind.size, kind.tone))
    return chairs


def _mirrored(piece: Piece) -> Piece:
    return replace(piece, at=(-piece.at[0], piece.at[1], piece.at[2]), yaw=(180 - piece.yaw) % 360)
