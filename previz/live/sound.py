"""The sound of a film in memory: the section of each scene in the lengths it has had, its weight, and its blocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from audio.blocks import on_grain, shifted
from audio.levels import Level, Measured, find_level
from previz import pipeline
from previz.live.pictures import Laid
from previz.live.windows import reach
from previz.project import Project
from previz.sound import reels, scoring
from previz.sound.spoken import Spoken
from previz.workshop.build import Build, Pending

LENGTHS = 8
"""Lengths of a scene's sound that are kept in mind: its seams with what follows differ as it moves."""


@dataclass(slots=True)
class Heard:
    """A section of the film's sound."""

    section: pipeline.Section
    weight: Measured | None = None
    blocks: dict[tuple[float, float], tuple[Path, ...]] = field(default_factory=dict)
    """By gain and lift, dB."""


@dataclass(frozen=True, slots=True)
class Depends:
    """What the sound of a scene depends on."""

    versions: tuple[int, ...]
    """Of the scenes that are heard with it, and of the next."""
    places: tuple[int, ...]
    """Samples from its own beginning to that of each of them, but the next."""
    rest: int | None
    """Samples to the film's end, where that is near."""
    begins: int | None
    """Where the first scene begins."""


@dataclass(slots=True)
class Sound:
    """The sections of each scene as they were last made."""

    project: Project
    build: Build
    owned: Mapping[str, Path] = field(default_factory=dict)
    heard: dict[str, dict[Depends, tuple[Heard, ...]]] = field(default_factory=dict)
    """By scene, by what its sound depends on: its section, after the title's where it is the first."""
    loud: Level | None = None
    """How loud the film was made last: a save hardly ever changes it, so its sound is made so while it is weighed."""

    def weigh(self, film: Laid) -> tuple[list[Heard], list[Heard], Pending]:
        """The sections of the film, those that nobody has weighed yet, and the work on them."""
        owned = scoring.own_sounds(self.project, self.build)
        if owned != self.owned:
            self.owned, self.heard = owned, {}
        found: list[Heard] = []
        end = on_grain(film.frames / self.project.settings.film.frames_per_second)
        for index, one in enumerate(film.scenes):
            key = self._depends(film, index, end)
            lengths = self.heard.setdefault(one.scene.id, {})
            if key not in lengths:
                lengths[key] = self._sections(film, index, min(reach(film.at, index, end) + 1, len(film.at)))
                while len(lengths) > LENGTHS:
                    del lengths[next(iter(lengths))]
            found += lengths[key]
        fresh = [one for one in found if one.weight is None]
        return found, fresh, pipeline.weigh([one.section for one in fresh], self.build, self.loud)

    def level(self, found: Sequence[Heard], fresh: Sequence[Heard], weighing: Pending) -> Level:
        """How loud the film is made."""
        self._weighed(fresh, weighing)
        weights = [one.weight for one in found if one.weight is not None]
        self.loud = find_level(weights, self.project.settings.sound.preset)
        return self.loud

    def _weighed(self, fresh: Sequence[Heard], weighing: Pending) -> None:
        for one, path in zip(fresh, weighing.paths(), strict=True):
            one.weight = np.load(path, allow_pickle=False)

    def record(self, found: Sequence[Heard], level: Level) -> tuple[list[Heard], Pending]:
        """The sections that were never heard at this level, and the work on them."""
        fresh = [one for one in found if (level.gain_db, level.lift_db) not in one.blocks]
        return fresh, pipeline.record([one.section for one in fresh], level, self.build)

    def blocks(self, found: Sequence[Heard], fresh: Sequence[Heard], level: Level, recording: Pending) -> list[Path]:
        """All blocks of the film, in order."""
        loud = level.gain_db, level.lift_db
        for one, path in zip(fresh, recording.paths(), strict=True):
            one.blocks[loud] = reels.verified(path)
        return [block for one in found for block in one.blocks[loud]]

    def ahead(self, film: Laid, level: Level) -> Iterator[None]:
        """Make, little by little, the other length that the sound of each scene has when what is above it changes.

        Then it is there already. Whoever has a moment asks for the next step.
        """
        end = on_grain(film.frames / self.project.settings.film.frames_per_second)
        for index, one in enumerate(film.scenes):
            lengths = self.heard[one.scene.id]
            key = self._depends(film, index, end)
            section = lengths[key][-1].section if len(lengths[key]) == 1 else None
            if section is None or not section.slack or len(key.places) != 2:
                continue
            moved = replace(key, places=(0, key.places[1] + section.slack))
            other = shifted(section.stretch, section.slack)
            if moved in lengths or other is None:
                continue
            plain = reels.made_from(other, self.build.store)
            new = Heard(pipeline.Section(other, plain, -section.slack, opens=False))
            weighing = pipeline.weigh([new.section], self.build, level)
            while not weighing.done:
                yield
            self._weighed([new], weighing)
            recording = pipeline.record([new.section], level, self.build)
            while not recording.done:
                yield
            self.blocks([new], [new], level, recording)
            lengths[moved] = (new,)
            yield

    def _depends(self, film: Laid, index: int, end: int) -> "Depends":
        """What the sound of a scene depends on: the scenes that are heard with it, and how far they are."""
        last = reach(film.at, index, end)
        begin = film.at[index].sample
        return Depends(
            tuple(one.version for one in film.scenes[index : last + 1]),
            tuple(spot.sample - begin for spot in film.at[index:last]),
            end - begin if last >= len(film.at) - 1 else None,
            begin if index == 0 else None,
        )

    def forget(self, film: Laid) -> None:
        """Keep what the scenes of the film are made of, and nothing else."""
        names = {one.scene.id for one in film.scenes}
        self.heard = {name: lengths for name, lengths in self.heard.items() if name in names}

    def _sections(self, film: Laid, index: int, near: int) -> tuple[Heard, ...]:
        """The section of a scene, from a little film of itself and of what is heard with it."""
        scenes = film.scenes[index:near]
        settings = self.project.settings
        cut = film.little(index, near, titled=False, rate=settings.film.frames_per_second)
        said = Spoken(
            tuple(line for one in scenes for line in one.spoken.lines),
            tuple(take for one in scenes for take in one.spoken.takes),
            {},
        )
        beds = [one.bed for one in scenes if one.bed is not None]
        story = replace(film.story, scenes=tuple(one.scene for one in scenes))
        setups = [setup for one in scenes for setup in one.breakdown.setups]
        laid = scoring.score(story, cut, said, beds, settings, self.owned, setups)
        tape = pipeline.tape(laid, cut, self.build.store)
        if index:
            return tuple(Heard(one) for one in tape[1:2])
        return tuple(Heard(one) for one in tape[: 2 if film.at[0].sample else 1])
