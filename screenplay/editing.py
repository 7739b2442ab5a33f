"""A script after an edit, by reading again only what the edit can touch.

What is read again: the blocks that the edit touches (a page or so, see ``blocks.py``), farther down when the edit opens
or closes a note or a boneyard, farther up to the first boneyard that stood open when ``*/`` is written below it, and
everything when the text now speaks another language, or when no word is left in the first block, which holds the title
page. The rest is kept, and moved to its new place when somebody asks for it.
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from screenplay.assembly import Assembly
from screenplay.blocks import Block
from screenplay.elements import Script
from screenplay.fountain import parse, read_blocks
from screenplay.holes import Hole, holes
from screenplay.locales import detect

_EMPTY_LINE = 4
"""The most characters that make the empty line at a block's end: CR LF CR LF."""


def edit(script: Script, start: int, end: int, replacement: str) -> Script:
    """The script whose text has ``replacement`` for ``text[start:end]``: what ``parse`` makes of that text.

    The old script stays as it is. Raises ValueError when there is no such stretch in the text.
    """
    if not 0 <= start <= end <= len(script.text):
        raise ValueError(f"no stretch {start}:{end} in a text of {len(script.text)} characters")
    text = script.text[:start] + replacement + script.text[end:]
    old = script.reading
    if not isinstance(old, Assembly):
        raise TypeError("this script was not read by parse; parse its text first")
    if old.told and detect(text) != script.locale:
        return _again(script, text)
    blocks = old.blocks
    ends = list(accumulate(block.length for block in blocks))
    first = _first(text, blocks, ends, start)
    begin = ends[first - 1] if first else 0
    shift = len(text) - len(script.text)
    last, gaps = _last(text, ends, begin, bisect_left(ends, end + _EMPTY_LINE), shift)
    line = 1 + sum(block.breaks for block in blocks[:first])
    read = tuple(read_blocks(text, script.locale, begin, ends[last] + shift, gaps, line=line))
    whole = (*blocks[:first], *read, *blocks[last + 1 :])
    if not first and not (read[0].elements or read[0].entries):
        return _again(script, text)  # no word is left above, so a title page may begin farther down
    reading = Assembly(whole, old.locale, told=old.told, settled=False)
    return Script(text, script.locale, script.encoding, whole[0].entries, reading)


def _again(script: Script, text: str) -> Script:
    told = isinstance(script.reading, Assembly) and script.reading.told
    return parse(text, locale=None if told else script.locale, encoding=script.encoding)


def _first(text: str, blocks: tuple[Block, ...], ends: list[int], start: int) -> int:
    """The first block to read again: the one the edit begins in, or one whose boneyard may now be closed."""
    first = min(bisect_left(ends, start), len(blocks) - 1)
    opened = next((index for index in range(first) if blocks[index].open), first)
    return opened if opened < first and text.find("*/", ends[first - 1]) >= 0 else first


def _last(text: str, ends: list[int], begin: int, last: int, shift: int) -> tuple[int, list[Hole]]:
    """The last block to read again, not before ``last``, such that no hole goes on after it; and the holes from
    ``begin`` to its end."""
    last = min(last, len(ends) - 1)
    gaps = list(holes(text, begin, ends[last] + shift))
    while gaps and gaps[-1].end > ends[last] + shift:
        last = min(bisect_right(ends, gaps[-1].end - shift - 1), len(ends) - 1)
        gaps += holes(text, gaps[-1].end, ends[last] + shift)
    return last, gaps
