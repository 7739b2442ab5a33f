"""What a director does to shots: retake, split, merge, undo; and the list of all that was decided."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _, marked

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.direction.decisions import Entry
    from previz.direction.directing import Changed


DEEDS = (
    *(marked("retake"), marked("split"), marked("merge"), marked("lock"), marked("choose"), marked("undo")),
    *(marked("duration"), marked("order"), marked("removed"), marked("duplicate"), marked("reword")),
)


def add(command: Adder) -> None:
    """The commands of this family."""
    shot = _("the shot's number, as the shot list gives it: 12B")
    why = _("why, for whoever reads the decisions later")
    retake = command("retake", _retake, _("ask for a shot in your words, and see its new panel"), settings=False)
    retake.add_argument("shot", metavar=_("SHOT"), help=shot)
    retake.add_argument(
        "words", nargs="*", metavar=_("WORDS"), help=_("size, who, angle, move, lens: GP MARIE low push in 85mm")
    )
    for name, sentence in (
        ("size", _("size, as the glossary writes it: GP, CU")),
        ("kind", _("kind: single, OTS, POV, insert, master…")),
        ("angle", _("angle: low, high, overhead, dutch, eye")),
        ("move", _("move: static, pan, push in, track…")),
        ("who", _("who is in it, the one in front of the lens first")),
    ):
        retake.add_argument(f"--{name}", default="", metavar=name.upper(), help=sentence)
    retake.add_argument(
        "--camera", type=int, metavar="N", help=_("which of the cameras that serve the shot best, from 1")
    )
    retake.add_argument("--why", default="", metavar=_("REASON"), help=why)
    retake.add_argument("--renderer", dest="renderer.use", metavar=_("NAME"), help=_("who draws the panels"))
    retake.add_argument(
        "--seeds", type=int, metavar="N", help=_("N takes of the shot by a picture model, side by side on one sheet")
    )
    retake.add_argument("--choose", type=int, metavar="N", help=_("keep take N; the others stay"))
    retake.add_argument(
        "--across", action="append", metavar=_("NAME"),
        help=_("the shot by a profile or a renderer, beside the others on one sheet; repeat it for each"),
    )  # fmt: skip
    split = command("split", _split, _("cut a shot before one of its sentences"), settings=False)
    split.add_argument("shot", metavar=_("SHOT"), help=shot)
    split.add_argument("words", metavar=_("WORDS"), help=_("words of the sentence that the cut comes before"))
    split.add_argument("--why", default="", metavar=_("REASON"), help=why)
    merge = command("merge", _merge, _("play two neighbouring shots as one, framed as the first"), settings=False)
    merge.add_argument("shot", metavar=_("SHOT"), help=shot)
    merge.add_argument("after", metavar=_("NEXT"), help=_("the number of the shot after it"))
    merge.add_argument("--why", default="", metavar=_("REASON"), help=why)
    wording = command(
        "reword", _reword, _("have a line said otherwise: it is spoken anew, at its place"), settings=False
    )
    wording.add_argument("shot", metavar=_("SHOT"), help=shot)
    wording.add_argument("words", metavar=_("WORDS"), help=_("what is said instead"))
    wording.add_argument(
        "--line", default="", metavar=_("WORDS"), help=_("some words of the line, where a shot has several")
    )
    wording.add_argument("--why", default="", metavar=_("REASON"), help=why)
    sentence = _("take back what the last command decided, or the decision of a number")
    undo = command("undo", _undo, sentence, settings=False)
    undo.add_argument("number", nargs="?", type=int, metavar="N", help=_("the decision's number in the list"))
    command(
        "decisions",
        _decisions,
        _("list what was decided of shots, and what has no place in this draft"),
        settings=False,
    )


def _retake(options: argparse.Namespace) -> int:
    if options.seeds is not None or options.choose is not None or options.across:
        return _proposed(options)
    from previz.direction.directing import retake
    from storyboard.decisions import Choice

    flags = (options.size, options.kind, options.who, options.angle, options.move)
    words = " ".join(filter(None, [*flags, *options.words]))
    camera = None if options.camera is None else max(options.camera, 1) - 1
    with watched(options) as report:
        changed = retake(
            project(options), options.shot, words, wanted=Choice(camera=camera), why=options.why, report=report
        )
    return _shown(changed, as_json=options.json)


def _proposed(options: argparse.Namespace) -> int:
    """Pictures of a shot, side by side: a table of them, then the sheet's path. Or the one that is chosen."""
    from previz.errors import PrevizError
    from previz.panels import variants

    if options.words or sum(one is not None for one in (options.seeds, options.choose, options.across)) > 1:
        raise PrevizError(_("--seeds, --choose and --across stand alone: first the shot's framing, then its pictures"))
    with watched(options) as report:
        if options.choose is not None:
            entry = variants.choose(project(options), options.shot, options.choose, why=options.why, report=report)
            if options.json:
                show.document(entry)
            else:
                print(_("{shot}: take {number} is kept", shot=entry.shot, number=entry.take))
            return 0
        found = (
            variants.takes(project(options), options.shot, options.seeds, report=report)
            if options.seeds is not None
            else variants.across(project(options), options.shot, options.across, report=report)
        )
    if options.json:
        show.document(found)
        return 0
    show.table(
        [("", ""), (_("Take"), ""), (_("Strays"), "right"), (_("Picture"), "")],
        [
            ("→" if one.chosen else "", one.name, "" if one.strays is None else f"{one.strays:.2f}", one.picture)
            for one in found.variants
        ],
    )
    print(found.sheet)
    return 0


def _split(options: argparse.Namespace) -> int:
    from previz.direction.directing import split

    with watched(options) as report:
        changed = split(project(options), options.shot, options.words, why=options.why, report=report)
    return _shown(changed, as_json=options.json)


def _merge(options: argparse.Namespace) -> int:
    from previz.direction.directing import merge

    with watched(options) as report:
        changed = merge(project(options), options.shot, options.after, why=options.why, report=report)
    return _shown(changed, as_json=options.json)


def lock_shots(options: argparse.Namespace) -> int:
    """``previz lock film.fountain 12B``, and the way back."""
    from previz.direction.directing import lock_all, unlock_all

    with watched(options) as report:
        if options.unlock:
            done = unlock_all(project(options), options.shots, report=report)
        else:
            done = lock_all(project(options), options.shots, why=options.why, report=report)
    if options.json:
        show.document({"schema": "Locked.1", "locked": not options.unlock, "shots": done})
        return 0
    show.table(
        [("", ""), (_("Shot"), ""), (_("Framing"), ""), (_("Subjects"), ""), (_("Text"), "")],
        [
            (_("free") if options.unlock else _("locked"), row.label, row.framing, ", ".join(row.subjects),
             show.excerpt(row.text))
            for changed in done
            for row in changed.after
        ],
    )  # fmt: skip
    return 0


def _reword(options: argparse.Namespace) -> int:
    from previz.direction.directing import reword

    with watched(options) as report:
        changed = reword(
            project(options), options.shot, options.words, line=options.line, why=options.why, report=report
        )
    if options.json:
        show.document(changed)
    else:
        listed((changed.decision,))
    return 0


def _undo(options: argparse.Namespace) -> int:
    from previz.direction.directing import undo_all

    with watched(options) as report:
        undone = undo_all(project(options), options.number, report=report)
    if options.json and len(undone) > 1:
        show.document({"schema": "Undone.1", "shots": undone})
        return 0
    return _shown(*undone, as_json=options.json)


def _shown(*changes: "Changed", as_json: bool) -> int:
    """The shots before and after, each once, as a table; then the paths of the new panels."""
    if as_json:
        show.document(changes[0])
        return 0
    rows = dict.fromkeys(
        (mark, row.label, row.framing, ", ".join(row.subjects), show.excerpt(row.text))
        for mark, side in ((_("before"), "before"), (_("now"), "after"))
        for changed in changes
        for row in getattr(changed, side)
    )
    show.table(
        [("", ""), (_("Shot"), ""), (_("Framing"), ""), (_("Subjects"), ""), (_("Text"), "")],
        list(rows),
    )
    for path in dict.fromkeys(path for changed in changes for path in changed.panels):
        print(path)
    return 0


def _decisions(options: argparse.Namespace) -> int:
    from previz.direction.directing import decided

    found = decided(project(options))
    if options.json:
        show.document(found)
        return 0
    listed(found.standing, found.asked)
    if found.unplaced:
        print()
        print(_("without a place in this draft:"))
        listed(found.unplaced, found.asked)
    for note in found.misread:
        show.note(note)
    return 0


def listed(entries: "tuple[Entry, ...]", asked: Mapping[int, str] | None = None) -> None:
    """Decisions as a table; ``asked`` says in words what those about framings ask for, by their numbers. One
    that is not written down yet has none."""

    def told(one: "Entry") -> str:
        return ": ".join(filter(None, [_(one.do), (asked or {}).get(one.number) or _of_edit(one)]))

    show.table(
        [("", "right"), (_("When"), ""), (_("Who"), ""), (_("Shot"), ""), (_("Decision"), ""), (_("Text"), ""),
         (_("Why"), "")],
        [
            (one.number or "", one.when[:16].replace("T", " "), one.who, one.shot, told(one),
             show.excerpt(one.words, 40), one.why)
            for one in entries
        ],
    )  # fmt: skip


def _of_edit(entry: "Entry") -> str:
    """What an edit, or other words, ask for: ``+3, 48 @ 24`` frames, ``→ “words”``."""
    if entry.text:
        return f"→ “{show.excerpt(entry.text, 40)}”"
    return "" if entry.frames is None else f"{entry.head or 0:+d}, {entry.frames} @ {entry.rate}"
