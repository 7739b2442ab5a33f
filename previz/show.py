"""How commands speak: tables for people and JSON for programs on stdout, notes on stderr."""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from previz.i18n import _

if TYPE_CHECKING:
    from rich.console import Console

    from screenplay.story import Hour

KEPT = "\n \u00a0\u2009\u202f\u200c\u200d"

UNPRINTED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing to stdout fails with when a full disk takes it."""

LONGEST_NOTE = 400
"""Characters of a note: a name of ten thousand letters must not fill the screen."""


def document(value: Any) -> None:
    """JSON is UTF-8 whatever the terminal speaks (RFC 8259). A path in it is its text."""
    import msgspec  # `previz --help` must not wait for it

    sys.stdout.flush()
    encoded = msgspec.json.encode(value, enc_hook=_plain)
    sys.stdout.buffer.write(msgspec.json.format(encoded, indent=2) + b"\n")
    sys.stdout.buffer.flush()


def _plain(value: Any) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"no JSON for {type(value)}")


def line(value: Any) -> None:
    """JSON on a line of its own, at once: for programs that follow what is going on."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value, enc_hook=str) + b"\n")
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """A message for people, on stderr: cut when it has no end, without what would command the terminal."""
    print(printable(excerpt(text, LONGEST_NOTE)), file=sys.stderr)


def table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """A table of (heading, justify) ``columns``: as wide as the terminal, or as the text needs when piped."""
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    laid = Table(title=escape(title) or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading, justify in columns:
        laid.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    for row in rows:
        laid.add_row(*(Text(printable(excerpt(str(cell), LONGEST_NOTE))) for cell in row))
    (console() if sys.stdout.isatty() else console(width=160)).print(laid)


def console(**how: Any) -> "Console":
    """rich's, on stdout; to a reader who leaves, as `head` does, the command line has its own answer."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Plain(**how)


def printable(text: str) -> str:
    """Text from a script without what would command a terminal: control characters become a mark.

    The spaces of French typography, and what joins the parts of an emoji, command nothing.
    """
    return "".join(letter if letter.isprintable() or letter in KEPT else "·" for letter in text.replace("\t", " "))


def seconds(value: float) -> str:
    """``75.2`` as ``1:15``, ``3725`` as ``1:02:05``."""
    minutes, rest = divmod(round(value), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def stages() -> dict[str, str]:
    """What is made, stage by stage, in the reader's words."""
    return {
        "shots": _("Shots"),
        "voices": _("Voices"),
        "ambience": _("Ambience"),
        "panels": _("Panels"),
        "frames": _("Frames"),
        "maps": _("Maps"),
        "drawings": _("Drawings"),
        "training": _("Training"),
        "sound": _("Sound"),
        "picture": _("Picture"),
        "film": _("Film"),
    }


def eighths(count: int) -> str:
    """Pages as the trade counts them: ``11`` eighths are ``1 3/8``."""
    pages, rest = divmod(count, 8)
    return " ".join(filter(None, [str(pages) if pages or not rest else "", f"{rest}/8" if rest else ""]))


def hours(_: Callable[..., str]) -> dict["Hour", str]:
    """The hours of the day in the words of a language: ``_`` for the reader's, ``speaking`` for the script's."""
    return {
        "dawn": _("dawn"),
        "morning": _("morning"),
        "day": _("day"),
        "afternoon": _("afternoon"),
        "dusk": _("dusk"),
        "evening": _("evening"),
        "night": _("night"),
    }


def excerpt(text: str, length: int = 60) -> str:
    """The text on one line, its end left out when it is long."""
    plain = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def told(trouble: Exception) -> str | None:
    """What a person is told: the errors of our four packages are written for people, and what the file system refuses
    is theirs to mend. None for a mistake of ours, whose traceback we want."""
    packages = ("previz", "screenplay", "storyboard", "audio")
    loaded = [sys.modules[f"{name}.errors"] for name in packages if f"{name}.errors" in sys.modules]
    ours = tuple(getattr(errors, f"{str(errors.__package__).title()}Error") for errors in loaded)
    if isinstance(trouble, OSError) and trouble.filename is not None:
        from previz.workshop.store import refused  # and what it needs, for those who write

        trouble = refused(Path(os.fsdecode(trouble.filename)), trouble)
    elif isinstance(trouble, OSError) and trouble.errno in UNPRINTED:
        return _("the output cannot be written ({code}); is the disk full?", code=errno.errorcode[trouble.errno or 0])
    elif not isinstance(trouble, ours):
        return None
    return printable(excerpt(str(trouble), LONGEST_NOTE))
