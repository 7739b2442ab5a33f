"""A script's blocks put together: each element where it stands now, with its id, and what may be a slip.

Each part is made when it is first asked for, so that an edit costs what it changes and no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, cast

from screenplay.blocks import ID_BYTES, Block, Remark
from screenplay.diagnostics import diagnostic
from screenplay.elements import Diagnostic, Element, Locale, OpenElement
from screenplay.emphasis import moved
from screenplay.locales import profile
from screenplay.misprints import misprints

_OTHERS = attrgetter("number", "name", "extensions", "dual", "depth")


class Assembly:
    """What was read of a whole text. ``told``: the text itself chose the locale. ``settled``: every block stands where
    it says, and its elements have their ids."""

    def __init__(self, blocks: tuple[Block, ...], locale: Locale, *, told: bool, settled: bool) -> None:
        self.blocks, self.locale, self.told, self.settled = blocks, locale, told, settled

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """What is printed, and sections and synopses, in story order."""
        found = list(self._standing((block, block.elements) for block in self.blocks))
        count, speech = 0, None
        for block in self.blocks:
            if block.caret and speech is not None:
                if found[speech].dual is None:
                    found[speech] = replace(found[speech], dual="left")
                found[count] = replace(found[count], dual="right")
            if block.elements:
                speech = None if block.speech is None else count + block.speech
                count += len(block.elements)
        return tuple(found)

    @cached_property
    def notes(self) -> tuple[Element, ...]:
        """Notes and boneyards in order, without their brackets."""
        return tuple(self._standing((block, block.notes) for block in self.blocks))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What a person may want to mend, from top to bottom."""
        found: list[Diagnostic] = []
        line, speech = 1, False
        for block in self.blocks:
            remarks = block.remarks
            if block.caret and not speech:
                cue = block.elements[0]
                remarks = (*remarks, Remark("lonely-dual", cue.line - block.line, cue.column, cue.source))
            for code, row, column, what in remarks:
                found.append(diagnostic(code, self.locale, line=line + row, column=column, what=what))
            if block.elements:
                speech = block.speech is not None
            line += block.breaks
        found.extend(
            diagnostic("transition-as-cue", self.locale, line=one.line, column=one.column, what=one.text)
            for one in self.elements
            if one.kind == "character" and one.source[0] != "@" and self._means_transition(one.text)
        )
        found.extend(misprints(self.elements, self.locale))
        return tuple(sorted(found, key=lambda one: (one.line, one.column, one.code)))

    def _means_transition(self, text: str) -> bool:
        return text.endswith("TO:") or bool(profile(self.locale).meant.fullmatch(text))

    def _standing(self, read: Iterable[tuple[Block, Sequence[Element]]]) -> Iterator[Element]:
        """The elements of each block at the place where it stands, with the ids that they have there."""
        if self.settled:
            yield from chain.from_iterable(elements for _, elements in read)
            return
        seen: dict[str, int] = {}
        offset, line = 0, 1
        for block, elements in read:
            away, down = offset - block.offset, line - block.line
            for one in elements:
                name = one.id[: 2 * ID_BYTES]
                count = seen[name] = seen.get(name, 0) + 1
                own = name if count == 1 else f"{name}-{count}"
                yield one if not (away or down) and own == one.id else _moved(one, own, away, down)
            offset += block.length
            line += block.breaks


def _moved(one: Element, name: str, away: int, down: int) -> Element:
    made: Any = OpenElement(
        name,
        one.kind,
        one.text,
        one.source,
        one.line + down,
        one.column,
        one.offset + away,
        one.length,
        moved(one.spans, lines=down, offset=away) if one.spans else (),
        *_OTHERS(one),
    )
    made.__class__ = Element
    return cast(Element, made)
