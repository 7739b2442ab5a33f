"""What each shot covers of the printed pages: its track down the margin, and where on it the text is off screen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from previz.direction.retakes import Named
from previz.documents.shotlist import setups_by_shot
from previz.exports.lined.script import Row, rows
from previz.script.story import Story
from screenplay.elements import Element
from screenplay.register import Register
from screenplay.scenes import Beat, Scene
from storyboard.glossary import Glossary
from storyboard.seen import look_at
from storyboard.shots import Shot
from storyboard.stage.axis import extra
from storyboard.stage.geometry import Setup

Extent = tuple[float, float]
"""Rows of a page, from the top of the first to the foot of the last."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a track: straight while the text is on screen, wavy while it is heard or happens off screen."""

    top: float
    foot: float
    wavy: bool


@dataclass(frozen=True, slots=True)
class Track:
    """The line of one shot on one page."""

    label: str
    framing: str
    stretches: tuple[Stretch, ...]
    lane: int = 0
    decided: bool = False
    """Whether a person or the script decided this shot."""
    continued: bool = False
    """Whether it began on a page before."""
    goes_on: bool = False

    @property
    def top(self) -> float:
        return self.stretches[0].top

    @property
    def foot(self) -> float:
        return self.stretches[-1].foot


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page with its tracks."""

    number: int
    rows: tuple[Row, ...]
    tracks: tuple[Track, ...]
    numbers: Mapping[str, str]
    """Scene numbers by the id of the heading."""


def covered(story: Story, shots: Sequence[Named], words: Glossary) -> tuple[Page, ...]:
    """The pages of the script, with the tracks of ``shots``."""
    printed: dict[int, list[Row]] = defaultdict(list)
    by_element: dict[str, list[Row]] = defaultdict(list)
    for row in rows(story.script.elements):
        printed[row.page].append(row)
        if row.said != "more":
            by_element[row.element.id].append(row)
    places = {beat: found for scene in story.scenes for beat, found in _places(scene, by_element).items()}
    beats = {beat.id: beat for scene in story.scenes for beat in scene.beats}
    setups, register = setups_by_shot(shots), Register(story.cast, story.locale)
    tracks: dict[int, list[Track]] = defaultdict(list)
    for one in shots:
        seen = _shown(one, [beats[beat] for beat in one.shot.beats], setups.get(one.shot.id, ()), register)
        where = [(seen[beat], places.get(beat, ())) for beat in one.shot.beats]
        if not one.shot.beats and one.scene.element is not None:
            where = [(True, by_element[one.scene.element.id])]
        for page, track in _tracks(one, words, where):
            tracks[page].append(track)
    numbers = {scene.element.id: scene.number for scene in story.scenes if scene.element is not None}
    return tuple(
        Page(number, tuple(found), tuple(_laned(tracks[number])), numbers) for number, found in printed.items()
    )


def _places(scene: Scene, printed: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """The rows of each beat of a scene. A cue and its parentheticals go with the first beat that is said under them."""
    found: dict[str, list[Row]] = {}
    inside: dict[str, list[Beat]] = defaultdict(list)
    for beat in scene.beats:
        inside[beat.element].append(beat)
    waiting: list[Row] = []
    for element in scene.elements:
        lines = printed.get(element.id, ())
        said = inside.get(element.id, ())
        if element.kind == "character" or (element.kind == "parenthetical" and not said):
            waiting = [*([] if element.kind == "character" else waiting), *(row for row in lines if not row.said)]
            continue
        for beat, (start, end) in zip(said, spans(element, said), strict=True):
            found[beat.id] = [*waiting, *(row for row in lines if row.start < end and row.end > start)]
            waiting = []
        if element.kind in ("action", "scene_heading", "transition"):
            waiting = []
    return found


def spans(element: Element, beats: Sequence[Beat]) -> Iterator[tuple[int, int]]:
    """Where beats stand in their element's printed text: the same letters in the same order, spaces set aside."""
    if len(beats) == 1:
        yield 0, len(element.text)
        return
    letters = [at for at, letter in enumerate(element.text) if not letter.isspace()]
    begin = 0
    for beat in beats:
        end = min(begin + sum(not letter.isspace() for letter in beat.text), len(letters))
        yield (letters[begin], letters[end - 1] + 1) if begin < end else (len(element.text), len(element.text))
        begin = end


def _shown(one: Named, beats: Sequence[Beat], setups: Sequence[Setup], register: Register) -> dict[str, bool]:
    """Whether the picture shows what each beat says: its speaker's head, or someone whom its action is about.

    An insert shows what is done; so does any shot of action in which nobody is named.
    """
    if one.shot.kind == "card":
        return dict.fromkeys(one.shot.beats, True)
    heads = {setup.panel: _heads(one.shot, setup) for setup in setups}
    shown = {}
    for beat in beats:
        panel = next((setup.panel for setup in setups if beat.id in setup.beats), setups[0].panel if setups else -1)
        shown[beat.id] = _is_seen(beat, one.shot, heads.get(panel, frozenset()), register)
    return shown


def _heads(shot: Shot, setup: Setup) -> frozenset[str]:
    crowd = {"*"} if any(extra(figure.character) for figure in setup.figures) else set()
    return frozenset((*look_at(shot, setup).places, *look_at(shot, setup, end=True).places, *crowd))


def _is_seen(beat: Beat, shot: Shot, heads: frozenset[str], register: Register) -> bool:
    if beat.kind == "speech":
        if beat.channel != "on" or beat.speaker is None:
            return False
        speaker = register.people[beat.speaker]
        return bool(heads.intersection((speaker.id, *speaker.members))) or (speaker.group and "*" in heads)
    acting = [mention.character for mention in register.mentions(beat.text) if mention.shown]
    acting += [beat.speaker] if beat.speaker is not None else []
    return shot.kind == "insert" or not acting or bool(heads.intersection(acting))


def _tracks(one: Named, words: Glossary, where: Sequence[tuple[bool, Sequence[Row]]]) -> Iterator[tuple[int, Track]]:
    """The track of a shot on each page that it reaches."""
    pages: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for seen, lines in where:
        by_page: dict[int, list[int]] = defaultdict(list)
        for row in lines:
            by_page[row.page].append(row.at)
        for page, places in by_page.items():
            pages[page].append((min(places), max(places) + 1, not seen))
    last = max(pages, default=0)
    for index, (page, found) in enumerate(sorted(pages.items())):
        yield (
            page,
            Track(
                label=one.label,
                framing=words.label(one.shot),
                stretches=tuple(_stretches(found)),
                decided=one.shot.origin in ("person", "script"),
                continued=index > 0,
                goes_on=page < last,
            ),
        )


def _stretches(found: Sequence[tuple[int, int, bool]]) -> Iterator[Stretch]:
    """Beats end to end: where two share a row, it is halved between them; neighbours that look alike are one."""
    end = float(max(foot for _, foot, _ in found))
    top = float(min(first for first, _, _ in found))
    ends = [after[0] if after[0] >= one[1] else after[0] + 0.5 for one, after in pairwise(found)]
    current: Stretch | None = None
    for (_first, _foot, wavy), until in zip(found, [*ends, end], strict=True):
        until = min(max(until, top), end)
        if current is not None and current.wavy == wavy:
            current = replace(current, foot=until)
        elif until > top or current is None:
            if current is not None:
                yield current
            current = Stretch(top, until, wavy)
        top = until
    if current is not None:
        yield replace(current, foot=end)


def _laned(tracks: Sequence[Track]) -> Iterator[Track]:
    """Tracks in lanes, none over another: neighbours stand apart, so that one sees where a shot ends."""
    feet: list[float] = []
    turn = 0
    for track in sorted(tracks, key=lambda one: one.top):
        free = [lane for lane, foot in enumerate(feet) if foot < track.top]
        lane = next(iter([lane for lane in free if lane >= turn] or free), len(feet))
        if lane == len(feet):
            feet.append(0.0)
        feet[lane] = track.foot
        turn = (lane + 1) % len(feet)
        yield replace(track, lane=lane)
