"""Fountain 1.1, read into a script and written back. Never fails; time is linear in the length of the text.

``blocks.py`` cuts the text, ``grammar.py`` reads each block by the rules, ``assembly.py`` puts them together.
"""

from collections.abc import Iterable, Iterator

from screenplay.assembly import Assembly
from screenplay.blocks import Block, cut
from screenplay.elements import Locale, Script
from screenplay.grammar import Reader
from screenplay.holes import Hole, holes
from screenplay.locales import detect, profile


def parse(text: str, *, locale: Locale | None = None, encoding: str = "utf-8") -> Script:
    """The script in ``text``. Without ``locale`` the text itself tells; ``encoding`` is only remembered."""
    chosen = locale or detect(text)
    blocks = tuple(read_blocks(text, chosen, 0, len(text), holes(text, 0, len(text)), line=1))
    reading = Assembly(blocks, chosen, told=locale is None, settled=True)
    return Script(text, chosen, encoding, blocks[0].entries, reading)


def read_blocks(text: str, locale: Locale, start: int, end: int, gaps: Iterable[Hole], *, line: int) -> Iterator[Block]:
    """The blocks between two places where blocks begin, or the ends of the text. ``line`` is where they start."""
    reader = Reader(profile(locale))
    for begin, stop, within in cut(text, start, end, gaps):
        inside = [Hole(kind, first - begin, last - begin, closed) for kind, first, last, closed in within]
        block = reader.read(text[begin:stop], inside, offset=begin, line=line)
        line += block.breaks
        yield block


def write(script: Script) -> str:
    """The exact text that was parsed, to the last character."""
    return script.text
