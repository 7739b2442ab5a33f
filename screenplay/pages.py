"""The sheets of paper that a screenplay prints on, as the trade's programs break them.

Eighths add up what scenes cost; sheets are what a reader holds. They differ where a heading may not stand alone at the
foot of a page, where a speech goes on overleaf with (MORE) and (CONT'D), where the writer forces a page. The rules are
those that Final Draft and Highland share; where they break a paragraph at the end of a sentence, ours breaks it between
two lines, two at least on either side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from screenplay.elements import Element
from screenplay.length import BEFORE, PAGE_LINES, SPOKEN, lines

_FEWEST = 2
"""Lines of a paragraph or of a speech that may stand by themselves at the foot or the top of a page."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How a script falls on paper. The title page is no page."""

    count: int
    starts: dict[str, int]
    """The page, from 1, on which each printed element starts, by id."""
    parts: tuple["Part", ...] = ()
    """What is printed where, in order."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of elements that are printed together: a paragraph, a speech, two speeches side by side."""

    elements: tuple[Element, ...]
    page: int
    at: int
    """Lines above it on its page."""
    start: int
    end: int
    """Which of their lines, ``start`` to ``end`` (exclusive); of two speeches side by side, of the longer one."""
    cue: int = 0
    """Lines of the cue that stand above them once more, (CONT'D)."""
    more: bool = False
    """Whether (MORE) stands in the line below."""


@dataclass(frozen=True, slots=True)
class _Block:
    """What is printed together: a paragraph, a heading, a speech with its cue, two speeches side by side."""

    elements: tuple[Element, ...]
    before: int
    lines: int
    """Without the blank ones before, with the cue."""
    cue: int = 0
    """Lines of the cue, which is printed again overleaf."""
    stops: frozenset[int] = frozenset()
    """Lines after which a speech may not break: those of its parentheticals."""
    whole: bool = False
    """Never broken, unless longer than a page: headings, transitions, dual dialogue."""
    leads: bool = False
    """Not alone at the foot of a page."""

    @property
    def head(self) -> int:
        """Lines that have to stand on the page where the block starts."""
        if self.whole or self.lines < 2 * _FEWEST:
            return min(self.lines, PAGE_LINES)
        return self.cue + _FEWEST + 1 if self.cue else _FEWEST


def paginate(elements: Sequence[Element]) -> Pages:
    """Lay a script's elements on pages. A script that prints nothing takes none."""
    sheet = _Sheet()
    blocks = list(_blocks([element for element in elements if element.kind != "synopsis"]))
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.elements[0].kind == "page_break":
            sheet.turn()
            continue
        needed = block.head
        if block.leads and following is not None and following.elements[0].kind != "page_break":
            needed += following.before + following.head
        sheet.print(block, needed)
    return Pages(sheet.page if sheet.printed else 0, sheet.starts, tuple(sheet.parts))


@dataclass(slots=True)
class _Sheet:
    """The page being filled."""

    page: int = 1
    used: int = 0
    printed: bool = False
    waiting: bool = False
    """A page was forced; it begins when something is printed on it."""
    starts: dict[str, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def turn(self) -> None:
        self.waiting = self.used > 0

    def begin(self) -> None:
        self.page, self.used, self.waiting = self.page + 1, 0, False

    def print(self, block: _Block, needed: int) -> None:
        if self.waiting or (self.used and self.used + block.before + needed > PAGE_LINES):
            self.begin()
        self.used += block.before if self.used else 0
        self.starts.update((element.id, self.page) for element in block.elements)
        self.printed = True
        left, done, again = block.lines, 0, 0
        while self.used + left > PAGE_LINES:
            taken = self._break(block, left)
            if taken <= 0 and self.used:
                self.begin()
                self.starts.update((element.id, self.page) for element in block.elements)
                continue
            end = done + taken - again
            self.parts.append(Part(block.elements, self.page, self.used, done, end, again, more=block.cue > 0))
            left, done, again = left - taken, end, block.cue
            self.begin()
            left += block.cue  # (CONT'D)
        self.parts.append(Part(block.elements, self.page, self.used, done, block.lines, again))
        self.used += left

    def _break(self, block: _Block, left: int) -> int:
        """How many of a block's ``left`` lines stay on this page; 0 when it has to begin on the next."""
        room = PAGE_LINES - self.used
        if block.whole:
            return 0 if self.used else room
        taken = min(room - (1 if block.cue else 0), left - _FEWEST)  # the line of (MORE)
        while block.cue < taken and block.lines - left + taken in block.stops:
            taken -= 1
        if taken < block.cue + _FEWEST:
            return 0 if self.used else max(room - 1, block.cue + 1)
        return taken


def _blocks(elements: Sequence[Element]) -> Iterator[_Block]:
    at = 0
    while at < len(elements):
        element = elements[at]
        if element.kind == "page_break":
            yield _Block((element,), 0, 0)
        elif element.kind == "character":
            speech = _speech(elements, at)
            at += len(speech) - 1
            other = _speech(elements, at + 1) if element.dual == "left" else ()
            if other and other[0].dual == "right":
                at += len(other)
                tall = max(sum(lines(one, narrow=True) for one in side) for side in (speech, other))
                yield _Block((*speech, *other), BEFORE["character"], tall, whole=True)
            else:
                yield _spoken(speech)
        elif count := lines(element):
            heading = element.kind == "scene_heading"
            alone = heading or element.kind == "transition"
            yield _Block((element,), BEFORE.get(element.kind, 1), count, whole=alone, leads=heading)
        at += 1


def _speech(elements: Sequence[Element], at: int) -> tuple[Element, ...]:
    """The cue at ``at`` with what is said under it; nothing when there is no cue."""
    if at >= len(elements) or elements[at].kind != "character":
        return ()
    last = at + 1
    while last < len(elements) and elements[last].kind in SPOKEN:
        last += 1
    return tuple(elements[at:last])


def _spoken(speech: tuple[Element, ...]) -> _Block:
    counts = [lines(element) for element in speech]
    stops: set[int] = set()
    done = 0
    for element, count in zip(speech, counts, strict=True):
        if element.kind == "parenthetical":
            stops.update(range(done + 1, done + count + 1))
        done += count
    cue = counts[0] if counts[0] <= _FEWEST else 0  # a cue of a hundred words is not said twice
    return _Block(speech, BEFORE["character"], done, cue=cue, stops=frozenset(stops))
