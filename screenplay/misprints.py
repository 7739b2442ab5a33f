"""What a person may want to mend among the cues and speeches: names one letter apart, asides inside a speech."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from screenplay.elements import Diagnostic, Element, Locale
from screenplay.folding import fold
from screenplay.locales import diagnostic

_ASIDE = re.compile(
    r"\((?:un temps|temps|silence|pause|a beat|beat|rires?|laughs?|sighs?|il |elle |à |to )[^()\n]{0,60}\)", re.I
)
_KNOWN = 2  # speeches that make a name a known one
_LONGEST = 40  # letters of a name worth comparing, so that hostile names cost nothing


def misprints(elements: Sequence[Element], locale: Locale) -> Iterator[Diagnostic]:
    """Names heard once that are one letter from a known one; asides such as ``(un temps)`` inside a speech."""
    cues = [element for element in elements if element.kind == "character" and element.name]
    counts = Counter(fold(cue.name or "") for cue in cues)
    written = {fold(cue.name or ""): cue.name or "" for cue in cues}
    near: dict[str, list[str]] = defaultdict(list)
    for name, count in counts.items():
        if count >= _KNOWN and 3 < len(name) <= _LONGEST:
            for key in _deletions(name):
                near[key].append(name)
    for cue in cues:
        name = fold(cue.name or "")
        if counts[name] > 1 or not 3 < len(name) <= _LONGEST:
            continue
        others = {other for key in _deletions(name) for other in near.get(key, ()) if _one_letter(name, other)}
        if others:
            best = max(sorted(others), key=lambda other: counts[other])
            yield diagnostic(
                "cue-typo", locale, line=cue.line, column=cue.column, what=cue.name or "", other=written[best]
            )
    for element in elements:
        if element.kind == "dialogue" and "(" in element.text and (aside := _ASIDE.search(element.text)):
            yield diagnostic("inline-parenthetical", locale, line=element.line, column=element.column, what=aside[0])


def _deletions(name: str) -> set[str]:
    """The name and all it becomes with one letter left out: two names one edit apart share one of these."""
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


def _one_letter(one: str, other: str) -> bool:
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
    return len(long) - len(short) == 1 and not (long.startswith(short) and long[-1] in "es")
