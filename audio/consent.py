"""The consent of a person whose voice or looks are imitated: a file that they fill in and sign, or it is refused.

``consents/NAME.toml`` in the film's folder says who agrees to what, and holds the hash of the very recording, or the
very picture, that is imitated: another one needs another consent. A date under ``withdrawn`` ends it at once. It is no
proof of who typed the name; it makes asking the person a step that nobody can leave out by oversight.
"""

import dataclasses
import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any

from audio.errors import AudioError
from audio.slates import SOUNDS
from screenplay.folding import words

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"})
"""Endings of files that are taken for pictures."""
SHORTEST = 40
"""Characters of a statement that says anything."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What one file says. ``trouble`` is why it does not hold, empty when it does."""

    file: Path
    who: str
    purpose: str
    signed: str
    on: date | None
    recording: str
    """Name of the recording."""
    sha256: str
    trouble: str = ""
    drawings: frozenset[str] = frozenset()
    """SHA-256 of each drawing that a model may learn from: in a statement of rights, which has no recording."""


def template(*, who: str, purpose: str, recording: Path) -> str:
    """The file that the person fills in, in the language of the messages. Raises AudioError without a recording."""
    if not recording.is_file():
        raise AudioError(_("{path}: there is no such recording").format(path=recording))
    statement = _(
        "I am the person who speaks in the recording named below. I agree that a machine imitates my voice for the "
        "purpose named above, and for nothing else. Nobody pressed me. I can withdraw this at any time by a date "
        "under “withdrawn”; from then on my voice is imitated no more."
    )
    what = _("Consent to the imitation of a voice. The person named here reads it, changes what is not right, and")
    if recording.suffix.lower() in PICTURES:
        statement = _(
            "I am the person shown in the picture named below, or the one who drew it. I agree that a machine draws "
            "someone who looks like it, for the purpose named above and for nothing else. Nobody pressed me. I can "
            "withdraw this at any time by a date under “withdrawn”; from then on it is followed no more."
        )
        what = _("Consent to the use of a picture. The person named here reads it, changes what is not right, and")
    table = f"[recording]\nfile = {_quoted(recording.name)}\nsha256 = {_quoted(_digest(recording))}\n"
    return _form(what, who=who, purpose=purpose, statement=statement) + table


def statement_of_rights(*, who: str, purpose: str, drawings: Sequence[Path]) -> str:
    """The file by which the artist of some drawings lets a model learn from them: it names each, by its hash."""
    statement = _(
        "I drew the drawings listed below, and the rights to them are mine. I agree that a model on this machine "
        "learns from them to draw as I do, for the purpose named above and for nothing else. Nobody pressed me. I can "
        "withdraw this at any time by a date under “withdrawn”; from then on nothing learns from them, and what was "
        "learnt draws no more."
    )
    tables = (f"[[drawings]]\nfile = {_quoted(one.name)}\nsha256 = {_quoted(_digest(one))}\n" for one in drawings)
    what = _("Statement of rights. The person named here reads it, changes what is not right, and")
    return _form(what, who=who, purpose=purpose, statement=statement) + "\n".join(tables)


def _form(what: str, *, who: str, purpose: str, statement: str) -> str:
    """The head of a file to be signed."""
    advice = (
        what,
        _("signs it: their own name under “signed”, typed by themselves, and the day under “date”."),
    )
    return "\n".join((
        *(f"# {line}" for line in advice),
        f"who = {_quoted(who)}",
        f"purpose = {_quoted(purpose)}",
        f"statement = {_quoted(statement)}",
        'signed = ""',
        'date = ""        # 2026-11-25',
        'withdrawn = ""',
        "\n",
    ))  # fmt: skip


def consents(folder: Path) -> tuple[Consent, ...]:
    """Every consent in a folder, those that do not hold with the reason."""
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def references(voice: Any) -> tuple[Path, ...]:
    """What a back end imitates: every setting that names a file of sound or a picture, however deep it lies."""
    fields = (
        [getattr(voice, each.name) for each in dataclasses.fields(voice)] if dataclasses.is_dataclass(voice) else []
    )
    return tuple(Path(text).expanduser() for text in _texts(fields) if Path(text).suffix.lower() in SOUNDS | PICTURES)


def require(voice: Any, folder: Path, *, beside: Path | None = None) -> None:
    """Refuses a back end that imitates somebody who has not agreed.

    ``folder`` holds the consents; relative paths are looked for in ``beside`` too. AudioError with the remedy.
    """
    for recording in references(voice):
        places = [recording, *([beside / recording] if beside else [])]
        found = next((path for path in places if path.is_file()), None)
        if found is None:
            raise AudioError(_("{path}: there is no such recording").format(path=recording))
        agreed(found, folder)


def agreed(recording: Path, folder: Path) -> None:
    """Refuses one recording, or one picture, that nobody agreed to. AudioError with the remedy."""
    known = [one for one in consents(folder) if one.sha256 == _digest(recording)]
    if any(not one.trouble for one in known):
        return
    if known:
        message = _("{recording} may not be imitated: {file}: {trouble}")
        raise AudioError(message.format(recording=recording, file=known[0].file, trouble=known[0].trouble))
    message = _(
        "{recording} may not be imitated: nobody has agreed to it in {folder}; run “previz consent FILE WHO "
        "{recording}” and let the person sign what it writes"
    )
    raise AudioError(message.format(recording=recording, folder=folder))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str | Path):
        yield str(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence | set | frozenset):
        for inner in value:
            yield from _texts(inner)


def _read(path: Path) -> Consent:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        recording = said.get("recording")
        recording = recording if isinstance(recording, dict) else {}
        listed = said.get("drawings")
        listed = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    except (OSError, ValueError, RecursionError) as error:
        trouble = _("it cannot be read ({trouble}); write it again with “previz consent”")
        return Consent(path, "", "", "", None, "", "", trouble.format(trouble=type(error).__name__))
    text = {key: str(said.get(key) or "").strip() for key in ("who", "purpose", "statement", "signed", "withdrawn")}
    on = _day(said.get("date"))
    return Consent(
        path, text["who"], text["purpose"], text["signed"], on, str(recording.get("file") or ""),
        str(recording.get("sha256") or "").lower(), _trouble(text, on),
        frozenset(str(one.get("sha256") or "").lower() for one in listed),
    )  # fmt: skip


def _trouble(text: Mapping[str, str], on: date | None) -> str:
    if text["withdrawn"]:
        return _("{who} has withdrawn it").format(who=text["who"])
    if not text["who"] or not text["purpose"] or len(text["statement"]) < SHORTEST:
        return _("it does not say who agrees, to what and what for; fill it in")
    if not text["signed"] or on is None:
        return _("{who} has not signed it: their name goes under “signed”, the day under “date”").format(
            who=text["who"]
        )
    if words(text["signed"]) != words(text["who"]):
        return _("it is signed by {signed}, not by {who}").format(signed=text["signed"], who=text["who"])
    return ""


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def _digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    plain = (letter if letter.isprintable() and letter not in '"\\' else f"\\U{ord(letter):08x}" for letter in text)
    return '"' + "".join(plain) + '"'
