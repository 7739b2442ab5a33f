"""Letters on pictures: captions, burn-ins and the title card, in the font OpenCV brings: a bare machine has none.

Measures are shares of the picture's height, so that a caption looks the same at any size.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from previz.assembly.sheets import Sheet, planes

PAPER, INK = (250, 247, 240), (28, 28, 34)
"""Of the sketch, in RGB: the title card is drawn on the same sheet."""

LONGEST = 200
"""Characters that a text is cut to before it is measured: no picture holds more, and a hostile text may."""

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Letters ready to be laid on a sheet: luma values and opacities 0..255, with the pixel of their corner."""

    left: int
    top: int
    luma: Mask
    opacity: Mask


@cache
def _font(name: str = "sans") -> "cv2.FontFace":
    return cv2.FontFace(name)


def plain(text: str) -> str:
    """What can be lettered: composed letters, one kind of space, nothing invisible."""
    spaced = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})


def width(text: str, size: int, weight: int = 400) -> int:
    """Pixels that a line of text takes."""
    left, _, right, _ = _measured(text, size, weight)
    return right - left


def _measured(text: str, size: int, weight: int) -> tuple[int, int, int, int]:
    x, y, wide, high = cv2.getTextSize((0, 0), text, (0, 0), _font(), size, weight)
    return x, y, x + wide, y + high


def written(text: str, size: int, weight: int, space: float = 0.0) -> Mask:
    """The opacity of one line of text, cropped to its width, one and a half sizes high; ``space`` opens the letters."""
    room = max(width(text, size, weight), 1) + round(len(text) * space * size) + size
    mask = np.zeros((round(size * 1.6), room), np.uint8)
    origin = (size // 4, round(size * 1.15))
    if space:
        for letter in text:
            (x, _), _ = cv2.putText(mask, letter, origin, (255,), _font(), size, weight)
            origin = (x + round(space * size), origin[1])
    else:
        cv2.putText(mask, text, origin, (255,), _font(), size, weight, wrap=(0, 1 << 16))
    used = np.flatnonzero(mask.any(axis=0))
    return mask[:, used[0] : used[-1] + 1] if len(used) else mask[:, :1]


def fitting(text: str, size: int, room: int, weight: int = 400) -> str:
    """The text, cut with an ellipsis where it is wider than ``room`` pixels."""
    if len(text) <= LONGEST and width(text, size, weight) <= room:
        return text
    low, high = 0, min(len(text), LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle] + "…", size, weight) <= room else (low, middle - 1)
    return text[:low].rstrip() + "…"


def wrapped(text: str, size: int, room: int, weight: int = 400) -> list[str]:
    """Lines that each fit ``room`` pixels, of about one length; a word too long for a line is cut."""
    words = [fitting(word, size, room, weight) for word in plain(text).split()]
    if not words:
        return []
    count = 1
    while True:
        lines = _balanced(words, count)
        if all(width(line, size, weight) <= room for line in lines) or count >= len(words):
            return lines
        count += 1


def _balanced(words: Sequence[str], count: int) -> list[str]:
    """Words in at most ``count`` lines whose lengths are as near as a greedy fill brings them."""
    low, high = max(len(word) for word in words), sum(len(word) + 1 for word in words)
    best = [" ".join(words)]
    while low <= high:
        limit, lines = (low + high) // 2, [""]
        for word in words:
            if lines[-1] and len(lines[-1]) + 1 + len(word) > limit:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
        if len(lines) <= count:
            best, high = lines, limit - 1
        else:
            low = limit + 1
    return best


@lru_cache(64)
def caption(lines: tuple[str, ...], size: tuple[int, int]) -> Stamp:
    """A caption of one or two lines, in white with a soft dark edge, centred above the bottom of the picture."""
    height = max(round(size[1] * 0.047), 8)
    lines = tuple(fitting(plain(line), height, round(size[0] * 0.92), 500) for line in lines)
    pitch = round(height * 1.3)
    edge = max(round(height * 0.14), 2)
    pad = 3 * edge
    rows = [written(line, height, 500) for line in lines]
    wide = min(max(row.shape[1] for row in rows) + 2 * pad, size[0])
    letters = np.zeros((pitch * len(rows) + round(height * 0.3) + 2 * pad, wide), np.uint8)
    for index, row in enumerate(rows):
        left = max((wide - row.shape[1]) // 2, 0)
        part = letters[pad + index * pitch :, left:][: row.shape[0], : row.shape[1]]
        np.maximum(part, row[: part.shape[0], : part.shape[1]], out=part)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * edge + 1, 2 * edge + 1))
    dark = cv2.GaussianBlur(cv2.dilate(letters, disc), (0, 0), edge * 0.6)
    bottom = round(size[1] * 0.945)
    return Stamp(
        (size[0] - wide) // 2, max(bottom - letters.shape[0] + pad, 0), _over(letters), np.maximum(dark, letters)
    )


def _over(letters: Mask) -> Mask:
    """Luma of white letters on black, in limited range."""
    return np.asarray(16 + letters.astype(np.uint16) * 219 // 255, np.uint8)


@lru_cache(256)
def burnt(text: str, size: tuple[int, int], place: str) -> Stamp:
    """Small white letters on a dark plate at the top; ``place`` is left, middle or right.

    Digits keep their place, so that a running timecode does not dance.
    """
    height = max(round(size[1] * 0.03), 8)
    cells = [_cell(char, height) for char in fitting(plain(text[: 2 * LONGEST]), height, round(size[0] * 0.42))] or [
        _cell(" ", height)
    ]
    letters = np.hstack(cells)
    pad = max(height // 3, 2)
    letters = np.pad(letters, ((0, 0), (pad, pad)))
    plate = np.full_like(letters, 150)
    margin = round(size[1] * 0.03)
    left = {"left": margin, "middle": (size[0] - letters.shape[1]) // 2}.get(place, size[0] - margin - letters.shape[1])
    return Stamp(max(left, 0), margin, _over(letters), np.maximum(plate, letters))


@cache
def _cell(char: str, size: int) -> Mask:
    """One letter in its own cell; all digits as wide as the widest."""
    wide = (max(_advance(digit, size) for digit in "0123456789") if char.isdigit() else _advance(char, size)) + 1
    mask = np.zeros((round(size * 1.5), wide), np.uint8)
    cv2.putText(mask, char, ((wide - _advance(char, size)) // 2, round(size * 1.12)), (255,), _font(), size, 400)
    return mask


@cache
def _advance(char: str, size: int) -> int:
    canvas = np.zeros((1, 1), np.uint8)
    (x, _), _ = cv2.putText(canvas, char, (0, 0), (0,), _font(), size, 400, wrap=(0, 1 << 16))
    return max(int(x), 1)


def stamped(sheet: Sheet, stamp: Stamp) -> None:
    """Lay a stamp on a sheet, in place. Letters are grey, so that colour fades where they cover."""
    luma, *chroma = planes(sheet)
    high, wide = stamp.luma.shape
    area = luma[stamp.top : stamp.top + high, stamp.left : stamp.left + wide]
    high, wide = area.shape
    share = stamp.opacity[:high, :wide].astype(np.uint16)
    area[...] = (stamp.luma[:high, :wide] * share + area * (255 - share) + 127) // 255
    top, left = stamp.top // 2, stamp.left // 2
    half = share[::2, ::2]
    for plane in chroma:
        tint = plane[top : top + half.shape[0], left : left + half.shape[1]]
        less = half[: tint.shape[0], : tint.shape[1]]
        tint[...] = (128 * less + tint * (255 - less) + 127) // 255


def timecode(frame: int, rate: tuple[int, int]) -> str:
    """Non-drop timecode HH:MM:SS:FF; a rate such as 24000/1001 counts 24 frames a second."""
    whole = max(round(rate[0] / rate[1]), 1)
    seconds, frames = divmod(frame, whole)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frames:02d}"


def title_card(title: str, below: Sequence[str], foot: Sequence[str], size: tuple[int, int]) -> NDArray[np.uint8]:
    """The title card, RGB: the title in the middle, ``below`` it the author, at the ``foot`` draft and date."""
    title = title[:LONGEST]
    wide, high = size
    tone = np.zeros((high, wide), np.uint8)

    def line(text: str, baseline: float, share: float, weight: int, strength: float, space: float = 0.0) -> None:
        letters = written(text, max(round(high * share), 6), weight, space)[:, :wide]
        top, left = round(high * baseline - letters.shape[0]), (wide - letters.shape[1]) // 2
        area = tone[max(top, 0) : top + letters.shape[0], left : left + letters.shape[1]]
        np.maximum(area, (letters[-area.shape[0] :] * strength).astype(np.uint8), out=area)

    share = 0.098
    while True:
        rows = wrapped(title, round(high * share), round(wide * 0.68), 500)
        if len(rows) <= 2 or share < 0.07:
            rows = rows[:4]
            break
        share *= 0.88
    pitch = share * 1.28
    last = 0.45 + pitch * (len(rows) - 1) / 2 + share / 2
    for index, row in enumerate(rows):
        line(row, last - pitch * (len(rows) - 1 - index), share, 500, 1.0, 0.02)
    rule, half = round(high * (last + 0.055)), round(wide * 0.035)
    tone[rule : rule + max(high // 360, 1), wide // 2 - half : wide // 2 + half] = 150
    for index, text in enumerate(_fit(below, 3, 0.042, size)):
        line(text, last + 0.155 + 0.062 * index, 0.042, 400, 0.85)
    feet = _fit(foot, 2, 0.027, size)
    for index, text in enumerate(feet):
        line(text, 0.93 - 0.042 * (len(feet) - 1 - index), 0.027, 400, 0.6)
    share_of_ink = tone[..., None].astype(np.float32) / 255
    paper, ink = np.array(PAPER, np.float32), np.array(INK, np.float32)
    return np.asarray((paper + (ink - paper) * share_of_ink).round(), np.uint8)


def _fit(texts: Sequence[str], most: int, share: float, size: tuple[int, int]) -> list[str]:
    """Up to ``most`` lines that are not empty, each no wider than four fifths of the card."""
    lines = [plain(text[: 2 * LONGEST]).strip() for text in texts]
    return [fitting(text, round(size[1] * share), round(size[0] * 0.8)) for text in lines if text][:most]
