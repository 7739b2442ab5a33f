"""From the story to the film, step by step: read from top to bottom, this is what previz does.

Each step takes and returns frozen dataclasses, or paths of products in the store. Nothing here knows how the work is
spread (``build``), how a product's bytes are written (``making``), or who asks (``film``).
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec

from audio import takefile
from audio.casting import cast_voices
from audio.delivery import lines as read_lines
from audio.delivery import pause
from audio.effects import LONGEST, effects
from audio.lines import RATE, Line, Take, Voice
from audio.places import Place, place_of
from audio.presets import PRESETS
from audio.timeline import Effect, Heard, Placed, Recorded, Region, Timeline
from previz import backends
from previz.build import Build, Job, Pending
from previz.cut import Cut, lay
from previz.exports import animatic
from previz.exports.captions import captions
from previz.exports.joining import assemble
from previz.loudness import Loudness
from previz.project import Project, Settings
from previz.store import Recipe, Store, fingerprint, library
from previz.story import Story
from screenplay.elements import Locale
from screenplay.locales import learned
from screenplay.story import Scene
from storyboard.breakdown import Breakdown
from storyboard.decisions import Decision
from storyboard.directing import Director, Stage
from storyboard.looks import looks
from storyboard.panels import Renderer
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Look, Setup
from storyboard.stage.light import light_of
from storyboard.stage.sets import plan

DRAWN_WITH = ("numpy", "opencv-python-headless")
DIRECTED_WITH = ("numpy", "simplemma")
SPOKEN_WITH = ("numpy", "scipy", "espeakng-loader", "num2words")
CUT_WITH = ("numpy", "opencv-python-headless", "av", "moviepy")


@dataclass(frozen=True, slots=True)
class BackEnds:
    """Who does the work."""

    director: Director
    renderer: Renderer
    voice: Voice


@dataclass(frozen=True, slots=True)
class Spoken:
    """The lines of the script and their takes, in story order."""

    lines: tuple[Line, ...]
    takes: tuple[Path, ...]
    lengths: dict[str, float]
    """Seconds by line id."""


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
    written, appearances = _legible(story)
    jobs, alone = [], False
    scenes = story.scenes if scenes is None else scenes
    for scene in scenes:
        who = (directors or {}).get(scene.id, director)
        alone = alone or getattr(who, "ALONE", False)
        inside = {one.character for one in scene.cast}
        arguments = (
            anchored(scene),
            plan(scene.heading, texts=written[scene.heading.location], locale=story.locale),
            light_of(scene.heading, _action(story, scene)),
            tuple(replace(one, introduction_line=0) for one in story.cast if one.id in inside),
            {one: look for one, look in appearances.items() if one in inside},
            story.locale,
            who,
            _about(scene, decisions),
        )
        recipe = Recipe("shots", ".json", _made_from(arguments, who, "storyboard", DIRECTED_WITH))
        jobs.append(Job(recipe, "breakdown", arguments))
    paths = build.start("shots", jobs, here=alone).paths()
    return [
        _named(msgspec.json.decode(path.read_bytes(), type=Breakdown), scene.id)
        for path, scene in zip(paths, scenes, strict=True)
    ]


def _legible(story: Story) -> tuple[dict[str, list[str]], dict[str, Look]]:
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
    written, appearances = _legible(story)
    ground = plan(scene.heading, texts=written[scene.heading.location], locale=story.locale)
    light = light_of(scene.heading, _action(story, scene))
    inside = {one.character for one in scene.cast}
    people = tuple(replace(one, introduction_line=0) for one in story.cast if one.id in inside)
    seen = {one: look for one, look in appearances.items() if one in inside}
    alone = anchored(scene)
    return Stage(alone, ground, light, block(alone, ground, people, seen, locale=story.locale), people, story.locale)


def _about(scene: Scene, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    inside = {beat.id for beat in scene.beats}
    return tuple(decision for decision in decisions if decision.beat in inside)


def anchored(scene: Scene) -> Scene:
    """The scene without where it stands: id, number, order, lines and offsets."""
    beats = tuple(replace(beat, line=0, offset=0, length=0) for beat in scene.beats)
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


def speak(story: Story, voice: Voice, project: Project, build: Build) -> Spoken:
    """Cast the voices and record a take of each line. One product for each take."""
    voices = cast_voices(story.scenes, story.cast, locale=story.locale, declared=project.declared)
    lines = read_lines(story.scenes, voices, locale=story.locale)
    recipes = [
        Recipe("take", ".wav", _made_from(replace(line, id="", scene=""), voice, "audio", SPOKEN_WITH))
        for line in lines
    ]
    found = [build.store.find(recipe) for recipe in recipes]
    wanted = {recipe.key: (line, recipe) for line, recipe, path in zip(lines, recipes, found, strict=True) if not path}
    build.kept["voices"] += len(lines) - len(wanted)
    takes = voice.speak([line for line, _ in wanted.values()])
    for done, ((_line, recipe), take) in enumerate(
        zip(wanted.values(), takes, strict=True), len(lines) - len(wanted) + 1
    ):
        if build.stopping:
            break
        build.store.keep(recipe, _saved(take))
        build.note("voices", fresh=True, done=done, total=len(lines))
    paths = tuple(build.store.path(recipe) for recipe in recipes)
    lengths = (
        {}
        if build.stopping
        else {line.id: takefile.load(path).seconds for line, path in zip(lines, paths, strict=True)}
    )
    return Spoken(lines, paths, lengths)


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
) -> tuple[list[Breakdown], Spoken]:
    """Both at once: neither waits for the other, and the voice's worker is a program of its own."""
    with ThreadPoolExecutor(1) as booth:
        speaking = booth.submit(speak, story, back_ends.voice, project, build)
        try:
            breakdowns = direct(story, back_ends.director, build, decisions, directors=directors)
        except BaseException:
            build.stopping = True
            raise
        return breakdowns, speaking.result()


def lay_cut(story: Story, breakdowns: Sequence[Breakdown], spoken: Spoken | None, settings: Settings) -> Cut:
    """Lay shots and takes on time, in whole frames; without takes, on estimates."""
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
        numbering=settings.cut.numbering,
    )


def draw(setups: Sequence[Setup], renderer: Renderer, settings: Settings, build: Build, *, moves: bool) -> Pending:
    """Begin to draw each panel. What the panel is called is no ingredient of its picture.

    ``moves`` asks for the camera's moves as arrows: a board needs them, a film makes the moves themselves.
    """
    size = settings.film.pixels
    jobs = []
    for setup in setups:
        plain = replace(setup, shot="", panel=0, beats=())
        if not moves:
            plain = replace(plain, move="static", camera_end=None)
        recipe = Recipe("panel", ".png", _made_from((plain, size), renderer, "storyboard", DRAWN_WITH))
        jobs.append(Job(recipe, "panel", (plain, renderer, size)))
    return build.start("panels", jobs)


def by_panel(setups: Sequence[Setup], drawing: Pending) -> dict[tuple[str, int], Path]:
    """The drawn panels by shot and panel number, when all are there."""
    return {(setup.shot, setup.panel): path for setup, path in zip(setups, drawing.paths(), strict=True)}


def beds(story: Story, settings: Settings, build: Build) -> Pending:
    """Begin the ambience of each scene, if there is to be any: one product for each place as it sounds there and then.

    It asks for nothing but the story, and the mix waits for it: it comes first.
    """
    jobs = []
    for scene in story.scenes if settings.sound.ambience else ():
        arguments = (heard_place(scene, story.locale), _seed(scene.heading.location))
        made_from = {
            "place": msgspec.to_builtins(arguments[0]),
            "seed": arguments[1],
            "code": fingerprint("audio"),
            "libraries": library("numpy", "scipy"),
        }
        jobs.append(Job(Recipe("bed", ".wav", made_from), "bed", arguments))
    return build.start("ambience", jobs)


def heard_place(scene: Scene, locale: Locale) -> Place:
    """Where a scene sounds."""
    return place_of(scene.heading, [beat.text for beat in scene.beats if beat.kind == "action"], locale=locale)


def score(story: Story, cut: Cut, spoken: Spoken, ambiences: Sequence[Path], settings: Settings) -> Timeline:
    """Lay the sound on the cut: lines, the effects that the text names, and each scene's ambience, if there is any."""
    at = {line.line: line for line in cut.lines}
    frame = RATE / cut.rate
    beats_at = {beat.beat: beat.span for beat in cut.beats}
    spans = {scene.scene: scene.span for scene in cut.scenes}
    lines = {line.id: (line, take) for line, take in zip(spoken.lines, spoken.takes, strict=True)}
    dialogue, noises, ambience = [], [], []
    for scene, loop in zip_longest(story.scenes, ambiences):
        place, span = heard_place(scene, story.locale), spans.get(scene.id)
        if span and loop:
            ambience.append(Region(round(span.start * frame), round(span.end * frame), Recorded(loop)))
        for beat in scene.beats:
            if beat.id in lines:
                line, take = lines[beat.id]
                heard = Heard(take, line.channel, place)
                dialogue.append(Placed(at[beat.id].sample, at[beat.id].samples, heard))
            elif settings.sound.effects:
                for cue in effects(beat, locale=story.locale):
                    begin = beats_at[beat.id].start + beats_at[beat.id].frames * cue.start / max(len(beat.text), 1)
                    sound = Effect(cue.name, _seed(beat.text), place)
                    gain = 20 * math.log10(max(cue.weight, 0.01))
                    noises.append(Placed(round(begin * frame), LONGEST, sound, gain_db=gain))
    return Timeline(round(cut.frames * frame), tuple(dialogue), tuple(noises), tuple(ambience))


def mix(timeline: Timeline, settings: Settings, build: Build) -> Pending:
    """Begin the mix: one product for the whole film's sound, by the takes' contents and not by where they rest."""
    plain = msgspec.to_builtins(timeline, enc_hook=lambda path: build.store.name(path))
    made_from = {
        "timeline": plain,
        "preset": settings.sound.preset,
        "code": fingerprint("audio"),
        "libraries": library("numpy", "scipy"),
    }
    job = Job(Recipe("mix", ".wav", made_from), "mix", (timeline, settings.sound.preset))
    return build.start("sound", [job])


def loudness(store: Store, mixed: Path) -> Loudness:
    """What the ledger says of a finished mix."""
    entry = store.entry(mixed)
    return msgspec.json.decode(entry.note if entry else "", type=Loudness)


def peak(settings: Settings) -> float:
    """The true peak that the film's sound may not exceed, dBTP."""
    return PRESETS[settings.sound.preset].peak


def picture(
    story: Story, cut: Cut, spoken: Spoken, setups: Sequence[Setup], panels: Mapping[tuple[str, int], Path],
    project: Project, build: Build,
) -> list[Path]:  # fmt: skip
    """Make each segment of the film: a shot, a transition, the title card."""
    settings = project.settings
    names = {shown: build.store.name(path) for shown, path in panels.items()}
    files = {names[shown]: path for shown, path in panels.items()}
    title = ""
    if cut.title.frames:
        size = settings.film.pixels
        made_from = {
            "title": story.title,
            "size": size,
            "code": fingerprint("previz"),
            "libraries": library(*DRAWN_WITH),
        }
        card = Recipe("card", ".png", made_from)
        path = build.start("picture", [Job(card, "card", (story.title, size))]).paths()[0]
        title = build.store.name(path)
        files[title] = path
    texts = {line.id: line.text for line in spoken.lines}
    words = (
        {line.id: takefile.load(path).words for line, path in zip(spoken.lines, spoken.takes, strict=True)}
        if settings.cut.captions
        else {}
    )
    specs = animatic.plan(
        cut, setups, names, title=title, size=settings.film.pixels, quality=settings.cut.quality,
        captions=captions(cut, texts, words) if settings.cut.captions else (),
        numbers=settings.cut.numbers, timecode=settings.cut.timecode,
        slate=" – ".join(filter(None, ["previz", project.script.stem, story.title[2]])),
    )  # fmt: skip
    code, libraries = fingerprint("previz"), library(*CUT_WITH)
    jobs = [
        Job(
            Recipe("segment", ".h264", {"spec": msgspec.to_builtins(spec), "code": code, "libraries": libraries}),
            "segment",
            (spec, {name: files[name] for name in spec.panels}),
        )
        for spec in specs
    ]
    return build.start("picture", jobs).paths()


def encode(mixed: Path, build: Build) -> Pending:
    """Begin to encode the sound."""
    recipe = Recipe(
        "sound", ".m4a", {"mix": build.store.name(mixed), "code": fingerprint("previz"), "libraries": library("av")}
    )
    return build.start("sound", [Job(recipe, "sound", (mixed,))])


def join(story: Story, cut: Cut, segments: Sequence[Path], sound: Path, output: Path, project: Project) -> None:
    """Join picture and sound into the film's file."""
    title, author, date = story.title
    metadata = {"title": title or project.script.stem, "artist": author, "date": date, "encoder": "previz"}
    assemble(
        segments, sound, output,
        rate=(cut.rate.numerator, cut.rate.denominator),
        chapters=animatic.chapters(cut),
        metadata={key: value for key, value in metadata.items() if value},
    )  # fmt: skip


def _seed(identity: str) -> int:
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:4])


def _made_from(value: Any, back_end: Any, room: str, libraries: Sequence[str]) -> dict[str, Any]:
    """What a product of a back end is made of: its input, the back end with its fields, the code, the libraries."""
    return {
        "input": msgspec.to_builtins(value),
        "back_end": backends.maker(back_end),
        "code": fingerprint("screenplay", room),
        "libraries": library(*libraries),
    }
