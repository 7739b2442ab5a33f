"""What a reader counts in a script: who is where and says how much, who meets whom, what is said between whom."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from screenplay.addressing import addressed
from screenplay.register import Register
from screenplay.story import Beat, Character, Hour, Scene


@dataclass(frozen=True, slots=True)
class Part:
    """One character over the whole script. Scenes are named by their numbers."""

    character: Character
    lines: int
    words: int
    seconds: float
    """Of speech."""
    scenes: tuple[str, ...]
    """In which the character is seen or heard."""
    silent: tuple[str, ...]
    """In which the character is seen and says nothing."""
    heard: tuple[str, ...]
    """In which the character is heard and never seen."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two characters who are seen in the same scenes, or speak to each other from afar."""

    one: str
    other: str
    scenes: tuple[str, ...]
    lines: int
    """Said by either to the other."""
    seconds: float
    """Of the scenes that they share."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with what plays there."""

    id: str
    name: str
    scenes: tuple[str, ...]
    hours: dict[Hour, int]
    eighths: int
    seconds: float
    people: tuple[str, ...]
    """Ids of those seen there, the most often first."""


@dataclass(frozen=True, slots=True)
class Said:
    """A whole speech, and to whom."""

    scene: str
    line: int
    speaker: str
    hearer: str
    text: str


def parts(scenes: Sequence[Scene], cast: Sequence[Character]) -> tuple[Part, ...]:
    """Everyone, whoever speaks most first; among the silent, whoever is there most."""
    lines: Counter[str] = Counter()
    words: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    there: dict[str, list[tuple[str, bool, bool]]] = defaultdict(list)
    members = {one.id: one.members for one in cast}
    for scene in scenes:
        for beat in scene.beats:
            if beat.kind == "speech" and beat.opens and beat.speaker:
                lines.update((beat.speaker, *members.get(beat.speaker, ())))
        for presence in scene.cast:
            there[presence.character].append((scene.number, presence.seen, presence.speaks))
            words[presence.character] += presence.words
            cents[presence.character] += round(presence.seconds * 100)
    found = [
        Part(
            character=one,
            lines=lines[one.id],
            words=words[one.id],
            seconds=cents[one.id] / 100,
            scenes=tuple(number for number, _, _ in there[one.id]),
            silent=tuple(number for number, seen, speaks in there[one.id] if seen and not speaks),
            heard=tuple(number for number, seen, _ in there[one.id] if not seen),
        )
        for one in cast
    ]
    return tuple(sorted(found, key=lambda part: (-part.seconds, -len(part.scenes))))


def meetings(
    scenes: Sequence[Scene], cast: Sequence[Character], said: Sequence[Said], *, among: Collection[str]
) -> tuple[Meeting, ...]:
    """Who meets whom ``among`` some characters, by id: those who share most scenes first.

    Those who speak together under one cue are each of them, not a third person.
    """
    persons = set(among) - {one.id for one in cast if one.members}
    shared: dict[tuple[str, str], list[Scene]] = defaultdict(list)
    lines: Counter[tuple[str, str]] = Counter()
    talking: dict[str, set[tuple[str, str]]] = defaultdict(set)
    order = {one.id: index for index, one in enumerate(cast)}

    def pair(one: str, other: str) -> tuple[str, str]:
        return (one, other) if order[one] < order[other] else (other, one)

    for speech in said:
        if {speech.speaker, speech.hearer} <= persons:
            lines[pair(speech.speaker, speech.hearer)] += 1
            talking[speech.scene].add(pair(speech.speaker, speech.hearer))
    for scene in scenes:
        seen = [one.character for one in scene.cast if one.seen and one.character in persons]
        pairs = {pair(one, other) for one, other in combinations(seen, 2)}
        for two in sorted(pairs | talking[scene.id], key=lambda two: (order[two[0]], order[two[1]])):
            shared[two].append(scene)
    found = [
        Meeting(
            *two,
            scenes=tuple(scene.number for scene in where),
            lines=lines[two],
            seconds=round(sum(scene.seconds for scene in where), 2),
        )
        for two, where in shared.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.scenes), -one.lines)))


def places(scenes: Sequence[Scene]) -> tuple[Place, ...]:
    """The places in order of appearance."""
    found: dict[str, list[Scene]] = {}
    for scene in scenes:
        found.setdefault(scene.heading.location, []).append(scene)
    result = []
    for name, here in found.items():
        people = Counter(one.character for scene in here for one in scene.cast if one.seen)
        result.append(
            Place(
                id=name,
                name=here[0].heading.place,
                scenes=tuple(scene.number for scene in here),
                hours=dict(Counter(scene.heading.hour for scene in here).most_common()),
                eighths=sum(scene.eighths for scene in here),
                seconds=round(sum(scene.seconds for scene in here), 2),
                people=tuple(one for one, _ in people.most_common()),
            )
        )
    return tuple(result)


def said(scenes: Sequence[Scene], register: Register) -> Iterator[Said]:
    """Every speech that is addressed to someone, in order; ``scene`` is the scene's id."""
    for scene in scenes:
        whole: dict[str, str] = {}
        opening: Beat | None = None
        for beat in scene.beats:
            if beat.kind != "speech":
                continue
            if beat.opens:
                opening = beat
                whole[beat.id] = beat.text
            elif opening is not None:
                whole[opening.id] += beat.text if beat.element == opening.element else f" {beat.text}"
        for beat, speaker, hearer in addressed(scene, register):
            yield Said(scene.id, beat.line, speaker, hearer, whole[beat.id])
