"""What this machine can do."""

import argparse

from previz import show
from previz.commands.options import Adder
from previz.i18n import _


def add(command: Adder) -> None:
    """The command of this module."""
    command("doctor", _doctor, _("show every back end, ready or with the remedy"), of_film=False)


def _doctor(options: argparse.Namespace) -> int:
    """Every back end, ready or with the remedy, and where settings are read from."""
    from previz import backends
    from previz.project import user_file, user_tables

    rows = backends.rows(user_tables())
    if options.json:
        show.document({"schema": "Doctor.1", "back_ends": rows, "settings": str(user_file())})
        return 0
    show.table(
        [(_("Role"), ""), (_("Name"), ""), (_("State"), "")],
        [(_(row.role), row.name, row.trouble or ": ".join(filter(None, (_("ready"), row.found)))) for row in rows],
    )
    print()
    print(_("your settings: {path}", path=user_file()))
    return 0
