"""How long it lasts: seconds by beat, and pages in eighths as the trade counts them.

A page holds 55 lines of Courier 12; action is 60 characters wide, dialogue 35, parentheticals 25; of dialogue side by
side each column is 28 wide. A heading costs a blank line more. Sections, synopses, notes and the title page print
nothing. A scene's eighths are its own lines, wherever it stands, at least one eighth: what a scene costs must not
change when a page is added above. The sheets that a printer would give out are counted in ``pages``.

Seconds: speech by letters and stops (measured against voices, median error 4-6 %), action as
max(1.5, 1 + characters / 33).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from screenplay.elements import Element, Kind, Locale
from screenplay.folding import fold
from screenplay.sentences import REMEMBERED
from screenplay.story import Scene

PAGE_LINES = 55
WIDTHS: dict[Kind, int] = {
    "scene_heading": 60,
    "action": 60,
    "centered": 60,
    "transition": 60,
    "character": 38,
    "parenthetical": 25,
    "dialogue": 35,
    "lyric": 35,
}
NARROW: dict[Kind, int] = {"character": 28, "parenthetical": 22, "dialogue": 28, "lyric": 28}
"""Of two speeches side by side."""
BEFORE: dict[Kind, int] = {"scene_heading": 2, "action": 1, "centered": 1, "transition": 1, "character": 1}
"""Blank lines before an element, but at the top of a page."""
SPOKEN = ("parenthetical", "dialogue", "lyric")
"""What stands under a cue, without a blank line; a lyric by itself is a paragraph."""
_SPEECH: dict[Locale, tuple[float, float, float, float]] = {
    "fr": (0.068, 0.43, 0.68, -0.04),
    "en": (0.060, 0.43, 0.62, 0.28),
    **dict.fromkeys(("de", "es", "it", "pt", "pl"), (0.064, 0.43, 0.65, 0.12)),
}
"""Seconds for each letter, comma and inner stop, and for the speech itself; between the two measured for the rest."""
_SHORTEST = 0.5
_HELD = re.compile(r"(?:« )?[\S\u00a0\u202f\u2007]+(?: [!?;:»…]+(?!\S))*")
_LETTER = re.compile(r"[^\W_]")
_COMMA = re.compile(r"[,;:—–]")
_STOP = re.compile(r"[.!?…]+(?=\s*\S)")
PAUSE = 1.0
"""Seconds that ``(un temps)`` or ``(beat)`` adds."""
_LONG_PAUSE = re.compile(
    r"\b(?:un (?:long |tres long )?(?:silence|temps|moment)|(?:a )?(?:long )?(?:beat|silence|pause))\b"
)


@dataclass(frozen=True, slots=True)
class Length:
    """Totals of a script."""

    eighths: int
    """Of a page, summed over the scenes."""
    seconds: float
    speech: float
    """Seconds of speech among them."""

    @property
    def pages(self) -> str:
        """As the trade writes it: ``12 3/8``."""
        whole, rest = divmod(self.eighths, 8)
        return " ".join(part for part in (str(whole) if whole or not rest else "", f"{rest}/8" if rest else "") if part)


@lru_cache(maxsize=REMEMBERED)
def speech_seconds(text: str, locale: Locale) -> float:
    """Estimated seconds of a speech."""
    letter, comma, stop, base = _SPEECH[locale]
    commas, stops = len(_COMMA.findall(text)), len(_STOP.findall(text))
    spoken = letter * len(_LETTER.findall(text)) + comma * commas + stop * stops + base
    return round(max(_SHORTEST, spoken), 2)


@lru_cache(maxsize=REMEMBERED)
def action_seconds(text: str) -> float:
    """Estimated seconds of a sentence of action; a silence that the text names is held."""
    held = PAUSE if _LONG_PAUSE.search(fold(text)) else 0.0
    return round(max(1.5, 1.0 + len(text) / 33) + held, 2)


def lines(element: Element, *, narrow: bool = False) -> int:
    """Printed lines of an element without the blank ones before it; ``narrow`` in a column of dual dialogue."""
    widths = NARROW if narrow else WIDTHS
    return _printed(element.text, widths[element.kind]) if element.kind in widths else 0


@lru_cache(maxsize=REMEMBERED)
def _printed(text: str, width: int) -> int:
    return len(broken(text, width))


def eighths(elements: Iterable[Element]) -> int:
    """Eighths of a page that a scene takes, at least one. Of two speeches side by side the longer one counts."""
    total, left, right = 0, 0, 0
    side = None
    spoken = False
    for element in elements:
        if element.kind not in WIDTHS:
            continue
        spoken = element.kind == "character" or (spoken and element.kind in SPOKEN)
        if element.kind == "character":
            if element.dual != "right":
                total += max(left, right)
                left = right = 0
            side = element.dual
        elif element.kind not in SPOKEN:
            side = None
        count = BEFORE.get(element.kind, 0 if spoken else 1) + lines(element, narrow=side is not None)
        if side == "left":
            left += count
        elif side == "right":
            right += count
        else:
            total += count
    return max(1, (2 * 8 * (total + max(left, right)) + PAGE_LINES) // (2 * PAGE_LINES))  # half an eighth rounds up


def broken(text: str, width: int) -> list[tuple[int, int]]:
    """Start and end of each line that a text takes when its words are wrapped at ``width`` characters.

    Spaces that are not to be broken hold words together, and so does a plain one before a stop of French typography
    (« Viens ! »); a word too wide is cut.
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line)
        if len(line) <= width:
            found.append((begin, end))
        else:
            found += _wrapped(text, begin, end, width)
        begin = end + 1
    return found


def _wrapped(text: str, begin: int, end: int, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    for word in _HELD.finditer(text, begin, end):
        start, stop = word.span()
        if lines and stop - lines[-1][0] <= width:
            lines[-1] = (lines[-1][0], stop)
            continue
        lines += [(at, min(at + width, stop)) for at in range(start, stop, width)]
    return lines


def total(scenes: Sequence[Scene]) -> Length:
    """The length of a script by its scenes."""
    return Length(
        eighths=sum(scene.eighths for scene in scenes),
        seconds=round(sum(scene.seconds for scene in scenes), 1),
        speech=round(sum(beat.seconds for scene in scenes for beat in scene.beats if beat.kind == "speech"), 1),
    )
