"""The text as it was read: scenes, cast, lengths, and the scene graph."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from previz import show
from previz.commands.options import Adder, project
from previz.i18n import _

if TYPE_CHECKING:
    from previz.script.conversion import Converted
    from previz.script.story import Story
    from screenplay.story import Presence


def add(command: Adder) -> None:
    """The commands of this family."""
    reading = command(
        "script",
        _script,
        _("show the scenes, the cast and the lengths that were read; with -o, write the script for another program"),
    )
    reading.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=_("FILE"),
        help=_("write the script to a file: .fountain, or .fdx for Final Draft; reads .fountain, .fdx and .pdf"),
    )
    reading.add_argument("--force", action="store_true", help=_("overwrite the file of -o"))
    reading.add_argument(
        "--schema", action=_Schema, nargs=0, help=_("print the JSON Schema of what --json prints, and exit")
    )
    drawing = command("graph", _graph, _("show the scene graph, or write it: who plays where, who meets whom"))
    drawing.add_argument(
        "-o", "--output", type=Path, action="append", default=[], metavar=_("FILE"),
        help=_("write a picture (.svg), GraphML for Gephi and yEd (.graphml) or JSON (.json); may be repeated"),
    )  # fmt: skip
    drawing.add_argument("--all", action="store_true", help=_("every row of every table"))


class _Schema(argparse.Action):
    """``--schema`` needs no screenplay, as ``--version`` needs no command."""

    def __call__(self, parser: argparse.ArgumentParser, *_arguments: Any) -> None:
        from screenplay.contract import schema

        print(json.dumps(schema(), indent=2, ensure_ascii=False))
        parser.exit()


def _script(options: argparse.Namespace) -> int:
    from previz.script.story import understand

    if options.output is not None:
        from previz.script.conversion import convert

        converted(convert(project(options), options.output, force=options.force), options)
        return 0

    story(understand(project(options)), as_json=options.json)
    return 0


def _graph(options: argparse.Namespace) -> int:
    from previz.script.story import understand

    film = project(options)
    if options.output:
        from previz.exports import graphs

        graphs.check(options.output)
        graphs.write(understand(film), options.output, name=film.script.stem)
        if options.json:
            show.document({"schema": "GraphFiles.1", "files": [str(path) for path in options.output]})
        else:
            print(*options.output, sep="\n")
        return 0
    graph(understand(film), as_json=options.json, whole=options.all, quiet=options.quiet)
    return 0


def converted(result: "Converted", options: argparse.Namespace) -> None:
    """Where the script was written, and what to check in it."""
    if options.json:
        show.document(result)
        return
    if not options.quiet:
        for note in result.notes:
            show.note(note)
    print(result.output)


def story(result: "Story", *, as_json: bool) -> None:
    """Scenes, cast and lengths."""
    if as_json:
        from screenplay.contract import document

        show.document(document(result.script, result.scenes, result.cast))
        return
    _scenes(result)
    print()
    _cast(result)
    print()
    _lengths(result)
    from previz.script.story import diagnosed

    for said_of in result.script.diagnostics:
        show.note(diagnosed(said_of))


def _scenes(result: "Story") -> None:
    """A row for each scene, under the title of its sequence."""
    from screenplay.pages import paginate
    from screenplay.sequences import sequences

    names = {character.id: character.name for character in result.cast}
    starts = paginate(result.script.elements).starts
    opening: dict[str, list[str]] = {}
    waiting: list[str] = []
    for sequence in sequences(result.script, result.scenes):
        waiting.append(f"{'#' * sequence.depth} {sequence.title}")
        if sequence.scenes:
            opening[sequence.scenes[0]], waiting = waiting, []
    rows: list[tuple[object, ...]] = []
    for scene in result.scenes:
        rows += [("", title, "", "", "", "") for title in opening.get(scene.id, ())]
        page = next((starts[element.id] for element in scene.elements if element.id in starts), "")
        heading = scene.heading.text or _("(no heading)")
        rows.append(
            (scene.number, heading, page, show.eighths(scene.eighths), show.seconds(scene.seconds),
             _who(scene.cast, names))
        )  # fmt: skip
    show.table(
        [("", "right"), (_("Scene"), ""), (_("Page"), "right"), (_("Length"), "right"), (_("Time"), "right"),
         (_("Who"), "")],
        rows,
    )  # fmt: skip


def _who(cast: Sequence["Presence"], names: dict[str, str], most: int = 6) -> str:
    """Those of a scene, the first of many; a crowd of names hides who leads it."""
    shown = [names.get(one.character, one.character) + ("" if one.seen else _(" (heard)")) for one in cast]
    return ", ".join(shown[:most]) + (f" +{len(shown) - most}" if len(shown) > most else "")


def _cast(result: "Story") -> None:
    from screenplay.tallies import parts

    show.table(
        [(_("Character"), ""), (_("Gender"), ""), (_("Age"), "right"), (_("Scenes"), "right"), (_("Words"), "right"),
         (_("Speaks"), "right"), (_("Because the text says"), "")],
        [
            (
                one.character.name, one.character.gender or "?",
                "?" if one.character.age is None else one.character.age, len(one.scenes), one.words,
                show.seconds(one.seconds), show.excerpt(one.character.evidence),
            )
            for one in parts(result.scenes, result.cast)
        ],
    )  # fmt: skip


def _lengths(result: "Story") -> None:
    """What the scenes add up to, and how many sheets they print on: the trade counts both, and they differ."""
    from screenplay.length import total
    from screenplay.pages import paginate

    length = total(result.scenes)
    print(
        _(
            "scenes: {scenes}; pages: {pages} in eighths, {sheets} on paper; time: about {time}, {speech} of it spoken",
            scenes=len(result.scenes),
            pages=show.eighths(length.eighths),
            sheets=paginate(result.script.elements).count,
            time=show.seconds(length.seconds),
            speech=show.seconds(length.speech),
        )
    )


def graph(story: "Story", *, as_json: bool, whole: bool = False, quiet: bool = False) -> None:
    """The scene graph: parts, meetings, places, things, and what is said between whom."""
    from previz.script.acts import scene_graph
    from screenplay.graph import to_json

    found = scene_graph(story)
    if as_json:
        show.document(to_json(found))
        return
    from previz.commands.structure import tables

    tables(story, found, whole=whole, quiet=quiet)
