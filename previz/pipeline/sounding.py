"""From takes to the film's sound: ambiences, sections weighed, one level, a reel for each scene."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from audio.blocks import GRAIN, Stretch, sections, shifted
from audio.layered import Layers
from audio.levels import Level, find_level
from audio.lines import RATE
from audio.presets import PRESETS
from audio.timeline import Timeline
from previz.cutting.cut import Cut
from previz.script.story import Story
from previz.settings import Settings
from previz.sound import reels
from previz.sound.loudness import Loudness
from previz.sound.scoring import heard_place, layered_by_hand
from previz.workshop.build import Build, Job, Pending
from previz.workshop.store import Recipe, Store, fingerprint, library
from screenplay.elements import Locale
from screenplay.story import Scene


@dataclass(frozen=True, slots=True)
class Section:
    """The sound of one scene, from its lead to the next one's: a reel of its own."""

    stretch: Stretch
    made_from: dict[str, Any]
    slack: int
    """Samples by which it is longer when its scene has moved; 0 when it never is."""
    opens: bool
    """Whether the film begins with it."""


def beds(story: Story, settings: Settings, build: Build) -> Pending:
    """Begin the ambience of each scene, if there is to be any: one product for each place as it sounds there and then.

    It asks for nothing but the story, and the mix waits for it: it comes first.
    """
    layers, _misread = layered_by_hand(story)
    return build.start("ambience", bed_jobs(story.scenes, layers, story.locale, settings))


def bed_jobs(scenes: Sequence[Scene], layers: Mapping[str, Layers], locale: Locale, settings: Settings) -> list[Job]:
    """The ambience of each scene, with the ``layers`` that notes ask for by scene id."""
    jobs = []
    for scene in scenes if settings.sound.ambience else ():
        arguments = (heard_place(scene, locale), _seed(scene.heading.location), layers.get(scene.id, ()))
        made_from = {
            "place": msgspec.to_builtins(arguments[0]),
            "seed": arguments[1],
            "layers": arguments[2],
            "code": fingerprint("audio"),
            "libraries": library("numpy", "scipy"),
        }
        jobs.append(Job(Recipe("bed", ".wav", made_from), "bed", arguments))
    return jobs


def tape(timeline: Timeline, cut: Cut, store: Store) -> list[Section]:
    """The film's sound by sections, each with what it is made of."""
    slack: dict[int, int] = {}
    for scene, following in pairwise(cut.scenes):
        longer = scene.span.frames / cut.rate * RATE - (following.sample - scene.sample)
        slack[scene.sample] = GRAIN * ((longer > 0) - (longer < 0)) if scene.sample else 0
    return [
        Section(part, reels.made_from(part, store), slack.get(mark, 0), opens=mark == 0)
        for mark, part in sections(timeline)
    ]


def weigh(tape: Sequence[Section], build: Build, foreseen: Level | None = None) -> Pending:
    """Begin to weigh the sound of each scene: how loud the film must be made is known when all are.

    A level that is ``foreseen`` has what was not weighed yet made at it in the same go: where the film is that loud
    indeed, ``record`` finds it.
    """
    jobs = [
        Job(reels.weight(one.made_from), "weights", (build.store, one.stretch, foreseen, one.opens)) for one in tape
    ]
    return build.start("sound", jobs)


def level(weights: Sequence[Path], settings: Settings) -> Level:
    """How loud the film is made, by what its scenes weigh."""
    return find_level([np.load(path, allow_pickle=False) for path in weights], settings.sound.preset)


def record(tape: Sequence[Section], level: Level, build: Build) -> Pending:
    """Begin the sound of the film: a reel for each scene, whose blocks are AAC already."""
    jobs = []
    for one in tape:
        recipe = reels.reel(one.made_from, level, opens=one.opens)
        found = build.store.find(recipe)
        if found and not reels.whole(found):
            build.store.remove(found)
        jobs.append(Job(recipe, "reel", (build.store, one.stretch, level, one.opens)))
    return build.start("sound", jobs)


def recorded(recording: Pending, tape: Sequence[Section], level: Level, build: Build) -> list[Path]:
    """All blocks of the film's sound, in order. Those that were damaged since they were made are made again."""
    damaged: set[Path] = set()
    while True:
        try:
            return [block for path in recording.paths() for block in reels.verified(path)]
        except reels.DamagedError as trouble:
            if damaged & {*trouble.blocks}:  # made again, and damaged at once: the disk itself fails
                raise
            damaged |= {*trouble.blocks}
            build.store.damaged |= damaged
            recording = record(tape, level, build)


def foresee(fresh: Sequence[Section], level: Level, build: Build) -> Pending:
    """Begin what nobody waits for: of what was made just now, the other length that a scene's sound has elsewhere.

    A change above makes all that follows move; then it is there already.
    """
    jobs = []
    for one in fresh:
        if one.slack and (other := shifted(one.stretch, one.slack)):
            plain = reels.made_from(other, build.store)
            jobs.append(Job(reels.weight(plain), "weights", (build.store, other)))
            jobs.append(Job(reels.reel(plain, level, opens=False), "reel", (build.store, other, level, False)))
    return build.start("sound", jobs)


def loudness(level: Level) -> Loudness:
    """What the mix is, in words for people and figures for the proof."""
    judged = level.preset.gate != "dialogue" and math.isfinite(level.expected)
    notes = tuple((note.code, note.message) for note in level.notes)
    return Loudness(round(level.expected, 2) if judged else None, level.lift_db, notes)


def peak(settings: Settings) -> float:
    """The true peak that the film's sound may not exceed, dBTP."""
    return PRESETS[settings.sound.preset].peak


def _seed(identity: str) -> int:
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:4])
