"""The scene graph: who is where, when, with whom, and what passes between them.

Nodes carry ``type`` and ``label``: ``scene``, ``sequence`` (a section), ``location``, ``character`` or ``thing``; their
names are ``scene:ID``, ``location:ID`` … Edges carry ``type``, which is their key too:

- ``follows`` from a scene to the next in the script; ``continues`` when that one is CONTINUOUS or SUITE;
- ``remembers`` from a scene to the flash-back that it leads into;
- ``set in`` from a scene to its location (``interior``, ``exterior``, ``hour``, ``flashback``);
- ``part of`` from a scene to its sequence, a sequence to the one that holds it, a sub-place to its place;
- ``features`` from a scene to a character (``words``, ``lines``, ``seconds``, ``seen``, ``speaks``) or to a thing
  (``times`` that the action names it);
- ``speaks to`` from a character to another, over the whole script, to whoever answers or was answered, unless a
  parenthetical names someone; ``looks at`` and ``uses`` from a character to whom or what, as ``acts`` say: each with
  ``weight`` (how often), ``scenes`` (in how many) and ``where`` (their ids, with spaces between).

Every field is a scalar, and what the text does not tell is left out, so that any graph tool reads the whole.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx

from screenplay.elements import Locale, Script
from screenplay.headings import understand
from screenplay.register import Register
from screenplay.sequences import sequences
from screenplay.story import Character, Heading, Scene
from screenplay.tallies import parts, said
from screenplay.things import Thing

_EDGES = " -–—/,(.:"


@dataclass(frozen=True, slots=True)
class Act:
    """What someone does to someone or something, found by whoever reads verbs. ``whom`` is a node's name."""

    kind: Literal["looks at", "uses"]
    scene: str
    who: str
    whom: str


def graph(
    script: Script,
    scenes: Sequence[Scene],
    cast: Sequence[Character],
    *,
    things: Sequence[Thing] = (),
    acts: Iterable[Act] = (),
) -> "nx.MultiDiGraph[str]":
    """The graph of a script from its scenes and its cast, with the things and the acts that others have read in it."""
    story: nx.MultiDiGraph[str] = nx.MultiDiGraph(schema="SceneGraph.1", locale=script.locale)
    _add_people(story, scenes, cast)
    _add_scenes(story, scenes, script.locale)
    for sequence in sequences(script, scenes):
        name = f"sequence:{sequence.id}"
        _node(story, name, "sequence", label=sequence.title, depth=sequence.depth, line=sequence.line)
        for scene in sequence.scenes:
            _edge(story, f"scene:{scene}", name, "part of")
        if sequence.within is not None:
            _edge(story, name, f"sequence:{sequence.within}", "part of")
    for thing in things:
        name = f"thing:{thing.id}"
        _node(story, name, "thing", label=thing.name, kind=thing.kind, capitals=thing.capitals)
        for scene, times in thing.scenes.items():
            _edge(story, f"scene:{scene}", name, "features", times=times)
    passed: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for speech in said(scenes, Register(cast, script.locale)):
        passed["speaks to", speech.speaker, f"character:{speech.hearer}"][speech.scene] += 1
    for act in acts:
        if act.whom in story:
            passed[act.kind, act.who, act.whom][act.scene] += 1
    for (kind, who, whom), where in passed.items():
        _edge(
            story, f"character:{who}", whom, kind, weight=where.total(), scenes=len(where), where=" ".join(where)
        )  # fmt: skip
    return story


def _node(story: "nx.MultiDiGraph[str]", name: str, what: str, **fields: Any) -> None:
    story.add_node(name, type=what, **_told(fields))


def _edge(story: "nx.MultiDiGraph[str]", source: str, target: str, kind: str, **fields: Any) -> None:
    story.add_edge(source, target, kind, type=kind, **_told(fields))


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None and value != ""}


def _add_people(story: "nx.MultiDiGraph[str]", scenes: Sequence[Scene], cast: Sequence[Character]) -> None:
    tally = {part.character.id: part for part in parts(scenes, cast)}
    for one in cast:
        part = tally[one.id]
        _node(
            story,
            f"character:{one.id}",
            "character",
            label=one.name,
            gender=one.gender,
            age=one.age,
            group=one.group,
            animal=one.animal,
            scenes=len(part.scenes),
            silent=len(part.silent),
            lines=part.lines,
            words=part.words,
            seconds=part.seconds,
        )


def _add_scenes(story: "nx.MultiDiGraph[str]", scenes: Sequence[Scene], locale: Locale) -> None:
    previous: Scene | None = None
    for scene in scenes:
        _add_scene(story, scene, locale)
        if previous is not None:
            kinds = ["follows", "continues"] if scene.heading.continuous else ["follows"]
            if scene.heading.flashback and not previous.heading.flashback:
                kinds.append("remembers")
            for kind in kinds:
                _edge(story, f"scene:{previous.id}", f"scene:{scene.id}", kind)
        previous = scene


def _add_scene(story: "nx.MultiDiGraph[str]", scene: Scene, locale: Locale) -> None:
    heading, name = scene.heading, f"scene:{scene.id}"
    _node(
        story,
        name,
        "scene",
        label=f"{scene.number}. {heading.text}".strip(),
        index=scene.index,
        number=scene.number,
        heading=heading.text,
        eighths=scene.eighths,
        seconds=scene.seconds,
        line=scene.line,
    )
    place = f"location:{heading.location}"
    if place not in story:
        _add_place(story, place, heading, locale)
    _edge(
        story,
        name,
        place,
        "set in",
        interior=heading.interior,
        exterior=heading.exterior,
        hour=heading.hour,
        flashback=heading.flashback,
    )
    lines = Counter(beat.speaker for beat in scene.beats if beat.kind == "speech" and beat.opens)
    for presence in scene.cast:
        _edge(
            story,
            name,
            f"character:{presence.character}",
            "features",
            words=presence.words,
            lines=lines[presence.character],
            seconds=presence.seconds,
            seen=presence.seen,
            speaks=presence.speaks,
        )


def _add_place(story: "nx.MultiDiGraph[str]", place: str, heading: Heading, locale: Locale) -> None:
    """A location, and the places that it is part of: APPARTEMENT DE LÉA for APPARTEMENT DE LÉA - CUISINE."""
    _node(story, place, "location", label=heading.place)
    inner, printed = place, heading.place
    for part in reversed(heading.sub_places):
        cut = printed.rfind(part)
        printed = printed[:cut].rstrip(_EDGES) if cut > 0 else ""
        if not printed:
            return
        outer = f"location:{understand(printed, locale=locale).location}"
        if outer == inner:
            continue
        if outer not in story:
            _node(story, outer, "location", label=printed)
        if not story.has_edge(inner, outer, "part of"):
            _edge(story, inner, outer, "part of")
        inner = outer


def to_json(story: "nx.MultiDiGraph[str]") -> dict[str, Any]:
    """The graph as plain data: ``nodes`` and ``edges``, in a stable order."""
    return {
        **story.graph,
        "nodes": [{"id": name, **fields} for name, fields in story.nodes(data=True)],
        "edges": [{"source": source, "target": target, **fields} for source, target, fields in story.edges(data=True)],
    }
