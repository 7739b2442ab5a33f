"""The sets: each place of the script, what it is built as, and what the project says of it."""

import argparse
from typing import TYPE_CHECKING

from previz import show
from previz.commands import proposals
from previz.commands.options import Adder, project
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.direction.sets import SetList


def add(command: Adder) -> None:
    """The command of this module."""
    sets = command("sets", _sets, _("show the set of each place: what it is built as, and what stands there"))
    sets.add_argument("place", nargs="?", metavar=_("PLACE"), help=_("one place alone, as its headings name it"))
    proposals.add(sets)


def _sets(options: argparse.Namespace) -> int:
    if proposals.wanted(options):
        return proposals.run(options, "set", options.place)
    from previz.direction.sets import sets

    listed(sets(project(options), options.place), as_json=options.json)
    return 0


def listed(result: "SetList", *, as_json: bool) -> None:
    """A row for each set."""
    if as_json:
        show.document(result)
        return
    show.table(
        [(_("Place"), ""), (_("Built as"), ""), (_("Size"), "right"), (_("Scenes"), ""), (_("With"), ""),
         (_("Described as"), "")],
        [
            (
                one.place or _("(no heading)"), f"{one.template}{' ?' if one.guessed else ''}",
                f"{one.width:.1f} x {one.depth:.1f} m", ", ".join(one.scenes), show.excerpt(", ".join(one.things), 90),
                one.description,
            )
            for one in result.sets
        ],
    )  # fmt: skip
