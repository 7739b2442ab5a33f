"""What every command takes: the screenplay, the film's folder, the settings that have a flag, the way it speaks."""

import argparse
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from previz.i18n import _

if TYPE_CHECKING:
    from previz.film import Report
    from previz.project import Project

FLAGS = (
    "film.language",
    "film.rate",
    "film.size",
    "film.title",
    "director.use",
    "renderer.use",
    "renderer.sketch.style",
    "renderer.sketch.colour",
    "voice.use",
    "cut.captions",
    "cut.numbers",
    "cut.timecode",
    "cut.mask",
    "cut.safe",
    "cut.subtitles",
    "cut.slate",
    "cut.leader",
    "cut.numbering",
    "sound.preset",
)
"""Keys of previz.toml that have a flag of the same meaning."""


class Adder(Protocol):
    """Adds a command to the parser: its name, who runs it, its sentence; of a film and with the flags of its settings,
    unless it says otherwise."""

    def __call__(
        self, name: str, run: Any, sentence: str, *, of_film: bool = True, settings: bool = True
    ) -> argparse.ArgumentParser: ...


def common() -> argparse.ArgumentParser:
    """What all commands take."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", choices=("fr", "en"), help=_("language of the messages (default: your locale)"))
    parser.add_argument("--json", action="store_true", help=_("machine-readable output"))
    return parser


def film(*, settings: bool) -> argparse.ArgumentParser:
    """What the commands of a film take; ``settings`` as flags too, unless they are in the way of a command's own."""
    parser = argparse.ArgumentParser(add_help=False, parents=[common()])
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("a screenplay: Fountain, Final Draft (.fdx) or PDF")
    )
    parser.add_argument(
        "--folder",
        type=Path,
        metavar=_("FOLDER"),
        help=_("the film's folder (default: NAME.previz beside the screenplay)"),
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=_("no progress, no notes"))
    if settings:
        _add_settings(parser)
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("settings (they win over previz.toml)"))
    group.add_argument(
        "--language", dest="film.language", metavar="auto|fr|en|de|es|it|pt|pl", help=_("the script's language")
    )
    group.add_argument("--rate", dest="film.rate", metavar="24|25|23.976", help=_("frames a second: 24, 25, 23.976…"))
    group.add_argument("--size", dest="film.size", metavar=_("WxH"), help=_("frame size in pixels: 1280x720…"))
    group.add_argument(
        "--title", dest="film.title", type=float, metavar="S", help=_("seconds of title card, 0 for none")
    )
    group.add_argument("--director", dest="director.use", metavar=_("NAME"), help=_("who breaks the scenes down"))
    group.add_argument("--renderer", dest="renderer.use", metavar=_("NAME"), help=_("who draws the panels"))
    group.add_argument(
        "--style", dest="renderer.sketch.style", metavar="pencil|wash|clear", help=_("how the sketch artist draws")
    )
    group.add_argument(
        "--colour", dest="renderer.sketch.colour", metavar="off|auto|…", help=_("the key of colours that it draws in")
    )
    group.add_argument("--voice", dest="voice.use", metavar=_("NAME"), help=_("who speaks the lines"))
    group.add_argument(
        "--numbering", dest="cut.numbering", metavar="12A|12/3|S12-P03", help=_("how shots are numbered")
    )
    group.add_argument("--mask", dest="cut.mask", metavar="1.33|1.66|1.78|1.85|2.39", help=_("black bars for a ratio"))
    group.add_argument(
        "--preset", dest="sound.preset", metavar="web|streaming|tv|cinema", help=_("loudness of the mix")
    )
    for key, sentence in (
        ("captions", _("burn the spoken lines in")),
        ("numbers", _("burn in scene and shot numbers")),
        ("timecode", _("burn in the timecode")),
        ("safe", _("draw the safe areas")),
        ("subtitles", _("the spoken lines as a track of the file")),
        ("slate", _("a slate before the film")),
        ("leader", _("a countdown before the film")),
    ):
        group.add_argument(f"--{key}", dest=f"cut.{key}", action="store_true", default=None, help=sentence)


def project(options: argparse.Namespace) -> "Project":
    """The film that the command is about."""
    from previz.errors import PrevizError
    from previz.project import open_project

    flags = {key: getattr(options, key, None) for key in FLAGS}
    opened = open_project(options.file, folder=options.folder, flags=flags)
    drawn = any(flags[key] is not None for key in ("renderer.sketch.style", "renderer.sketch.colour"))
    if drawn and opened.settings.renderer.use != "sketch":
        name = opened.settings.renderer.use
        raise PrevizError(_("--style and --colour are of the sketch artist, and “{name}” draws; leave them out, or add "
                            "--renderer sketch", name=name))  # fmt: skip
    return opened


def watched(options: argparse.Namespace) -> AbstractContextManager["Report"]:
    """Someone who watches the work, on a terminal; nobody with --quiet or --json."""
    from previz.progress import watching

    return watching(quiet=options.quiet or options.json)
