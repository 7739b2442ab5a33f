"""A contact sheet: pictures side by side, each with a line under it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from previz.assembly.lettering import INK, PAPER, fitting, plain, written

MOST_ACROSS = 4
WIDTH = 480
"""Pixels of a picture on the sheet."""
LETTER, GAP = 20, 16


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """One picture of the sheet, RGB, and what is written under it."""

    picture: NDArray[np.uint8]
    caption: str
    chosen: bool = False


def contact(prints: Sequence[Print]) -> NDArray[np.uint8]:
    """The sheet, RGB. All pictures have the ratio of the first; a chosen one has a frame."""
    height = round(WIDTH * prints[0].picture.shape[0] / prints[0].picture.shape[1])
    across = min(len(prints), MOST_ACROSS if len(prints) != MOST_ACROSS else 2)
    cell = (WIDTH + GAP, height + GAP + round(LETTER * 1.8))
    rows = math.ceil(len(prints) / across)
    sheet = np.full((rows * cell[1] + GAP, across * cell[0] + GAP, 3), PAPER, np.uint8)
    for number, one in enumerate(prints):
        top, left = number // across * cell[1] + GAP, number % across * cell[0] + GAP
        sheet[top : top + height, left : left + WIDTH] = cv2.resize(
            one.picture, (WIDTH, height), interpolation=cv2.INTER_AREA
        )
        if one.chosen:
            cv2.rectangle(sheet, (left - 6, top - 6), (left + WIDTH + 5, top + height + 5), INK, 4)
        _write(sheet, one.caption, left, top + height + 4)
    return sheet


def _write(sheet: NDArray[np.uint8], text: str, left: int, top: int) -> None:
    letters = written(fitting(plain(text), LETTER, WIDTH), LETTER, 400)[:, :WIDTH]
    area = sheet[top : top + letters.shape[0], left : left + letters.shape[1]]
    share = letters[: area.shape[0], : area.shape[1], None].astype(np.float32) / 255
    area[...] = (area + (np.array(INK, np.float32) - area) * share).round().astype(np.uint8)
