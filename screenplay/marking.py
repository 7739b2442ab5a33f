"""A piece's printed lines as Fountain writes them: signs of emphasis, notes at their places, and what they need so that
nothing in them reads as a sign."""

import re
from collections.abc import Sequence

from screenplay.emphasis import printed
from screenplay.manuscript import GUARD, STYLES, Mark, Piece, Style, flags, names, spans

_SIGNS: dict[Style, str] = {"bold": "**", "italic": "*", "underline": "_"}
_LINED = ("action", "dialogue", "lyric")
"""What may have several lines."""


def marked(piece: Piece, marks: Sequence[Mark], *, hard: bool) -> list[str]:
    """The printed lines with their emphasis and their marks. ``hard``: every sign in them is escaped."""
    text = piece.text if piece.kind in _LINED else piece.text.replace("\n", " ")
    if not marks and not piece.spans:
        return [_escaped(line, hard=hard) for line in text.split("\n")]
    styles = _trimmed(text, flags(piece))
    waiting = sorted(((_settle(text, mark.at), mark.source) for mark in marks), key=lambda one: one[0])[::-1]
    lines: list[str] = []
    out: list[str] = []
    bare = ""
    """The last letter outside of marks: what emphasis is next to once they are gone."""
    open_: frozenset[Style] = frozenset()
    for at in range(len(text) + 1):
        wanted = styles[at] if at < len(text) else frozenset()
        closing, opening = _signs(open_ - wanted), _signs(wanted - open_)[::-1]
        open_ = wanted
        if closing:
            out.append(_parted(out, bare, closing))
            bare = closing[-1]
        while waiting and waiting[-1][0] <= at:
            source = waiting.pop()[1]
            trails = at == len(text) and text and not source.startswith("[[/")
            out.append(_parted(out, "", f" {source}" if trails else source))
        if opening:
            opening = GUARD + opening if closing.endswith("*") and opening.startswith("*") else opening
            out.append(_parted(out, bare, opening))
            bare = opening[-1]
        if at < len(text) and text[at] == "\n":
            lines.append("".join(out))
            out.clear()
            bare = ""
        elif at < len(text):
            letter = text[at]
            held = bool(piece.spans) or hard or text[at - 1 : at] == "/"
            out.append(_parted(out, "", f"\\{letter}" if letter in "*_" and held else letter))
            bare = letter
    return [*lines, "".join(out)]


def _signs(styles: frozenset[Style]) -> str:
    """Stars side by side and the underline outside of them, as a closing; reversed it is an opening."""
    return "".join(_SIGNS[style] for style in STYLES if style in styles)


def _parted(out: Sequence[str], bare: str, piece: str) -> str:
    """``piece`` with what keeps it from making a mark with what was written before it."""
    last = next((text[-1] for text in reversed(out) if text), "")
    if piece[:1] == "[" and last == "[":
        return f"/**/{piece}" if len(piece) == 1 else GUARD + piece
    if (bare == "\\" and piece[:1] in ("*", "_")) or (last == "/" and piece[:1] == "*"):
        return GUARD + piece
    return piece


def _escaped(line: str, *, hard: bool) -> str:
    if "/*" in line or hard or printed(line) != (line, ()):
        line = re.sub(r"([*_])", r"\\\1", line)
    return re.sub(r"\[(?=\[)", "[/**/", line)


def _trimmed(text: str, styles: list[frozenset[Style]]) -> list[frozenset[Style]]:
    """Styles without the white space at either end of their runs, where no sign could stand, and cut at line ends."""
    kept = list(styles)
    for span in spans(styles):
        start = span.start
        for line in text[span.start : span.end].split("\n"):
            size = len(line)
            lead = size - len(line.lstrip())
            trail = min(size - len(line.rstrip()), size - lead)
            for place in (*range(start, start + lead), *range(start + size - trail, min(start + size + 1, span.end))):
                kept[place] -= names(span)
            start += size + 1
    return kept


def _settle(text: str, at: int) -> int:
    """A place for a mark: between two spaces it would cost one of them, so it goes behind both."""
    while 0 < at < len(text) and text[at - 1] == " " and text[at] == " ":
        at += 1
    return at
