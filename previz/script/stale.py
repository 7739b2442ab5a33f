"""What a draft would have made again, and what it would keep: the film's own recipes, looked up in its store.

Scenes are broken down, since nothing else tells their panels: that is kept, as ``previz shots`` keeps it. Nothing is
drawn, spoken or encoded.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from audio import takefile
from previz import backends, pipeline
from previz.direction import retakes
from previz.drawings import guiding, laying
from previz.drawings.binding import drawings
from previz.film import Report
from previz.project import Project
from previz.records import read_record
from previz.script.story import Story
from previz.sound import takes as recordings
from previz.sound.spoken import Spoken, reworded, take_recipes
from previz.workshop.build import building
from previz.workshop.store import Store
from storyboard.glossary import number


@dataclass(frozen=True, slots=True)
class StaleShot:
    """A shot of which something must be made again."""

    label: str
    scene: str
    """Scene id."""
    panels: int
    """Panels to be drawn."""
    takes: int
    """Takes to be spoken."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Stale:
    """What would be made again. Seconds are the film's: measured where takes are there, estimated where not."""

    shots: tuple[StaleShot, ...]
    panels: int
    """Pictures to be drawn: two equal panels are one picture."""
    takes: int
    seconds: float
    all_shots: int
    all_panels: int
    all_takes: int
    all_seconds: float
    film_seconds: float | None
    """What the film lasts that was made last, None when there is none."""


def stale(project: Project, story: Story, *, report: Report) -> Stale:
    """What the film's folder lacks of a story's film."""
    store = Store(project.folder / "store")
    settings = project.settings
    with building(store, report) as build:
        breakdowns = retakes.directed(project, story, build)
    voice, renderer = (backends.chosen(project, role) for role in ("voice", "renderer"))
    words = dict(retakes.ruling(project, story).words)
    heard = recordings.heard(recordings.takes(project, story))
    heard = {beat: take for beat, take in heard.items() if beat not in words}
    lines, recipes = take_recipes(reworded(story, words), voice, project, heard)
    takes = {line.id: store.find(recipe) for line, recipe in zip(lines, recipes, strict=True)}
    setups = [setup for breakdown in breakdowns for setup in breakdown.setups]
    named = retakes.named(project, story, breakdowns)
    held = drawings(project, story, named)
    hand = laying.hand(held, setups, project)
    around = guiding.given(retakes.around(project, story, breakdowns), held, hand, renderer, project, store)
    jobs = partial(pipeline.panel_jobs, renderer=renderer, settings=settings, moves=False, around=around)
    panels = laying.recipes(setups, jobs, hand, settings, store)
    wanted = {recipe.key for recipe in panels if store.find(recipe) is None}
    estimated = {beat.id: beat.seconds for scene in story.scenes for beat in scene.beats}
    lengths = {line: takefile.load(take).seconds if take else estimated[line] for line, take in takes.items()}
    cut = pipeline.lay_cut(story, breakdowns, Spoken(lines, (), lengths, frozenset()), settings)
    seconds = {shot.shot: float(shot.span.frames / cut.rate) for shot in cut.shots}
    record = read_record(project)
    drawn: dict[str, int] = defaultdict(int)
    for setup, recipe in zip(setups, panels, strict=True):
        drawn[setup.shot] += recipe.key in wanted
    shots = []
    for scene, breakdown in zip(story.scenes, breakdowns, strict=True):
        for shot in breakdown.shots:
            spoken = sum(beat in takes and takes[beat] is None for beat in shot.beats)
            if drawn[shot.id] or spoken:
                label = number(scene.number, shot.order, settings.cut.numbering)
                shots.append(StaleShot(label, scene.id, drawn[shot.id], spoken, round(seconds[shot.id], 2)))
    return Stale(
        shots=tuple(shots),
        panels=len(wanted),
        takes=len({recipe.key for recipe, line in zip(recipes, lines, strict=True) if takes[line.id] is None}),
        seconds=round(sum(shot.seconds for shot in shots), 1),
        all_shots=sum(len(breakdown.shots) for breakdown in breakdowns),
        all_panels=len({recipe.key for recipe in panels}),
        all_takes=len({recipe.key for recipe in recipes}),
        all_seconds=round(float(cut.frames / cut.rate), 1),
        film_seconds=record.made.seconds if record else None,
    )
