"""The command line: ``previz make film.fountain`` and its companions.

Data goes to stdout, messages to stderr. Exit codes: 0 done; 1 something is wrong, said in a sentence; 2 wrong usage;
130 interrupted. Nothing heavy is imported before a command needs it.
"""

import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TextIO

from previz import i18n
from previz.i18n import _


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    for name in ("stdout", "stderr"):  # closed by whoever started us: nobody reads
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):  # a letter that the terminal's alphabet lacks is no reason to stop
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    i18n.use(_language(words))
    try:
        options = _parser().parse_args(_with_film(words))
        code: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        if argv is None:  # we are the program, and leaving: another Ctrl-C has nothing to stop
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(_("stopped; run the same command again to resume"), file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output left, as `head` does
        _silence(sys.stdout)
        return 0
    except Exception as trouble:
        from previz.show import told as worded

        told = worded(trouble)
        if told is None:
            raise
        if isinstance(trouble, OSError) and trouble.filename is None:
            _silence(sys.stdout)
        print(f"previz: {told}", file=sys.stderr)
        return 1
    return code


def _silence(stream: TextIO) -> None:
    """Send what is still to be printed nowhere: the interpreter must not fail at it once more on its way out."""
    with contextlib.suppress(OSError, ValueError):  # a stream that is no file needs it not
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _language(words: list[str]) -> str:
    """The language of the messages: needed before the parser exists, since its help is in it."""
    for word, following in pairwise([*words, ""]):
        if word == "--lang" and following in ("fr", "en"):
            return following
        if word in ("--lang=fr", "--lang=en"):
            return word[-2:]
    return i18n.spoken_language()


OF_ONE_FILM = (
    "watch",
    "retake",
    "split",
    "merge",
    "undo",
    "decisions",
    "takes",
    "record",
    "diff",
    "lock",
    "cast",
    "sets",
    "drawings",
    "export",
    "conform",
    "reword",
    "train",
)
"""Commands given so often for one film that its screenplay may go unnamed where there is only one."""

OF_THE_FILM = (
    "make", "board", "page", "check", "clean", "lint", "look", "shots", "lined", "plan", "stems", "captions", "graph",
)  # fmt: skip
"""Commands of whose words the screenplay is the only one: it may go unnamed just so."""

ALONE = ("-q", "--quiet", "--json", "--all", "--list", "--full", "--text")
"""Their flags that no value follows."""

WRITTEN = ("-o", "--output", "--write")
"""Flags whose value is a file to write."""


def _with_film(words: list[str]) -> list[str]:
    """The words, with the screenplay of the folder named where a director left it out: ``previz retake 12B``.

    Of several it is the one that has a film's folder. Raises PrevizError when that does not tell which.
    """
    plain = (at for at, word in enumerate(words) if not word.startswith("-") and words[max(at - 1, 0)] != "--lang")
    command = next(plain, None)
    if command is None or words[command] not in OF_ONE_FILM + OF_THE_FILM or {"-h", "--help"} & set(words):
        return words
    given = words[command + 1 :]
    named = [word for before, word in pairwise(words[command:]) if before not in WRITTEN]
    first = next((word for word in given if word not in ALONE), "")
    texts = (".pdf", ".txt", ".spmd", ".md")
    if words[command] in OF_THE_FILM and (
        (first and not first.startswith("-")) or any(word.lower().endswith(texts) for word in named[1:])
    ):
        return words
    there = words[command] not in ("conform", "train") and _exists(first)  # whose first word may be another file
    if any(word.lower().endswith((".fountain", ".fdx")) for word in named) or (
        not first.startswith("-") and (Path(first).suffix.lower() in texts or there)
    ):
        return words
    here = _screenplays()
    if len(here) > 1:
        from previz.errors import PrevizError

        known = ", ".join(here[:6]) + ("…" if len(here) > 6 else "")
        message = _("which screenplay? name it after “{command}”; here are {known}")
        raise PrevizError(message.format(command=words[command], known=known))
    return [*words[: command + 1], *here, *given]


def _exists(word: str) -> bool:
    try:
        return word != "" and Path(word).exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _screenplays() -> list[str]:
    """The screenplays of this folder, those with a film's folder where there are any. One that was converted lies
    beside itself: then the Fountain file counts."""
    found = {path.stem: path.name for path in sorted(Path().glob("*.*")) if path.suffix.lower() == ".fdx"}
    found |= {path.stem: path.name for path in sorted(Path().glob("*.*")) if path.suffix.lower() == ".fountain"}
    found = {stem: name for stem, name in found.items() if not stem.endswith(".proposed")}  # by ``conform``
    filmed = [name for stem, name in found.items() if Path(f"{stem}.previz").is_dir()]
    return sorted(filmed or found.values())


def _parser() -> Any:
    import argparse

    from previz import __version__
    from previz.commands import (
        board,
        consent,
        decisions,
        doctor,
        drafts,
        drawings,
        export,
        film,
        lint,
        look,
        options,
        pictures,
        sets,
        sound,
        takes,
        text,
        training,
        voices,
        watch,
    )

    parser = argparse.ArgumentParser(
        prog="previz", description=_("From a Fountain screenplay to an animatic, on your own machine.")
    )
    parser.add_argument(
        "--version", action="version", version=f"previz {__version__}", help=_("show program's version number and exit")
    )
    parser.add_argument("--lang", choices=("fr", "en"), help=_("language of the messages (default: your locale)"))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    common, plain, whole = options.common(), options.film(settings=False), options.film(settings=True)

    def command(
        name: str, run: Any, sentence: str, *, of_film: bool = True, settings: bool = True
    ) -> argparse.ArgumentParser:
        parents = [(whole if settings else plain) if of_film else common]
        added: argparse.ArgumentParser = commands.add_parser(name, help=sentence, description=sentence, parents=parents)
        added.set_defaults(run=run)
        return added

    families = (
        film, watch, text, lint, drafts, pictures, board, drawings, look, sets, decisions, voices, takes, sound, export,
        consent, training, doctor,
    )  # fmt: skip
    for family in families:
        family.add(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
