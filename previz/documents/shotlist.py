"""The shot list: every shot with its number and all that a list of shots is asked for, on estimated times.

What the shot itself says is joined by what its setups show: where the camera stands, who is where in the picture.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Literal

from audio.effects import effects
from previz.cutting.cut import ShotAt, original
from previz.cutting.playing import Playing, playing
from previz.direction import retakes
from previz.direction.alternatives import find
from previz.direction.retakes import Named
from previz.i18n import speaking
from previz.project import Project
from previz.script.story import Story, understand
from previz.show import hours
from previz.sound.spoken import reworded
from previz.workshop.build import Event, building
from previz.workshop.store import Store
from screenplay.lines import Places
from screenplay.story import Beat, Channel
from storyboard.glossary import Glossary
from storyboard.notes import asked
from storyboard.reading.lexicon import called as words_for
from storyboard.reading.walkons import called, extra
from storyboard.seen import look_at, visible_in
from storyboard.stage.geometry import Camera, Setup
from storyboard.wording import glossary_of

SCHEMA = "ShotList.2"
Side = Literal["left", "centre", "right"]
THIRD = 1 / 3
"""Half the width of the picture's middle third, in units of u."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One beat that a shot plays, and the exact place of its text in the screenplay."""

    beat: str
    line: int
    """From 1."""
    offset: int
    """Code points from the beginning of the text."""
    length: int
    kind: Literal["action", "speech", "card"]
    text: str
    speaker: str = ""
    """The name of who says it."""
    channel: Channel = "on"
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """Someone, or something that the shot is about, in the picture as the shot begins."""

    name: str
    place: Side
    u: float
    """-1 at the left border of the delivered picture, 1 at the right one."""
    v: float
    """-1 at the bottom, 1 at the top."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The full names of a shot's choices, in the words of the film's glossary."""

    size: str
    kind: str
    angle: str
    move: str
    transition: str


@dataclass(frozen=True, slots=True)
class ShotRow:
    """One line of the shot list."""

    id: str
    """Stable while its beats stay; numbers are not."""
    scene_id: str
    label: str
    scene: str
    """The number of the scene, as rendered in the script."""
    shot: int
    """From 1 in its scene."""
    heading: str
    side: Literal["INT", "EXT", "INT/EXT", ""]
    place: str
    hour: str
    """As printed; the one that is carried over when the heading names none."""
    framing: str
    """Size, kind, angle and move in the words of the glossary, as on a slate."""
    size: str
    kind: str
    angle: str
    move: str
    words: Wording
    lens: float
    """Millimetres."""
    height: float | None
    """Metres of the lens above the floor; None for a title card."""
    camera: Camera | None
    camera_end: Camera | None
    """Where a camera move ends; None when there is none."""
    seconds: float
    start: float
    """Seconds before it from the first picture on, the title card counted; by estimates, ``as_played`` or not."""
    subjects: tuple[str, ...]
    screen: tuple[OnScreen, ...]
    """Everyone of the cast in the picture, from left to right, and the things that the shot is about."""
    text: str
    covers: tuple[Covered, ...]
    dialogue: bool
    sounds: tuple[str, ...]
    """The words of the text that make an effect heard."""
    reason: str
    origin: str
    transition: str
    transition_seconds: float
    ending: str
    """How the shot ends when it fades to black, else ``cut``."""
    notes: tuple[str, ...]
    """What the writer noted in the text that it covers, requests for shots left out."""
    estimated: bool = True
    """Whether its times are estimates, not those of the finished film."""


def shots(project: Project, *, scene: str | None = None, report: Callable[[Event], None]) -> tuple[ShotRow, ...]:
    """The shot list, of one scene when its number is given; no voice is needed for it."""
    story = understand(project)
    only = find(story, scene) if scene else None
    with building(Store(project.folder / "store"), report) as build:
        breakdowns = retakes.directed(project, story, build)
    named = retakes.named(project, story, breakdowns)
    wanted = [one for one in named if only is None or one.scene is only]
    if not wanted:
        return ()
    ruling = retakes.ruling(project, story)
    said = reworded(story, dict(ruling.words))
    return as_played(rows(project, said, named, only=wanted), playing(project, story, breakdowns, ruling))


def as_played(rows: Sequence[ShotRow], film: Playing) -> tuple[ShotRow, ...]:
    """The rows of shots as the film plays them: in its order, as often, as long, with what is left of their text; none
    for a shot that an edit has removed. The second time that a shot plays, its id has ``~1`` after it."""
    known = {row.id: row for row in rows}
    shown = {at.beat for at in film.cut.beats}
    return tuple(
        _as_played(known[original(at.shot)], at, film, shown) for at in film.cut.shots if original(at.shot) in known
    )


def _as_played(row: ShotRow, at: ShotAt, film: Playing, shown: Set[str]) -> ShotRow:
    again = at.shot.removeprefix(row.id)
    covers = tuple(one for one in row.covers if one.beat + again in shown and one.beat not in film.left_out)
    return replace(
        row,
        id=at.shot,
        seconds=round(float(at.span.frames / film.cut.rate), 2),
        start=round(float((at.span.start - film.cut.start) / film.cut.rate), 2),
        covers=covers,
        text=" ".join(one.text for one in covers),
        dialogue=any(one.kind == "speech" for one in covers),
        estimated=film.estimated,
    )


def rows(
    project: Project, story: Story, shots: Sequence[Named], *, only: Sequence[Named] | None = None
) -> tuple[ShotRow, ...]:
    """Shots as lines of the list, in the words of the film's glossary. ``shots`` are all of the film's, in story order;
    ``only`` some of them get a line."""
    words = glossary_of(story.locale, project.settings.cut.glossary)
    width, height = project.settings.film.pixels
    names = {one.id: one.name for one in story.cast}
    places = Places(story.script.text)
    wanted = {one.shot.id for one in (shots if only is None else only)}
    beats = {beat.id: (beat, _covered(beat, names, places)) for scene in story.scenes for beat in scene.beats}
    starts = accumulate((one.shot.seconds for one in shots), initial=0.0)
    setups = setups_by_shot(shots)
    return tuple(
        _row(story, one, [beats[beat] for beat in one.shot.beats], setups.get(one.shot.id, ()), start,
             words, names, noted, width / height)
        for one, start, noted in zip(shots, starts, _notes(story, shots, beats), strict=False)
        if one.shot.id in wanted
    )  # fmt: skip


def setups_by_shot(shots: Sequence[Named]) -> dict[str, list[Setup]]:
    """The setups of each shot, in the order of their panels."""
    found: dict[str, list[Setup]] = {}
    for breakdown in {id(one.breakdown): one.breakdown for one in shots}.values():
        for setup in breakdown.setups:
            found.setdefault(setup.shot, []).append(setup)
    return {shot: sorted(setups, key=lambda setup: setup.panel) for shot, setups in found.items()}


def _row(
    story: Story, one: Named, played: Sequence[tuple[Beat, Covered]], setups: Sequence[Setup], start: float,
    words: Glossary, names: Mapping[str, str], notes: tuple[str, ...], aspect: float,
) -> ShotRow:  # fmt: skip
    shot, heading = one.shot, one.scene.heading
    sides = [side for side, there in (("INT", heading.interior), ("EXT", heading.exterior)) if there]
    seen = [setup for setup in setups if not setup.card]
    camera = seen[0].camera if seen else None
    moved = next((setup.camera_end for setup in reversed(seen) if setup.camera_end is not None), None)
    known = _names(story, names, setups)
    return ShotRow(
        id=shot.id,
        scene_id=one.scene.id,
        label=one.label,
        scene=one.scene.number,
        shot=shot.order,
        heading=heading.text,
        side="/".join(sides),  # type: ignore[arg-type]
        place=heading.place,
        hour=heading.hour_text or hour_words(story.locale)[heading.hour],
        framing=words.label(shot),
        size=shot.size,
        kind=shot.kind,
        angle=shot.angle,
        move=shot.move,
        words=Wording(
            words.word("size", shot.size),
            words.word("kind", shot.kind),
            words.word("angle", shot.angle),
            words.word("move", shot.move),
            words.word("transition", shot.transition.kind),
        ),
        lens=shot.lens,
        height=None if camera is None else round(camera.at[2], 2),
        camera=camera,
        camera_end=moved,
        seconds=round(shot.seconds, 2),
        start=round(start, 2),
        subjects=tuple(known.get(name, name) for name in shot.subjects),
        screen=tuple(_screen(one, seen, known, aspect)),
        text=" ".join(beat.text for beat, _ in played),
        covers=tuple(covered for _, covered in played),
        dialogue=any(beat.kind == "speech" for beat, _ in played),
        sounds=tuple(dict.fromkeys(_sounds([beat for beat, _ in played], story))),
        reason=shot.reason,
        origin=shot.origin,
        transition=shot.transition.kind,
        transition_seconds=shot.transition.seconds,
        ending=shot.ending.kind,
        notes=notes,
    )


@cache
def hour_words(language: str) -> Mapping[str, str]:
    """The hours of the day in a language's own words."""
    return {hour: word.upper() for hour, word in hours(speaking(language)).items()}


def _covered(beat: Beat, names: Mapping[str, str], places: Places) -> Covered:
    return Covered(
        beat=beat.id,
        line=places.at(beat.offset)[0],
        offset=beat.offset,
        length=beat.length,
        kind=beat.kind,
        text=beat.text,
        speaker=names.get(beat.speaker or "", "") if beat.kind == "speech" else "",
        channel=beat.channel,
        delivery=beat.delivery,
    )


def _names(story: Story, names: Mapping[str, str], setups: Sequence[Setup]) -> dict[str, str]:
    """What people and pieces of the set are called: as the text calls them, else by their kind."""
    kinds = words_for(story.locale)
    pieces = {piece.id: piece.label or kinds.get(piece.kind, piece.kind) for s in setups for piece in s.plan.pieces}
    everyone = {figure.character for s in setups for figure in s.figures}
    told = [beat.text for scene in story.scenes for beat in scene.beats if beat.kind == "action"]
    extras = {one: called(one, told) for one in sorted(everyone) if extra(one)}
    return {**kinds, **pieces, **extras, **names}


def _screen(one: Named, setups: Sequence[Setup], names: Mapping[str, str], aspect: float) -> Iterator[OnScreen]:
    if not setups:
        return
    places = visible_in(look_at(one.shot, setups[0]), aspect)
    for who, (u, v) in sorted(places.items(), key=lambda entry: (entry[1], entry[0])):
        place: Side = "left" if u < -THIRD else "right" if u > THIRD else "centre"
        yield OnScreen(names.get(who, who), place, round(u, 3), round(v, 3))


def _sounds(beats: Sequence[Beat], story: Story) -> Iterator[str]:
    for beat in beats:
        for cue in effects(beat, locale=story.locale):
            yield " ".join(beat.text[cue.start : cue.end].split()).strip(" ,.;:!…").lower()


def _notes(
    story: Story, shots: Sequence[Named], beats: Mapping[str, tuple[Beat, Covered]]
) -> tuple[tuple[str, ...], ...]:
    """The writer's notes by shot: each is of the shot that plays what stands before it, or that opens its scene."""
    found: list[list[str]] = [[] for _ in shots]
    requests = {note.id for note, _ in asked(story.script.notes)}
    places = []
    for one in shots:
        opens = one.shot.order == 1 or not one.shot.beats
        places.append(one.scene.elements[0].offset if opens else beats[one.shot.beats[0]][0].offset)
    for note in story.script.notes:
        at = bisect_right(places, note.offset) - 1
        if note.kind == "note" and note.id not in requests and at >= 0 and note.text.strip():
            found[at].append(" ".join(note.text.split()))
    return tuple(tuple(one) for one in found)
