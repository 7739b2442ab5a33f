"""The sound alone: stems to cut with, and captions."""

import argparse
from pathlib import Path

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _


def add(command: Adder) -> None:
    """The commands of this family."""
    stems = command("stems", _stems, _("write the sound in parts: each character's lines, effects, ambience, the mix"))
    folder = _("the folder they go to (default: NAME.stems beside the screenplay)")
    stems.add_argument("-o", "--output", type=Path, metavar=_("FOLDER"), help=folder)
    captions = command("captions", _captions, _("write the spoken words as captions: SubRip or WebVTT"))
    file = _("the file, .srt or .vtt (default: NAME.srt beside the screenplay)")
    captions.add_argument("-o", "--output", type=Path, metavar=_("FILE"), help=file)
    captions.add_argument("--names", action="store_true", help=_("name those who speak from outside the picture"))


def _stems(options: argparse.Namespace) -> int:
    from previz.sound.soundtrack import stems

    with watched(options) as report:
        made = stems(project(options), output=options.output, report=report)
    if options.json:
        show.document(made)
    else:
        print("\n".join(made.stems.values()))
    return 0


def _captions(options: argparse.Namespace) -> int:
    from previz.sound.soundtrack import captions

    with watched(options) as report:
        made = captions(project(options), output=options.output, names=options.names, report=report)
    if options.json:
        show.document(made)
    else:
        print(made.file)
    return 0
