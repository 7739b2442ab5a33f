"""A draft as it is compared and kept: scenes, their elements, their beats, and the people, each with its words.

``id`` is what a piece is called: its content id in a draft that was just read, its identity in one that is kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from screenplay.elements import Element, Script
from screenplay.folding import digest
from screenplay.length import SPOKEN
from screenplay.names import composed
from screenplay.story import Character, Scene


@dataclass(frozen=True, slots=True)
class BeatText:
    """A beat's words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ElementText:
    """An element's words: its own, or those of its beats."""

    id: str
    kind: str
    text: str = ""
    """Empty when there are beats."""
    who: str = ""
    """Whose cue, parenthetical or speech it is: the person's name, as the cast has it."""
    beats: tuple[BeatText, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """All that it is, without what anything is called."""
        return (self.kind, self.who, self.text, *[beat.text for beat in self.beats])


@dataclass(frozen=True, slots=True)
class SceneText:
    """A scene's words. Its heading is an element too, and stands first among ``elements`` when there is one."""

    id: str
    heading: str
    number: str
    """The number that the writer gave it, or empty."""
    elements: tuple[ElementText, ...]

    @property
    def content(self) -> tuple[object, ...]:
        """All that is written, without what anything is called."""
        return (self.heading, *[element.written for element in self.elements])


@dataclass(frozen=True, slots=True)
class PersonText:
    """Someone, with every spelling of the name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole screenplay's words, in story order."""

    scenes: tuple[SceneText, ...]
    people: tuple[PersonText, ...] = ()

    @property
    def digest(self) -> str:
        """A fingerprint of the words alone: two drafts that share it are one."""
        return digest(json.dumps([(scene.number, *scene.content) for scene in self.scenes]), size=12)


def draft_of(script: Script, scenes: Sequence[Scene], cast: Sequence[Character]) -> Draft:
    """The draft that was just read. What is printed before the first scene belongs to it."""
    spelled = {spelling: person.name for person in cast for spelling in (person.name, *person.aliases)}
    inside = {element.id for scene in scenes for element in scene.elements}
    before = [element for element in script.elements if element.id not in inside]
    told = []
    for index, scene in enumerate(scenes):
        elements = [*before, *scene.elements] if index == 0 else scene.elements
        told.append(
            SceneText(
                id=scene.id,
                heading=scene.heading.text,
                number=(scene.element.number if scene.element else None) or "",
                elements=tuple(_elements(elements, scene, spelled)),
            )
        )
    return Draft(tuple(told), tuple(PersonText(one.id, one.name, one.aliases) for one in cast))


def _elements(elements: Sequence[Element], scene: Scene, spelled: dict[str, str]) -> list[ElementText]:
    beats: dict[str, list[BeatText]] = {}
    for beat in scene.beats:
        beats.setdefault(beat.element, []).append(BeatText(beat.id, " ".join(beat.text.split())))
    found, who = [], ""
    for element in elements:
        if element.kind == "character":
            name = composed(element.name or "")
            who = spelled.get(name, name)
        elif element.kind not in (*SPOKEN, "synopsis"):  # a synopsis does not end a speech
            who = ""
        inside = tuple(beats.get(element.id, ()))
        text = "" if inside else " ".join(element.text.split())
        found.append(ElementText(element.id, element.kind, text, "" if element.kind == "synopsis" else who, inside))
    return found
