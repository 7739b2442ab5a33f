"""What a person may want to mend among the cues and speeches: names one letter apart, asides inside a speech."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from screenplay.diagnostics import diagnostic
from screenplay.elements import Diagnostic, Element, Locale
from screenplay.folding import fold, words

_ASIDE = re.compile(
    r"\((?:un temps|temps|silence|pause|a beat|beat|rires?|laughs?|sighs?|il |elle |à |to )[^()\n]{0,60}\)", re.I
)
_KNOWN = 2  # speeches that make a name a known one
_RARE = 10  # a name with so many times fewer speeches than its neighbour may be a slip, though it comes back
_LONGEST = 40  # letters of a name worth comparing, so that hostile names cost nothing
_NEIGHBOURS = 8  # names one letter away that are looked at, for the same reason
_SHORTEST = 4


def misprints(elements: Sequence[Element], locale: Locale) -> Iterator[Diagnostic]:
    """Names that hardly speak, one letter from a known one; asides such as ``(un temps)`` inside a speech.

    Whoever the action names as they are spelled (MARIO, beside MARIE) exists, and is no slip.
    """
    cues = [element for element in elements if element.kind == "character" and element.name]
    counts = Counter(fold(cue.name or "") for cue in cues)
    first: dict[str, Element] = {}
    for cue in cues:
        first.setdefault(fold(cue.name or ""), cue)
    near: dict[str, list[str]] = defaultdict(list)
    for name, count in counts.most_common():
        if count >= _KNOWN and _SHORTEST <= len(name) <= _LONGEST:
            for key in _deletions(name):
                if len(near[key]) < _NEIGHBOURS:
                    near[key].append(name)
    written: frozenset[str] | None = None
    for name, cue in first.items():
        if not _SHORTEST <= len(name) <= _LONGEST:
            continue
        known = max(_KNOWN, counts[name] if counts[name] == 1 else _RARE * counts[name])
        others = {
            other
            for key in _deletions(name)
            for other in near.get(key, ())
            if counts[other] >= known and one_letter(name, other)
        }
        if not others:
            continue
        if written is None:
            written = _written(elements)
        if not written.issuperset(words(name)):
            best = max(sorted(others), key=lambda other: counts[other])
            yield diagnostic(
                "cue-typo",
                locale,
                line=cue.line,
                column=cue.column,
                what=cue.name or "",
                other=first[best].name or "",
                count=str(counts[name]),
                known=str(counts[best]),
            )
    for element in elements:
        if element.kind == "dialogue" and "(" in element.text and (aside := _ASIDE.search(element.text)):
            yield diagnostic("inline-parenthetical", locale, line=element.line, column=element.column, what=aside[0])


def _written(elements: Sequence[Element]) -> frozenset[str]:
    """Every folded word of the action."""
    return frozenset(word for element in elements if element.kind == "action" for word in words(element.text))


def _deletions(name: str) -> set[str]:
    """The name and all it becomes with one letter left out: two names one edit apart share one of these."""
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


def one_letter(one: str, other: str) -> bool:
    """Whether one edit of a letter, or two neighbours swapped, turns one name into the other; numbers are no slips."""
    if one == other or re.sub(r"\d", "", one) == re.sub(r"\d", "", other):
        return False
    if len(one) == len(other):
        differing = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(differing) == 2:
            i, j = differing
            return j == i + 1 and one[i] == other[j] and one[j] == other[i]
        return len(differing) == 1 and one[differing[0]].isalpha() and other[differing[0]].isalpha()
    # A final letter may be a feminine or a plural (CLIENTE, GARDES): someone else.
    short, long = sorted((one, other), key=len)
    return (
        len(long) - len(short) == 1 and short in _deletions(long) and not (long.startswith(short) and long[-1] in "es")
    )
