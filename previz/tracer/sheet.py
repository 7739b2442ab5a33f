"""The sheet itself: who is who, then the panels in rows, each over its number and nothing else."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Raster

Picture = NDArray[np.uint8]
"""RGB, shape [height, width, 3]."""

ACROSS, PEOPLE = 4, 8
"""Panels, and portraits, in a row."""
WIDE, GAP, LINE = 480, 16, 34
"""Pixels: a panel, the space between two, the height of a number."""


def sheet(panels: Sequence[Picture], people: Sequence[tuple[str, Picture]]) -> Picture:
    """Portraits under their names, then panels under their numbers from 1."""
    cells = [_cell(_scaled(picture, WIDE), str(number)) for number, picture in enumerate(panels, 1)]
    across = ACROSS * WIDE + (ACROSS - 1) * GAP
    narrow = (across - (PEOPLE - 1) * GAP) // PEOPLE
    portraits = [_cell(_scaled(_middle(picture), narrow), name) for name, picture in people]
    rows = [*_rows(portraits, PEOPLE, across), *_rows(cells, ACROSS, across)]
    edge = np.full((GAP, across + 2 * GAP, 3), 255, np.uint8)
    body = [np.pad(row, ((0, GAP), (GAP, GAP), (0, 0)), constant_values=255) for row in rows]
    return np.concatenate([edge, *body])


def _rows(cells: Sequence[Picture], count: int, across: int) -> list[Picture]:
    found = []
    for start in range(0, len(cells), count):
        row = cells[start : start + count]
        height = max(cell.shape[0] for cell in row)
        line = np.full((height, across, 3), 255, np.uint8)
        at = 0
        for cell in row:
            line[: cell.shape[0], at : at + cell.shape[1]] = cell
            at += cell.shape[1] + GAP
        found.append(line)
    return found


def _cell(picture: Picture, below: str) -> Picture:
    width = picture.shape[1]
    canvas = Raster((width, LINE))
    size = 720 * 0.62
    canvas.letter(below if len(below) < 24 else below[:23] + "…", (canvas.width / 2, 360), size, 0.1)
    return np.concatenate([picture, canvas.picture((20, 20, 20), (255, 255, 255))])


def _scaled(picture: Picture, width: int) -> Picture:
    height = round(picture.shape[0] * width / picture.shape[1])
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _middle(picture: Picture) -> Picture:
    """The upright middle of a portrait."""
    height, width = picture.shape[:2]
    keep = min(round(height * 0.7), width)
    return np.ascontiguousarray(picture[:, (width - keep) // 2 : (width - keep) // 2 + keep])
