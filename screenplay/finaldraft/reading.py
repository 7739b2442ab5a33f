"""A Final Draft file understood: paragraphs in any dialect become pieces, and no word of them is lost."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape

from screenplay import frontpage
from screenplay.composing import compose
from screenplay.elements import Kind
from screenplay.finaldraft.paragraphs import NEWLINE, Paragraph, note_of, paragraphs
from screenplay.finaldraft.types import (
    CENTERED,
    KEPT,
    KINDS,
    OMITTED,
    OUTLINE,
    about,
    closing,
    told_about,
)
from screenplay.finaldraft.xml import Node, tree
from screenplay.manuscript import Manuscript, Mark, Piece, joined, part, sieved

_NUMBER = re.compile(r"[^\W_]+(?:[.-]+[^\W_]+)*")


def read(data: bytes, name: str) -> Manuscript:
    """The manuscript in a Final Draft file's bytes; ``name`` is for messages. Raises ScreenplayError: ``xml.tree``."""
    root = tree(data, name)
    told = paragraphs(root)
    _place_notes(root, told)
    pieces = list(_pieces(told))
    if kept := _kept(root, pieces):
        pieces.append(Piece("boneyard", f"{KEPT}\n{kept}\n"))
    return Manuscript(_title_page(root), tuple(pieces))


def _place_notes(root: Node, told: list[Paragraph]) -> None:
    """Script notes kept apart from the text, at the end of the range they are about."""
    starts, at = [], 0
    for paragraph in told:
        starts.append(at)
        at += paragraph.units + 1
    placed: dict[int, list[Mark]] = defaultdict(list)
    for holder in root.nodes("ScriptNotes"):
        for note in holder.nodes("ScriptNote"):
            start, end = _range(note)
            if end > start:
                note.attributes["over"] = str(end - start)
            index = bisect_right(starts, max(start, end - (end > start))) - 1
            if index < 0:
                told.append(Paragraph("action", Piece("action", marks=(Mark(0, note_of(note)),)), {}))
                starts.append(at)
                continue
            target = told[index]
            units = target.piece.text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, end - starts[index])]
            place = len(units.decode("utf-16-le", "replace")) if not target.dual else 0
            placed[index].append(Mark(place, note_of(note)))
    for index, marks in placed.items():
        target = told[index].dual[0] if told[index].dual else told[index]
        target.piece = replace(target.piece, marks=(*target.piece.marks, *marks))


def _range(note: Node) -> tuple[int, int]:
    match = re.fullmatch(r"\s*(\d{1,9})\s*,\s*(\d{1,9})\s*", note.attributes.get("Range", ""))
    return (int(match[1]), max(int(match[1]), int(match[2]))) if match else (0, 0)


def _pieces(told: Iterable[Paragraph]) -> Iterator[Piece]:
    """The story, runs of speech and song joined, speech without a cue as action."""
    run: list[Piece] = []
    speaking = gap = False
    for piece in (piece for paragraph in told for piece in _told(paragraph)):
        if not (piece.text or piece.marks or piece.kind in ("page_break", "note", "boneyard")):
            if run and run[0].kind == piece.kind == "dialogue":
                run.append(piece)  # an empty line in a speech
            gap = True
            continue
        if piece.kind in ("parenthetical", "dialogue") and not speaking:
            named = about({"Type": "Parenthetical" if piece.kind == "parenthetical" else "Dialogue"})
            piece = replace(piece, kind="action", marks=(*piece.marks, Mark(len(piece.text), named)))
        goes_on = piece.kind == "dialogue" or (piece.kind == "lyric" and not gap)
        if run and not (goes_on and piece.kind == run[0].kind):
            yield _one(run)
            run = []
        run.append(piece)
        gap = False
        if piece.kind not in ("note", "boneyard", "synopsis"):
            speaking = piece.kind == "character" or (speaking and piece.kind in ("parenthetical", "dialogue", "lyric"))
    if run:
        yield _one(run)


def _one(run: list[Piece]) -> Piece:
    """The paragraphs of one run as a piece, with one note about all of them, without empty lines at its end."""
    while len(run) > 1 and not run[-1].text and not run[-1].marks:
        run.pop()
    if len(run) == 1:
        return run[0]
    said: dict[str, str] = {}
    for piece in reversed(run):
        for mark in piece.marks:
            said |= told_about(mark.source) or {}
    made = joined(run)
    marks = tuple(mark for mark in made.marks if told_about(mark.source) is None)
    return replace(made, marks=(*marks, Mark(len(made.text), about(said))) if said else marks)


def _told(paragraph: Paragraph) -> Iterator[Piece]:
    """What one paragraph says."""
    if paragraph.attributes.get("StartsNewPage", "").lower() in ("yes", "true"):
        yield Piece("page_break")
    said = {}
    kind = KINDS.get(paragraph.type)
    depth = 0
    if kind is None and (outline := OUTLINE.match(paragraph.type)):
        kind, depth = "section", max(1, int(outline[1]))
    if kind is None or (kind == "lyric" and paragraph.type == "singing"):
        kind = kind or ("centered" if paragraph.type in CENTERED else "action")
        said["Type"] = paragraph.attributes.get("Type", "")
    if kind == "action" and paragraph.alignment == "Center":
        kind = "centered"
    elif paragraph.alignment in ("Center", "Right") and kind not in ("centered", "transition", "section", "synopsis"):
        said["Alignment"] = paragraph.alignment
    number: str | None = paragraph.attributes.get("Number", "").strip() or None
    if number and (kind != "scene_heading" or not _NUMBER.fullmatch(number)):
        said["Number"], number = number, None
    said.update((key, paragraph.attributes[key]) for key in ("SceneTitle", "SceneColor") if key in paragraph.attributes)
    parts = list(_parts(kind, replace(paragraph.piece, kind=kind)))
    for index, piece in enumerate(parts):
        if piece.text:
            piece = replace(piece, number=number if not index else None, depth=depth)
            if said:
                piece = replace(piece, marks=(*piece.marks, Mark(len(piece.text), about(said))))
            yield piece
        elif piece.marks:
            yield from (_alone(mark) for mark in piece.marks if not closing(mark.source))
        elif not paragraph.dual and not paragraph.omitted:
            yield piece
    yield from paragraph.after
    if paragraph.omitted:
        text = compose(Manuscript(pieces=tuple(_pieces(paragraph.omitted))))
        yield Piece("boneyard", f"{OMITTED}\n\n{text}\n")
    if paragraph.dual:
        yield from _dual(_pieces(paragraph.dual))
        yield Piece("action")  # nothing goes on after the block


def _alone(mark: Mark) -> Piece:
    return Piece("boneyard" if mark.source.startswith("/*") else "note", mark.source[2:-2])


def _dual(pieces: Iterable[Piece]) -> Iterator[Piece]:
    told = list(pieces)
    cues = [at for at, piece in enumerate(told) if piece.kind == "character"]
    for at, piece in enumerate(told):
        together = len(cues) > 1 and at in cues
        yield replace(piece, dual=("left" if at == cues[0] else "right") if together else None)


def _parts(kind: Kind, piece: Piece) -> Iterator[Piece]:
    """The paragraph's text as its kind can hold it: action in paragraphs, the others in lines or in one line."""
    if kind == "lyric" or kind == "dialogue":
        yield _stripped(piece)
        return
    breaks = re.compile(r"\n(?:[^\S\n]*\n)+" if kind == "action" else r"\n+" if kind == "centered" else r"\Z(?!\Z)")
    if kind not in ("action", "centered"):
        piece = replace(piece, text=piece.text.replace("\n", " "))
    start = 0
    for match in [*breaks.finditer(piece.text), None]:
        end = len(piece.text) if match is None else match.start()
        yield _stripped(_bracketed(part(piece, start, end, last=match is None)))
        start = end if match is None else match.end()


def _stripped(piece: Piece) -> Piece:
    """Lines without white space around them; in action what stands before a line is its indent."""
    kept: list[bool] = []
    lines = piece.text.split("\n")
    for index, line in enumerate(lines):
        size = len(line.rstrip())
        lead = size - len(line.strip())
        if piece.kind == "action" and "\t" not in line[:lead]:
            lead = 0
        empty = not size and not kept
        kept += [lead <= place < size for place in range(len(line))]
        if index < len(lines) - 1:
            kept.append(not empty and any(kept))
    piece = sieved(piece, kept)
    return part(piece, 0, len(piece.text.rstrip("\n"))) if piece.text.endswith("\n") else piece


def _bracketed(piece: Piece) -> Piece:
    """A parenthetical in its parentheses, which some programs leave to the page."""
    bare = piece.text.strip()
    if piece.kind != "parenthetical" or not bare or (bare.startswith("(") and bare.endswith(")")):
        return piece
    return joined([Piece("parenthetical", "("), piece, Piece("parenthetical", ")")], "")


def _title_page(root: Node) -> dict[str, tuple[str, ...]]:
    """The title page of a Final Draft file, as Fountain's keys and lines."""
    lines: list[frontpage.Line] = []
    for page in root.nodes("TitlePage"):
        for content in page.nodes("Content"):
            for paragraph in content.nodes("Paragraph"):
                texts = (node.text() for node in paragraph.nodes("Text"))
                words = NEWLINE.sub("\n", "".join(texts) or paragraph.text())
                text = "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))
                lines.append(frontpage.Line(text, paragraph.attributes.get("Alignment", "Left") == "Center"))
    return frontpage.guess(lines)


def _kept(root: Node, pieces: Iterable[Piece]) -> str:
    """The XML of what is no text and would be missed: sets of revisions in use, what tags stand for, kinds of notes,
    headers."""
    sources = [mark.source for piece in pieces for mark in piece.marks]
    wanted = set()
    if any(source.startswith("[[rev ") for source in sources):
        wanted.add("Revisions")
    if any(source.startswith("[[tag ") for source in sources):
        wanted.add("TagData")
    if any(source.startswith("[[") and "{" in source for source in sources):
        wanted.add("ScriptNoteDefinitions")
    headers = [node for node in root.nodes("HeaderAndFooter") if node.text().strip()]
    nodes = [node for node in root.nodes() if node.tag in wanted] + headers
    return "\n".join(serialized(node) for node in nodes).replace("*/", "&#42;/")


def serialized(node: Node) -> str:
    """A node as XML again."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in node.attributes.items())
    inside = "".join(escape(one, quote=False) if isinstance(one, str) else serialized(one) for one in node.inside)
    return f"<{node.tag}{said}>{inside}</{node.tag}>" if inside else f"<{node.tag}{said}/>"
