"""What a person says of the cast, or of sets, written into previz.toml beside the script: that file's comments, order
and all the rest of it stay as they are, letter for letter."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import tomlkit
from tomlkit.exceptions import TOMLKitError

from previz.errors import SettingsError
from previz.i18n import _
from previz.settings import Table
from previz.workshop.store import write_whole
from screenplay.folding import fold

About = Literal["cast", "set"]

Wishes = Mapping[str, Any]
"""Keys of [cast."NAME"] or [set."NAME"] and their values; None takes a key away."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A settings file before and after; ``write`` makes it so."""

    path: Path
    before: str
    after: str

    def write(self) -> None:
        """Whole or not at all; refused when someone else has written the file meanwhile."""
        if self.before == self.after:
            return
        if _read(self.path) != self.before:
            raise SettingsError(_("{path} has just been changed by someone else; try again", path=self.path))
        write_whole(self.path, self.after.encode("utf-8"))


def declare(path: Path, people: Mapping[str, tuple[Iterable[str], Wishes]], *, table: About = "cast") -> Edit:
    """The edit of ``path`` that says ``wishes`` of people, by the name to write: also known by the names that follow.
    With ``table`` "set", of places.

    A table that names someone already, whatever its case and accents, is the one that is changed. Raises SettingsError
    when the file cannot be edited without touching the rest of it.
    """
    before = _read(path)
    old = tomllib.loads(before)
    ending = "\r\n" if "\r\n" in before else "\n"
    expected = {**old, table: dict(old.get(table, {}))}
    known: dict[str, Wishes] = {}
    added: dict[str, Wishes] = {}
    for name, (names, wishes) in people.items():
        key = _key(expected[table], (name, *names))
        (added if key is None else known)[key or name] = wishes
        wanted = expected[table].get(key or name, {}) | wishes
        expected[table][key or name] = _lasting(wanted)
    try:
        after = _added(_changed(before, known, table), added, table)
        if ending == "\r\n":
            after = after.replace("\r\n", "\n").replace("\n", "\r\n")
        same = _said(tomllib.loads(after), table) == _said(expected, table)
    except (TOMLKitError, tomllib.TOMLDecodeError, TypeError, ValueError, AttributeError, LookupError) as trouble:
        raise _by_hand(path, table) from trouble
    if not same:
        raise _by_hand(path, table)
    return Edit(path, before, after)


def _read(path: Path) -> str:
    """The file's text, empty when there is none; its line ends are kept."""
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def _key(cast: Table, names: Iterable[str]) -> str | None:
    known = {fold(name) for name in names}
    return next((key for key in cast if fold(key) in known), None)


def _lasting(wishes: Wishes) -> Table:
    return {word: value for word, value in wishes.items() if value is not None}


def _changed(text: str, people: Mapping[str, Wishes], table: About) -> str:
    """The file with people changed that it names already."""
    document: Any = tomlkit.parse(text)
    for name, wishes in people.items():
        person = document[table][name]
        tail = _tail(person)  # what stands under a table belongs to the next one: new keys go before it
        for word, value in wishes.items():
            if value is not None:
                person[word] = value
            else:
                person.pop(word, None)
        if not len(person) and not any(isinstance(item, tomlkit.items.Comment) for item in tail):
            del document[table][name]
            continue
        for item in tail:
            person.add(item)
    return tomlkit.dumps(document)


def _tail(table: Any) -> list[Any]:
    """Takes the comments and blank lines off the end of a table."""
    if not isinstance(table, tomlkit.items.Table):
        return []
    body = table.value.body
    kept = len(body)
    while kept and body[kept - 1][0] is None:
        kept -= 1
    tail = [item for _key, item in body[kept:]]
    del body[kept:]
    return tail


def _added(text: str, people: Mapping[str, Wishes], table: About) -> str:
    """The file with tables at its end for people whom it did not name."""
    lasting = {name: _lasting(wishes) for name, wishes in people.items()}
    rows = [tomlkit.dumps({table: {name: said}}) for name, said in lasting.items() if said]
    start = text if not text or text.endswith("\n") else text + "\n"
    return "\n".join(filter(None, [start, *rows])) if rows else text


def _said(whole: Table, table: About) -> Table:
    """What a file says, people of whom it says nothing left out."""
    return {**whole, table: {name: person for name, person in whole.get(table, {}).items() if person}}


def _by_hand(path: Path, table: About) -> SettingsError:
    message = _("{path}: this file is written in a way that cannot be changed safely; change [{table}] in it by hand")
    return SettingsError(message.format(path=path, table=table))
