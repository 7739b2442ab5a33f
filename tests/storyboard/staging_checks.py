"""What every blocking must hold, whatever the scene; and scenes from text for the tests of stage and cues."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.scenes import Character, Scene, scenes
from storyboard.looks import looks
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Figure, SetPlan, Staging
from storyboard.stage.ground import APART, Ground
from storyboard.stage.sets import plan

TOUCHING = ("embrace", "kiss")


@dataclass(frozen=True)
class Played:
    """A scene on its set."""

    scene: Scene
    plan: SetPlan
    stagings: tuple[Staging, ...]
    cast: tuple[Character, ...]

    def at(self, words: str) -> Staging:
        """The staging of the first beat that holds these words."""
        return next(g for b, g in zip(self.scene.beats, self.stagings, strict=True) if words in b.text)

    def figure(self, words: str, character: str) -> Figure:
        """Someone at the first beat that holds these words."""
        return next(figure for figure in self.at(words).figures if figure.character == character)

    def here(self, words: str) -> set[str]:
        """Who of the cast is on the set at a beat."""
        return {figure.character for figure in self.at(words).figures if not figure.character.startswith("extra-")}


def play(text: str) -> list[Played]:
    """A screenplay's scenes, each blocked on its set."""
    script = parse(text)
    people = cast(script)
    found = scenes(script, people)
    action = defaultdict(list)
    for scene in found:
        action[scene.heading.location] += [beat.text for beat in scene.beats if beat.kind == "action"]
    dressed = looks(people, [line for lines in action.values() for line in lines])
    result = []
    for scene in found:
        ground = plan(scene.heading, texts=action[scene.heading.location], locale=script.locale)
        result.append(Played(scene, ground, block(scene, ground, people, dressed, locale=script.locale), tuple(people)))
    return result


def findings(played: Played) -> Iterator[str]:
    """Everything wrong with a blocking that no scene may have."""
    ground = Ground(played.plan)
    known = {character.id for character in played.cast}
    if len(played.stagings) != len(played.scene.beats):
        yield "stagings and beats differ in number"
    for beat, staging in zip(played.scene.beats, played.stagings, strict=True):
        if staging.beat != beat.id:
            yield f"{staging.beat} is not {beat.id}"
        names = [figure.character for figure in staging.figures]
        if len(names) != len(set(names)):
            yield f"{beat.text}: someone is there twice"
        for figure in staging.figures:
            yield from (
                f"{beat.text}: {fault}" for fault in _figure_faults(figure, staging, played.plan, ground, known)
            )
        yield from (f"{beat.text}: {fault}" for fault in _pairs(staging))
        for path in staging.paths:
            end = next(figure for figure in staging.figures if figure.character == path.character).at
            if path.character not in staging.leaving and math.dist(path.points[-1], end) > 0.01:
                yield f"{beat.text}: {path.character} does not arrive"


def _figure_faults(figure: Figure, staging: Staging, plan: SetPlan, ground: Ground, known: set[str]) -> Iterator[str]:
    name = figure.character
    if name not in known and not name.startswith("extra-"):
        yield f"{name} is nobody"
    if abs(figure.at[0]) > plan.width / 2 or not 0 <= figure.at[1] <= plan.depth:
        if not any(mark.at == figure.at for mark in plan.marks):  # one stands beside a car, off its plan
            yield f"{name} is off the set at {figure.at}"
    elif figure.posture in ("stand", "walk", "run") and figure.gesture not in TOUCHING:
        on_mark = any(math.dist(mark.at, figure.at) < 0.05 for mark in plan.marks)
        if not on_mark and not ground.clear(np.array([figure.at[:2]]))[0]:
            yield f"{name} stands in the furniture at {figure.at}"
    if figure.gaze is not None and not _points_at_something(figure, staging, plan):
        yield f"{name} looks at nothing: {figure.gaze}"


def _points_at_something(figure: Figure, staging: Staging, plan: SetPlan) -> bool:
    people = [other for other in staging.figures if other is not figure]
    if any(math.dist(other.at[:2], figure.gaze[:2]) < 0.8 for other in people) or figure.held:
        return True
    return any(math.dist(piece.at[:2], figure.gaze[:2]) < 0.05 for piece in plan.pieces)


def _pairs(staging: Staging) -> Iterator[str]:
    for place, one in enumerate(staging.figures):
        for other in staging.figures[place + 1 :]:
            away = math.dist(one.at[:2], other.at[:2])
            touching = one.gesture in TOUCHING or other.gesture in TOUCHING
            low = {one.posture, other.posture} & {"sit", "lie", "drive"}
            least = 0.3 if touching else 0.38 if low else APART - 0.03
            if away < least:
                yield f"{one.character} and {other.character} are {away:.2f} m apart"
