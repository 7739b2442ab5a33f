"""From the text to shots: each scene staged on its set, and broken down by its director and by what people decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import msgspec

from previz import backends
from previz.script.story import Story
from previz.workshop.build import Build, Job, Pending
from previz.workshop.store import Recipe
from screenplay.elements import Locale
from screenplay.locales import learned
from screenplay.story import Character, Heading, Scene
from storyboard.breakdown import Breakdown
from storyboard.decisions import Decision
from storyboard.directing import Director, Stage
from storyboard.looks import looks, walk_on
from storyboard.reading.walkons import peopled
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Light, Look, SetPlan
from storyboard.stage.light import light_of
from storyboard.stage.sets import plan

DIRECTED_WITH = ("numpy", "simplemma")

Asked = tuple[Any, ...]
"""What a scene is broken down from: what ``making.breakdown`` is given."""


def direct(
    story: Story,
    director: Director,
    build: Build,
    decisions: Sequence[Decision] = (),
    *,
    directors: Mapping[str, Director] | None = None,
    scenes: Sequence[Scene] | None = None,
) -> list[Breakdown]:
    """Break scenes down: set, blocking, shots, cameras. One product for each of ``scenes`` (None: all of the story's).

    ``decisions`` are those of people, by beat; each scene is made of those about it. ``directors`` names by their ids
    the scenes that another one directs.

    A scene is handed over without its place in the script, so that what is written above it does not touch it.
    """
    scenes = story.scenes if scenes is None else scenes
    wanted = asked(story, director, decisions, directors=directors, scenes=scenes)
    return broken_down(scenes, breaking_down(wanted, build))


def asked(
    story: Story,
    director: Director,
    decisions: Sequence[Decision] = (),
    *,
    directors: Mapping[str, Director] | None = None,
    scenes: Sequence[Scene] | None = None,
) -> list[Asked]:
    """What each scene (None: all) is broken down from."""
    written, appearances = legible(story)
    return [
        (
            *_given(story, scene, written, appearances),
            story.locale,
            (directors or {}).get(scene.id, director),
            _about(scene, decisions),
        )
        for scene in (story.scenes if scenes is None else scenes)
    ]


def breaking_down(wanted: Sequence[Asked], build: Build) -> Pending:
    """Begin to break scenes down, each from what is asked for it."""
    alone = any(getattr(arguments[-2], "ALONE", False) for arguments in wanted)
    return build.start("shots", breakdown_jobs(wanted), here=alone)


def breakdown_jobs(wanted: Sequence[Asked]) -> list[Job]:
    """What there is to break down."""
    return [
        Job(
            Recipe("shots", ".json", backends.ingredients(arguments, arguments[-2], "storyboard", DIRECTED_WITH)),
            "breakdown",
            arguments,
        )
        for arguments in wanted
    ]


def broken_down(scenes: Sequence[Scene], pending: Pending) -> list[Breakdown]:
    """Wait for the breakdowns of these scenes."""
    return [
        _named(msgspec.json.decode(path.read_bytes(), type=Breakdown), scene.id)
        for path, scene in zip(pending.paths(), scenes, strict=True)
    ]


def legible(story: Story) -> tuple[dict[str, list[str]], dict[str, Look]]:
    """The action written of each location, and everyone's look: as if nothing were written, in a language whose words
    for things and clothes nobody knows here."""
    if not learned(story.locale):
        return defaultdict(list), looks([replace(one, introduction="") for one in story.cast], ())
    written = texts_by_place(story.scenes)
    return written, looks(story.cast, [text for texts in written.values() for text in texts])


def _action(story: Story, scene: Scene) -> list[str]:
    """The action of a scene, where anybody here reads it."""
    return [beat.text for beat in scene.beats if beat.kind == "action" and learned(story.locale)]


def stage_of(story: Story, scene: Scene) -> Stage:
    """A scene on its set, blocked: what a director is given."""
    alone, ground, light, people, seen = _given(story, scene, *legible(story))
    return Stage(alone, ground, light, block(alone, ground, people, seen, locale=story.locale), people, story.locale)


def _given(
    story: Story, scene: Scene, written: Mapping[str, Sequence[str]], appearances: Mapping[str, Look]
) -> tuple[Scene, SetPlan, Light, tuple[Character, ...], dict[str, Look]]:
    """What a scene is staged from: itself without its place, its set and its light, its people and their looks."""
    inside = {one.character for one in scene.cast}
    said = [beat.delivery for beat in scene.beats if beat.delivery and learned(story.locale)]
    people = tuple(replace(one, introduction_line=0) for one in story.cast if one.id in inside)
    alone, people = peopled(anchored(scene), people, story.cast, locale=story.locale)
    light = light_of(scene.heading, _action(story, scene), said)
    return (
        alone,
        _planned(scene.heading, tuple(written[scene.heading.location]), story.locale),
        replace(light, mood=story.moods.get(scene.id, light.mood)),
        people,
        {one.id: appearances[one.id] if one.id in appearances else walk_on(one) for one in people},
    )


@lru_cache(maxsize=4096)
def _planned(heading: Heading, texts: tuple[str, ...], locale: Locale) -> SetPlan:
    """The plan of a set. A film comes back to its places, and a plan takes as long as a drawing."""
    return plan(heading, texts=texts, locale=locale)


def _about(scene: Scene, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    inside = {beat.id for beat in scene.beats}
    return tuple(decision for decision in decisions if decision.beat in inside)


def anchored(scene: Scene) -> Scene:
    """The scene without where it stands: id, number, order, lines and offsets, and elements, whose ids count how often
    the script has said the same before."""
    beats = tuple(replace(beat, element="", line=0, offset=0, length=0) for beat in scene.beats)
    return replace(scene, id="", index=1, number="", element=None, elements=(), beats=beats, line=0)


def _named(breakdown: Breakdown, scene: str) -> Breakdown:
    """The breakdown of an anchored scene, given back to the scene it is of.

    A shot is named by its first beat; one of a heading that stands alone has none, and takes the scene's own name.
    """
    names = {shot.id: shot.id if shot.beats else scene for shot in breakdown.shots}
    return replace(
        breakdown,
        scene=scene,
        shots=tuple(replace(shot, id=names[shot.id], scene=scene) for shot in breakdown.shots),
        setups=tuple(replace(setup, shot=names[setup.shot]) for setup in breakdown.setups),
    )


def texts_by_place(scenes: Sequence[Scene]) -> dict[str, list[str]]:
    """All the action written of each location, over every scene that plays there: what its set is built from."""
    texts: dict[str, list[str]] = defaultdict(list)
    for scene in scenes:
        texts[scene.heading.location] += [beat.text for beat in scene.beats if beat.kind == "action"]
    return texts
