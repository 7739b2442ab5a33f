"""What was done to the film in an edit: shots trimmed, taken out, moved, doubled; held against what was handed over."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from previz.conform.matching import Matched, Part
from previz.cutting.cut import original
from previz.direction.decisions import Deed
from previz.handoff.manifest import Clip
from previz.i18n import _


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done to a shot."""

    do: Deed
    clip: Clip
    """The shot, as it was handed over the first time it plays."""
    head: int = 0
    """Frames off the beginning of the shot as the script's film has it."""
    frames: int = 0
    after: Clip | None = None
    """What plays before it now; None when it opens the film."""
    double: int = 0
    """Which double of that, from 1; 0 for the shot itself."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was done in an edit."""

    shots: tuple[Change, ...]
    """Taken out, trimmed: beside what was handed over."""
    arrangement: tuple[Change, ...] | None
    """Moved, doubled: all of it, beside the script, in the order of the edit; None when it is as it was handed over."""
    notes: tuple[str, ...]
    """What cannot be kept."""


def changes(matched: Matched) -> Changes:
    """What was done. A shot that plays several times is the one that was handed over the first time it plays, and
    doubled after that; where parts of it stand apart, each is such a time."""
    first = {original(clip.shot): clip for clip in reversed(matched.manifest.clips) if clip.shot}
    plays = [part for part in matched.picture if part.clip.shot]
    bases = _bases(plays)
    moved = _moved(matched, [original(part.clip.shot) for part in plays if bases[original(part.clip.shot)] is part])
    done = [
        Change("removed", clip)
        for shot, clip in sorted(first.items(), key=lambda one: matched.manifest.clips.index(one[1]))
        if shot not in bases
    ]
    arrangement: list[Change] = []
    before: tuple[Clip | None, int] = (None, 0)
    doubles = Counter[str]()
    for part in plays:
        shot = original(part.clip.shot)
        clip, head = first[shot], part.clip.head + part.start
        double = 0
        if bases[shot] is not part:
            double = doubles[shot] = doubles[shot] + 1
            arrangement.append(Change("duplicate", clip, head, part.frames, *before))
        elif (head, part.frames) != (clip.head, clip.frames):
            done.append(Change("duration", clip, head, part.frames))
        if bases[shot] is part and shot in moved:
            arrangement.append(Change("order", clip, 0, 0, *before))
        before = (clip, double) if clip.beats else before
    bare = [change.clip.label for change in (*done, *arrangement) if not change.clip.beats]
    notes = list(dict.fromkeys(_recarded(card, part) for card, part in _cards(matched)))
    notes += [
        _("{shot}: nothing is written under its heading; what was done to it cannot be kept", shot=label)
        for label in dict.fromkeys(bare)
    ]
    return Changes(
        tuple(change for change in done if change.clip.beats),
        None if _as_handed(matched, plays, bases) else tuple(change for change in arrangement if change.clip.beats),
        tuple(notes),
    )


def _as_handed(matched: Matched, plays: Sequence[Part], bases: Mapping[str, Part]) -> bool:
    """Whether clips play in the order in which they were handed over, each once; doubles are not trimmed either."""
    there = {part.clip.name for part in plays}
    order = [clip for clip in matched.manifest.clips if clip.shot and ("~" in clip.shot or clip.name in there)]
    trimmed = [part for part in plays if bases[original(part.clip.shot)] is not part]
    return [part.clip for part in plays] == order and all(
        (part.start, part.frames) == (0, part.clip.frames) for part in trimmed
    )


def _bases(plays: Sequence[Part]) -> dict[str, Part]:
    """The time that a shot plays which is its own: of the clip that was handed over first, else the first of all."""
    found: dict[str, Part] = {}
    for part in plays:
        shot = original(part.clip.shot)
        if shot not in found or ("~" in found[shot].clip.shot and "~" not in part.clip.shot):
            found[shot] = part
    return found


def _moved(matched: Matched, order: Sequence[str]) -> set[str]:
    """The fewest shots that, put elsewhere, make an order of the script's: those outside its longest ordered part."""
    place = {shot: index for index, shot in enumerate(matched.manifest.story)}
    ends: list[int] = []
    at: list[int] = []
    behind: list[int | None] = []
    for index, shot in enumerate(order):
        slot = bisect_left(ends, place[shot])
        behind.append(at[slot - 1] if slot else None)
        ends[slot : slot + 1] = [place[shot]]
        at[slot : slot + 1] = [index]
    stays: set[int] = set()
    step = at[-1] if at else None
    while step is not None:
        stays.add(step)
        step = behind[step]
    return {shot for index, shot in enumerate(order) if index not in stays}


def _cards(matched: Matched) -> Iterator[tuple[Clip, Part | None]]:
    """Slate, leader and title card, where something was done to them; None where one was taken out."""
    there = [part.clip for part in matched.picture]
    first = [clip for clip in matched.manifest.clips if not clip.shot]
    for card in first:
        shown = [part for part in matched.picture if part.clip is card]
        if not shown:
            yield card, None
        place = sum(one in there for one in first[: first.index(card)])
        for part in shown:
            if (part.start, part.frames) != (0, card.frames) or part is not matched.picture[place]:
                yield card, part


def _recarded(card: Clip, part: Part | None) -> str:
    if card.label != "title":
        return _("the slate or the leader was changed: whether there are any, is a setting, cut.slate and cut.leader")
    if part is None:
        return _("the title card was taken out: that is a setting, film.title = 0")
    return _("the title card was changed: how long it is, is a setting, film.title")
