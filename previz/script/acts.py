"""What people do to each other and to things: the storyboard's reading of verbs, handed to the scene graph.

``screenplay`` knows names and words; verbs (who looks at whom, who takes what) are read by ``storyboard``. The graph is
made in ``screenplay`` from plain acts, which are gathered here, where both are known.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from previz.script.story import Story
from screenplay.elements import Locale
from screenplay.graph import Act, graph
from screenplay.things import identity, things
from storyboard.cues import Cue, scene_cues
from storyboard.reading.lexicon import noun
from storyboard.reading.tokens import tokenize

if TYPE_CHECKING:
    import networkx as nx

HANDLING = frozenset(
    ("take", "give", "hold", "put", "open", "read", "write", "drink", "eat", "phone", "hang_up", "point", "wave",
     "reach", "cook", "smoke", "type", "play", "carry", "hit")
)  # fmt: skip
"""Cues whose thing is in somebody's hands."""


def scene_graph(story: Story) -> "nx.MultiDiGraph[str]":
    """The scene graph of a story, with its things, looks and uses."""
    locale = story.locale

    @cache
    def known(word: str) -> str:
        return noun(word, locale)[0]

    found = list(_acts(story))
    used = {act.whom.removeprefix("thing:") for act in found if act.whom.startswith("thing:")}
    props = things(story.scenes, story.cast, locale, known=known, used=used)
    return graph(story.script, story.scenes, story.cast, things=props, acts=found)


def _acts(story: Story) -> Iterator[Act]:
    people = {one.id for one in story.cast}
    for scene in story.scenes:
        for cues in scene_cues(scene, story.cast, locale=story.locale):
            for cue in cues:
                yield from _of(cue, scene.id, people, story.locale)


def _of(cue: Cue, scene: str, people: set[str], locale: Locale) -> Iterator[Act]:
    thing = _held(cue, locale)
    for who in cue.subject:
        if cue.kind == "look" and cue.object in people and cue.object != who and cue.name != "address":
            yield Act("looks at", scene, who, f"character:{cue.object}")
        elif cue.kind == "look" and thing:
            yield Act("looks at", scene, who, f"thing:{thing}")
        elif cue.kind in HANDLING and thing:
            yield Act("uses", scene, who, f"thing:{thing}")


def _held(cue: Cue, locale: Locale) -> str:
    """The identity of the thing that a cue's words name: of ``un vieux sac de cuir``, the bag."""
    if not cue.thing and not any(word.isupper() for word in cue.object.split()):
        return ""
    words = [token for token in tokenize(cue.object, locale) if token.word]
    head = next((token for token in words if noun(token.lower, locale)[0]), None)
    loud = [token.text for token in words if token.text.isupper() and len(token.text) > 1]
    return identity(" ".join(loud)) if loud else identity(head.text) if head else ""
