"""What a rewrite did, for people to read: scenes kept, changed, moved, cut in two, joined, new and removed, and within
a changed one the lines."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from screenplay.drafts.draft import Draft, SceneText
from screenplay.drafts.matches import Alignment, How, Match

LineHow = Literal["changed", "new", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that is not what it was. ``moved`` ones say the same, elsewhere."""

    how: LineHow
    kind: str
    """The element's kind."""
    who: str
    """Who speaks, or whose cue it is; empty for action."""
    old: str
    new: str
    line: int | None
    """In the new file; None for what is no longer there."""
    scene: str = ""
    """For what moved from one scene to another: the number of the other."""
    before: str = ""
    """Who spoke it, where someone else does now."""


@dataclass(frozen=True, slots=True)
class SceneName:
    """A scene in one of the two drafts."""

    id: str
    """Its identity in a draft that is kept, its content id in a file."""
    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class SceneChange:
    """A scene and what became of it."""

    how: How
    moved: bool
    sure: float
    old: SceneName | None
    new: SceneName | None
    lines: tuple[LineChange, ...] = ()
    anew: bool = False
    """Whether nothing is left of it but its heading."""

    @property
    def carried(self) -> bool:
        """Whether the new scene is the old one."""
        return self.how in ("same", "changed")

    @property
    def touched(self) -> bool:
        """Whether there is anything to say of it."""
        return self.moved or self.how != "same"


@dataclass(frozen=True, slots=True)
class Changes:
    """A rewrite. Scenes stand in the new order, and those that are gone where they stood."""

    scenes: tuple[SceneChange, ...]
    renames: tuple[tuple[str, str], ...]

    def counted(self) -> Counter[str]:
        """How many scenes were kept, changed, split, merged, new and removed; and how many of them moved."""
        counts = Counter(one.how if one.how != "same" else "kept" for one in self.scenes)
        counts["moved"] = sum(one.moved for one in self.scenes)
        return counts


@dataclass(frozen=True, slots=True)
class _Token:
    """A line as it is compared: a beat, or an element without any."""

    id: str
    kind: str
    who: str
    text: str
    beat: bool


@dataclass(slots=True)
class _Reading:
    """Both drafts, ready to be read side by side."""

    names: dict[str, dict[str, SceneName]]
    at: dict[str, int]
    tokens: dict[str, dict[str, _Token]] = field(default_factory=lambda: {"old": {}, "new": {}})
    inside: dict[str, dict[str, list[_Token]]] = field(default_factory=lambda: {"old": {}, "new": {}})
    scene_of: dict[str, dict[str, str]] = field(default_factory=lambda: {"old": {}, "new": {}})
    by_new: dict[str, Match] = field(default_factory=dict)
    by_old: dict[str, Match] = field(default_factory=dict)


def changes(
    found: Alignment,
    old: Draft,
    new: Draft,
    *,
    numbers: tuple[Mapping[str, str], Mapping[str, str]],
    lines: Mapping[str, int],
) -> Changes:
    """The rewrite that an alignment found. ``numbers`` are those of the scenes in either draft, by id; ``lines`` where
    beats and elements stand in the new file."""
    reading = _reading(found, old, new, numbers, lines)
    kin = _kin(found)
    told: list[SceneChange] = []
    gone: dict[str | None, list[SceneChange]] = defaultdict(list)
    matches = {
        one.old: one for one in found.scenes if one.old and (one.new is None or one.carried or one.how == "merged")
    }
    before: str | None = None
    for scene in old.scenes:
        match = matches[scene.id]
        if match.carried:
            before = scene.id
        else:
            into = reading.names["new"].get(match.new or "")
            gone[before].append(SceneChange(match.how, False, match.sure, reading.names["old"][scene.id], into))
    told += gone[None]
    for match in found.scenes:
        if match.new is None or match.how == "merged":
            continue
        here = reading.names["new"][match.new]
        then = reading.names["old"].get(match.old or "")
        rows = () if match.how in ("same", "new") else tuple(_joined(_lines(reading, match, kin)))
        anew = match.how == "changed" and bool(rows) and not any(_stayed(reading, match))
        told.append(SceneChange(match.how, match.moved, match.sure, then, here, rows, anew))
        if match.carried:
            told += gone[match.old]
    return Changes(tuple(told), found.renames)


def _reading(
    found: Alignment,
    old: Draft,
    new: Draft,
    numbers: tuple[Mapping[str, str], Mapping[str, str]],
    lines: Mapping[str, int],
) -> _Reading:
    names = {
        side: {scene.id: SceneName(scene.id, given.get(scene.id, ""), scene.heading) for scene in draft.scenes}
        for side, draft, given in (("old", old, numbers[0]), ("new", new, numbers[1]))
    }
    reading = _Reading(names, dict(lines))
    for side, draft in (("old", old), ("new", new)):
        for scene in draft.scenes:
            inside = list(_tokens(scene))
            reading.inside[side][scene.id] = inside
            reading.tokens[side] |= {token.id: token for token in inside}
            reading.scene_of[side] |= {token.id: scene.id for token in inside}
    for match in (*found.elements, *found.beats):
        if match.carried and match.old and match.new:
            reading.by_new[match.new] = reading.by_old[match.old] = match
    return reading


def _tokens(scene: SceneText) -> Iterator[_Token]:
    for element in scene.elements:
        if element.kind == "scene_heading":
            continue
        if element.beats:
            yield from (_Token(beat.id, element.kind, element.who, beat.text, True) for beat in element.beats)
        else:
            yield _Token(element.id, element.kind, element.who, element.text, False)


def _kin(found: Alignment) -> dict[str, set[str]]:
    """For each new scene, the old ones that it goes on with, whole or in part."""
    kin: dict[str, set[str]] = defaultdict(set)
    for match in found.scenes:
        if match.new and match.old:
            kin[match.new].add(match.old)
    return kin


def _lines(reading: _Reading, scene: Match, kin: Mapping[str, set[str]]) -> Iterator[tuple[_Token, LineChange]]:
    """What changed within a scene, in the order of the new text, what is gone where it stood."""
    assert scene.new is not None
    assert scene.old is not None
    gone: dict[str | None, list[tuple[_Token, LineChange]]] = defaultdict(list)
    before: str | None = None
    for token in reading.inside["old"][scene.old] if scene.carried else ():
        match = reading.by_old.get(token.id)
        there = reading.scene_of["new"].get(match.new or "") if match else None
        if there == scene.new and match:
            before = match.new
        elif token.kind == "character" or (there and scene.old in kin[there]):
            continue
        elif there:
            number = reading.names["new"][there].number
            gone[before].append((token, LineChange("moved", token.kind, token.who, token.text, "", None, number)))
        else:
            gone[before].append((token, LineChange("removed", token.kind, token.who, token.text, "", None)))
    yield from gone[None]
    for token in reading.inside["new"][scene.new]:
        if (change := _line(reading, token, scene, kin)) is not None:
            yield token, change
        yield from gone[token.id]


def _stayed(reading: _Reading, scene: Match) -> Iterator[bool]:
    """For each line of a new scene, whether it is one of the old scene's."""
    for token in reading.inside["new"][scene.new or ""]:
        match = reading.by_new.get(token.id)
        yield match is not None and reading.scene_of["old"][match.old or ""] == scene.old


def _line(reading: _Reading, token: _Token, scene: Match, kin: Mapping[str, set[str]]) -> LineChange | None:
    match, line = reading.by_new.get(token.id), reading.at.get(token.id)
    if match is None or match.old is None:
        return None if token.kind == "character" else LineChange("new", token.kind, token.who, "", token.text, line)
    before = reading.tokens["old"][match.old]
    came = reading.scene_of["old"][match.old]
    other = "" if came in kin[scene.new or ""] else reading.names["old"][came].number
    if match.how == "changed":
        spoken = before.who if before.who != token.who else ""
        return LineChange("changed", token.kind, token.who, before.text, token.text, line, other, spoken)
    if token.kind == "character":
        return None
    if came not in kin[scene.new or ""]:
        return LineChange("moved", token.kind, token.who, "", token.text, line, other)
    if match.moved and scene.carried and came == scene.old and token.beat:
        return LineChange("moved", token.kind, token.who, "", token.text, line)
    return None


def _joined(rows: Iterator[tuple[_Token, LineChange]]) -> Iterator[LineChange]:
    """The rows, with sentences of one paragraph or speech that went the same way in one."""
    last: LineChange | None = None
    for _token, row in rows:
        if (
            last is not None
            and row.how == last.how != "changed"
            and (row.kind, row.who, row.line, row.scene) == (last.kind, last.who, last.line, last.scene)
        ):
            old, new = f"{last.old} {row.old}".strip(), f"{last.new} {row.new}".strip()
            last = LineChange(row.how, row.kind, row.who, old, new, last.line, row.scene)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last
