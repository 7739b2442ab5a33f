"""The storyboard: its panels, on paper, beside their maps, and read blind."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _, marked

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.panels.boards import Drawn


def add(command: Adder) -> None:
    """The command of this family."""
    drawing = command("board", _board, _("draw the storyboard, and show where each panel is"))
    drawing.add_argument(
        "-o", "--output", type=Path, metavar=_("PLACE"),
        help=_("a folder to write the panels to, named by shot; or a .pdf, the whole storyboard"),
    )  # fmt: skip
    drawing.add_argument(
        "--layout", metavar=_("NAME"), help=_("panels on a page of the .pdf: 1, 2x3, 3x3, or a file.toml of yours")
    )
    held = drawing.add_mutually_exclusive_group()
    for name, text in (("portrait", _("pages held upright")), ("landscape", _("pages held broadside"))):
        held.add_argument(f"--{name}", dest="orientation", action="store_const", const=name, help=text)
    drawing.add_argument(
        "--show-prompt",
        action="store_true",
        help=_("what a picture model is told of each panel, and where each word comes from; nothing is drawn"),
    )
    drawing.add_argument(
        "--maps",
        action="store_true",
        help=_("with depth, skeletons, line art, segmentation and masks beside each panel, for other programs"),
    )
    drawing.add_argument("--svg", action="store_true", help=_("with the same strokes as SVG beside each panel"))
    drawing.add_argument(
        "--proof", type=Path, metavar="PNG",
        help=_("a sheet of panels without captions, to be read blind; its form and its key are written beside it"),
    )  # fmt: skip
    drawing.add_argument("--seed", type=int, metavar="N", help=_("with --proof: the order of the panels (default 1)"))
    drawing.add_argument("--panels", type=int, metavar="N", help=_("with --proof: how many, by lot (default 40)"))
    drawing.add_argument("--score", type=Path, metavar="CSV", help=_("score a form of a proof that was filled in"))


ORIGINS = (marked("shot"), marked("script"), marked("cast"), marked("style"))


def _prompts(options: argparse.Namespace) -> int:
    """Each panel's phrases in their order, with the place that they come from; those that are not read in brackets."""
    from previz.direction.prompts import of_pictures

    with watched(options) as report:
        found = of_pictures(project(options), report=report)
    if options.json:
        show.document({"schema": "PicturePrompts.1", "panels": found})
        return 0
    for one in found:
        tokens = ", ".join(f"{given}/{most}" for given, most in one.tokens)
        show.table(
            [(one.panel, ""), (_("seed {seed}, tokens {tokens}", seed=one.seed, tokens=tokens), "")],
            [(_(words.origin), words.words if words.read else f"[{words.words}]") for words in one.phrases]
            + [(_("avoid"), one.negative)],
        )
        print()
    return 0


def _board(options: argparse.Namespace) -> int:
    if options.show_prompt:
        return _prompts(options)
    from previz.errors import PrevizError
    from previz.panels.boards import write as draw_board

    if options.proof or options.score:
        if options.output or (options.proof and options.score):
            raise PrevizError(_("--proof, --score and -o are three different things; give one of them"))
        return _proof(options) if options.proof else _score(options)
    if options.seed is not None or options.panels is not None:
        raise PrevizError(_("--seed and --panels are of a proof; add --proof sheet.png"))
    if options.output is not None and options.output.suffix.lower() == ".pdf" and not options.output.is_dir():
        return _book(options)
    if options.layout or options.orientation:
        raise PrevizError(_("a layout is of a printed storyboard; name it with -o, for example -o board.pdf"))
    if (options.maps or options.svg) and not options.output:
        raise PrevizError(_("name a folder for what lies beside the panels with -o"))
    with watched(options) as report:
        panels = draw_board(project(options), output=options.output, report=report)
        if options.maps:
            from previz.documents.maps import write_maps

            write_maps(project(options), options.output, report=report)
        if options.svg:
            from previz.documents.vectors import write_vectors

            write_vectors(project(options), options.output, report=report)
    board(panels, as_json=options.json)
    return 0


def _book(options: argparse.Namespace) -> int:
    from previz.documents.layouts import layout
    from previz.documents.papers import write_board

    chosen = layout(options.layout or "2x3").turned(options.orientation)
    with watched(options) as report:
        panels = write_board(project(options), options.output, chosen, report=report)
    if options.json:
        show.document({"schema": "BoardFile.1", "file": str(options.output), "panels": panels})
    else:
        print(options.output)
    return 0


def _proof(options: argparse.Namespace) -> int:
    from previz.errors import PrevizError
    from previz.tracer.making import MOST, trace

    count = MOST if options.panels is None else options.panels
    if count < 1:
        raise PrevizError(_("--panels: give 1 or more"))
    seed = 1 if options.seed is None else options.seed
    with watched(options) as report:
        made = trace(project(options), options.proof, seed=seed, count=count, report=report)
    if options.json:
        show.document(made)
        return 0
    print(made.sheet, made.form, made.key, sep="\n")
    if not options.quiet:
        show.note(_("look at the sheet and fill the form in, without the key: size and angle in your words, people "
                    "from left to right, who speaks, the letter of what happens; then: previz board … --score {form}",
                    form=made.form))  # fmt: skip
    return 0


QUALITIES = {
    "size": marked("size"),
    "size, or its neighbour": marked("size, or its neighbour"),
    "angle": marked("angle"),
    "people": marked("people"),
    "sides": marked("sides"),
    "speaks": marked("who speaks"),
    "action": marked("action"),
}


def _score(options: argparse.Namespace) -> int:
    from previz.tracer.making import score

    found = score(project(options), options.score)
    if options.json:
        show.document(found)
        return 0
    show.table(
        [(_("Quality"), ""), (_("Read"), "right"), (_("Of"), "right"), ("%", "right"), (_("Missed"), "")],
        [
            (_(QUALITIES[one.name]), one.read, one.asked, f"{100 * one.share:.0f}",
             ", ".join(f"{miss.number} {miss.panel} {miss.said}≠{miss.truth}" for miss in one.misses))
            for one in found.qualities
        ],
    )  # fmt: skip
    return 0


def board(panels: Sequence["Drawn"], *, as_json: bool) -> None:
    """The storyboard: each panel, its text, and where its picture is."""
    if as_json:
        show.document({"schema": "Board.1", "panels": panels})
        return
    show.table(
        [(_("Panel"), ""), (_("Framing"), ""), (_("Text"), ""), (_("Drawn by"), ""), (_("Picture"), "")],
        [(panel.label, panel.framing, show.excerpt(panel.text), panel.origin, panel.picture) for panel in panels],
    )
