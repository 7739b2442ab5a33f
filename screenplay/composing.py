"""Fountain text written from a manuscript: plain where plain text reads right, forced or escaped where it would not.

The parser itself is asked: text is written plainly first, and only where that reads as something else does a forcing
mark come in, then, where Fountain has none, a WORD JOINER. So the two can never disagree about what a line is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screenplay.elements import Element, Locale
from screenplay.fountain import parse
from screenplay.locales import detect
from screenplay.manuscript import GUARD, Manuscript, Mark, Piece, Style, flags, unguarded
from screenplay.marking import marked
from screenplay.speaking import HIDDEN, spoken

_BETWEEN = "\n\n===\n\n"
"""A page break on either side keeps a block from being read as a title page or as part of its neighbours."""

_LEVELS = 4
"""Plain, forced, guarded where something else usually starts, guarded everywhere."""


def compose(manuscript: Manuscript, *, locale: Locale | None = None) -> str:
    """Fountain 1.1 that reads as the manuscript in ``locale``, or in the language that the words show.

    Every word is kept. A piece that Fountain cannot say in its place (speech without a cue) is action.
    """
    if locale is not None:
        return _composed(manuscript, locale)
    text = ""
    guess = detect("\n".join(piece.text for piece in manuscript.pieces))
    for _ in range(3):  # what is forced may change what the text seems to speak, hardly ever twice
        text = _composed(manuscript, guess)
        if (shown := detect(text)) == guess:
            break
        guess = shown
    return text


def _composed(manuscript: Manuscript, locale: Locale) -> str:
    page = _title_page(manuscript)
    blocks = list(_blocks([unguarded(piece) for piece in manuscript.pieces]))
    sources = _settled(blocks, locale)
    if not page:  # the first lines of a text may read as its title page
        first = next((at for at, block in enumerate(blocks) if block.pieces[0].kind not in HIDDEN), len(blocks)) + 1
        above = [*sources[: first - 1], ""]
        for text in [] if first > len(blocks) else [sources[first - 1], *_tries(blocks[first - 1])]:
            above[-1] = text
            if _reads("\n\n".join(above), blocks[:first], locale, alone=True):
                sources[first - 1] = text
                break
    return "\n\n".join(filter(None, [page, *sources])) + "\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """Pieces that stand without a blank line between them: a speech (two when they are simultaneous), or one piece."""

    pieces: tuple[Piece, ...]


def _blocks(pieces: Sequence[Piece]) -> Iterator[_Block]:
    at = 0
    while at < len(pieces):
        end = spoken(pieces, at)
        yield _Block(tuple(pieces[at:end]))
        at = end


def _settled(blocks: Sequence[_Block], locale: Locale) -> list[str]:
    """The source of each block. Halves are looked at only where the whole reads wrong."""
    plain = [_source(block, 0) for block in blocks]
    if not blocks or _reads(_BETWEEN.join(plain), blocks, locale):
        return plain
    if len(blocks) == 1:
        tries = list(_tries(blocks[0]))
        right = (text for text in tries if _reads(text, blocks, locale))
        whole = (text for text in tries if _letters(_parsed(text, locale)) == _letters(blocks[0].pieces))
        return [next(right, None) or next(whole, tries[1])]
    half = len(blocks) // 2
    return [*_settled(blocks[:half], locale), *_settled(blocks[half:], locale)]


def _tries(block: _Block) -> Iterator[str]:
    for level in range(_LEVELS):
        yield _source(block, level)


def _parsed(source: str, locale: Locale) -> Sequence[Element]:
    return parse(f"==={_BETWEEN}{source}{_BETWEEN}", locale=locale).elements


def _letters(pieces: Sequence[Piece | Element]) -> str:
    return "".join("".join(piece.text for piece in pieces if piece.kind not in HIDDEN).replace(GUARD, "").split())


def _reads(source: str, blocks: Sequence[_Block], locale: Locale, *, alone: bool = False) -> bool:
    """Whether the parser reads the pieces, and nothing else, out of their source."""
    read = parse(source + "\n" if alone else f"==={_BETWEEN}{source}{_BETWEEN}", locale=locale)
    if read.title_page:
        return False
    found = [element for element in read.elements if alone or element.kind != "page_break"]
    meant = [
        piece
        for block in blocks
        for piece in block.pieces
        if piece.kind not in HIDDEN and (alone or piece.kind != "page_break")
    ]
    return len(found) == len(meant) and all(map(_same, found, meant))


def _same(found: Element, meant: Piece) -> bool:
    return (
        found.kind == meant.kind
        and found.text.replace(GUARD, "") == meant.text
        and found.number == meant.number
        and found.dual == meant.dual
        and (found.kind != "section" or found.depth == meant.depth)
        and (not (found.spans or meant.spans) or _styles(found) == _styles(meant))
    )


def _styles(one: Element | Piece) -> list[frozenset[Style]]:
    """Of each letter; white space at the end of a run can have none."""
    return [
        styles for letter, styles in zip(one.text, flags(one), strict=True) if letter != GUARD and not letter.isspace()
    ]


def _source(block: _Block, level: int) -> str:
    out: list[str] = []
    for index, piece in enumerate(block.pieces):
        if piece.kind == "character" and index:
            out.append("")
        out.append(_lines(piece, level, opening=index == 0))
    return "\n".join(out)


def _lines(piece: Piece, level: int, *, opening: bool) -> str:
    """One piece in Fountain, at one of the levels of force."""
    match piece.kind:
        case "note":
            return note(piece.text)
        case "boneyard":
            text = piece.text.strip("\r\n").replace("*/", f"*{GUARD}/")
            return f"/*\n{text}\n*/" if "\n" in text else f"/* {text} */"
        case "page_break":
            return "===" + "".join(f" {mark.source}" for mark in piece.marks)
    above, marks = "", piece.marks
    if opening:
        notes = [mark for mark in marks if not mark.at and _stands(mark)]
        above = "".join(f"{mark.source}\n\n" for mark in notes)
        marks = tuple(mark for mark in marks if mark not in notes)
    guard = GUARD if level >= 2 else ""
    lines = marked(piece, marks, hard=level > 0)
    match piece.kind:
        case "action":
            body = "\n".join(_action(line, ("!" if level else "") + guard) + guard for line in lines)
        case "scene_heading":
            number = f" #{piece.number}#" if piece.number else ""
            body = f"{'.' if level else ''}{lines[0]}{guard}{number}"
        case "character":
            close = guard if level == 3 or lines[0].endswith("^") else ""
            body = f"{'@' if level else ''}{lines[0]}{close}{' ^' if piece.dual == 'right' else ''}"
        case "transition":
            body = f"{'> ' if level else ''}{lines[0]}{guard}"
        case "centered":
            body = f"> {guard}{lines[0]}{guard} <"
        case "section":
            body = f"{'#' * max(1, piece.depth)} {guard}{lines[0]}"
        case "synopsis":
            body = f"= {guard}{lines[0]}"
        case "lyric":
            body = "\n".join(f"~{guard}{line}" for line in lines)
        case "dialogue":
            body = "\n".join(
                guard * (level == 3 or line[:1] in "!~(=") + line if line.strip() else "  " for line in lines
            )
        case _:
            body = "\n".join(lines)
    return above + body


def _stands(mark: Mark) -> bool:
    """Whether a note before a text stands above it: what opens a marked run stays with its words."""
    return not re.match(r"\[\[(?:rev|tag|strikeout|color|highlight|/)", mark.source)


def _action(line: str, force: str) -> str:
    bare = line.lstrip(" ")
    return " " * (len(line) - len(bare)) + force + bare


def note(words: str) -> str:
    """A note that holds these words, none of which can close it: what would is parted, blank lines hold two spaces."""
    text = words.replace("]]", f"]{GUARD}]")
    return f"[[{_spaced(text)}{GUARD if text.endswith(']') else ''}]]"


def _spaced(words: str) -> str:
    return re.sub(r"(?<=\n)[ \t]*(?=\n|\Z)", "  ", words.replace("\r\n", "\n").replace("\r", "\n"))


def _title_page(manuscript: Manuscript) -> str:
    out: list[str] = []
    for key, values in manuscript.title_page.items():
        lines = [line for value in values for line in marked(Piece("action", value.strip()), (), hard=False)]
        out.append(f"{key}: {lines[0]}" if len(lines) == 1 else "\n    ".join([f"{key}:", *lines]))
    return "\n".join(out)
