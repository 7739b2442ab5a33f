"""The command line: ``previz make film.fountain`` and its companions.

Data goes to stdout, messages to stderr. Exit codes: 0 done; 1 something is wrong, said in a sentence; 2 wrong usage;
130 interrupted. Nothing heavy is imported before a command needs it.
"""

import io
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from previz import i18n
from previz.i18n import _


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):  # a letter that the terminal's alphabet lacks is no reason to stop
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    i18n.use(_language(words))
    try:
        options = _parser().parse_args(_with_film(words))
        code: int = options.run(options)
    except KeyboardInterrupt:
        print(_("stopped; run the same command again to resume"), file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output left, as `head` does
        sys.stderr.close()
        return 0
    except Exception as trouble:
        from previz.show import told as worded

        told = worded(trouble)
        if told is None:
            raise
        print(f"previz: {told}", file=sys.stderr)
        return 1
    return code


def _language(words: list[str]) -> str:
    """The language of the messages: needed before the parser exists, since its help is in it."""
    for word, following in pairwise([*words, ""]):
        if word == "--lang" and following in ("fr", "en"):
            return following
        if word in ("--lang=fr", "--lang=en"):
            return word[-2:]
    return i18n.spoken_language()


OF_ONE_FILM = ("watch", "retake", "split", "merge", "undo", "decisions", "takes", "record", "diff", "lock")
"""Commands given so often for one film that its screenplay may go unnamed where there is only one."""


def _with_film(words: list[str]) -> list[str]:
    """The words, with the only screenplay of the folder named where a director left it out: ``previz retake 12B``."""
    command = next((at for at, word in enumerate(words) if word in OF_ONE_FILM), None)
    if command is None:
        return words
    first = next((word for word in words[command + 1 :] if not word.startswith("-")), "")
    scripts = (".fountain", ".fdx", ".pdf", ".txt", ".spmd", ".md")
    if Path(first).suffix.lower() in scripts or (first and Path(first).exists()) or {"-h", "--help"} & set(words):
        return words
    here = sorted(path.name for path in Path().iterdir() if path.suffix.lower() in (".fountain", ".fdx"))
    return [*words[: command + 1], here[0], *words[command + 1 :]] if len(here) == 1 else words


def _parser() -> Any:
    import argparse

    from previz import __version__
    from previz.commands import (
        consent,
        decisions,
        doctor,
        drafts,
        film,
        lint,
        options,
        pictures,
        sound,
        takes,
        text,
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

    for family in (film, watch, text, lint, drafts, pictures, decisions, voices, takes, sound, consent, doctor):
        family.add(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
