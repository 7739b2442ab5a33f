"""The film handed to editors, and the edit that comes back."""

import argparse
from fractions import Fraction
from pathlib import Path

from previz import show
from previz.commands.options import Adder, project, watched
from previz.handoff.kinds import KINDS
from previz.handoff.timecode import RATES
from previz.i18n import _


def add(command: Adder) -> None:
    """The commands of this family."""
    export = command("export", _export, _("hand the film over: to editors, as papers, as sound, into one folder"))
    export.formatter_class = argparse.RawDescriptionHelpFormatter
    export.epilog = "\n".join([_("--to takes:"), *(f"  {name:8}  {_(kind.sentence)}" for name, kind in KINDS.items())])
    export.add_argument(
        "--to", type=_kinds, required=True, metavar="otio,edl,pdf…", help=_("what to export to; several with commas")
    )
    folder = _("the package's folder (default: NAME.export beside the screenplay)")
    export.add_argument("-o", "--output", type=Path, metavar=_("FOLDER"), help=folder)
    export.add_argument(
        "--handles", type=_seconds, default=1.0, metavar="S", help=_("seconds of a clip before and after its shot")
    )

    back = command("conform", _conform, _("take an editor's timeline back: what was done to shots becomes decisions"))
    back.add_argument(
        "edit", type=Path, metavar=_("EDIT"), help=_("the edit: .otio, .fcpxml, .xml of Final Cut 7, .edl")
    )
    back.add_argument(
        "--edl-rate", type=_rate, metavar="25", help=_("what an EDL counts at, where not the film's rate")
    )
    back.add_argument(
        "--accept",
        nargs="+",
        metavar="N",
        help=_("scenes whose proposed text goes into the draft (default: all of them)"),
    )
    back.add_argument(
        "-o", "--output", type=Path, metavar=_("FILE"),
        help=_("the proposed draft (default: NAME.proposed.fountain; the screenplay itself is never written)"),
    )  # fmt: skip
    back.add_argument(
        "--force", action="store_true", help=_("overwrite the file of -o; take every shot out if the edit plays none")
    )
    back.add_argument("--dry-run", action="store_true", help=_("say what would be decided, and write nothing"))


def _kinds(words: str) -> list[str]:
    wanted = [word.strip().lower() for word in words.split(",") if word.strip()]
    for word in wanted:
        if word not in KINDS:
            message = _("“{word}” is no export; there are {known}", word=word, known=", ".join(KINDS))
            raise argparse.ArgumentTypeError(message)
    if not wanted:
        raise argparse.ArgumentTypeError(_("name what to export to: {known}", known=", ".join(KINDS)))
    return wanted


def _rate(word: str) -> Fraction:
    """A rate as people write it: 23.976 is 24000/1001."""
    try:
        rate = Fraction(word)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    near = min(RATES, key=lambda known: abs(known - rate))
    if abs(near - rate) > Fraction(1, 200):
        raise argparse.ArgumentTypeError(_("give a rate that timecode counts: 24, 25, 30, 23.976, 29.97…"))
    return near


def _seconds(word: str) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 10:
        raise argparse.ArgumentTypeError(_("give seconds from 0 to 10"))
    return seconds


def _export(options: argparse.Namespace) -> int:
    from previz.handoff.package import export

    with watched(options) as report:
        result = export(project(options), options.to, output=options.output, handle=options.handles, report=report)
    if options.json:
        show.document(result)
        return 0
    if not options.quiet:
        for note in result.notes:
            show.note(note)
    for names in result.files.values():
        print(Path(result.folder) / names[0])
    return 0


def _conform(options: argparse.Namespace) -> int:
    from previz.commands.decisions import listed
    from previz.conform.conforming import conform

    result = conform(
        project(options), options.edit, rate=options.edl_rate, accept=options.accept, output=options.output,
        force=options.force, dry=options.dry_run,
    )  # fmt: skip
    if options.json:
        show.document(result)
        return 0
    if result.decided:
        listed(result.decided)
    for entry in result.undone:
        print(_("taken back: {number} ({shot})", number=entry.number, shot=entry.shot))
    if not (result.decided or result.undone):
        print(_("the edit plays the film as it was handed over: there is nothing to decide"))
    for scene in result.proposed:
        place = "" if scene.follows is None else _(" (after scene {scene})", scene=scene.follows or "–")
        print(f"\n{scene.scene}. {show.printable(scene.heading)}{place}")
        print(*(show.printable(line) for line in scene.diff), sep="\n")
    if result.draft and options.accept is not None:
        print(_("draft with the accepted scenes: {path}", path=result.draft))
    elif result.draft:
        print(_("proposed draft: {path}; accept scenes with --accept", path=result.draft))
    if not options.quiet:
        for note in result.notes:
            show.note(note)
    return 0
