"""The command line: ``previz make film.fountain`` and its companions.

Data goes to stdout, messages to stderr. Exit codes: 0 done; 1 something is wrong, said in a sentence; 2 wrong usage;
130 interrupted. Nothing heavy is imported before a command needs it.
"""

import io
import os
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
        told = _told(trouble)
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


OF_ONE_FILM = (
    "retake", "split", "merge", "undo", "decisions", "takes", "record", "diff", "lock", "export", "conform", "reword"
)  # fmt: skip
"""Commands given so often for one film that its screenplay may go unnamed where there is only one."""


def _with_film(words: list[str]) -> list[str]:
    """The words, with the only screenplay of the folder named where a director left it out: ``previz retake 12B``."""
    command = next((at for at, word in enumerate(words) if word in OF_ONE_FILM), None)
    if command is None:
        return words
    first = next((word for word in words[command + 1 :] if not word.startswith("-")), "")
    scripts = (".fountain", ".fdx", ".pdf", ".txt", ".spmd", ".md")
    edit = words[command] == "conform"  # whose first word may be the edit, a file too
    given = Path(first).suffix.lower() in scripts or (first and not edit and Path(first).exists())
    if given or {"-h", "--help"} & set(words):
        return words
    here = sorted(path.name for path in Path().iterdir() if path.suffix.lower() in (".fountain", ".fdx"))
    here = [name for name in here if not name.endswith(".proposed.fountain")]
    return [*words[: command + 1], here[0], *words[command + 1 :]] if len(here) == 1 else words


def _told(trouble: Exception) -> str | None:
    """What a person is told: the errors of our four packages are written for people, and what the file system refuses
    is theirs to mend. None for a mistake of ours, whose traceback we want."""
    from previz.show import LONGEST_NOTE, excerpt, printable

    packages = ("previz", "screenplay", "storyboard", "audio")
    loaded = [sys.modules[f"{name}.errors"] for name in packages if f"{name}.errors" in sys.modules]
    ours = tuple(getattr(errors, f"{str(errors.__package__).title()}Error") for errors in loaded)
    if isinstance(trouble, OSError) and trouble.filename is not None:
        from previz.store import refused

        trouble = refused(Path(os.fsdecode(trouble.filename)), trouble)
    elif not isinstance(trouble, ours):
        return None
    return printable(excerpt(str(trouble), LONGEST_NOTE))


def _parser() -> Any:
    import argparse

    from previz import __version__
    from previz.commands import (
        consent,
        decisions,
        doctor,
        drafts,
        export,
        film,
        lint,
        options,
        pictures,
        sound,
        takes,
        text,
        voices,
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

    for family in (film, text, lint, drafts, pictures, decisions, voices, takes, sound, export, consent, doctor):
        family.add(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
