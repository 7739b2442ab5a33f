"""Things that the text names, put on the set: furniture against a wall, small things on a table, cars in the street."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from screenplay.elements import Locale
from storyboard.reading.lexicon import lexicon, verb
from storyboard.reading.vehicles import moving
from storyboard.reading.walkons import is_toy
from storyboard.stage.footprint import fits
from storyboard.stage.geometry import Piece, Point
from storyboard.stage.kinds import Kind, kinds, table
from storyboard.stage.words import find

_MOST = 8
"""More things than this would crowd the set."""
_LIES = re.compile(r"\b(sur|posée?s?|pose|traînent?|on|upon|lies|lying|sits|rests?)\b", re.IGNORECASE)
"""A small thing is set down only where the text lays it; else someone holds it."""
_CLAUSES = re.compile(r"[,;:.!?]|\b(?:et|puis|and|then)\b")
_HANDLED = frozenset({"take", "put", "drop", "give", "hold", "read", "carry", "throw", "drink", "eat", "write"})
"""Deeds of hands: who puts a thing down has brought it."""
_HERD = re.compile(r"[sx]$|^(troupeau|herd|flock|bétail|cattle|sheep)", re.IGNORECASE)
"""Words for more than one."""
_SIGN = re.compile(r"\b(?:enseigne|néon|sign|marquee)\b[^.]*?[:«“\"]\s*([A-ZÀ-Ý][A-ZÀ-Ý' ]{2,14})\b")
_SLOTS = ((0.1, 0.05), (-0.55, -0.25), (0.6, 0.3), (-0.3, 0.35), (0.35, -0.35), (-0.75, 0.15), (0.8, -0.1))
"""Places on a top, as fractions of its half width and half depth."""
_SIMILAR = {
    "single_bed": "bed",
    "pine": "tree",
    "trunk_tree": "tree",
    "laptop": "computer",
    "round_table": "table",
    "barge": "boat",
}


@cache
def _vocabulary(locale: Locale) -> dict[str, tuple[str, str, int]]:
    rows: dict[str, dict[str, Any]] = table("props.toml")
    return {
        phrase: (row.get("kind", name), row.get("where", ""), row.get("many", 1))
        for name, row in rows.items()
        for phrase in row.get(locale, ())
    }  # fmt: skip


def on_top(kind: str, pieces: Sequence[Piece], under: str, number: int, yaw: float | None = None) -> Piece | None:
    """A small thing on the first piece of kind ``under`` (any top when empty); None when there is none."""
    known = kinds()
    tops = [
        piece
        for piece in pieces
        if piece.kind == under or (not under and piece.kind in known and known[piece.kind].top)
    ]
    if not tops:
        return None
    top, spec = tops[0], known[kind]
    used = sum(1 for piece in pieces if piece.id.endswith(f"@{top.id}"))
    across, into = _SLOTS[used % len(_SLOTS)]
    turn = math.radians(top.yaw)
    across *= max(top.size[0] / 2 - spec.size[0] / 2, 0.0)
    into *= max(top.size[1] / 2 - spec.size[1] / 2, 0.0)
    x = top.at[0] + math.sin(turn) * across + math.cos(turn) * into
    y = top.at[1] - math.cos(turn) * across + math.sin(turn) * into
    at = (round(x, 3), round(y, 3), round(top.at[2] + top.size[2], 3))
    return Piece(f"{kind}-{number + 1}@{top.id}", kind, at, top.yaw if yaw is None else yaw, spec.size, spec.tone)


def named(
    pieces: list[Piece], texts: Sequence[str], *, locale: Locale, interior: bool, room: Point, fixed: bool = False,
    described: str = "",
) -> None:  # fmt: skip
    """Add to ``pieces`` what the ``texts`` name, and label those that are there already.

    ``fixed``: add nothing large. ``described``: the text that says what stands there, small things too.
    """
    words = _vocabulary(locale)
    added = 0
    seen: set[str] = set()
    for text in texts:
        going = moving(text, locale)
        for hit in find(text, words):
            if words[hit.phrase][0] in going:
                continue
            kind, where, many = words[hit.phrase]
            if kind in seen or where == ("out" if interior else "in"):
                continue
            spec = kinds()[kind]
            at = text.find(hit.surface)
            if spec.animal and is_toy(text[max(at - 14, 0) : at + len(hit.surface) + 16], locale):
                continue
            there = [place for place, piece in enumerate(pieces) if kind in (piece.kind, _SIMILAR.get(piece.kind))]
            if there:
                seen.add(kind)
                pieces[there[0]] = replace(pieces[there[0]], label=hit.surface)
                continue
            if (
                where == "there"
                or added >= _MOST
                or (spec.small and text != described and not _lies(text, hit.surface, locale))
                or (fixed and not spec.small)
            ):
                continue
            for number in range(many if _HERD.search(hit.surface) else 1):
                piece = on_top(kind, pieces, "", len(pieces)) if spec.small else _stand(spec, pieces, interior, room)
                if piece is None:
                    break
                seen.add(kind)
                if number:
                    piece = replace(piece, id=f"{piece.id}-{number + 1}")
                drawn = _lettering(text) if kind == "neon_sign" else ""
                pieces.append(replace(piece, label=hit.surface, drawn=drawn))
                added += not number


def _lies(text: str, thing: str, locale: Locale) -> bool:
    """Whether a text lays a small thing down somewhere (``sur la table, une lettre``), and nobody there handles it."""
    clauses = _CLAUSES.split(text)
    place = next((number for number, clause in enumerate(clauses) if thing in clause), 0)
    mine = (
        clauses[place]
        if not place or _LIES.match(clauses[place - 1].strip()) is None
        else " ".join(clauses[place - 1 : place + 1])
    )
    if not _LIES.search(mine):
        return False
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", mine)]
    lemmas = [verb(word, locale)[0] for word in words if not word.endswith(("é", "ée", "és", "ées", "ed"))]
    return not any(entry.kind in _HANDLED for lemma in lemmas for entry in lexicon(locale).entries.get(lemma, ()))


_GRAZING = (
    (0.45, 0.5, 160.0), (-0.5, 0.56, 10.0), (0.1, 0.72, -150.0), (-0.18, 0.84, -25.0), (0.62, 0.78, 200.0),
    (-0.75, 0.74, 30.0), (0.3, 0.95, 180.0), (0.8, 0.42, 150.0),
)  # fmt: skip
"""Where animals stand in a field: across, into it, yaw."""


def _lettering(text: str) -> str:
    """What a sign says: the capitals that the text gives it, or the trade that it names."""
    if said := _SIGN.search(text):
        return said[1].strip()
    trades = ("CINÉMA", "CINEMA", "HÔTEL", "HOTEL", "MOTEL", "BAR", "CAFÉ", "CAFE", "DINER", "PHARMACIE", "CLUB")
    return next((trade for trade in trades if re.search(rf"\b{trade}\b", text, re.IGNORECASE)), "OPEN")


def _stand(kind: Kind, pieces: Sequence[Piece], interior: bool, room: Point) -> Piece | None:
    """The first free place for a thing: along the walls of a room, or either side of the middle outdoors."""
    width, depth, _ = room
    across, into, tall = kind.size
    if room[2] and kind.z + tall > room[2]:
        tall = room[2] - kind.z - 0.02
        if tall < 0.3:
            return None
    spots: list[tuple[float, float, float]] = []
    if kind.name == "cinema_screen":  # in a large room only, in the middle of what everybody faces
        if not interior or width < 7.0:
            return None
        spots = [(0.0, depth - into / 2 - 0.01, -90.0)]
    elif interior:
        reach_x, reach_y = width / 2 - across / 2 - 0.06, depth / 2 - across / 2 - 0.06
        for along in (0.75, -0.75, 0.45, -0.45, 0.15, -0.15, 1.0, -1.0, 0.0):
            spots.append((along * reach_x, depth - into / 2 - 0.01, -90.0))
            spots.append((width / 2 - into / 2 - 0.01, depth / 2 + along * reach_y, 180.0))
            spots.append((-width / 2 + into / 2 + 0.01, depth / 2 + along * reach_y, 0.0))
        if not kind.wall:
            spots += [(x * width / 2, y * depth, -90.0) for y in (0.6, 0.75, 0.3) for x in (0.6, -0.6, 0.3, -0.3)]
    elif kind.wall and not kind.flat and kind.name != "ladder":
        return None
    elif kind.name == "neon_sign":  # juts out over a pavement, to be read along the street
        spots = [(side * (width / 2 - across / 2 - 0.1), y * min(depth, 26.0), -90.0)
                 for y in (0.42, 0.5, 0.36) for side in (-1, 1)]  # fmt: skip
    elif kind.name == "gull":
        aloft = ((0.22, 0.9), (-0.3, 1.1), (0.05, 1.3), (-0.12, 0.8), (0.4, 1.2))
        spots = [(x * min(width, 20.0), y * min(depth, 16.0), 40.0 * n) for n, (x, y) in enumerate(aloft)]
    else:
        near = min(depth, 12.0)
        yaw = {"car": -75.0, "van": -75.0, "bus": -80.0, "bicycle": 20.0, "motorbike": 20.0}.get(kind.name, -90.0)
        for y in (0.5, 0.62, 0.38, 0.75, 0.9):
            spots += [(x * min(width, 14.0) / 2, y * near, yaw) for x in (0.5, -0.5, 0.3, -0.3, 0.75, -0.75)]
        if kind.animal:  # a little apart, each turned its own way
            spots = [(x * min(width, 16.0) / 2, y * min(depth, 16.0), turn) for x, y, turn in _GRAZING]
    for x, y, yaw in spots:
        piece = Piece(
            f"{kind.name}-text", kind.name, (round(x, 3), round(y, 3), kind.z), yaw, (across, into, tall), kind.tone
        )
        if fits(piece, pieces, room if interior else None):
            return piece
    return None
