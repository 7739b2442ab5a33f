"""Lettering: title cards, wrapped and sized to fit whatever is written on them."""

import textwrap
import unicodedata

import numpy as np

from storyboard.sketch.canvas import Canvas, text_width

_LARGEST, _SMALLEST = 64, 9
_LINE = 1.35
"""Height of a line in sizes of its letters."""
_MOST = 4000
"""Characters beyond which nobody reads a card."""


def clean(text: str) -> str:
    """The text on printable lines: control characters become spaces, and accents one letter with theirs."""
    plain = unicodedata.normalize("NFC", text[:_MOST])
    return "\n".join(
        "".join(char if char.isprintable() else " " for char in line).strip() for line in plain.splitlines()
    ).strip()


def fit(text: str, width: float, height: float) -> tuple[list[str], float]:
    """Lines and the largest size that fit ``width`` x ``height`` points; text beyond the smallest size is cut."""
    text = clean(text)
    size = float(_LARGEST)
    sample = text.replace("\n", " ")[:240] or "x"
    letter = (
        text_width(sample, 40) / 40 / len(sample) * 1.04
    )  # widths of letters differ: a line of this text, on average
    while True:
        letters = max(int(width / (size * letter)), 4)
        lines = [piece for line in text.split("\n") for piece in (textwrap.wrap(line, letters) or [""])]
        widest = max((text_width(line, 40) * size / 40 for line in lines), default=0.0)
        if len(lines) * size * _LINE <= height and widest <= width:
            return lines, size
        if size <= _SMALLEST:
            break
        size = max(size * 0.88, _SMALLEST)
    room = max(int(height / (size * _LINE)), 1)
    lines = lines[:room]
    if lines:
        lines[-1] = lines[-1][: max(letters - 1, 1)] + "…"
    return lines, size


def letter_card(canvas: Canvas, text: str, *, tone: float) -> None:
    """Letter a card on the blank sheet, as the film's title is: ink in the middle, and a short rule under it."""
    lines, size = fit(text, canvas.width * 0.8, canvas.height * 0.7)
    top = canvas.height / 2 - (len(lines) - 1) * size * _LINE / 2 - size * 0.4
    for number, line in enumerate(lines):
        if line:
            canvas.letter(line, (canvas.width / 2, top + number * size * _LINE), size, tone, bold=size > _LARGEST * 0.7)
    rule = top + (len(lines) - 0.5) * size * _LINE + size * 0.5
    half = canvas.width * 0.035
    canvas.stroke(np.array([[canvas.width / 2 - half, rule], [canvas.width / 2 + half, rule]]), 2.0, 0.5)
