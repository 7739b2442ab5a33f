"""A sheet of SVG being drawn: shapes, real text cut to its room, and what the mouse tells.

Units are quarters of a millimetre on paper. The same calls give the same bytes. Nothing from a script reaches the page
unescaped, nor without what XML forbids.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

from previz.show import printable

_NARROW = frozenset(" ilIjtfr.,:;!'’|()[]-–/")
_WIDE = frozenset("mwMWŒœÆæ@—…%")


def width(text: str, size: float) -> float:
    """At least how wide a text is, in any usual sans-serif: the widest of them (DejaVu, Verdana) are measured."""
    total = 0.0
    for char in text:
        if unicodedata.combining(char):
            continue
        if unicodedata.east_asian_width(char) in "WF":
            total += 1.05
        elif char in _WIDE:
            total += 1.03
        elif char in _NARROW:
            total += 0.42
        else:
            total += 0.76 if char.isupper() else 0.66
    return total * size


def fitted(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis so that it is no wider than its room; empty when not even two letters fit."""
    plain = " ".join(printable(text).split())
    if width(plain, size) <= room:
        return plain
    kept = plain[: max(0, int(room / (0.3 * size)))]
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    kept = kept.rstrip(" -–—/,.")
    return kept + "…" if len(kept) > 1 else ""


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text on two lines at most, broken between words; what is still too long is cut when it is drawn."""
    words = printable(text).split()
    count = len(words)
    while count > 1 and width(" ".join(words[:count]), size) > room:
        count -= 1
    return [" ".join(words[:count]), *([" ".join(words[count:])] if words[count:] else [])]


class Sheet:
    """What is drawn so far, in order: what comes later lies on top."""

    def __init__(self, wide: float) -> None:
        self.wide = wide
        self._parts: list[str] = []

    def _open(self, name: str, fields: dict[str, object]) -> str:
        told = (
            f" {key.rstrip('_').replace('_', '-')}={quoteattr(_plain(value))}"
            for key, value in fields.items()
            if value is not None
        )
        return f"<{name}{''.join(told)}"

    def _put(self, name: str, title: str, fields: dict[str, object]) -> None:
        inside = f"><title>{_text(title)}</title></{name}>" if title else "/>"
        self._parts.append(self._open(name, fields) + inside)

    def box(self, x: float, y: float, wide: float, high: float, *, title: str = "", **fields: object) -> None:
        self._put("rect", title, {"x": x, "y": y, "width": max(wide, 0.2), "height": high, **fields})

    def line(self, x: float, y: float, to_x: float, to_y: float, **fields: object) -> None:
        self._put("line", "", {"x1": x, "y1": y, "x2": to_x, "y2": to_y, **fields})

    def text(
        self, x: float, y: float, text: str, size: float, *, room: float, title: str = "", **fields: object
    ) -> None:
        """One line of text, no wider than ``room``; what had to be cut is told whole when the mouse is on it."""
        shown = fitted(text, size, room)
        if not shown:
            return
        told = title or (text if shown != " ".join(printable(text).split()) else "")
        inside = f"<title>{_text(told)}</title>" if told else ""
        self._parts.append(
            self._open("text", {"x": x, "y": y, "font_size": size, **fields}) + f">{inside}{_text(shown)}</text>"
        )

    @contextmanager
    def group(self, **fields: object) -> Iterator[None]:
        self._parts.append(self._open("g", fields) + ">")
        yield
        self._parts.append("</g>")

    def finished(self, high: float, *, title: str, language: str, definitions: str = "") -> bytes:
        """The whole file, ``high`` units high."""
        size = f'width="{self.wide / 4:g}mm" height="{high / 4:g}mm" viewBox="0 0 {self.wide:g} {high:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} xml:lang="{language}" font-family="sans-serif">'
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            head,
            f"<title>{_text(title)}</title>",
            f"<defs>{definitions}</defs>",
            f'<rect width="{self.wide:g}" height="{high:g}" fill="#fff"/>',
            *self._parts,
            "</svg>",
        ]
        return ("\n".join(lines) + "\n").encode()


def _plain(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _text(text: str) -> str:
    return escape(printable(text))
