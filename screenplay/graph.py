"""The scene graph: who is where, when, and with whom.

Nodes carry ``type``: ``scene``, ``location`` or ``character``; their names are ``scene:ID``, ``location:ID``,
``character:ID``. Edges carry ``type``, which is their key too:

- ``follows`` from a scene to the next in the script; ``continues`` when that one is CONTINUOUS or SUITE;
- ``set in`` from a scene to its location (``interior``, ``exterior``, ``hour``, ``flashback``);
- ``features`` from a scene to a character (``words``, ``lines``, ``seconds``, ``seen``, ``speaks``);
- ``speaks to`` from a character to another, over the whole script (``lines``, ``scenes``), to whoever answers or was
  answered, unless a parenthetical names someone;
- ``remembers`` from a scene to the flash-back that it leads into.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx

from screenplay.elements import Script
from screenplay.register import Register
from screenplay.story import Beat, Character, Scene

_TO = re.compile(r"^(?:à|aux?|to)\s+(.+)$", re.IGNORECASE)


def graph(script: Script, scenes: Sequence[Scene], cast: Sequence[Character]) -> "nx.MultiDiGraph[str]":
    """The graph of a script from its scenes and its cast."""
    register = Register(cast, script.locale)
    story: nx.MultiDiGraph[str] = nx.MultiDiGraph(schema="SceneGraph.1", locale=script.locale)
    for person in cast:
        story.add_node(
            f"character:{person.id}",
            type="character",
            name=person.name,
            gender=person.gender or "",
            age=person.age or 0,
            group=person.group,
            animal=person.animal,
        )
    talk: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    previous: Scene | None = None
    for scene in scenes:
        _add_scene(story, scene)
        if previous is not None:
            kinds = ["follows", "continues"] if scene.heading.continuous else ["follows"]
            if scene.heading.flashback and not previous.heading.flashback:
                kinds.append("remembers")
            for kind in kinds:
                story.add_edge(f"scene:{previous.id}", f"scene:{scene.id}", kind, type=kind)
        previous = scene
        for speaker, hearer in addressed(scene, register):
            talk[speaker, hearer][scene.id] += 1
    for (speaker, hearer), lines in talk.items():
        story.add_edge(
            f"character:{speaker}",
            f"character:{hearer}",
            "speaks to",
            type="speaks to",
            lines=lines.total(),
            scenes=len(lines),
        )
    return story


def _add_scene(story: "nx.MultiDiGraph[str]", scene: Scene) -> None:
    heading, name = scene.heading, f"scene:{scene.id}"
    place = f"location:{heading.location}"
    story.add_node(
        name,
        type="scene",
        index=scene.index,
        number=scene.number,
        heading=heading.text,
        eighths=scene.eighths,
        seconds=scene.seconds,
        line=scene.line,
    )
    if place not in story:
        story.add_node(place, type="location", name=heading.place, sub_places=list(heading.sub_places))
    story.add_edge(
        name,
        place,
        "set in",
        type="set in",
        interior=heading.interior,
        exterior=heading.exterior,
        hour=heading.hour,
        flashback=heading.flashback,
    )
    lines = Counter(beat.speaker for beat in scene.beats if beat.kind == "speech" and beat.opens)
    for presence in scene.cast:
        story.add_edge(
            name,
            f"character:{presence.character}",
            "features",
            type="features",
            words=presence.words,
            lines=lines[presence.character],
            seconds=presence.seconds,
            seen=presence.seen,
            speaks=presence.speaks,
        )


def addressed(scene: Scene, register: Register) -> Iterator[tuple[str, str]]:
    """Speaker and hearer of each speech: whom its parenthetical names, else who spoke before, else who speaks next.
    Narration is addressed to nobody."""
    speeches = [beat for beat in scene.beats if beat.kind == "speech" and beat.opens and beat.speaker]
    for index, beat in enumerate(speeches):
        speaker = beat.speaker
        if speaker is None or beat.channel == "vo":
            continue
        hearer = _named(beat, register) or next((other for other in _around(speeches, index) if other != speaker), None)
        if hearer is not None and hearer != speaker:
            yield speaker, hearer


def _named(beat: Beat, register: Register) -> str | None:
    for word in beat.delivery.split(";"):
        match = _TO.match(word.strip())
        if match and (who := register.speaker(match[1])):
            return who
    return None


def _around(speeches: Sequence[Beat], index: int) -> Iterator[str]:
    for near in (*reversed(speeches[max(0, index - 3) : index]), *speeches[index + 1 : index + 2]):
        if near.speaker and near.channel != "vo":
            yield near.speaker


def to_json(story: "nx.MultiDiGraph[str]") -> dict[str, Any]:
    """The graph as plain data: ``nodes`` and ``edges``, in a stable order."""
    return {
        **story.graph,
        "nodes": [{"id": name, **fields} for name, fields in story.nodes(data=True)],
        "edges": [{"source": source, "target": target, **fields} for source, target, fields in story.edges(data=True)],
    }
