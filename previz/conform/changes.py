"""What was done to the film in an edit: shots trimmed, taken out, moved, doubled; held against what was handed over."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from previz.conform.matching import Matched, Part
from previz.decisions import Deed
from previz.editing import original
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


def changes(matched: Matched) -> tuple[list[Change], list[str]]:
    """What was done, in the order of the edit; what was taken out comes first. And notes: what cannot be kept.

    A shot that plays several times is the one that was handed over the first time it plays, and doubled after that;
    where parts of it stand apart, each is such a time. Doubles are all told, those that were there before as well.
    """
    first = {original(clip.shot): clip for clip in reversed(matched.manifest.clips) if clip.shot}
    plays = [part for part in matched.picture if part.clip.shot]
    bases = _bases(plays)
    found: list[Change] = []
    notes: list[str] = [_untitled(part) for part in _titles(matched)]
    for shot, clip in sorted(first.items(), key=lambda one: matched.manifest.clips.index(one[1])):
        if shot not in bases:
            found.append(Change("removed", clip))
    moved = _moved(matched, first, [part for part in plays if bases[original(part.clip.shot)] is part])
    before: Clip | None = None
    for part in plays:
        shot = original(part.clip.shot)
        head = part.clip.head + part.start
        if bases[shot] is not part:
            found.append(Change("duplicate", first[shot], head, part.frames, before))
        else:
            if (head, part.frames) != (first[shot].head, first[shot].frames):
                found.append(Change("duration", first[shot], head, part.frames))
            if shot in moved:
                found.append(Change("order", first[shot], after=before))
        before = first[shot] if first[shot].beats else before
    notes += [
        _("{shot}: nothing is written under its heading; what was done to it cannot be kept", shot=change.clip.label)
        for change in found
        if not change.clip.beats
    ]
    return [change for change in found if change.clip.beats], notes


def _bases(plays: Sequence[Part]) -> dict[str, Part]:
    """The time that a shot plays which is its own: of the clip that was handed over first, else the first of all."""
    found: dict[str, Part] = {}
    for part in plays:
        shot = original(part.clip.shot)
        if shot not in found or ("~" in found[shot].clip.shot and "~" not in part.clip.shot):
            found[shot] = part
    return found


def _moved(matched: Matched, first: dict[str, Clip], bases: Sequence[Part]) -> set[str]:
    """The fewest shots that, put elsewhere, make the order of the edit: those outside its longest ordered part."""
    place = {original(clip.shot): index for index, clip in enumerate(matched.manifest.clips) if "~" not in clip.shot}
    for shot, clip in first.items():
        place.setdefault(shot, matched.manifest.clips.index(clip))
    order = [original(part.clip.shot) for part in bases]
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


def _titles(matched: Matched) -> Iterator[Part | None]:
    """The title card, where something was done to it; None where it was taken out."""
    card = next((clip for clip in matched.manifest.clips if not clip.shot), None)
    if card is None:
        return
    shown = [part for part in matched.picture if part.clip is card]
    if not shown:
        yield None
    yield from (
        part for part in shown if (part.start, part.frames) != (0, card.frames) or part is not matched.picture[0]
    )


def _untitled(part: Part | None) -> str:
    if part is None:
        return _("the title card was taken out: that is a setting, film.title = 0")
    return _("the title card was changed: how long it is, is a setting, film.title")
