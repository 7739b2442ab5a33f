"""The types of Final Draft's paragraphs, what they are in Fountain, and how its notes say what Fountain cannot."""

import re
from collections.abc import Mapping
from html import unescape

from screenplay.composing import note
from screenplay.elements import Kind
from screenplay.manuscript import Piece

KINDS: dict[str, Kind] = {
    "scene heading": "scene_heading",
    "action": "action",
    "character": "character",
    "parenthetical": "parenthetical",
    "dialogue": "dialogue",
    "dialog": "dialogue",
    "transition": "transition",
    "lyrics": "lyric",
    "lyric": "lyric",
    "singing": "lyric",
    "summary": "synopsis",
    "synopsis": "synopsis",
    "outline body": "synopsis",
}
"""Types by name, lower case. ``Outline 2 (Sequences)`` is a section; other types are action, their name noted."""

NAMES: dict[Kind, str] = {
    "scene_heading": "Scene Heading",
    "action": "Action",
    "character": "Character",
    "parenthetical": "Parenthetical",
    "dialogue": "Dialogue",
    "transition": "Transition",
    "lyric": "Lyrics",
    "centered": "Action",
    "synopsis": "Summary",
}
"""How each kind is written."""

OUTLINE = re.compile(r"outline (\d{1,3})\b")
"""A section, lower case: ``outline 2 (sequences)``. Nobody has a thousand levels, whatever a file says."""

CAPITALS = frozenset({"scene heading", "character", "transition", "shot", "new act", "end of act"})
"""Types that Final Draft shows in capitals where a file does not say."""

CENTERED = frozenset({"new act", "end of act", "show/episode"})

PLAIN = {"Bold": "bold", "Italic": "italic", "Underline": "underline"}

OMITTED = "fdx OmittedScene"
"""How the boneyard starts that holds an omitted scene, in Fountain."""

KEPT = "fdx kept"
"""How the boneyard starts that holds parts of the file that are no text: revision sets, note definitions, headers."""

_PAIR = re.compile(r'([\w:.-]+)="([^"]*)"')
_ABOUT = re.compile(r"\A\[\[fdx((?: [\w:.-]+=\"[^\"]*\")+)\]\]\Z")
_ATTRIBUTES = re.compile(r"\s*\{((?:[\w:.-]+=\"[^\"]*\" ?)+)\}\Z")
_OPENING = re.compile(r"\A\[\[(rev|tag|color|highlight|strikeout)(?: ([^\]\s]+))?\]\]\Z")
_CLOSING = re.compile(r"\A\[\[/(rev|tag|color|highlight|strikeout)\]\]\Z")


def type_of(piece: Piece) -> str:
    """How a piece's type is written, unless its notes say otherwise."""
    return f"Outline {min(piece.depth, 999)}" if piece.kind == "section" else NAMES[piece.kind]


def about(attributes: Mapping[str, str]) -> str:
    """``[[fdx Type="Shot"]]``: what a paragraph is beyond its words."""
    return f"[[fdx {_pairs(attributes)}]]"


def told_about(source: str) -> dict[str, str] | None:
    """The attributes that such a note tells, None for any other note."""
    match = _ABOUT.match(source)
    return {key: unescape(value) for key, value in _PAIR.findall(match[1])} if match else None


def script_note(words: str, attributes: Mapping[str, str]) -> str:
    """A script note's words, with its colour, its number, its writer … at the end."""
    return note(f"{words} {{{_pairs(attributes)}}}".lstrip() if attributes else words)


def script_note_told(words: str) -> tuple[str, dict[str, str]]:
    """The words of a note, and the attributes at their end."""
    match = _ATTRIBUTES.search(words)
    if match is None:
        return words, {}
    return words[: match.start()], {key: unescape(value) for key, value in _PAIR.findall(match[1])}


def opening(source: str) -> tuple[str, str] | None:
    """What starts at a note such as ``[[rev 2]]``: ``("rev", "2")``."""
    match = _OPENING.match(source)
    return (match[1], match[2] or "") if match else None


def closing(source: str) -> str | None:
    """What ends at a note such as ``[[/rev]]``."""
    match = _CLOSING.match(source)
    return match[1] if match else None


def _pairs(attributes: Mapping[str, str]) -> str:
    return " ".join(f'{key}="{_quoted(value)}"' for key, value in attributes.items())


def _quoted(value: str) -> str:
    for letter, name in (("&", "&amp;"), ('"', "&quot;"), ("]", "&#93;"), ("\n", " "), ("\r", " ")):
        value = value.replace(letter, name)
    return value
