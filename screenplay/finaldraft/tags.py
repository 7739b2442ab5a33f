"""What is written between the angle brackets: runs, notes, attributes, and what a piece's notes say of it."""

import re
from collections.abc import Iterable
from html import escape

from screenplay.finaldraft.types import PLAIN, closing, opening, script_note_told, told_about
from screenplay.manuscript import GUARD, Mark, Piece

_UNWRITTEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference."""

_LOOKS = {name: key for key, name in PLAIN.items()}


def freed(mark: Mark) -> Piece:
    """A note or a boneyard that is no mark of a piece any more."""
    return Piece("boneyard" if mark.source.startswith("/*") else "note", mark.source[2:-2].strip())


def sorted_marks(piece: Piece) -> tuple[dict[str, str], list[Mark], list[tuple[int, Piece]]]:
    """A piece's marks: what they say of the paragraph, what runs over its words, and notes at their places."""
    said: dict[str, str] = {}
    inline: list[Mark] = []
    loose: list[tuple[int, Piece]] = []
    for mark in piece.marks:
        if (told := told_about(mark.source)) is not None:
            said |= told
        elif opening(mark.source) or closing(mark.source):
            inline.append(mark)
        else:
            loose.append((mark.at, freed(mark)))
    return said, inline, loose


def look(styles: Iterable[str], running: dict[str, str]) -> dict[str, str]:
    """The attributes of a run."""
    names = [_LOOKS[style] for style in ("bold", "italic", "underline") if style in set(styles)]
    if "strikeout" in running:
        names.append("Strikeout")
    found = {}
    for key, name in (("highlight", "Background"), ("color", "Color"), ("rev", "RevisionID"), ("tag", "TagNumber")):
        if running.get(key):
            found[name] = running[key]
    if names:
        found["Style"] = "+".join(names)
    return found


def text_of(text: str, look: dict[str, str] | None = None) -> str:
    """A run."""
    return f"<Text{pairs(look or {})}>{_escaped(text)}</Text>"


def noted(text: str, kind: str, place: str) -> str:
    """A script note; ``place`` is its range in the text, or empty where it stands in it."""
    words, said = script_note_told(text.replace(GUARD, ""))
    said.pop("over", None)
    if kind == "boneyard":
        said = {"Name": "Boneyard"}
        words = text
    if place:
        said["Range"] = place
    lines = re.split(r"\r\n|[\r\n]", words)
    inside = "".join(f"<Paragraph>{text_of(line)}</Paragraph>" for line in lines)
    return f"<ScriptNote{pairs(said)}>{inside}</ScriptNote>"


def pairs(said: dict[str, str]) -> str:
    """Attributes, each after a space; those whose names XML cannot have are left out."""
    return "".join(f' {key}="{_quoted(value)}"' for key, value in said.items() if re.fullmatch(r"[^\W\d][\w.-]*", key))


def _quoted(value: str) -> str:
    return escape(_UNWRITTEN.sub("\ufffd", value)).replace("\n", "&#10;").replace("\t", "&#9;")


def _escaped(text: str) -> str:
    return escape(_UNWRITTEN.sub("\ufffd", text), quote=False)


def units(text: str) -> int:
    """How long a text is as Range counts: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
