"""A screenplay's file, decoded: UTF-8, UTF-16 or cp1252, with or without a byte-order mark."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from screenplay.elements import Locale, Script
from screenplay.errors import ScreenplayError
from screenplay.fountain import parse

LARGEST = 50 * 2**20
"""Bytes; a feature has about 200,000."""

_KINDS = {
    b"%PDF": "a PDF file; export the screenplay as Fountain or plain text",
    b"PK\x03\x04": "an archive or a word processor's file; export the screenplay as Fountain or plain text",
    b"{\\rtf": "an RTF file; save it as plain text",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xd0\xcf\x11\xe0": "an old word processor's file; save it as plain text",
}
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27}


def read(path: Path, *, locale: Locale | None = None) -> Script:
    """The script in a file, in the ``locale`` given or the one it speaks. ``script.text.encode(script.encoding)`` gives
    the file's bytes again.

    Raises ScreenplayError when the file is missing, a folder, empty, unreadable, over 50 MB, or no text.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ScreenplayError(
                f"{path} is a folder. Give the screenplay's own file, such as {path / 'film.fountain'}."
            )
        if size > LARGEST:
            raise ScreenplayError(
                f"{path} is too large ({size / 2**20:.0f} MB, at most {LARGEST // 2**20}). A screenplay is plain text "
                "of less than 1 MB: check that this is the right file."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ScreenplayError(f"{path} does not exist.{_neighbour(path)}") from None
    except PermissionError:
        raise ScreenplayError(
            f"{path} may not be read. Give yourself the right to read it, or copy it elsewhere."
        ) from None
    except (OSError, ValueError) as error:
        raise ScreenplayError(f"{path!s:.200} cannot be read ({error}). Check the path.") from error
    text, encoding = decode(data, str(path))
    return parse(text, locale=locale, encoding=encoding)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a screenplay's bytes and its encoding, in which the text encodes to the same bytes again.

    A byte-order mark stays in the text as U+FEFF. ``name`` is for messages. Raises ScreenplayError for what is no text.
    """
    kind = next((what for magic, what in _KINDS.items() if data.startswith(magic)), None)
    if kind:
        raise ScreenplayError(f"{name} is {kind}. previz reads Fountain: plain text.")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or sum(ord(char) in _CONTROL for char in text[:4096]) > len(text[:4096]) // 50:
            break
        if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
            raise ScreenplayError(f"{name} is empty. Write at least one line in it.")
        if encoding == "cp1252" and (line := _half_utf8(data)):
            raise ScreenplayError(
                f"{name} mixes encodings: it is UTF-8 but for line {line}. Write the accents of that line again, and "
                "save as UTF-8."
            )
        return text, encoding
    raise ScreenplayError(f"{name} is not text: it holds bytes that no text has. Save it as plain text, UTF-8.")


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


def _neighbour(path: Path) -> str:
    """A file of nearly that name, or where to look."""
    import difflib

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return f" The folder {path.parent} does not exist either."
    near = difflib.get_close_matches(path.name, names, n=1)
    return f" Did you mean {path.parent / near[0]}?" if near else " Check its name and folder."
