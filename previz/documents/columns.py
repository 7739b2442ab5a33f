"""The columns of a shot list: what each field says of a shot, and the templates that choose and name them.

Templates are tables of ``templates.toml``, or a file of the user's own. What is written is in the language of the
script and in the words of its glossary, as a document is and a message is not.
"""

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from previz import checked
from previz.documents.shotlist import Covered, ShotRow
from previz.errors import SettingsError
from previz.i18n import _, marked
from previz.project import read_table
from previz.show import seconds
from storyboard.glossary import Glossary

Cell = str | float | int
Words = Callable[..., str]
"""``speaking`` of the document's language."""
PICTURE = "picture"
"""The field of the panel: it is drawn, not written."""
WIDEST = 200
"""Characters of a column."""
_ORIGINS = {
    "rules": marked("rules"),
    "model": marked("model"),
    "person": marked("person"),
    "script": marked("script"),
}
_SIDES = {"left": marked("left"), "centre": marked("centre"), "right": marked("right")}
_CHANNELS = {
    "off": marked("off screen"),
    "vo": marked("voice over"),
    "phone": marked("on the phone"),
    "radio": marked("on the radio"),
}


@dataclass(frozen=True, slots=True)
class Teller:
    """Says the fields of shots in a language and a glossary's words."""

    words: Glossary
    _: Words

    def travel(self, row: ShotRow) -> str:
        """How far the camera goes from the start of its move to the end: metres, degrees, millimetres."""
        start, end = row.camera, row.camera_end
        if start is None or end is None:
            return ""
        far, turn = math.dist(start.at, end.at), abs((end.yaw - start.yaw + 180) % 360 - 180)
        tilt = abs(end.pitch - start.pitch)
        said = [
            f"{far:.1f} m" if far >= 0.05 else "",
            f"{max(turn, tilt):.0f}°" if max(turn, tilt) >= 1 else "",
            f"{start.focal:.0f}–{end.focal:.0f} mm" if abs(end.focal - start.focal) >= 1 else "",
        ]
        return self.number(", ".join(filter(None, said)))

    def effects(self, row: ShotRow) -> str:
        return self._("sound") + self.colon + ", ".join(row.sounds) if row.sounds else ""

    @property
    def colon(self) -> str:
        return " : " if self.words.language == "fr" else ": "

    def number(self, text: str) -> str:
        """Figures with the comma of French."""
        return text.replace(".", ",") if self.words.language == "fr" else text

    def screen(self, row: ShotRow) -> str:
        return ", ".join(f"{one.name} ({self._(_SIDES[one.place])})" for one in row.screen)

    def voices(self, row: ShotRow) -> str:
        return ", ".join(dict.fromkeys(self._voice(one) for one in row.covers if one.kind == "speech"))

    def _voice(self, one: Covered) -> str:
        name = one.speaker or self._("a voice")
        return f"{name} ({self._(_CHANNELS[one.channel])})" if one.channel in _CHANNELS else name

    def played(self, row: ShotRow) -> str:
        """Action and dialogue, a line for each run, in the order of the text."""
        told: list[str] = []
        before: Covered | None = None
        for one in row.covers:
            same = before is not None and (one.kind, one.speaker, one.delivery) == (
                before.kind, before.speaker, before.delivery,
            )  # fmt: skip
            text = " ".join(one.text.split())
            if same:
                told[-1] += f" {text}"
            elif one.kind == "speech":
                manner = f" ({one.delivery})" if one.delivery else ""
                told.append(f"{self._voice(one)}{manner}{self.colon}{text}")
            else:
                told.append(text)
            before = one
        return "\n".join(told)


_FIELDS: Mapping[str, Callable[[Teller, ShotRow], Cell]] = {
    "scene": lambda teller, row: row.scene,
    "shot": lambda teller, row: row.shot,
    "label": lambda teller, row: row.label,
    "heading": lambda teller, row: row.heading,
    "side": lambda teller, row: row.side,
    "place": lambda teller, row: row.place,
    "hour": lambda teller, row: row.hour,
    "framing": lambda teller, row: row.framing,
    "size": lambda teller, row: teller.words.short("size", row.size),
    "size_name": lambda teller, row: row.words.size,
    "kind": lambda teller, row: teller.words.short("kind", row.kind),
    "kind_name": lambda teller, row: row.words.kind,
    "angle": lambda teller, row: teller.words.short("angle", row.angle),
    "angle_name": lambda teller, row: row.words.angle,
    "move": lambda teller, row: teller.words.short("move", row.move),
    "move_name": lambda teller, row: row.words.move,
    "travel": Teller.travel,
    "lens": lambda teller, row: round(row.lens),
    "lens_mm": lambda teller, row: f"{row.lens:.0f} mm",
    "height": lambda teller, row: "" if row.height is None else row.height,
    "subjects": lambda teller, row: ", ".join(row.subjects),
    "screen": Teller.screen,
    "text": lambda teller, row: row.text,
    "played": Teller.played,
    "action": lambda teller, row: " ".join(one.text for one in row.covers if one.kind != "speech"),
    "speech": lambda teller, row: " ".join(one.text for one in row.covers if one.kind == "speech"),
    "dialogue": lambda teller, row: teller._("yes") if row.dialogue else teller._("no"),
    "voices": Teller.voices,
    "sounds": lambda teller, row: ", ".join(row.sounds),
    "effects": Teller.effects,
    "transition": lambda teller, row: teller.words.short("transition", row.transition),
    "transition_name": lambda teller, row: row.words.transition,
    "ending_name": lambda teller, row: "" if row.ending == "cut" else teller.words.word("transition", row.ending),
    "seconds": lambda teller, row: round(row.seconds, 1),
    "lasts": lambda teller, row: teller.number(f"{row.seconds:.1f} s"),
    "duration": lambda teller, row: seconds(row.seconds),
    "start": lambda teller, row: round(row.start, 1),
    "running": lambda teller, row: seconds(row.start),
    "line": lambda teller, row: row.covers[0].line if row.covers else "",
    "reason": lambda teller, row: row.reason,
    "origin": lambda teller, row: teller._(_ORIGINS[row.origin]),
    "notes": lambda teller, row: "\n".join(row.notes),
}
FIELDS = (*_FIELDS, PICTURE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the fields it shows, and its heading in each language."""

    fields: tuple[str, ...]
    titles: Mapping[str, str]
    width: float
    between: str = ", "

    def title(self, language: str) -> str:
        return self.titles.get(language) or next(iter(self.titles.values()), self.fields[0])

    @property
    def pictured(self) -> bool:
        """Whether it shows the panel."""
        return PICTURE in self.fields

    def cell(self, teller: Teller, row: ShotRow) -> Cell:
        """What the column says of a shot: a number when it is of one field that is one."""
        values = [_FIELDS[name](teller, row) for name in self.fields]
        return values[0] if len(values) == 1 else self.between.join(str(one) for one in values if one != "")


@dataclass(frozen=True, slots=True)
class Template:
    """The columns of a list, and what such a list is called."""

    titles: Mapping[str, str]
    columns: tuple[Column, ...]

    def title(self, language: str) -> str:
        return self.titles.get(language) or next(iter(self.titles.values()), "")

    def without_pictures(self) -> "Template":
        return Template(self.titles, tuple(one for one in self.columns if not one.pictured))

    def with_pictures(self) -> "Template":
        """With a column of panels, the second one when the template has none."""
        if any(one.pictured for one in self.columns):
            return self
        panel = Column((PICTURE,), {"fr": "Vignette", "en": "Panel"}, 24)
        return Template(self.titles, (*self.columns[:2], panel, *self.columns[2:]))


@dataclass(frozen=True, slots=True)
class _Written:
    """A column as it is written in TOML."""

    field: str = ""
    fields: list[str] | None = None
    title: str | dict[str, str] = ""
    width: float = 16
    between: str = ", "


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("templates.toml").read_text("utf-8"))


def template(name: str) -> Template:
    """The template of that name, or of a file of that name. Raises SettingsError with what is known."""
    if name in _shipped():
        return _read(_shipped()[name], name)
    path = Path(name)
    if not path.suffix:
        known = ", ".join(_shipped())
        raise SettingsError(_("no template is named “{name}”; known: {known}, or a file.toml", name=name, known=known))
    if not path.is_file():
        raise SettingsError(_("{path}: there is no such template; known: {known}", path=path,
                              known=", ".join(_shipped())))  # fmt: skip
    table = read_table(path)
    if "columns" not in table and len(table) == 1 and isinstance(next(iter(table.values())), dict):
        table = next(iter(table.values()))  # under a name of its own, as ours are
    return _read(table, str(path))


def _read(table: Mapping[str, Any], place: str) -> Template:
    unknown = [key for key in table if key not in ("title", "columns")]
    columns = table.get("columns")
    if unknown or not isinstance(columns, list) or not columns or not all(isinstance(one, dict) for one in columns):
        message = _("{place}: a template is a title and a list of columns, columns = [{{ field = … }}]", place=place)
        raise SettingsError(message)
    read = tuple(_column(one, f"{place}, columns {number}") for number, one in enumerate(columns, 1))
    return Template(_titles(table.get("title", ""), place), read)


def _column(table: Mapping[str, Any], place: str) -> Column:
    written: _Written = checked.convert(table, _Written, place)
    names = tuple(written.fields or filter(None, [written.field]))
    unknown = next((name for name in names if name not in FIELDS), "")
    if unknown or not names:
        raise SettingsError(_("{place}: no field is named “{name}”; known: {known}", place=place, name=unknown,
                              known=", ".join(FIELDS)))  # fmt: skip
    if PICTURE in names and len(names) > 1:
        raise SettingsError(_("{place}: a picture stands in a column of its own", place=place))
    if not 1 <= written.width <= WIDEST:
        raise SettingsError(_("{place}: give a width from 1 to {most} characters", place=place, most=WIDEST))
    return Column(names, _titles(written.title, place), written.width, written.between)


def _titles(title: Any, place: str) -> Mapping[str, str]:
    if isinstance(title, str):
        return {"": title} if title else {}
    if not isinstance(title, dict) or not all(isinstance(one, str) for one in title.values()):
        raise SettingsError(_("{place}: a title is a text, or one for each language: {{ fr = …, en = … }}",
                              place=place))  # fmt: skip
    return title
