"""What people read at the terminal, and what programs read with --json. Data on stdout, notes on stderr."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from previz.backends import Row
from previz.i18n import _

if TYPE_CHECKING:  # these rooms are heavy, and `previz --help` must not wait for them
    from previz.film import Drawn, Made, ShotRow
    from previz.proof import Checked
    from previz.story import Story


KEPT = "\n \u00a0\u2009\u202f\u200c\u200d"

LONGEST_NOTE = 400
"""Characters of a note: a name of ten thousand letters must not fill the screen."""


def _json(value: Any) -> None:
    """JSON is UTF-8 whatever the terminal speaks (RFC 8259)."""
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
    sys.stdout.buffer.flush()


def _note(text: str) -> None:
    print(text, file=sys.stderr)


def _table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """A table of (heading, justify) ``columns``: as wide as the terminal, or as the text needs when piped."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    table = Table(title=escape(title) or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading, justify in columns:
        table.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(excerpt(str(cell), LONGEST_NOTE))) for cell in row))
    console = Console() if sys.stdout.isatty() else Console(width=160)
    console.print(table)


def printable(text: str) -> str:
    """Text from a script without what would command a terminal: control characters become a mark.

    The spaces of French typography, and what joins the parts of an emoji, command nothing.
    """
    return "".join(letter if letter.isprintable() or letter in KEPT else "·" for letter in text.replace("\t", " "))


def seconds(value: float) -> str:
    """``75.2`` as ``1:15``."""
    whole = round(value)
    return f"{whole // 60}:{whole % 60:02d}"


def eighths(count: int) -> str:
    """Pages as the trade counts them: ``11`` eighths are ``1 3/8``."""
    pages, rest = divmod(count, 8)
    return " ".join(filter(None, [str(pages) if pages or not rest else "", f"{rest}/8" if rest else ""]))


def excerpt(text: str, length: int = 60) -> str:
    """The text on one line, its end left out when it is long."""
    plain = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def made(result: "Made", *, as_json: bool, quiet: bool) -> None:
    """What ``make`` made: the film's path, last and alone on stdout."""
    if as_json:
        _json(result)
        return
    if not quiet:
        if result.untouched:  # its notes were read when it was made, perhaps in another language
            _note(_("nothing has changed: the film is up to date"))
        else:
            for note in result.notes:
                _note(printable(excerpt(note, LONGEST_NOTE)))
            _note(
                _(
                    "{scenes} scenes, {shots} shots, {lines} lines, {length}; made {fresh}, kept {kept}, {wall:.1f} s",
                    scenes=result.scenes,
                    shots=result.shots,
                    lines=result.lines,
                    length=seconds(result.seconds),
                    fresh=sum(result.made.values()),
                    kept=sum(result.kept.values()),
                    wall=result.wall_seconds,
                )
            )
    print(result.film)


def story(result: "Story", *, as_json: bool) -> None:
    """Scenes, cast and lengths."""
    if as_json:
        from screenplay.contract import document

        _json(document(result.script, result.scenes, result.cast))
        return
    names = {character.id: character.name for character in result.cast}
    _table(
        [("", "right"), (_("Scene"), ""), (_("Pages"), "right"), (_("Time"), "right"), (_("Who"), "")],
        [
            (
                scene.number,
                scene.heading.text or _("(no heading)"),
                eighths(scene.eighths),
                seconds(scene.seconds),
                ", ".join(
                    names.get(one.character, one.character) + ("" if one.seen else _(" (heard)")) for one in scene.cast
                ),
            )
            for scene in result.scenes
        ],
    )
    print()
    said: dict[str, tuple[int, float, int]] = {}
    for scene in result.scenes:
        for one in scene.cast:
            words, time, scenes = said.get(one.character, (0, 0.0, 0))
            said[one.character] = (words + one.words, time + one.seconds, scenes + 1)
    _table(
        [(_("Character"), ""), (_("Gender"), ""), (_("Age"), "right"), (_("Scenes"), "right"), (_("Words"), "right"),
         (_("Speaks"), "right"), (_("Because the text says"), "")],
        [
            (
                one.name, one.gender or "?", one.age if one.age is not None else "?", said.get(one.id, (0, 0, 0))[2],
                said.get(one.id, (0, 0, 0))[0], seconds(said.get(one.id, (0, 0.0, 0))[1]), excerpt(one.evidence),
            )
            for one in result.cast
        ],
    )  # fmt: skip
    print()
    print(
        _(
            "{scenes} scenes, {pages} pages, about {time}",
            scenes=len(result.scenes),
            pages=eighths(sum(scene.eighths for scene in result.scenes)),
            time=seconds(sum(scene.seconds for scene in result.scenes)),
        )
    )
    from previz.story import diagnosed

    for said_of in result.script.diagnostics:
        _note(printable(excerpt(diagnosed(said_of), LONGEST_NOTE)))


def graph(story: "Story", *, as_json: bool) -> None:
    """The scene graph: each place with its scenes and its people, and who speaks to whom."""
    from screenplay.graph import graph as connect
    from screenplay.graph import to_json

    found = connect(story.script, story.scenes, story.cast)
    if as_json:
        _json(to_json(found))
        return
    name, kind = found.nodes(data="name"), found.nodes(data="type")
    places: dict[str, tuple[list[str], dict[str, None]]] = {}
    for scene, place, what in found.edges(data="type"):
        if what == "set in":
            scenes, people = places.setdefault(name[place] or _("(no place)"), ([], {}))
            scenes.append(found.nodes[scene]["number"])
            people.update(dict.fromkeys(name[one] for one in found.successors(scene) if kind[one] == "character"))
    _table(
        [(_("Place"), ""), (_("Scenes"), ""), (_("Who"), "")],
        [(place, ", ".join(scenes), ", ".join(people)) for place, (scenes, people) in places.items()],
    )
    print()
    _table(
        [(_("Speaks"), ""), (_("To"), ""), (_("Lines"), "right"), (_("Scenes"), "right")],
        [
            (name[one], name[other], edge["lines"], edge["scenes"])
            for one, other, edge in found.edges(data=True)
            if edge["type"] == "speaks to"
        ],
    )


def shots(rows: Sequence["ShotRow"], *, as_json: bool) -> None:
    """The shot list."""
    if as_json:
        _json({"schema": "ShotList.1", "shots": rows})
        return
    _table(
        [(_("Shot"), ""), (_("Framing"), ""), (_("Lens"), "right"), (_("Time"), "right"), (_("Subjects"), ""),
         (_("Text"), ""), (_("Why"), "")],
        [
            (row.label, row.framing, f"{row.lens:.0f}", f"{row.seconds:.1f}", ", ".join(row.subjects),
             excerpt(row.text), row.reason)
            for row in rows
        ],
    )  # fmt: skip


def board(panels: Sequence["Drawn"], *, as_json: bool) -> None:
    """The storyboard: each panel, its text, and where its picture is."""
    if as_json:
        _json({"schema": "Board.1", "panels": panels})
        return
    _table(
        [(_("Panel"), ""), (_("Framing"), ""), (_("Text"), ""), (_("Picture"), "")],
        [(panel.label, panel.framing, excerpt(panel.text), panel.picture) for panel in panels],
    )


def checked(findings: Sequence["Checked"], *, as_json: bool) -> int:
    """What is wrong with the finished film; the exit code."""
    wrong = any(finding.wrong for finding in findings)
    if as_json:
        _json({"schema": "Check.1", "ok": not wrong, "findings": findings})
        return int(wrong)
    for finding in findings:
        mark = _("wrong") if finding.wrong else _("note")
        place = f"{finding.where}: " if finding.where else ""
        print(printable(f"{mark}: {place}{finding.message}"))
    if not wrong:
        print(_("the film is whole: every frame, every line, loudness and continuity hold"))
    return int(wrong)


def doctor(rows: Sequence[Row], *, as_json: bool) -> None:
    """Every back end, ready or with the remedy, and where settings are read from."""
    from previz.project import user_file

    if as_json:
        _json({"schema": "Doctor.1", "back_ends": rows, "settings": str(user_file())})
        return
    _table(
        [(_("Role"), ""), (_("Name"), ""), (_("State"), "")],
        [(_(row.role), row.name, _("ready") if row.trouble is None else row.trouble) for row in rows],
    )
    print()
    print(_("your settings: {path}", path=user_file()))
