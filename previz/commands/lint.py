"""What may be mended in the text."""

import argparse
from typing import TYPE_CHECKING, Any

from previz import show
from previz.commands.options import Adder, project
from previz.i18n import _

if TYPE_CHECKING:
    from previz.script.linting import Linted


def add(command: Adder) -> None:
    """The commands of this family."""
    lint = command("lint", _lint, _("show what may be mended in the text: where, what was understood, the remedy"))
    lint.epilog = _("exit codes: 0 nothing but hints, 1 an error or a warning that a person must look at")
    lint.add_argument("--codes", action=_Codes, nargs=0, help=_("show every diagnostic there is, and exit"))
    ignore = _("leave a diagnostic out (as lint.ignore in previz.toml does)")
    lint.add_argument("--ignore", action="append", metavar="CODE", help=ignore)


class _Codes(argparse.Action):
    """``--codes`` needs no screenplay, as ``--version`` needs no command."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *_arguments: Any) -> None:
        namespace.run = codes
        for action in parser._actions:
            if action.dest == "file":
                action.required = False


def _lint(options: argparse.Namespace) -> int:
    from previz.script.linting import linted

    return lint(linted(project(options), ignored=options.ignore or ()), as_json=options.json, quiet=options.quiet)


def lint(result: "Linted", *, as_json: bool, quiet: bool) -> int:
    """The diagnostics, a line each: where, how grave, what was understood, the remedy, the code. The exit code."""
    if as_json:
        show.document(result)
        return int(not result.ok)
    for one in result.diagnostics:
        place = f"{result.file}:{one.line}:{one.column}" if one.line else "previz.toml"
        print(show.printable(f"{place}: {_grave(one.level)}: {one.message} {one.remedy} [{one.code}]"))
    if not quiet:
        counts = {"errors": result.errors, "warnings": result.warnings, "hints": result.hints}
        summary = _("errors: {errors}, warnings: {warnings}, hints: {hints}", **counts)
        show.note(summary if result.diagnostics else _("nothing to mend"))
    return int(not result.ok)


def codes(options: argparse.Namespace) -> int:
    """The table of diagnostics."""
    from previz.i18n import spoken_language
    from screenplay import diagnostics

    language = spoken_language()
    if options.json:
        known = [
            {"code": code, "level": diagnostics.level(code), "meaning": diagnostics.meaning(code, language)}
            for code in diagnostics.codes()
        ]
        show.document({"schema": "Diagnostics.1", "diagnostics": known})
        return 0
    columns = [(_("Code"), ""), (_("Level"), ""), (_("Means"), "")]
    rows = [
        (code, _grave(diagnostics.level(code)), diagnostics.meaning(code, language)) for code in diagnostics.codes()
    ]
    show.table(columns, rows)
    return 0


def _grave(level: str) -> str:
    return {"error": _("error"), "warning": _("warning"), "hint": _("hint")}[level]
