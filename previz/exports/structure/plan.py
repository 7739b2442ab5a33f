"""What the sheet shows of a film, before anything is drawn: which people and places, in which order, and how wide.

People who meet stand side by side: they are gathered by whom they share scenes with (Clauset, Newman and Moore's
modularity), and each gathering has its colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from previz.script.story import Story
from screenplay.register import Register
from screenplay.sequences import Sequence as Section
from screenplay.sequences import sequences
from screenplay.story import Presence, Scene
from screenplay.tallies import Meeting, Part, Place, meetings, parts, places, said

MOST_PEOPLE = 26
MOST_PLACES = 16
_BRIEFEST = 4.0
"""Seconds that a scene is given at least, so that one can see it."""
_SILENT = 6.0
"""Seconds of speech that being in a scene weighs, when the principal characters are chosen."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The film, ready to be laid out. Starts and ends of scenes are shares of the whole, 0 to 1."""

    scenes: tuple[Scene, ...]
    spans: tuple[tuple[float, float], ...]
    seconds: float
    people: tuple[Part, ...]
    gatherings: dict[str, int]
    """Number of a character's gathering, by id; -1 for who meets nobody."""
    others: tuple[Part, ...]
    """Those for whom there is no room."""
    meetings: dict[tuple[str, str], Meeting]
    """By both orders of the two ids."""
    places: tuple[Place, ...]
    elsewhere: tuple[Place, ...]
    sections: tuple[Section, ...]
    presences: tuple[dict[str, Presence], ...]
    """Of each scene, by character id."""


def planned(story: Story) -> Plan:
    """Choose what the sheet shows."""
    scenes, cast = story.scenes, story.cast
    lengths = [max(scene.seconds, _BRIEFEST) for scene in scenes]
    whole = sum(lengths) or 1.0
    spans, at = [], 0.0
    for length in lengths:
        spans.append((at / whole, (at + length) / whole))
        at += length
    alone = [part for part in parts(scenes, cast) if part.scenes and not part.character.members]
    weighed = sorted(alone, key=lambda part: -(part.seconds + _SILENT * (len(part.scenes) - len(part.heard))))
    kept = MOST_PEOPLE if len(weighed) <= MOST_PEOPLE + 1 else MOST_PEOPLE - 1
    chosen = weighed[: kept + (len(weighed) == MOST_PEOPLE + 1)]
    among = {part.character.id for part in chosen}
    speeches = list(said(scenes, Register(cast, story.locale)))
    met = meetings(scenes, cast, speeches, among=among)
    people, gatherings = _gathered(chosen, met, [scene.number for scene in scenes])
    all_places = places(scenes)
    largest = sorted(all_places, key=lambda place: -place.seconds)[:MOST_PLACES]
    return Plan(
        scenes=scenes,
        spans=tuple(spans),
        seconds=sum(scene.seconds for scene in scenes),
        people=people,
        gatherings=gatherings,
        others=tuple(weighed[len(chosen) :]),
        meetings={two: one for one in met for two in ((one.one, one.other), (one.other, one.one))},
        places=tuple(place for place in all_places if place in largest),
        elsewhere=tuple(place for place in all_places if place not in largest),
        sections=sequences(story.script, scenes),
        presences=tuple({one.character: one for one in scene.cast} for scene in scenes),
    )


def _gathered(
    people: Sequence[Part], met: Sequence[Meeting], numbers: Sequence[str]
) -> tuple[tuple[Part, ...], dict[str, int]]:
    """The people in the order of the sheet, gathering by gathering, and the number of each one's gathering."""
    at = {part.character.id: index for index, part in enumerate(people)}
    ties: nx.Graph[int] = nx.Graph()
    ties.add_nodes_from(range(len(people)))
    ties.add_weighted_edges_from((at[one.one], at[one.other], len(one.scenes)) for one in met)
    groups = nx.community.greedy_modularity_communities(ties, weight="weight") if met else []
    together = [sorted(group) for group in groups if len(group) > 1]
    alone = sorted(set(range(len(people))) - {one for group in together for one in group})
    rank = {number: index for index, number in reversed(list(enumerate(numbers)))}
    entrance = [rank[part.scenes[0]] for part in people]
    together.sort(key=lambda group: (min(group), group))
    ordered = [one for group in together for one in sorted(group, key=lambda one: (entrance[one], one))]
    gatherings = {people[one].character.id: number for number, group in enumerate(together) for one in group}
    gatherings.update((people[one].character.id, -1) for one in alone)
    return tuple(people[one] for one in (*ordered, *alone)), gatherings
