"""The pages of a printed storyboard: how many panels stand on one, and what is written with each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from previz import checked
from previz.documents.columns import FIELDS, PICTURE
from previz.errors import SettingsError
from previz.i18n import _
from previz.project import read_table

Orientation = Literal["portrait", "landscape"]
MOST = 8
"""Panels in a row, or rows on a page."""
LETTERS = (4.0, 24.0)
"""Points of the smallest and the largest letters."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: a grid of panels. Fields are those of ``columns``; see layouts.toml for what each part is."""

    columns: int
    rows: int
    orientation: Orientation = "portrait"
    head: list[str] = field(default_factory=lambda: ["label", "framing"])
    time: list[str] = field(default_factory=lambda: ["duration", "running"])
    under: list[list[str]] = field(default_factory=lambda: [["played"]])
    letters: float = 7.5
    picture: float = 0.66

    def turned(self, orientation: Orientation | None) -> "Layout":
        """The same on paper held the other way; None leaves it as it is."""
        if orientation in (None, self.orientation):
            return self
        return replace(self, columns=self.rows, rows=self.columns, orientation=orientation)


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def layout(name: str) -> Layout:
    """The layout of that name, or of a file of that name. Raises SettingsError with what is known."""
    if name in _shipped():
        return _read(_shipped()[name], name)
    known = ", ".join(_shipped())
    path = Path(name)
    if not path.is_file():
        raise SettingsError(_("no layout is named “{name}”; known: {known}, or a file.toml", name=name, known=known))
    table = read_table(path)
    if "columns" not in table and len(table) == 1 and isinstance(next(iter(table.values())), dict):
        table = next(iter(table.values()))  # under a name of its own, as ours are
    return _read(table, str(path))


def _read(table: Mapping[str, Any], place: str) -> Layout:
    for key in ("columns", "rows"):
        if key not in table:
            raise SettingsError(_("{place}: say how many {key} of panels a page has", place=place, key=key))
    read: Layout = checked.convert(table, Layout, place)
    if not (1 <= read.columns <= MOST and 1 <= read.rows <= MOST):
        raise SettingsError(
            _("{place}: a page has 1 to {most} panels in a row, and as many rows", place=place, most=MOST)
        )
    if not 0.2 <= read.picture <= 0.9:
        raise SettingsError(_("{place}: a picture takes 0.2 to 0.9 of its place", place=place))
    if not LETTERS[0] <= read.letters <= LETTERS[1]:
        raise SettingsError(
            _("{place}: give letters of {least} to {most} points", place=place, least=LETTERS[0], most=LETTERS[1])
        )
    known = [name for name in FIELDS if name != PICTURE]
    for name in (*read.head, *read.time, *(name for group in read.under for name in group)):
        if name not in known:
            raise SettingsError(
                _("{place}: no field is named “{name}”; known: {known}", place=place, name=name, known=", ".join(known))
            )
    return read
