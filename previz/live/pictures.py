"""The pictures of a film in memory: panels and segments of each scene, made again where a save has touched them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

from previz import pipeline
from previz.assembly.shown import SegmentSpec
from previz.cutting.cut import Cut
from previz.live.scenes import Known
from previz.live.windows import Spot, joined
from previz.project import Project
from previz.script.story import Story
from previz.sound.captions import Caption
from previz.workshop.build import Build, Job, Pending
from storyboard.panels import Renderer

Panels = dict[tuple[str, int], Path]


@dataclass(frozen=True, slots=True)
class Laid:
    """The scenes of a film that show something, and where."""

    story: Story
    scenes: Sequence[Known]
    at: Sequence[Spot]
    title: int
    """Frames of the title card."""
    frames: int

    def little(self, first: int, last: int, *, titled: bool, rate: Fraction) -> Cut:
        """The cut of some of the scenes at their places."""
        cuts = [one.cut for one in self.scenes[first:last] if one.cut is not None]
        return joined(cuts, self.at[first:last], self.title if titled else 0, self.frames, rate)

    def headings(self, rate: Fraction) -> Cut:
        """The cut of the whole film, without what is in its scenes."""
        empty = [replace(one.cut, shots=(), lines=(), beats=()) for one in self.scenes if one.cut is not None]
        return joined(empty, self.at, self.title, self.frames, rate)


Segments = dict[str, tuple[Any, tuple[Path, ...]]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Panels under way, by the version of their scene."""

    pending: Pending
    panels: dict[int, Panels]

    @property
    def awaited(self) -> set[str]:
        """The names of the panels that are not there yet."""
        return {path.stem for path, fresh in zip(self.pending.wanted, self.pending.fresh(), strict=True) if fresh}


@dataclass(frozen=True, slots=True)
class Encoding:
    """Segments under way."""

    pending: tuple[Pending, ...]
    segments: Segments


@dataclass(slots=True)
class Pictures:
    """The panels and the segments of each scene as they were last made."""

    project: Project
    renderer: Renderer
    build: Build
    panels: dict[int, Panels] = field(default_factory=dict)
    """By the version of a scene."""
    segments: Segments = field(default_factory=dict)
    """By scene: what they depend on, and where they are."""

    def draw(self, scenes: Sequence[Known]) -> "Drawing":
        """Begin to draw what is not there."""
        fresh = [
            (one.version, setup) for one in scenes if one.version not in self.panels for setup in one.breakdown.setups
        ]
        jobs = pipeline.panel_jobs([setup for _v, setup in fresh], self.renderer, self.project.settings, moves=False)
        panels: dict[int, Panels] = {}
        for (version, setup), job in zip(fresh, jobs, strict=True):
            panels.setdefault(version, {})[setup.shot, setup.panel] = self.build.store.path(job.recipe)
        return Drawing(self.build.start("panels", jobs), panels)

    def encode(self, film: Laid, drawing: "Drawing", captions: Sequence[Caption]) -> "Encoding":
        """Begin to encode the segments that are not there: those at once that wait for no panel."""
        wanted = [self._depends(film, index, captions) for index in range(len(film.scenes))]
        stale = [
            index
            for index, one in enumerate(film.scenes)
            if self.segments.get(one.scene.id, (None,))[0] != wanted[index]
        ]
        card = pipeline.card(film.story, self.project.settings, self.build) if film.title and 0 in stale else None
        panels = self.panels | drawing.panels
        planned = [(index, self._planned(film, index, card, captions, panels)) for index in stale]
        specs = [spec for _index, some in planned for spec in some]
        files = {name: self.build.store.named(name, ".png") for spec in specs for name in spec.panels}
        jobs = pipeline.segment_jobs(specs, files)
        paths = iter([self.build.store.path(job.recipe) for job in jobs])
        found = {
            film.scenes[index].scene.id: (wanted[index], tuple(next(paths) for _spec in some))
            for index, some in planned
        }
        awaited = drawing.awaited
        early: list[Job] = []
        late: list[Job] = []
        for job, spec in zip(jobs, specs, strict=True):
            (early if awaited.isdisjoint(spec.panels) else late).append(job)
        begun = self.build.start("picture", early)
        drawing.pending.paths()
        self.panels = panels
        return Encoding((begun, self.build.start("picture", late)), found)

    def done(self, film: Laid, encoding: "Encoding") -> list[Path]:
        """Wait for the segments: those of the film, in order."""
        for pending in encoding.pending:
            pending.paths()
        self.segments |= encoding.segments
        return [path for one in film.scenes for path in self.segments[one.scene.id][1]]

    def forget(self, scenes: Sequence[Known]) -> None:
        """Keep what these scenes are made of, and nothing else."""
        versions, names = {one.version for one in scenes}, {one.scene.id for one in scenes}
        self.panels = {version: panels for version, panels in self.panels.items() if version in versions}
        self.segments = {name: found for name, found in self.segments.items() if name in names}

    def _depends(self, film: Laid, index: int, captions: Sequence[Caption]) -> Any:
        """What the segments of a scene depend on: itself, what it is joined to, its place where that can be read."""
        around = tuple(one.version for one in film.scenes[max(index - 1, 0) : index + 2])
        cut = self.project.settings.cut
        place = film.at[index].frame if cut.timecode or captions else None
        title = (film.title, film.story.title) if index == 0 else None
        near = tuple(captions) if captions else None
        return around, index == 0, title, film.story.title[2], place, near

    def _planned(
        self, film: Laid, index: int, card: Path | None, captions: Sequence[Caption], panels: dict[int, Panels]
    ) -> tuple[SegmentSpec, ...]:
        """The segments that begin within a scene."""
        first, last = max(index - 1, 0), index + 2
        rate = self.project.settings.film.frames_per_second
        cut = film.little(first, last, titled=index == 0, rate=rate)
        around = film.scenes[first:last]
        setups = [setup for one in around for setup in one.breakdown.setups]
        names = {at: path.stem for one in around for at, path in panels[one.version].items()}
        title = card.stem if card and index == 0 else ""
        specs = pipeline.planned(film.story, cut, setups, names, title, self.project, captions)
        begin = 0 if index == 0 else film.at[first].frame
        starts = accumulate((spec.frames for spec in specs), initial=begin)
        low = 0 if index == 0 else film.at[index].frame
        high = film.at[index + 1].frame if index + 1 < len(film.at) else film.frames
        return tuple(spec for spec, start in zip(specs, starts, strict=False) if low <= start < high)
