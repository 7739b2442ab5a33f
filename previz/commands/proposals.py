"""What a language model proposes of the cast and of the sets: asked for, shown, accepted or refused one by one."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import project, watched
from previz.i18n import _, marked

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.casting.proposals import Kept
    from previz.project import Project
    from storyboard.directors.proposing import About

FIELDS = (marked("age"), marked("look"), marked("clothes"), marked("description"))


def add(command: argparse.ArgumentParser) -> None:
    """The options of a command whose subject a model can be asked about."""
    group = command.add_argument_group(_("ask a local language model ([director.llama]); nothing changes unasked"))
    mark = _("NAME.FIELD, NAME or a number")
    group.add_argument(
        "--propose", action="store_true", help=_("let it propose what the script says, each with the line that says so")
    )
    group.add_argument("--review", action="store_true", help=_("show what is proposed, and answer it one by one"))
    group.add_argument(
        "--accept", action="append", default=[], metavar=_("WHAT"), help=_("accept into previz.toml: {mark}", mark=mark)
    )
    group.add_argument(
        "--refuse", action="append", default=[], metavar=_("WHAT"), help=_("refuse, for good: {mark}", mark=mark)
    )


def wanted(options: argparse.Namespace) -> bool:
    """Whether any of them was given."""
    return bool(options.propose or options.review or options.accept or options.refuse)


def run(options: argparse.Namespace, about: "About", name: str | None) -> int:
    """Ask, then answer what was answered on the command line; on a terminal, ask the person about the rest."""
    from previz.casting import proposals

    film = project(options)
    if options.propose:
        with watched(options) as report:
            proposals.propose(film, about, name, report=report)
    answered: list[Kept] = []
    for marks, accept in ((options.accept, True), (options.refuse, False)):
        if marks:
            answered += proposals.answer(film, about, marks, accept=accept)
    still = proposals.waiting(film, about)
    if options.json:
        show.document({"schema": "Proposals.1", "answered": answered, "open": still})
        return 0
    _table(answered)
    if options.propose or options.review:
        if still and sys.stdin.isatty() and sys.stdout.isatty():
            _asked(film, about, still)
        else:
            _table(still)
            if not still:
                show.note(_("nothing is proposed that is not known, or answered, already"))
    return 0


def _asked(film: "Project", about: "About", still: "Sequence[Kept]") -> None:
    """Each proposal with its line; yes, no, or later."""
    from previz.casting import proposals

    for one in still:
        print(show.printable(f"{one.number}. {one.name}, {_(one.field)}: {one.value}"))
        print(show.printable(_("   line {line}: “{quote}”", line=one.line, quote=show.excerpt(one.quote, 200))))
        try:
            said = input(_("   accept? [y/n, Enter: later] ")).strip().lower()
        except EOFError:  # the person left: the rest is for later
            return
        if said[:1] in ("y", "o"):
            proposals.answer(film, about, [str(one.number)], accept=True)
        elif said[:1] == "n":
            proposals.answer(film, about, [str(one.number)], accept=False)


def _table(rows: "Sequence[Kept]") -> None:
    states = {"open": "", "accepted": _("accepted"), "refused": _("refused")}
    if rows:
        show.table(
            [("", "right"), ("", ""), (_("Name"), ""), (_("What"), ""), (_("Proposed"), ""), (_("Line"), "right"),
             (_("Because it says"), ""), (_("Model"), "")],
            [
                (one.number, states[one.state], one.name, _(one.field), one.value, one.line,
                 show.excerpt(one.quote, 80), f"{one.model}, {one.seed}")
                for one in rows
            ],
        )  # fmt: skip
