"""A screenplay's file, read: plain text in UTF-8, UTF-16 or cp1252, Final Draft's XML, or a PDF."""

import codecs
import errno
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from gettext import gettext as _
from pathlib import Path

from screenplay.composing import compose
from screenplay.elements import Diagnostic, Element, Locale, Origin, Reading, Script
from screenplay.errors import ScreenplayError
from screenplay.fountain import parse

LARGEST = 50 * 2**20
"""Bytes; a feature has about 200,000."""

_KINDS = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP, DOCX, ODT",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\xd0\xcf\x11\xe0": "DOC",
}
"""First bytes of what people give by mistake."""

_TEXTS = frozenset({".fountain", ".fdx", ".pdf", ".txt", ".spmd", ".md", ""})
"""What screenplays are called: of these a misspelt name is thought to be."""

_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27}
_FEW = 16
"""Stray control characters that a text may hold at its beginning, pasted from somewhere."""


def read(path: Path, *, locale: Locale | None = None) -> Script:
    """The script in a file, in the ``locale`` given or the one that its words show.

    ``script.text.encode(script.encoding)`` gives a plain file's bytes again. What ``script.origin`` calls ``fdx`` or
    ``pdf`` is read as the Fountain text that says the same. Raises ScreenplayError when the file is missing, a folder,
    a pipe, empty, unreadable, over 50 MB, or no text.
    """
    try:
        status = path.stat()
        size = status.st_size
        if stat.S_ISDIR(status.st_mode):
            raise ScreenplayError(_("{path} is a folder; give the screenplay's file itself").format(path=path))
        if not stat.S_ISREG(status.st_mode):  # a pipe may never end, and a device surely not
            raise ScreenplayError(_("{path} is a pipe or a device; save the screenplay as a file").format(path=path))
        if size > LARGEST:
            message = _("{path} is too large for a screenplay ({size} MB, at most {most}); is it the right file?")
            raise ScreenplayError(message.format(path=path, size=size // 2**20, most=LARGEST // 2**20))
        data = path.read_bytes()
    except FileNotFoundError:
        raise ScreenplayError(_missing(path)) from None
    except PermissionError:
        message = _("{path} may not be read; give yourself the right to read it, or copy it elsewhere")
        raise ScreenplayError(message.format(path=path)) from None
    except (OSError, ValueError) as error:
        message = _("{path} cannot be read ({error}); check the path")
        code = errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)
        raise ScreenplayError(message.format(path=f"{path!s:.200}", error=code)) from error
    if (origin := _origin(data, path)) != "fountain":
        return _imported(data, path, origin, locale)
    text, encoding = decode(data, str(path))
    return parse(text, locale=locale, encoding=encoding)


def _origin(data: bytes, path: Path) -> Origin:
    """Told by the first bytes; by the name where they tell nothing, so that a damaged file gets the right message."""
    suffix = path.suffix.lower()
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        return "pdf"
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "fdx" if head.startswith((b"<?xml", b"<FinalDraft")) or suffix == ".fdx" else "fountain"


def _imported(data: bytes, path: Path, origin: Origin, locale: Locale | None) -> Script:
    """The script that another program's file says, as Fountain."""
    if not data.strip():
        raise ScreenplayError(_("{name} is empty; write at least one line in it").format(name=path))
    if origin == "pdf":
        from screenplay.pdf.layout import read as laid_out

        story = laid_out(data, str(path), locale=locale)
    else:
        from screenplay.finaldraft.reading import read as final_draft

        story = final_draft(data, str(path))
    if not story.pieces and not story.title_page:
        raise ScreenplayError(_("{name} is empty; write at least one line in it").format(name=path))
    script = parse(compose(story, locale=locale), locale=locale)
    if origin == "pdf":
        message = _("This script was imported from a PDF, by its layout alone.")
        remedy = _("Check it against the PDF; better, ask for the .fountain or .fdx that it was made from.")
        first = Diagnostic("imported-pdf", 1, 1, message, remedy)
        script = replace(script, reading=_Remarked(script.reading, first))
    return replace(script, origin=origin)


@dataclass(frozen=True, slots=True)
class _Remarked:
    """What was read, with one thing more to be said of it."""

    plain: Reading
    first: Diagnostic

    @property
    def elements(self) -> tuple[Element, ...]:
        return self.plain.elements

    @property
    def notes(self) -> tuple[Element, ...]:
        return self.plain.notes

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (self.first, *self.plain.diagnostics)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a screenplay's bytes and its encoding, in which the text encodes to the same bytes again.

    A byte-order mark stays in the text as U+FEFF. ``name`` is for messages. Raises ScreenplayError for what is no text.
    """
    if kind := next((what for magic, what in _KINDS.items() if data.startswith(magic)), None):
        message = _("{name} is no plain text ({kind}); export the screenplay as Fountain")
        raise ScreenplayError(message.format(name=name, kind=kind))
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or sum(ord(char) in _CONTROL for char in text[:4096]) > _FEW:
            break
        if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
            raise ScreenplayError(_("{name} is empty; write at least one line in it").format(name=name))
        if encoding == "cp1252" and (line := _half_utf8(data)):
            message = _("{name} is UTF-8 but for line {line}; write the accents of that line again, and save as UTF-8")
            raise ScreenplayError(message.format(name=name, line=line))
        return text, encoding
    message = _("{name} is not text: it holds bytes that no text has; save the screenplay as plain text, UTF-8")
    raise ScreenplayError(message.format(name=name))


def _candidates(data: bytes) -> Iterator[str]:
    if data.startswith(codecs.BOM_UTF16_LE):
        yield "utf-16-le"
    elif data.startswith(codecs.BOM_UTF16_BE):
        yield "utf-16-be"
    elif b"\0" in data[:4096]:
        # Western text in UTF-16 without its mark has every other byte zero.
        sample = data[:4096]
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if odd > len(sample) // 4 and not even:
            yield "utf-16-le"
        elif even > len(sample) // 4 and not odd:
            yield "utf-16-be"
        else:
            yield "utf-8"
    else:
        yield "utf-8"
        yield "cp1252"


def _half_utf8(data: bytes) -> int:
    """The first line with a stray byte in what is UTF-8 for the most part; 0 when it is not."""
    text = data.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    accented = sum(char > "\x7f" for char in text) - stray
    return text.count("\n", 0, text.index("\ufffd")) + 1 if accented > stray else 0


def _missing(path: Path) -> str:
    """Says that a file does not exist, and names one of nearly that name, or what else is missing."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file() and entry.suffix.lower() in _TEXTS]
    except OSError:
        return _("{path} does not exist, and neither does its folder").format(path=path)
    if near := get_close_matches(path.name, names, n=1, cutoff=0.5):
        return _("{path} does not exist; did you mean {near}?").format(path=path, near=path.parent / near[0])
    return _("{path} does not exist; check its name and folder").format(path=path)
