"""The shot list and the storyboard."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.film import Drawn
    from previz.shotlist import ShotRow


def add(command: Adder) -> None:
    """The commands of this family."""
    command("shots", _shots, _("show the shot list"))
    drawing = command("board", _board, _("draw the storyboard, and show where each panel is"))
    drawing.add_argument(
        "-o", "--output", type=Path, metavar=_("FOLDER"), help=_("a folder to write the panels to, named by shot")
    )


def _shots(options: argparse.Namespace) -> int:
    from previz.shotlist import shots as list_shots

    with watched(options) as report:
        rows = list_shots(project(options), report=report)
    shots(rows, as_json=options.json)
    return 0


def _board(options: argparse.Namespace) -> int:
    from previz.film import board as draw_board

    with watched(options) as report:
        panels = draw_board(project(options), output=options.output, report=report)
    board(panels, as_json=options.json)
    return 0


def shots(rows: Sequence["ShotRow"], *, as_json: bool) -> None:
    """The shot list."""
    if as_json:
        show.document({"schema": "ShotList.1", "shots": rows})
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


def board(panels: Sequence["Drawn"], *, as_json: bool) -> None:
    """The storyboard: each panel, its text, and where its picture is."""
    if as_json:
        show.document({"schema": "Board.1", "panels": panels})
        return
    show.table(
        [(_("Panel"), ""), (_("Framing"), ""), (_("Text"), ""), (_("Picture"), "")],
        [(panel.label, panel.framing, show.excerpt(panel.text), panel.picture) for panel in panels],
    )
