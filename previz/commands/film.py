"""The film: made, and proved."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.proving.proof import Checked
    from previz.records import Made


def add(command: Adder) -> None:
    """The commands of this family."""
    output = _("the film's file (default: NAME.mp4 beside the screenplay)")
    make = command("make", _make, _("make the film: a screenplay in, an MP4 out"))
    make.add_argument("-o", "--output", type=Path, metavar="MP4", help=output)
    page = command("page", _page, _("write a page that plays the film beside its text, for any browser"))
    page.add_argument(
        "-o", "--output", type=Path, metavar="HTML", help=_("the page (default: NAME.html beside the screenplay)")
    )
    page.add_argument("--film", type=Path, metavar="MP4", help=output)
    check = command("check", _check, _("prove the finished film: every frame, every line, loudness, continuity"))
    check.add_argument("-o", "--output", type=Path, metavar="MP4", help=output)
    check.add_argument(
        "--continuity",
        action="store_true",
        help=_("every continuity finding of the shots, before any film"),
    )
    clean = command(
        "clean", _clean, _("free the space of what the finished film is not made of any more"), settings=False
    )
    clean.add_argument(
        "--all",
        action="store_true",
        help=_("of everything that can be made again; never decisions, recordings, consents or drafts"),
    )


def _clean(options: argparse.Namespace) -> int:
    from previz.workshop.cleaning import clean

    cleaned = clean(project(options), everything=options.all, waiting=waiting)
    if options.json:
        show.document(cleaned)
    else:
        print(
            _(
                "{freed:.1f} MB freed ({removed} products); {size:.1f} MB are left",
                freed=cleaned.freed / 1e6,
                removed=cleaned.removed,
                size=cleaned.size / 1e6,
            )
        )
    return 0


def _make(options: argparse.Namespace) -> int:
    from previz.film import make

    with watched(options) as report:
        result = make(project(options), output=options.output, report=report, waiting=waiting, first=first)
    made(result, as_json=options.json, quiet=options.quiet)
    return 0


def waiting() -> None:
    """Somebody else makes the same film."""
    show.note(_("another previz makes this film; waiting for it"))


def first(path: Path) -> None:
    """The first scene can be watched, while the rest is made."""
    show.note(_("the first scene can be watched already: {path}", path=path))


def _page(options: argparse.Namespace) -> int:
    from previz.documents.filmpage import write_page

    with watched(options) as report:
        written = write_page(project(options), output=options.output, film=options.film, report=report)
    if options.json:
        show.document(written)
    else:
        print(written.page)
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.continuity:
        return _continuity(options)
    from previz.proving.proof import check

    return checked(check(project(options), output=options.output), as_json=options.json)


def _continuity(options: argparse.Namespace) -> int:
    """Every finding with its numbers; the exit code says whether a hard one is left that nobody asked for."""
    from previz.proving.continuity import findings

    with watched(options) as report:
        rows = findings(project(options), report=report)
    wrong = any(row.hard and not row.pinned for row in rows)
    if options.json:
        show.document({"schema": "Continuity.1", "ok": not wrong, "findings": rows})
        return int(wrong)
    show.table(
        [(_("Shots"), ""), (_("Kind"), ""), (_("Finding"), ""), (_("Numbers"), ""), (_("Repair"), "")],
        [
            (
                " → ".join(row.shots),
                _("asked for") if row.hard and row.pinned else _("hard") if row.hard else _("soft"),
                row.message,
                ", ".join(f"{name} {value:g}" for name, value in row.numbers.items()),
                row.repair,
            )
            for row in rows
        ],
    )
    print()
    print(
        _(
            "{hard} hard, {pinned} of them asked for, {soft} soft",
            hard=sum(row.hard for row in rows),
            pinned=sum(row.hard and row.pinned for row in rows),
            soft=sum(not row.hard for row in rows),
        )
    )
    return int(wrong)


def made(result: "Made", *, as_json: bool, quiet: bool) -> None:
    """What ``make`` made: the film's path, last and alone on stdout."""
    if as_json:
        show.document(result)
        return
    if not quiet:
        if result.untouched:  # its notes were read when it was made, perhaps in another language
            show.note(_("nothing has changed: the film is up to date"))
        else:
            for note in result.notes:
                show.note(note)
            show.note(
                _(
                    "{scenes} scenes, {shots} shots, {lines} lines, {length}; made {fresh}, kept {kept}, {wall:.1f} s",
                    scenes=result.scenes,
                    shots=result.shots,
                    lines=result.lines,
                    length=show.seconds(result.seconds),
                    fresh=sum(result.made.values()),
                    kept=sum(result.kept.values()),
                    wall=result.wall_seconds,
                )
            )
    print(result.film)


def checked(findings: Sequence["Checked"], *, as_json: bool) -> int:
    """What is wrong with the finished film; the exit code."""
    wrong = any(finding.wrong for finding in findings)
    if as_json:
        show.document({"schema": "Check.1", "ok": not wrong, "findings": findings})
        return int(wrong)
    for finding in findings:
        mark = _("wrong") if finding.wrong else _("note")
        place = f"{finding.where}: " if finding.where else ""
        print(show.printable(f"{mark}: {place}{finding.message}"))
    if not wrong:
        print(_("the film is whole: every frame, every line, loudness and continuity hold"))
    return int(wrong)
