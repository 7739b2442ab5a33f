"""Rewrites: what one touches, and scene numbers that it leaves alone."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.decisions import lock_shots
from previz.commands.difference import diff, when
from previz.commands.options import FLAGS, Adder, project, watched
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.project import Project
    from previz.script.numbers import Row
    from previz.script.rewrite import DraftRow


def add(command: Adder) -> None:
    """The commands of this family."""
    compare = command("diff", _diff, _("show what a rewrite touches: scenes, lines, and what would be made again"))
    newer = _("a newer screenplay, held against FILE (without it: FILE, held against the last draft that was made)")
    compare.add_argument("new", type=Path, nargs="?", metavar=_("NEW"), help=newer)
    compare.add_argument("--against", type=int, metavar="N", help=_("the film's draft N instead of the last one made"))
    compare.add_argument("--list", action="store_true", help=_("list the film's drafts"))
    compare.add_argument("--full", action="store_true", help=_("every changed line of every scene"))
    compare.add_argument(
        "--text", action="store_true", help=_("the text alone: do not work out what would be made again")
    )
    freeze = command(
        "lock",
        _lock,
        _("lock the scene numbers: what comes between gets letters, what goes stays listed; or lock shots as they are"),
    )
    freeze.add_argument(
        "shots", nargs="*", metavar=_("SHOT"),
        help=_("shots to keep as they are, whatever is rewritten around them (12B), or all those of a scene (12)"),
    )  # fmt: skip
    freeze.add_argument(
        "--unlock", action="store_true", help=_("show the script's own numbers again; of shots: leave them free again")
    )
    freeze.add_argument("--why", default="", metavar=_("REASON"), help=_("why the shots are locked"))
    freeze.add_argument(
        "--write",
        type=Path,
        metavar="FOUNTAIN",
        help=_("write a copy of the script with its locked numbers, a new file"),
    )


def _diff(options: argparse.Namespace) -> int:
    from previz.errors import PrevizError
    from previz.script import rewrite

    if options.new is not None and (options.against is not None or options.list):
        raise PrevizError(_("--against and --list are about one film; give one screenplay"))
    if options.list:
        drafts(rewrite.listed(project(options)), as_json=options.json)
        return 0
    with watched(options) as report:
        watcher = None if options.text else report
        if options.new is None:
            result = rewrite.since(project(options), number=options.against, report=watcher)
        else:
            result = rewrite.between(*_two(options), report=watcher)
    diff(result, full=options.full, as_json=options.json)
    return 0


def _two(options: argparse.Namespace) -> "tuple[Project, Project]":
    """The projects of two files. The film is the new one's, or the old one's when only that was made."""
    from previz.project import open_project

    old = project(options)
    new = open_project(options.new, folder=options.folder, flags={key: getattr(options, key, None) for key in FLAGS})
    return old, new if new.folder.is_dir() else replace(new, folder=old.folder)


def _lock(options: argparse.Namespace) -> int:
    from previz.errors import PrevizError
    from previz.script import numbers

    if options.shots:
        if options.write is not None:
            raise PrevizError(_("--write is about scene numbers; leave it out, or name no shots"))
        return lock_shots(options)
    if options.why:
        raise PrevizError(_("--why is about shots; name them: previz lock FILE 12B --why …"))
    film = project(options)
    if options.unlock:
        done = numbers.unlock(film)
        show.note(_("scene numbers are free again") if done else _("scene numbers were not locked"))
        if options.json:
            lock((), as_json=True)
        return 0
    rows = numbers.lock(film)
    if options.write is not None:
        numbers.write_numbered(film, options.write)
    if options.json or options.write is None:
        lock(rows, as_json=options.json)
    else:
        print(options.write)
    return 0


def drafts(rows: "Sequence[DraftRow]", *, as_json: bool) -> None:
    """The list of drafts."""
    if as_json:
        show.document({"schema": "DraftList.1", "drafts": rows})
        return
    why = {"make": _("film made"), "lock": _("numbers locked"), "decision": _("decision about a shot")}
    show.table(
        [(_("Draft"), "right"), (_("When"), ""), (_("Scenes"), "right"), (_("For"), ""), (_("File"), "")],
        [(row.draft, when(row.made), row.scenes, why.get(row.by, row.by), row.script) for row in rows],
    )


def lock(rows: "Sequence[Row]", *, as_json: bool) -> None:
    """The locked numbers."""
    if as_json:
        show.document({"schema": "Numbers.1", "numbers": rows})
        return
    show.table(
        [("", "right"), (_("Scene"), ""), ("", "")],
        [
            (
                row.number,
                row.heading or _("(no heading)"),
                _("omitted") if row.omitted else _("new") if row.fresh else "",
            )
            for row in rows
        ],
    )
