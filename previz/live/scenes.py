"""What a long-lived process knows of each scene, and what it makes again of those that a save has touched."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from typing import Any

from audio.layered import Layers
from audio.lines import Line
from previz import pipeline
from previz.cutting.cut import Cut
from previz.direction import retakes
from previz.pipeline import BackEnds
from previz.project import Project
from previz.script.story import Story
from previz.sound import scoring, spoken, takes
from previz.sound.spoken import Spoken
from previz.sound.takes import Recording
from previz.workshop.build import Build
from screenplay.scenes import Scene
from storyboard.breakdown import Breakdown
from storyboard.decisions import Decision

_versions = count()


@dataclass(frozen=True, slots=True)
class Known:
    """A scene as it was last made."""

    scene: Scene
    asked: pipeline.Asked
    breakdown: Breakdown
    spoken: Spoken
    layers: Layers
    bed: Path | None
    cut: Cut | None
    """The scene laid from frame 0 on; None when there is nothing to see."""
    version: int = field(default_factory=lambda: next(_versions))
    """Another number for another scene: two that have the same are the same."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A scene that was made again, and why."""

    scene: Scene
    why: str
    """``new``, ``text``, ``speech``, ``place`` (its set or its people are described elsewhere), ``number``."""
    line: int = 0
    words: str = ""


@dataclass(slots=True)
class Scenes:
    """All scenes of a film as they were last made, and how to make those that change."""

    project: Project
    makers: BackEnds
    build: Build
    known: dict[str, Known] = field(default_factory=dict)
    takes: dict[str, tuple[Any, Path, float, bool]] = field(default_factory=dict)
    """By line: what its take is made of, where it is, its seconds, whether its words are guessed."""

    def renew(self, story: Story, *, only: Sequence[Scene] | None = None) -> tuple[list[Known], list[Changed]]:
        """The scenes of a story (``only``: these), in order; and those of them that had to be made again."""
        scenes = story.scenes if only is None else only
        directors = retakes.directors(self.project, story)
        asked = pipeline.asked(
            story, self.makers.director, _ruling(self.project, story), directors=directors, scenes=scenes
        )
        wanted = {
            scene.id: (scene, given)
            for scene, given in zip(scenes, asked, strict=True)
            if (old := self.known.get(scene.id)) is None or old.asked != given
        }
        breaking = pipeline.breaking_down([given for _scene, given in wanted.values()], self.build)
        said = self._said(story, scenes)  # meanwhile
        layers, _misread = scoring.layered_by_hand(story)
        made = pipeline.broken_down([scene for scene, _given in wanted.values()], breaking)
        broken = dict(zip(wanted, made, strict=True))
        found, changed = [], []
        for scene, given in zip(scenes, asked, strict=True):
            old = self.known.get(scene.id)
            told = said.get(scene.id, _NOTHING), scene.number, layers.get(scene.id, ())
            if old and scene.id not in broken and (old.spoken, old.scene.number, old.layers) == told:
                one = old if old.scene.line == scene.line else replace(old, scene=scene)
            else:
                breakdown = broken[scene.id] if old is None else broken.get(scene.id, old.breakdown)
                one = self._made(story, scene, given, breakdown, told)
                changed.append(_reason(old, one))
            found.append(one)
        known = {one.scene.id: one for one in found}
        self.known = known if only is None else self.known | known
        return found, changed

    def rehearse(self) -> None:
        """Have one of the lines spoken again, for nobody."""
        lines = (line for one in self.known.values() for line in one.spoken.lines)
        deque(spoken.takes([*islice(lines, 1)], self.makers.voice, {}), maxlen=0)

    def _made(
        self, story: Story, scene: Scene, asked: pipeline.Asked, breakdown: Breakdown, told: tuple[Spoken, str, Layers]
    ) -> Known:
        said, _number, layers = told
        jobs = pipeline.bed_jobs([scene], {scene.id: layers}, story.locale, self.project.settings)
        bed = next(iter(self.build.start("ambience", jobs).paths()), None)
        cut = None
        if breakdown.shots:
            settings = self.project.settings
            untitled = replace(settings, film=replace(settings.film, title=0.0))
            cut = pipeline.lay_cut(replace(story, scenes=(scene,)), [breakdown], said, untitled)
        return Known(scene, asked, breakdown, said, layers, bed, cut)

    def _said(self, story: Story, scenes: Sequence[Scene]) -> dict[str, Spoken]:
        """What is spoken in each scene: lines that nobody touched are not even looked up."""
        recorded = _recorded(self.project, story)
        inside = {scene.id for scene in scenes}
        lines = [line for line in spoken.read_story(story, self.makers.voice, self.project) if line.scene in inside]

        def of(line: Line) -> Any:
            note = recorded.get(line.id)
            return replace(line, scene=""), note and note.note.sha256

        fresh = [line for line in lines if self.takes.get(line.id, (None,))[0] != of(line)]
        if fresh:
            made = pipeline.say(fresh, self.makers.voice, self.build, recorded)
            for line, path in zip(made.lines, made.takes, strict=True):
                self.takes[line.id] = (of(line), path, made.lengths[line.id], line.id in made.guessed)
        by_scene: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            by_scene[line.scene].append(line)
        return {
            scene: Spoken(
                tuple(inside_it),
                tuple(self.takes[line.id][1] for line in inside_it),
                {line.id: self.takes[line.id][2] for line in inside_it},
                frozenset(line.id for line in inside_it if self.takes[line.id][3]),
            )
            for scene, inside_it in by_scene.items()
        }


_NOTHING = Spoken((), (), {})


def _ruling(project: Project, story: Story) -> tuple[Decision, ...]:
    return retakes.ruling(project, story).decisions


def _recorded(project: Project, story: Story) -> Mapping[str, Recording]:
    """The recordings of this draft; where there are none, their drafts are not asked either."""
    return takes.heard(takes.takes(project, story)) if takes.fingerprint(project) else {}


def _reason(old: Known | None, new: Known) -> Changed:
    scene = new.scene
    if old is None:
        return Changed(scene, "new", scene.line)
    before = {(beat.kind, beat.text, beat.speaker) for beat in old.scene.beats}
    fresh = [beat for beat in scene.beats if (beat.kind, beat.text, beat.speaker) not in before]
    if fresh:
        return Changed(scene, "text", fresh[0].line, fresh[0].text)
    if len(scene.beats) != len(old.scene.beats) or old.scene.heading != scene.heading:
        return Changed(scene, "text", scene.line)
    if old.asked != new.asked:
        return Changed(scene, "place", scene.line)
    return Changed(scene, "speech" if old.spoken != new.spoken else "number", scene.line)
