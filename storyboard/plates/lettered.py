"""Lines of text on a sheet, from the left, cut or broken to their room."""

import textwrap

from storyboard.sketch.canvas import Canvas, text_width


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a line of text takes."""
    return text_width(text, 100, bold=bold) * size / 100 if text else 0.0


def write(canvas: Canvas, text: str, at: tuple[float, float], size: float, *, bold: bool = False, tone: float = 0.1,
          room: float = 1e6) -> None:  # fmt: skip
    """One line that begins at a paper point (its middle height), cut with an ellipsis where it is too long."""
    plain = "".join(char if char.isprintable() else " " for char in text).strip()
    if wide(plain, size, bold=bold) > room:
        while plain and wide(plain + "…", size, bold=bold) > room:
            plain = plain[:-1]
        plain = plain.rstrip() + "…"
    if plain:
        canvas.letter(plain, (at[0] + wide(plain, size, bold=bold) / 2, at[1]), size, tone, bold=bold)


def broken(text: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than ``room``."""
    plain = " ".join(text.split())
    letters = max(8, int(room / max(wide("n" * 20, size) / 20, 1e-6) * 1.06))
    lines = textwrap.wrap(plain, letters)
    while any(wide(line, size) > room for line in lines) and letters > 8:
        letters -= 2
        lines = textwrap.wrap(plain, letters)
    return lines
