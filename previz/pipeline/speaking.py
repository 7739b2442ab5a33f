"""From the lines to takes: the voices cast, each line spoken or taken from its recording, beside the directing."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audio import takefile
from audio.alignment import POOR
from audio.lines import Line, Take, Voice
from previz import backends
from previz.pipeline.directing import direct
from previz.project import Project
from previz.script.story import Story
from previz.sound import spoken
from previz.sound.spoken import Spoken
from previz.sound.takes import Recording
from previz.workshop.build import Build
from storyboard.breakdown import Breakdown
from storyboard.decisions import Decision
from storyboard.directing import Director
from storyboard.panels import Renderer


@dataclass(frozen=True, slots=True)
class BackEnds:
    """Who does the work."""

    director: Director
    renderer: Renderer
    voice: Voice


def back_ends(project: Project) -> BackEnds:
    """Who does the work, by the settings."""
    return BackEnds(*(backends.chosen(project, role) for role in backends.ROLES))


def speak(story: Story, voice: Voice, project: Project, build: Build, recorded: Mapping[str, Recording]) -> Spoken:
    """Cast the voices and make a take of each line, from its recording where there is one. A product for each take."""
    return say(spoken.read_story(story, voice, project), voice, build, recorded)


def say(lines: Sequence[Line], voice: Voice, build: Build, recorded: Mapping[str, Recording]) -> Spoken:
    """A take of each line, from its recording where there is one."""
    recipes = [spoken.recipe(line, voice, recorded.get(line.id)) for line in lines]
    found = [build.store.find(recipe) for recipe in recipes]
    wanted = {recipe.key: (line, recipe) for line, recipe, path in zip(lines, recipes, found, strict=True) if not path}
    build.kept["voices"] += len(lines) - len(wanted)
    takes = spoken.takes([line for line, _ in wanted.values()], voice, recorded)
    for done, ((_line, recipe), take) in enumerate(
        zip(wanted.values(), takes, strict=True), len(lines) - len(wanted) + 1
    ):
        if build.stopping:
            break
        build.store.keep(recipe, _saved(take))
        build.note("voices", fresh=True, done=done, total=len(lines))
    paths = tuple(build.store.path(recipe) for recipe in recipes)
    if build.stopping:
        return Spoken(tuple(lines), paths, {}, frozenset())
    lengths: dict[str, float] = {}
    guessed: list[str] = []
    for line, path in zip(lines, paths, strict=True):  # one at a time: a film's takes together are large
        take = takefile.load(path)
        lengths[line.id] = take.seconds
        if line.id in recorded and take.confidence < POOR:
            guessed.append(line.id)
    return Spoken(tuple(lines), paths, lengths, frozenset(guessed))


def _saved(take: Take) -> Any:
    def write(draft: Path) -> None:
        draft.write_bytes(takefile.save(replace(take, line="")))

    return write


def direct_and_speak(
    story: Story,
    back_ends: BackEnds,
    project: Project,
    build: Build,
    decisions: Sequence[Decision] = (),
    *,
    directors: Mapping[str, Director] | None = None,
    recorded: Mapping[str, Recording] | None = None,
    words: Mapping[str, str] | None = None,
) -> tuple[list[Breakdown], Spoken]:
    """Both at once: neither waits for the other, and the voice's worker is a program of its own.

    ``words`` by beat are said instead of the script's; what was recorded of those says the old ones, and is not heard.
    """
    said = spoken.reworded(story, words or {})
    heard = {beat: take for beat, take in (recorded or {}).items() if beat not in (words or {})}
    with ThreadPoolExecutor(1) as booth:
        speaking = booth.submit(speak, said, back_ends.voice, project, build, heard)
        try:
            breakdowns = direct(story, back_ends.director, build, decisions, directors=directors)
        except BaseException:
            build.stopping = True
            raise
        return breakdowns, speaking.result()
