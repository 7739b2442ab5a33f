"""A film's settings and places: what the flags, the environment, previz.toml and the defaults say, checked.

Precedence: flag, environment (PREVIZ_FILM_RATE=25), the film's previz.toml, the user's, the defaults.
"""

import difflib
import os
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from previz import checked
from previz.errors import SettingsError
from previz.i18n import _
from screenplay.folding import fold

Table = dict[str, Any]

SMALLEST, LARGEST = 64, 7680
"""Pixels of a side: below, no panel can be read; above, H.264 has no level."""

FINEST = 1001
"""Largest denominator of a frame rate: clocks of video files count no finer parts."""

LOCKED = "numbers.jsonl"
"""In the film's folder while scene numbers are locked (see ``numbers``)."""

FREE_TABLES = ("cast", "set", "scene", "director", "renderer", "voice", "pronounce")
"""Tables whose keys the user names: people or scenes of the script, back ends, words."""


@dataclass(frozen=True, slots=True)
class FilmSettings:
    language: Literal["auto", "en", "fr", "de", "es", "it", "pt", "pl"]
    rate: str
    size: str
    title: float

    def __post_init__(self) -> None:
        if not (self.frames_per_second and self.pixels and 0 <= self.title <= 60):
            raise SettingsError(_("film.title: give seconds from 0 to 60"))

    @property
    def frames_per_second(self) -> Fraction:
        """The rational rate; 23.976, 29.97 and 59.94 are 24000/1001, 30000/1001 and 60000/1001."""
        known = {"23.976": Fraction(24000, 1001), "29.97": Fraction(30000, 1001), "59.94": Fraction(60000, 1001)}
        try:
            rate = known.get(self.rate) or Fraction(self.rate)
        except (ValueError, ZeroDivisionError):
            rate = Fraction(0)
        if not 1 <= rate <= 120 or rate.denominator > FINEST:
            raise SettingsError(_("film.rate: “{rate}” is no frame rate; try 24, 25 or 23.976", rate=self.rate))
        return rate

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height, both even as H.264 in yuv420p asks."""
        try:
            width, height = (int(side) for side in self.size.lower().split("x"))
        except ValueError:
            width = height = 0
        if not all(SMALLEST <= side <= LARGEST and side % 2 == 0 for side in (width, height)):
            raise SettingsError(
                _("film.size: “{size}” is no frame size; give even width x height, such as 1280x720", size=self.size)
            )
        return width, height


@dataclass(frozen=True, slots=True)
class CutSettings:
    captions: bool
    numbers: bool
    timecode: bool
    mask: str
    safe: bool
    subtitles: bool
    slate: bool
    leader: bool
    numbering: Literal["12A", "12/3", "S12-P03"]
    glossary: str
    rushes: str
    """Folder beside the screenplay; empty for none."""
    quality: int

    def __post_init__(self) -> None:
        if not 0 <= self.quality <= 51:
            raise SettingsError(_("cut.quality: give a number from 0 (finest) to 51"))
        if self.mask and not 1 <= self.ratio <= 4:
            raise SettingsError(
                _("cut.mask: “{mask}” is no ratio; give 1.33, 1.66, 1.78, 1.85, 2.39, or nothing", mask=self.mask)
            )

    @property
    def ratio(self) -> float:
        """Width to height of the picture under its mask; 0 when there is none, or what is written is no number."""
        try:
            return float(self.mask or 0)
        except ValueError:
            return 0.0


@dataclass(frozen=True, slots=True)
class SoundSettings:
    preset: Literal["web", "tv", "cinema", "streaming"]
    ambience: bool
    effects: bool | dict[str, float | str]
    """Whether there are any, or a table: dB for each kind, or ``off``."""
    folder: str
    rushes: bool
    """Whether footage brings its own sound, and the scratch lines of its shots are not spoken."""
    dialogue_gain: float
    effects_gain: float
    ambience_gain: float
    perspective: bool
    """Whether voices and effects are heard from where the picture has them, or all close and in the middle."""

    def __post_init__(self) -> None:
        for name in ("dialogue_gain", "effects_gain", "ambience_gain"):
            if not -60 <= getattr(self, name) <= 20:
                raise SettingsError(_("sound.{name}: give decibels from -60 to 20", name=name))
        for name, value in self.effects.items() if isinstance(self.effects, dict) else ():
            if value != "off" and not (isinstance(value, int | float) and -60 <= value <= 20):
                message = _("sound.effects.{name}: give decibels from -60 to 20, or “off”", name=name)
                raise SettingsError(message)

    def effect_gain(self, name: str) -> float | None:
        """dB of a kind of effect; None when it is not to be heard."""
        own = self.effects.get(name, 0.0) if isinstance(self.effects, dict) else 0.0
        return None if own == "off" or self.effects is False else float(own) + self.effects_gain


@dataclass(frozen=True, slots=True)
class DrawingsSettings:
    folder: str
    straighten: bool
    strength: float

    def __post_init__(self) -> None:
        if not 0 <= self.strength <= 1:
            raise SettingsError(_("drawings.strength: give a number from 0 to 1"))


@dataclass(frozen=True, slots=True)
class LintSettings:
    ignore: tuple[str, ...]
    """Codes of diagnostics that are left out."""


@dataclass(frozen=True, slots=True)
class Person:
    """What the project says of someone of the script."""

    gender: Literal["f", "m"] | None = None
    age: int | None = None
    aliases: tuple[str, ...] = ()
    """The other names that the script gives the same person."""
    language: str = ""
    voice: str = ""
    variant: int | None = None
    """Which of the embedded voices of that gender and age, from 1."""
    look: str = ""
    """Height, build, hair, beard, glasses, in words."""
    clothes: str = ""
    """What they wear, in words."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the project says of a place of the script."""

    description: str = ""
    """What place it is and what stands in it, in words."""


@dataclass(frozen=True, slots=True)
class BackEnd:
    """A back end by name, with the settings of its own table."""

    use: str
    fields: Table = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that previz.toml can say. Every key has a default in defaults.toml, which is the reference."""

    film: FilmSettings
    director: BackEnd
    renderer: BackEnd
    voice: BackEnd
    cut: CutSettings
    sound: SoundSettings
    drawings: DrawingsSettings
    lint: LintSettings
    cast: dict[str, Person]
    set: dict[str, Place] = field(default_factory=dict)
    """Places, by the name that headings give them."""
    scene: dict[str, Table] = field(default_factory=dict)
    """Settings of the director for single scenes, by number or by heading."""
    pronounce: dict[str, str | dict[str, str]] = field(default_factory=dict)
    """Words and how to say them, spelled as they sound: in the script's language, or for each language."""


@dataclass(frozen=True, slots=True)
class Project:
    """One film: its script, the folder of all that is made from it, and its settings."""

    script: Path
    folder: Path
    settings: Settings

    @property
    def declared(self) -> dict[str, Table]:
        """What the project says of people's voices, by the names it gives them: only what it says."""
        return {
            name: {
                key: value
                for key, value in msgspec.to_builtins(person).items()
                if key not in ("aliases", "look", "clothes") and value not in ("", None)
            }
            for name, person in self.settings.cast.items()
        }

    @property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """The other names of people, by the name that the project gives them."""
        return {name: person.aliases for name, person in self.settings.cast.items() if person.aliases}


@cache
def defaults() -> Table:
    """The reference tables of defaults.toml."""
    return tomllib.loads((Path(__file__).parent / "defaults.toml").read_text("utf-8"))


def user_file() -> Path:
    """Where the user's own previz.toml is looked for."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home() / "AppData/Roaming"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "previz" / "previz.toml"


def user_tables() -> Table:
    """What the user's own file says, for what is asked without a film; empty when there is none."""
    return read_table(user_file()) if user_file().is_file() else {}


def open_project(script: Path, *, folder: Path | None = None, flags: Mapping[str, Any] | None = None) -> Project:
    """The project of a script. ``flags`` maps dotted keys (``film.rate``) to values; None values are not given.

    The film's folder is ``<script name>.previz`` beside the script unless ``folder`` names another. Raises
    SettingsError with the file, the key and the remedy.
    """
    if not script.name:  # "", ".", "/": what has no name has no film beside it
        raise SettingsError(_("{path} is a folder; give the screenplay's file itself", path=script))
    for path in filter(None, (script, folder)):
        in_utf8(path)
    own = script.parent / "previz.toml"
    if own.is_dir():
        raise SettingsError(_("{path} is a folder; settings are a file of that name", path=own))
    tables = [(str(path), read_table(path)) for path in (user_file(), own) if path.is_file()]
    tables.append((_("the environment"), _from_environment(os.environ)))
    tables.append(
        (_("the command line"), _nested({key: value for key, value in (flags or {}).items() if value is not None}))
    )
    merged = defaults()
    for source, table in tables:
        merged = _merge(merged, table, source)
    return Project(script, folder or script.with_name(script.stem + ".previz"), _settings(merged))


def in_utf8(path: Path) -> None:
    """Refuses a name whose bytes are no text: neither the film's file nor JSON could hold it."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = str(path).encode(errors="replace").decode()
        raise SettingsError(_("{path}: this name is not in UTF-8; rename the file or its folder", path=shown)) from None


def read_table(path: Path) -> Table:
    """A TOML file that a person wrote. Raises SettingsError with the line to look at."""
    try:
        text = path.read_text("utf-8")
        return tomllib.loads(text)
    except UnicodeDecodeError as trouble:
        raise SettingsError(_("{path} is not UTF-8; save it again as UTF-8", path=path)) from trouble
    except tomllib.TOMLDecodeError as trouble:
        line = re.search(r"at line (\d+)", str(trouble))
        where = line[1] if line else len(text.splitlines())  # “at end of document”
        raise SettingsError(
            _("{path}: this is not TOML, look at line {line}; write [table], then key = value", path=path, line=where)
        ) from trouble


def _from_environment(environment: Mapping[str, str]) -> Table:
    """PREVIZ_FILM_RATE=25 as {"film": {"rate": "25"}}; values are read as TOML where they can be, else as text."""
    given = {}
    for section, table in defaults().items():
        for key in table:
            if (text := environment.get(f"PREVIZ_{section}_{key}".upper())) is not None:
                given[f"{section}.{key}"] = text if isinstance(table[key], str) else _scalar(text)
    return _nested(given)


def _scalar(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _nested(dotted: Mapping[str, Any]) -> Table:
    result: Table = {}
    for key, value in dotted.items():
        *sections, name = key.split(".")
        table = result
        for section in sections:
            table = table.setdefault(section, {})
        table[name] = value
    return result


def _merge(base: Table, over: Table, source: str, path: str = "") -> Table:
    """``over`` laid on ``base``; an unknown key is refused with its place and the nearest known one."""
    result = dict(base)
    for key, value in over.items():
        here = f"{path}{key}"
        # whoever reads such a table checks its keys
        inside = path.count(".") > 1 or path.startswith(("cast.", "set.", "scene.", "pronounce."))
        free = path.split(".")[0] in FREE_TABLES and (inside or isinstance(value, dict))
        if key not in base and not free:
            near = difflib.get_close_matches(key, base, 1)
            hint = (
                _("did you mean “{near}”?", near=near[0]) if near else _("known here: {known}", known=", ".join(base))
            )
            raise SettingsError(_("{source}: unknown key “{key}”; {hint}", source=source, key=here, hint=hint))
        known = base.get(key)
        if isinstance(known, dict) and not isinstance(value, dict):
            raise SettingsError(_("{source}: “{key}” is a table, write [{key}]", source=source, key=here))
        nested = isinstance(value, dict) and (isinstance(known, dict) or not path)
        result[key] = _merge(known or {}, value, source, f"{here}.") if nested else value
    return result


def _settings(merged: Table) -> Settings:
    plain = dict(merged)
    if isinstance(plain["film"].get("rate"), int | float):
        plain["film"] = plain["film"] | {"rate": str(plain["film"]["rate"])}
    if isinstance(plain["cut"].get("mask"), int | float):
        plain["cut"] = plain["cut"] | {"mask": str(plain["cut"]["mask"])}
    for role in ("director", "renderer", "voice"):
        chosen = plain[role].get("use")
        plain[role] = {"use": chosen, "fields": plain[role].get(chosen, {}) if isinstance(chosen, str) else {}}
    kinds: Table = {
        "film": FilmSettings,
        "cut": CutSettings,
        "sound": SoundSettings,
        "drawings": DrawingsSettings,
        "lint": LintSettings,
    }
    sections: Table = {name: checked.convert(plain[name], kind, name) for name, kind in kinds.items()}
    for role in ("director", "renderer", "voice"):
        sections[role] = checked.convert(plain[role], BackEnd, role)
    people = {name: checked.convert(person, Person, f'cast."{name}"') for name, person in plain["cast"].items()}
    _one_owner(people)
    places = {name: checked.convert(place, Place, f'set."{name}"') for name, place in plain["set"].items()}
    for word, sound in plain["pronounce"].items():
        if not all(isinstance(one, str) for one in (sound.values() if isinstance(sound, dict) else (sound,))):
            message = _(
                '[pronounce] “{word}”: give a text in quotes, or one for each language: {{ fr = "…", en = "…" }}'
            )
            raise SettingsError(message.format(word=word))
    return Settings(**sections, cast=people, set=places, scene=plain["scene"], pronounce=plain["pronounce"])


def _one_owner(people: Mapping[str, Person]) -> None:
    """Refuses one name given to two people."""
    owners: dict[str, str] = {}
    for name, person in people.items():
        for alias in (name, *person.aliases):
            other = owners.setdefault(fold(alias.strip()), name)
            if other != name:
                message = _("cast: “{alias}” is given to “{one}” and to “{other}”; leave it with one of them",
                            alias=alias, one=other, other=name)  # fmt: skip
                raise SettingsError(message)
            if not alias.strip():
                raise SettingsError(_('cast."{name}": an alias is empty; remove it', name=name))
