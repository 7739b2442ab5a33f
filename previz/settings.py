"""What a film's settings can say, as data: each table checked, with an error that one can act on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from previz import checked
from previz.errors import SettingsError
from previz.i18n import _
from screenplay.folding import fold

Table = dict[str, Any]

SMALLEST, LARGEST = 64, 7680
"""Pixels of a side: below, no panel can be read; above, H.264 has no level."""

FINEST = 1001
"""Largest denominator of a frame rate: clocks of video files count no finer parts."""


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


def from_tables(merged: Table) -> Settings:
    """The settings that merged tables say. Raises SettingsError with the key and the remedy."""
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
    for name, table in plain["scene"].items():
        if not isinstance(table, dict):
            raise SettingsError(_('scene."{name}" is a table, write [scene."{name}"]', name=name))
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
