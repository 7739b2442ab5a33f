"""How everyone and every place looks, before any shot."""

import argparse
from pathlib import Path

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _


def add(command: Adder) -> None:
    """The command of this family."""
    looking = command("look", _look, _("draw a sheet of each character and of each set"))
    looking.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FOLDER"),
        help=_("a folder for the sheets, as PNG and SVG; or a .pdf of them all"),
    )  # fmt: skip


def _look(options: argparse.Namespace) -> int:
    from previz.documents.look import look

    with watched(options) as report:
        shown = look(project(options), options.output, report=report)
    if options.json:
        show.document({"schema": "Look.1", "sheets": shown})
        return 0
    show.table([(_("Sheet"), ""), (_("Files"), "")], [(one.name, "\n".join(one.files)) for one in shown])
    return 0
