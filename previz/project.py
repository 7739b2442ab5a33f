"""A film's settings and places: what the flags, the environment, previz.toml and the defaults say, checked.

Precedence: flag, environment (PREVIZ_FILM_RATE=25), the film's previz.toml, the user's, the defaults.
"""

import difflib
import os
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from previz.errors import SettingsError
from previz.i18n import _
from previz.settings import Settings, Table, from_tables

LOCKED = "numbers.jsonl"
"""In the film's folder while scene numbers are locked (see ``numbers``)."""

_NUL = re.compile(r"\\(?:u0{4}|U0{8})")

FREE_TABLES = ("cast", "set", "scene", "director", "renderer", "voice", "pronounce")
"""Tables whose keys the user names: people or scenes of the script, back ends, words."""


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
    return Project(script, folder or script.with_name(script.stem + ".previz"), from_tables(merged))


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
        read = tomllib.loads(text)
    except UnicodeDecodeError as trouble:
        raise SettingsError(_("{path} is not UTF-8; save it again as UTF-8", path=path)) from trouble
    except tomllib.TOMLDecodeError as trouble:
        line = re.search(r"at line (\d+)", str(trouble))
        where = line[1] if line else len(text.splitlines())  # “at end of document”
        raise SettingsError(
            _("{path}: this is not TOML, look at line {line}; write [table], then key = value", path=path, line=where)
        ) from trouble
    except RecursionError:
        raise SettingsError(_("{path}: its lists lie too deep in one another; write them flat", path=path)) from None
    if _NUL.search(text):  # no name of a file can hold it, nor can what is drawn or spoken
        raise SettingsError(_("{path}: a text holds the character NUL (\\u0000); remove it", path=path))
    return read


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
