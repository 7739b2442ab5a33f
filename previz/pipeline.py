"""From the story to the film, step by step: read from top to bottom, this is what previz does.

Each step takes and returns frozen dataclasses, or paths of products in the store. Nothing here knows how the work is
spread (``build``), how a product's bytes are written (``making``), or who asks (``film``).
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np

from audio import takefile
from audio.alignment import POOR
from audio.blocks import GRAIN, Stretch, sections, shifted
from audio.layered import Layers
from audio.levels import Level, find_level
from audio.lines import RATE, Line, Take, Voice
from audio.presets import PRESETS
from audio.saying import heard
from audio.silences import pause
from audio.timeline import Timeline
from previz import backends, frames, reels, spoken
from previz.build import Build, Job, Pending
from previz.cut import Cut, Trim, lay
from previz.drawings import laying
from previz.exports import animatic
from previz.exports.captions import Caption, captions
from previz.exports.joining import Labels, assemble
from previz.exports.mattes import Matte
from previz.exports.shown import SegmentSpec
from previz.frames import Arriving
from previz.loudness import Loudness
from previz.project import Project, Settings
from previz.scoring import heard_place, layered_by_hand
from previz.spoken import Spoken
from previz.store import Recipe, Store, fingerprint, library
from previz.story import Story
from previz.takes import Recording
from screenplay.elements import Locale
from screenplay.locales import learned
from screenplay.story import Character, Heading, Scene
from storyboard.breakdown import Breakdown
from storyboard.decisions import Decision
from storyboard.directing import Director, Stage
from storyboard.frames import Painter
from storyboard.looks import looks
from storyboard.panels import Renderer
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Light, Look, SetPlan, Setup
from storyboard.stage.light import light_of
from storyboard.stage.sets import plan

Drawing = Pending | Arriving | laying.Laying
"""Panels under way."""

DRAWN_WITH = ("numpy", "opencv-python-headless")
DIRECTED_WITH = ("numpy", "simplemma")
CUT_WITH = ("numpy", "opencv-python-headless", "av", "moviepy")


@dataclass(frozen=True, slots=True)
class BackEnds:
    """Who does the work."""

    director: Director
    renderer: Renderer
    voice: Voice


@dataclass(frozen=True, slots=True)
class Section:
    """The sound of one scene, from its lead to the next one's: a reel of its own."""

    stretch: Stretch
    made_from: dict[str, Any]
    slack: int
    """Samples by which it is longer when its scene has moved; 0 when it never is."""
    opens: bool
    """Whether the film begins with it."""


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
    return broken_down(scenes, asked(story, director, decisions, directors=directors, scenes=scenes), build)


Asked = tuple[Any, ...]
"""What a scene is broken down from: what ``making.breakdown`` is given."""


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


def broken_down(scenes: Sequence[Scene], wanted: Sequence[Asked], build: Build) -> list[Breakdown]:
    """Break scenes down, each from what is asked for it."""
    jobs, alone = [], False
    for arguments in wanted:
        who = arguments[-2]
        alone = alone or getattr(who, "ALONE", False)
        recipe = Recipe("shots", ".json", backends.ingredients(arguments, who, "storyboard", DIRECTED_WITH))
        jobs.append(Job(recipe, "breakdown", arguments))
    paths = build.start("shots", jobs, here=alone).paths()
    return [
        _named(msgspec.json.decode(path.read_bytes(), type=Breakdown), scene.id)
        for path, scene in zip(paths, scenes, strict=True)
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
    light = light_of(scene.heading, _action(story, scene), said)
    return (
        anchored(scene),
        _planned(scene.heading, tuple(written[scene.heading.location]), story.locale),
        replace(light, mood=story.moods.get(scene.id, light.mood)),
        tuple(replace(one, introduction_line=0) for one in story.cast if one.id in inside),
        {one: look for one, look in appearances.items() if one in inside},
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


def lay_cut(
    story: Story, breakdowns: Sequence[Breakdown], spoken: Spoken | None, settings: Settings,
    trims: Mapping[str, Trim] | None = None,
) -> Cut:  # fmt: skip
    """Lay shots and takes on time, in whole frames; without takes, on estimates. ``trims`` by shot are an edit's."""
    beats = [beat for scene in story.scenes for beat in scene.beats]
    return lay(
        story.scenes,
        [shot for breakdown in breakdowns for shot in breakdown.shots],
        [setup for breakdown in breakdowns for setup in breakdown.setups],
        None if spoken is None else spoken.lengths,
        rate=settings.film.frames_per_second,
        title_seconds=settings.film.title if any(story.title) else 0.0,
        pauses={beat.id: pause(beat.delivery, locale=story.locale) for beat in beats if beat.kind == "speech"},
        interrupted=[] if spoken is None else [line.id for line in spoken.lines if line.cut_short],
        trims=trims,
        numbering=settings.cut.numbering,
    )


def draw(
    setups: Sequence[Setup], renderer: Renderer, settings: Settings, build: Build, *, moves: bool,
    hand: laying.Hand | None = None, around: frames.Around | None = None,
) -> Drawing:  # fmt: skip
    """Begin to draw each panel, with what the artist drew of it (``hand``). ``around``: see ``panel_jobs``."""
    jobs = partial(panel_jobs, renderer=renderer, settings=settings, moves=moves, around=around)
    begin: Callable[[Sequence[Job]], Pending | Arriving] = partial(build.start, "panels")
    if frames.paints(renderer):
        begin = partial(frames.start, build=build)
    if not hand:
        return begin(jobs(setups))
    laying.refuse_guides(hand, renderer, settings.renderer.use)
    return laying.begin(setups, jobs, begin, hand, settings, build, moves=moves)


def panel_jobs(
    setups: Sequence[Setup], renderer: Renderer, settings: Settings, *, moves: bool,
    around: frames.Around | None = None,
) -> list[Job]:  # fmt: skip
    """What there is to draw. What the panel is called is no ingredient of its picture.

    ``moves`` asks for the camera's moves as arrows: a board needs them, a film makes the moves themselves; the frames
    of a model have none. ``around``: what such frames depend on besides their setups.
    """
    size = settings.film.pixels
    if frames.paints(renderer):
        return frames.jobs(setups, cast(Painter, renderer), size, around or frames.Around())
    jobs = []
    for setup in setups:
        plain = replace(setup, shot="", panel=0, beats=())
        if not moves:
            plain = replace(plain, move="static", camera_end=None)
        recipe = Recipe("panel", ".png", backends.ingredients((plain, size), renderer, "storyboard", DRAWN_WITH))
        jobs.append(Job(recipe, "panel", (plain, renderer, size)))
    return jobs


def by_panel(setups: Sequence[Setup], drawing: Drawing) -> dict[tuple[str, int], Path]:
    """The drawn panels by shot and panel number, when all are there."""
    return {(setup.shot, setup.panel): path for setup, path in zip(setups, drawing.paths(), strict=True)}


def rounds(setups: Sequence[Setup], drawing: Drawing) -> Iterator[tuple[dict[tuple[str, int], Path], int]]:
    """The panels by shot and panel number, and how many frames are awaited: first with sketches that stand in, where a
    model has frames to make, then whole."""
    if not isinstance(drawing, Pending) and drawing.awaited:
        yield {(one.shot, one.panel): path for one, path in zip(setups, drawing.shown(), strict=True)}, drawing.awaited
    yield by_panel(setups, drawing), 0


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


def weigh(tape: Sequence[Section], build: Build) -> Pending:
    """Begin to weigh the sound of each scene: how loud the film must be made is known when all are."""
    jobs = [Job(reels.weight(one.made_from), "weights", (build.store, one.stretch)) for one in tape]
    return build.start("sound", jobs)


def level(weights: Sequence[Path], settings: Settings) -> Level:
    """How loud the film is made, by what its scenes weigh."""
    return find_level([np.load(path, allow_pickle=False) for path in weights], settings.sound.preset)


def record(tape: Sequence[Section], level: Level, build: Build) -> Pending:
    """Begin the sound of the film: a reel for each scene, whose blocks are AAC already."""
    jobs = []
    for one in tape:
        recipe = reels.reel(one.made_from, level, opens=one.opens)
        found = build.store.path(recipe)
        if found.is_file() and not reels.whole(found):
            found.unlink()
        jobs.append(Job(recipe, "reel", (build.store, one.stretch, level, one.opens)))
    return build.start("sound", jobs)


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


def picture(
    story: Story, cut: Cut, spoken: Spoken, setups: Sequence[Setup], panels: Mapping[tuple[str, int], Path],
    project: Project, build: Build, footage: Mapping[str, Path] | None = None,
) -> list[Path]:  # fmt: skip
    """Make each segment of the film: a shot, a transition, the title card. ``footage`` by shot replaces drawings."""
    settings = project.settings
    names = {shown: build.store.name(path) for shown, path in panels.items()}
    files = {names[shown]: path for shown, path in panels.items()}
    files |= {build.store.name(path): path for path in (footage or {}).values()}
    title = ""
    if cut.title.frames:
        path = card(story, settings, build)
        title = build.store.name(path)
        files[title] = path
    burnt = captioned(cut, spoken) if settings.cut.captions else ()
    filmed = {shot: build.store.name(path) for shot, path in (footage or {}).items()}
    specs = planned(story, cut, setups, names, title, project, burnt, footage=filmed)
    return build.start("picture", segment_jobs(specs, files)).paths()


def captioned(cut: Cut, said: Spoken) -> tuple[Caption, ...]:
    """The captions of a cut, by the words of its takes."""
    texts = {line.id: heard(line.text, language=line.voice.language) for line in said.lines}
    words = {line.id: takefile.load(path).words for line, path in zip(said.lines, said.takes, strict=True)}
    return captions(cut, texts, words)


def card(story: Story, settings: Settings, build: Build) -> Path:
    """The title card."""
    size = settings.film.pixels
    made_from = {"title": story.title, "size": size, "code": fingerprint("previz"), "libraries": library(*DRAWN_WITH)}
    return build.start("picture", [Job(Recipe("card", ".png", made_from), "card", (story.title, size))]).paths()[0]


def planned(
    story: Story, cut: Cut, setups: Sequence[Setup], names: Mapping[tuple[str, int], str], title: str,
    project: Project, captions: Sequence[Caption], *, footage: Mapping[str, str] | None = None,
) -> tuple[SegmentSpec, ...]:  # fmt: skip
    """The segments of a cut, as the settings want them; ``names`` are the panels', ``title`` the title card's,
    ``footage`` by shot what replaces its drawings."""
    settings = project.settings
    return animatic.plan(
        cut, setups, names, title=title, size=settings.film.pixels, quality=settings.cut.quality, captions=captions,
        numbers=settings.cut.numbers, timecode=settings.cut.timecode,
        slate=" – ".join(filter(None, ["previz", project.script.stem, story.title[2]])), matte=matte(settings),
        footage=footage,
    )  # fmt: skip


def matte(settings: Settings) -> Matte | None:
    """What is laid around the picture, if anything is."""
    found = Matte(settings.cut.ratio, settings.cut.safe)
    return found if found != Matte() else None


def segment_jobs(specs: Sequence[SegmentSpec], files: Mapping[str, Path]) -> list[Job]:
    """What there is to encode; ``files`` are the panels' by their names."""
    code, libraries = fingerprint("previz"), library(*CUT_WITH)
    return [
        Job(
            Recipe("segment", ".h264", {"spec": msgspec.to_builtins(spec), "code": code, "libraries": libraries}),
            "segment",
            (spec, {name: files[name] for name in spec.panels}),
        )
        for spec in specs
    ]


def join(
    story: Story, cut: Cut, spoken: Spoken, segments: Sequence[Path], sound: Sequence[Path], output: Path,
    project: Project,
) -> None:  # fmt: skip
    """Join picture and sound into the film's file."""
    blocks = [block for path in sound for block in reels.verified(path)]
    subtitles = captioned(cut, spoken) if project.settings.cut.subtitles else ()
    assemble(segments, blocks, output, labels(story, cut, project, subtitles))


def labels(story: Story, cut: Cut, project: Project, subtitles: Sequence[Caption]) -> Labels:
    """What the film's file says of itself."""
    title, author, date = story.title
    metadata = {"title": title or project.script.stem, "artist": author, "date": date, "encoder": "previz"}
    return Labels(
        (cut.rate.numerator, cut.rate.denominator),
        project.settings.film.pixels,
        animatic.chapters(cut),
        {key: value for key, value in metadata.items() if value},
        subtitles,
        story.locale,
    )


def _seed(identity: str) -> int:
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:4])
