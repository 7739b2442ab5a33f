"""The text as it was read: scenes, cast, lengths, and the scene graph."""

import argparse
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project
from previz.i18n import _

if TYPE_CHECKING:
    from previz.story import Story


def add(command: Adder) -> None:
    """The commands of this family."""
    command("script", _script, _("show the scenes, the cast and the lengths that were read"))
    command("graph", _graph, _("show the scene graph: who plays where, and who speaks to whom"))


def _script(options: argparse.Namespace) -> int:
    from previz.story import understand

    story(understand(project(options)), as_json=options.json)
    return 0


def _graph(options: argparse.Namespace) -> int:
    from previz.story import understand

    graph(understand(project(options)), as_json=options.json)
    return 0


def story(result: "Story", *, as_json: bool) -> None:
    """Scenes, cast and lengths."""
    if as_json:
        from screenplay.contract import document

        show.document(document(result.script, result.scenes, result.cast))
        return
    names = {character.id: character.name for character in result.cast}
    show.table(
        [("", "right"), (_("Scene"), ""), (_("Pages"), "right"), (_("Time"), "right"), (_("Who"), "")],
        [
            (
                scene.number,
                scene.heading.text or _("(no heading)"),
                show.eighths(scene.eighths),
                show.seconds(scene.seconds),
                ", ".join(
                    names.get(one.character, one.character) + ("" if one.seen else _(" (heard)")) for one in scene.cast
                ),
            )
            for scene in result.scenes
        ],
    )
    print()
    said: dict[str, tuple[int, float, int]] = {one.id: (0, 0.0, 0) for one in result.cast}
    for scene in result.scenes:
        for one in scene.cast:
            words, time, scenes = said[one.character]
            said[one.character] = (words + one.words, time + one.seconds, scenes + 1)
    show.table(
        [(_("Character"), ""), (_("Gender"), ""), (_("Age"), "right"), (_("Scenes"), "right"), (_("Words"), "right"),
         (_("Speaks"), "right"), (_("Because the text says"), "")],
        [
            (
                one.name, one.gender or "?", one.age if one.age is not None else "?", said[one.id][2],
                said[one.id][0], show.seconds(said[one.id][1]), show.excerpt(one.evidence),
            )
            for one in result.cast
        ],
    )  # fmt: skip
    print()
    print(
        _(
            "{scenes} scenes, {pages} pages, about {time}",
            scenes=len(result.scenes),
            pages=show.eighths(sum(scene.eighths for scene in result.scenes)),
            time=show.seconds(sum(scene.seconds for scene in result.scenes)),
        )
    )
    from previz.story import diagnosed

    for said_of in result.script.diagnostics:
        show.note(diagnosed(said_of))


def graph(story: "Story", *, as_json: bool) -> None:
    """The scene graph: each place with its scenes and its people, and who speaks to whom."""
    from screenplay.graph import graph as connect
    from screenplay.graph import to_json

    found = connect(story.script, story.scenes, story.cast)
    if as_json:
        show.document(to_json(found))
        return
    name, kind = found.nodes(data="name"), found.nodes(data="type")
    places: dict[str, tuple[list[str], dict[str, None]]] = {}
    for scene, place, what in found.edges(data="type"):
        if what == "set in":
            scenes, people = places.setdefault(name[place] or _("(no place)"), ([], {}))
            scenes.append(found.nodes[scene]["number"])
            people.update(dict.fromkeys(name[one] for one in found.successors(scene) if kind[one] == "character"))
    show.table(
        [(_("Place"), ""), (_("Scenes"), ""), (_("Who"), "")],
        [(place, ", ".join(scenes), ", ".join(people)) for place, (scenes, people) in places.items()],
    )
    print()
    show.table(
        [(_("Speaks"), ""), (_("To"), ""), (_("Lines"), "right"), (_("Scenes"), "right")],
        [
            (name[one], name[other], edge["lines"], edge["scenes"])
            for one, other, edge in found.edges(data=True)
            if edge["type"] == "speaks to"
        ],
    )
