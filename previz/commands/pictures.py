"""The shot list and the storyboard."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.documents.shotlist import ShotRow
    from previz.film import Report


def add(command: Adder) -> None:
    """The commands of this family."""
    listing = command("shots", _shots, _("show the shot list"))
    listing.add_argument("--scene", metavar="N", help=_("one scene only"))
    listing.add_argument(
        "--alternatives",
        type=int,
        choices=(1, 2, 3),
        metavar="1-3",
        help=_("cut the scene in several manners, side by side"),
    )
    listing.add_argument(
        "--show-prompt", action="store_true", help=_("what a model director is told of each scene; nothing is asked")
    )
    _add_files(listing)
    lining = command(
        "lined", _lined, _("write the lined script: the text, with each shot's line beside what it covers")
    )
    lining.add_argument(
        "-o", "--output", type=Path, action="append", required=True, metavar=_("FILE"),
        help=_("a .pdf or an .html; may be repeated"),
    )  # fmt: skip
    floor = command("plan", _plan, _("draw the floor plan of scenes: set, people with their ways, cameras, axis"))
    floor.add_argument("--scene", metavar="N", help=_("one scene only"))
    floor.add_argument("-o", "--output", type=Path, metavar=_("FOLDER"), help=_("a folder for the plans, as SVG"))


def _add_files(listing: argparse.ArgumentParser) -> None:
    """How the shot list is written to files."""
    listing.add_argument(
        "-o", "--output", type=Path, action="append", default=[], metavar=_("FILE"),
        help=_("write it as .csv, .xlsx, .html, .pdf or .json; may be repeated"),
    )  # fmt: skip
    listing.add_argument(
        "--template", metavar=_("NAME"), help=_("its columns: liste, decoupage, minimal, or a file.toml of yours")
    )
    listing.add_argument("--pictures", action="store_true", help=_("with the panels (.xlsx, .html, .pdf)"))
    listing.add_argument("--plans", action="store_true", help=_("with the floor plan of each scene (.html)"))


def _lined(options: argparse.Namespace) -> int:
    from previz.documents.papers import write_lined

    with watched(options) as report:
        write_lined(project(options), options.output, report=report)
    _files(options, "LinedFiles.1")
    return 0


def _files(options: argparse.Namespace, schema: str) -> None:
    """Which files were written."""
    if options.json:
        show.document({"schema": schema, "files": [str(path) for path in options.output]})
    else:
        print(*options.output, sep="\n")


def _plan(options: argparse.Namespace) -> int:
    """The plans, written to a folder; of one scene to stdout when no folder is named."""
    from previz.documents.floorplans import floor_plans
    from previz.errors import PrevizError

    if not options.output and not options.scene and not options.json:
        raise PrevizError(_("name a folder for the plans with -o, or one scene with --scene"))
    with watched(options) as report:
        found = floor_plans(project(options), scene=options.scene, output=options.output, report=report)
    if options.json:
        show.document({"schema": "FloorPlans.1", "plans": found})
    elif options.output:
        for one in found:
            print(one.path)
    else:
        print(found[0].svg, end="")
    return 0


def _shots(options: argparse.Namespace) -> int:
    if options.show_prompt:
        from previz.direction.prompts import prompts

        for text in prompts(project(options), scene=options.scene):
            print(text)
        return 0
    from previz.documents.shotlist import shots as list_shots

    if options.output and options.alternatives:
        from previz.errors import PrevizError

        raise PrevizError(_("alternatives are shown side by side, not written; leave -o or --alternatives out"))
    if not options.output and (options.template or options.pictures or options.plans):
        from previz.errors import PrevizError

        raise PrevizError(_("columns, panels and plans are of a file; name it with -o, for example -o shots.xlsx"))
    with watched(options) as report:
        if options.alternatives:
            return _alternatives(options, report)
        if options.output:
            from previz.documents.papers import write_shots

            write_shots(
                project(options), options.output, template=options.template or "liste", scene=options.scene,
                pictures=options.pictures, plans=options.plans, report=report,
            )  # fmt: skip
            _files(options, "ShotFiles.1")
            return 0
        rows = list_shots(project(options), scene=options.scene, report=report)
    shots(rows, as_json=options.json)
    if not options.quiet:
        from previz.direction.directing import decided

        for note in decided(project(options)).misread:
            show.note(note)
    return 0


def _alternatives(options: argparse.Namespace, report: "Report") -> int:
    """Each beat of the scene in a row, and in each manner's column the framing that begins there."""
    from previz.direction.alternatives import alternatives
    from previz.errors import PrevizError

    if not options.scene:
        raise PrevizError(_("alternatives are of one scene; name it with --scene"))
    found = alternatives(project(options), options.scene, count=options.alternatives, report=report)
    if options.json:
        show.document(found)
        return 0
    names = {"calm": _("calm"), "classic": _("classic"), "nervous": _("nervous")}
    show.table(
        [(_("Text"), ""), *((names[one.manner], "") for one in found.versions)],
        [
            (show.excerpt(beat, 48), *(one.cuts[number] or "│" for one in found.versions))
            for number, beat in enumerate(found.beats)
        ],
        title=f"{found.scene}. {found.heading}",
    )
    print()
    show.table(
        [(_("Manner"), ""), (_("Shots"), "right"), (_("Average"), "right"), (_("Findings"), "right")],
        [(names[one.manner], one.shots, f"{one.average:.1f} s", one.hard) for one in found.versions],
    )
    show.note(_('to keep one, write in previz.toml: [scene."{number}"] manner = "calm"', number=found.scene))
    return 0


def shots(rows: Sequence["ShotRow"], *, as_json: bool) -> None:
    """The shot list."""
    if as_json:
        from previz.documents.shotlist import SCHEMA

        show.document({"schema": SCHEMA, "shots": rows})
        return
    show.table(
        [(_("Shot"), ""), (_("Framing"), ""), (_("Lens"), "right"), (_("Time"), "right"), (_("Subjects"), ""),
         (_("Text"), ""), (_("Why"), "")],
        [
            (row.label, row.framing, f"{row.lens:.0f}", f"{row.seconds:.1f}", ", ".join(row.subjects),
             show.excerpt(row.text), row.reason)
            for row in rows
        ],
    )  # fmt: skip
