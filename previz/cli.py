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

FLAGS = (
    "film.language",
    "film.rate",
    "film.size",
    "film.title",
    "director.use",
    "renderer.use",
    "voice.use",
    "cut.captions",
    "cut.numbers",
    "cut.timecode",
    "cut.numbering",
    "sound.preset",
)
"""Keys of previz.toml that have a flag of the same meaning."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):  # a letter that the terminal's alphabet lacks is no reason to stop
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    i18n.use(_language(words))
    options = _parser().parse_args(words)
    try:
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

    parser = argparse.ArgumentParser(
        prog="previz", description=_("From a Fountain screenplay to an animatic, on your own machine.")
    )
    parser.add_argument(
        "--version", action="version", version=f"previz {__version__}", help=_("show program's version number and exit")
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("fr", "en"), help=_("language of the messages (default: your locale)"))
    common.add_argument("--json", action="store_true", help=_("machine-readable output"))
    parser.add_argument("--lang", choices=("fr", "en"), help=_("language of the messages (default: your locale)"))
    film = argparse.ArgumentParser(add_help=False, parents=[common])
    film.add_argument("file", type=Path, metavar=_("FILE"), help=_("a screenplay in Fountain"))
    film.add_argument(
        "--folder",
        type=Path,
        metavar=_("FOLDER"),
        help=_("the film's folder (default: NAME.previz beside the screenplay)"),
    )
    film.add_argument("-q", "--quiet", action="store_true", help=_("no progress, no notes"))
    _add_settings(film)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)

    def add(name: str, run: Any, sentence: str, parent: argparse.ArgumentParser) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(
            name, help=sentence, description=sentence, parents=[parent]
        )
        command.set_defaults(run=run)
        return command

    make = add("make", _make, _("make the film: a screenplay in, an MP4 out"), film)
    make.add_argument(
        "-o", "--output", type=Path, metavar="MP4", help=_("the film's file (default: NAME.mp4 beside the screenplay)")
    )
    add("script", _script, _("show the scenes, the cast and the lengths that were read"), film)
    add("graph", _graph, _("show the scene graph: who plays where, and who speaks to whom"), film)
    add("shots", _shots, _("show the shot list"), film)
    board = add("board", _board, _("draw the storyboard, and show where each panel is"), film)
    board.add_argument(
        "-o", "--output", type=Path, metavar=_("FOLDER"), help=_("a folder to write the panels to, named by shot")
    )
    check = add("check", _check, _("prove the finished film: every frame, every line, loudness, continuity"), film)
    check.add_argument(
        "-o", "--output", type=Path, metavar="MP4", help=_("the film's file (default: NAME.mp4 beside the screenplay)")
    )
    add("doctor", _doctor, _("show every back end, ready or with the remedy"), common)
    return parser


def _add_settings(parser: Any) -> None:
    group = parser.add_argument_group(_("settings (they win over previz.toml)"))
    group.add_argument("--language", dest="film.language", metavar="fr|en|auto", help=_("the script's language"))
    group.add_argument("--rate", dest="film.rate", metavar="24|25|23.976", help=_("frames a second: 24, 25, 23.976…"))
    group.add_argument("--size", dest="film.size", metavar=_("WxH"), help=_("frame size in pixels: 1280x720…"))
    group.add_argument(
        "--title", dest="film.title", type=float, metavar="S", help=_("seconds of title card, 0 for none")
    )
    group.add_argument("--director", dest="director.use", metavar=_("NAME"), help=_("who breaks the scenes down"))
    group.add_argument("--renderer", dest="renderer.use", metavar=_("NAME"), help=_("who draws the panels"))
    group.add_argument("--voice", dest="voice.use", metavar=_("NAME"), help=_("who speaks the lines"))
    group.add_argument(
        "--numbering", dest="cut.numbering", metavar="12A|12/3|S12-P03", help=_("how shots are numbered")
    )
    group.add_argument("--preset", dest="sound.preset", metavar="web|tv|cinema", help=_("loudness of the mix"))
    for key, sentence in (
        ("captions", _("burn the spoken lines in")),
        ("numbers", _("burn in scene and shot numbers")),
        ("timecode", _("burn in the timecode")),
    ):
        group.add_argument(f"--{key}", dest=f"cut.{key}", action="store_true", default=None, help=sentence)


def _project(options: Any) -> Any:
    from previz.project import open_project

    return open_project(options.file, folder=options.folder, flags={key: getattr(options, key) for key in FLAGS})


def _make(options: Any) -> int:
    from previz import show
    from previz.film import make
    from previz.progress import watching

    with watching(quiet=options.quiet or options.json) as report:
        made = make(_project(options), output=options.output, report=report)
    show.made(made, as_json=options.json, quiet=options.quiet)
    return 0


def _script(options: Any) -> int:
    from previz import show
    from previz.story import understand

    show.story(understand(_project(options)), as_json=options.json)
    return 0


def _graph(options: Any) -> int:
    from previz import show
    from previz.story import understand

    show.graph(understand(_project(options)), as_json=options.json)
    return 0


def _shots(options: Any) -> int:
    from previz import show
    from previz.film import shots
    from previz.progress import watching

    with watching(quiet=options.quiet or options.json) as report:
        found = shots(_project(options), report=report)
    show.shots(found, as_json=options.json)
    return 0


def _board(options: Any) -> int:
    from previz import show
    from previz.film import board
    from previz.progress import watching

    with watching(quiet=options.quiet or options.json) as report:
        drawn = board(_project(options), output=options.output, report=report)
    show.board(drawn, as_json=options.json)
    return 0


def _check(options: Any) -> int:
    from previz import show
    from previz.proof import check

    return show.checked(check(_project(options), output=options.output), as_json=options.json)


def _doctor(options: Any) -> int:
    from previz import backends, show

    show.doctor(backends.rows(), as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
