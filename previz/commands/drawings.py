"""The artist's drawings: which shot each is of, what it is for, what is loose; assigning, locking, setting aside."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _, marked

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.drawings.binding import Drawing, Drawings

USES = ("keep", "matte", "scribble", "img2img")
SAID = {
    "keep": marked("the panel"),
    "matte": marked("matte"),
    "person": marked("drawn person"),
    "scribble": marked("guide (lines)"),
    "img2img": marked("guide (picture)"),
    "reference": marked("reference"),
    "aside": marked("set aside"),
}
STATES = {
    "shown": marked("shown"),
    "stale": marked("shown, text changed"),
    "hidden": marked("another has its place"),
    "aside": marked("set aside"),
    "reference": marked("reference"),
    "unplaced": marked("not in this draft"),
}


def add(command: Adder) -> None:
    """The commands of this family."""
    sentence = _("list the artist's drawings with their shots; say whose a drawing is, lock it, set it aside")
    drawings = command("drawings", _drawings, sentence, settings=False)
    drawings.add_argument(
        "--assign", nargs=2, metavar=(_("PICTURE"), _("SHOT")),
        help=_("a picture is of this shot: 12B, or 12B-2 for its second panel; it is copied beside the screenplay"),
    )  # fmt: skip
    drawings.add_argument(
        "--use", choices=USES, default="keep",
        help=_("with --assign: the panel itself, the set behind staged people, or a guide of a diffusion renderer"),
    )  # fmt: skip
    drawings.add_argument("--who", default="", metavar=_("NAME"), help=_("with --assign: it shows this person only"))
    drawings.add_argument(
        "--strength", type=float, metavar="0-1", help=_("with --assign: how much of a guided panel is the renderer's")
    )
    drawings.add_argument("--as-is", action="store_true", help=_("with --assign: no paper is looked for in it"))
    what = _("a shot, or a drawing by its file")
    drawings.add_argument("--lock", metavar=_("SHOT|FILE"), help=_("keep the picture byte for byte") + f" ({what})")
    drawings.add_argument("--unlock", metavar=_("SHOT|FILE"), help=_("follow the file again") + f" ({what})")
    drawings.add_argument("--aside", metavar=_("SHOT|FILE"), help=_("show it no more, and keep it") + f" ({what})")


def _drawings(options: argparse.Namespace) -> int:
    from previz.direction import retakes
    from previz.drawings import binding, locking
    from previz.drawings.wording import notes_of
    from previz.errors import PrevizError
    from previz.script.story import understand
    from previz.workshop.build import building
    from previz.workshop.store import Store

    film = project(options)
    if options.strength is not None and not 0 <= options.strength <= 1:
        raise PrevizError(_("--strength: give a number from 0 to 1"))
    if not options.assign and (options.use != "keep" or options.who or options.strength is not None or options.as_is):
        raise PrevizError(_("--use, --who, --strength and --as-is say how a picture is assigned; add --assign"))
    story = understand(film)
    with watched(options) as report, building(Store(film.folder / "store"), report) as build:
        shots = retakes.named(film, story, retakes.directed(film, story, build))
        if options.assign:
            file, label = options.assign
            binding.assign(
                film, story, shots, Path(file), label,
                use=options.use, who=options.who, strength=options.strength, as_is=options.as_is,
            )  # fmt: skip
        for what, deed in ((options.unlock, locking.unlock), (options.aside, locking.aside)):
            if what:
                deed(film, binding.drawings(film, story, shots), what)
        if options.lock:
            locking.lock(film, binding.drawings(film, story, shots), options.lock, build)
        held = binding.drawings(film, story, shots)
    listed(held, as_json=options.json)
    if not (options.quiet or options.json):
        for note in notes_of(held):
            show.note(note)
    return 0


def listed(held: "Drawings", *, as_json: bool) -> None:
    """Every drawing: its file, its shot, its use, how it stands."""
    if as_json:
        show.document({
            "schema": "Drawings.1",
            "drawings": [_plain(one) for one in held.all],
            "unassigned": [str(path) for path in held.unassigned],
        })  # fmt: skip
        return
    show.table(
        [(_("Shot"), ""), (_("Drawing"), ""), (_("Use"), ""), (_("State"), ""), (_("Text"), "")],
        [
            (_label(one), one.note.file, _(SAID[one.note.use]), _state(one), show.excerpt(" ".join(one.note.said)))
            for one in held.all
        ],
    )


def _label(one: "Drawing") -> str:
    """The number of its shot today; what it was called then, when that is another one."""
    if one.shot is None:
        return one.who if one.note.use == "reference" else f"({one.note.shot})"
    panel = f"-{one.note.panel}" if one.note.panel else ""
    was = "" if one.shot.label == one.note.shot else f" ({one.note.shot})"
    return f"{one.shot.label}{panel}{was}"


def _state(one: "Drawing") -> str:
    said = _(STATES[one.state])
    return f"{said}, {_('locked')}" if one.note.locked else said


def _plain(one: "Drawing") -> dict[str, object]:
    note = one.note
    return {
        "file": note.file, "path": str(one.path), "shot": one.shot.label if one.shot else None, "drawn_as": note.shot,
        "panel": note.panel or None, "use": note.use, "who": one.who or None, "state": one.state,
        "locked": note.locked or None, "changed": one.changed, "strength": note.strength, "text": list(note.said),
        "mask": str(one.mask) if one.mask else None,
    }  # fmt: skip
