"""The form that a reader fills in, and how what was written there is understood."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from previz.errors import PrevizError
from previz.i18n import _
from previz.tracer.truth import Truth
from screenplay.folding import fold
from storyboard.errors import StoryboardError
from storyboard.glossary import Glossary
from storyboard.wording import chosen

COLUMNS = ("number", "size", "angle", "people", "speaks", "action", "a", "b", "c", "d")
"""People from left to right, their names separated by spaces; ``-`` for nobody; action by its letter."""

NOBODY = ("-", "–", "—", "0", "personne", "nobody", "none")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader said of one panel; None where the reader said nothing."""

    number: int
    size: str | None
    angle: str | None
    people: tuple[str, ...] | None
    speaks: str | None
    action: str | None


def blank(truths: Sequence[Truth]) -> bytes:
    """The empty form: CSV, UTF-8 with a mark for spreadsheets, semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in truths:
        writer.writerow([one.number, "", "", "", "", "", *one.options])
    return text.getvalue().encode("utf-8-sig")


def read(path: Path, names: Sequence[str], words: Glossary) -> list[Answer]:
    """The answers in a form that was filled in. ``names`` are those of the film's people; sizes and angles are
    understood in the words of the glossary, or by their ids.

    Raises PrevizError with the line for what is not understood.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise PrevizError(_("{path}: there is no such file", path=path)) from None
    except UnicodeDecodeError:
        raise PrevizError(_("{path} is not UTF-8; save it again as UTF-8", path=path)) from None
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(";,\t", key=first.count))
    if not set(COLUMNS[:6]) <= set(rows.fieldnames or ()):
        message = _("{path}: this is no form of a tracer sheet; its first line must be {columns}",
                    path=path, columns=";".join(COLUMNS[:6]))  # fmt: skip
        raise PrevizError(message)
    found = []
    for line, row in enumerate(rows, 2):
        try:
            found.append(_answer(row, names, words))
        except (PrevizError, StoryboardError) as trouble:
            raise PrevizError(_("{path}, line {line}: {trouble}", path=path, line=line, trouble=trouble)) from trouble
    return found


def _answer(row: Mapping[str, str | None], names: Sequence[str], words: Glossary) -> Answer:
    cell = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not cell["number"].isdigit():
        raise PrevizError(_("“{number}” is no number of a panel", number=cell["number"]))
    action = cell["action"].lower().strip(".) ")
    if action and action not in ("a", "b", "c", "d"):
        raise PrevizError(_("“{action}” is no letter of an action; write a, b, c or d", action=cell["action"]))
    return Answer(
        number=int(cell["number"]),
        size=chosen(cell["size"], (), words).size if cell["size"] else None,
        angle=chosen(cell["angle"], (), words).angle if cell["angle"] else None,
        people=_people(cell["people"], names) if cell["people"] else None,
        speaks=" ".join(_people(cell["speaks"], names)) if cell["speaks"] else None,
        action=action or None,
    )


def _people(said: str, names: Sequence[str]) -> tuple[str, ...]:
    """Names in the order in which they are written, by the whole name or by its beginning."""
    if fold(said) in NOBODY:
        return ()
    known = {fold(name): name for name in names}
    found: list[str] = []
    rest = fold(said).replace(",", " ").replace("+", " ").split()
    while rest:
        for length in range(len(rest), 0, -1):
            word = " ".join(rest[:length])
            whole = (
                [known[word]] if word in known else [name for plain, name in known.items() if plain.startswith(word)]
            )
            if len(whole) == 1:
                found.append(whole[0])
                rest = rest[length:]
                break
        else:
            message = _("“{who}” is nobody of this film, or several; its people: {known}",
                        who=rest[0], known=", ".join(names))  # fmt: skip
            raise PrevizError(message)
    return tuple(found)
