"""A manuscript written as a Final Draft file: what its notes say of revisions, colours and types becomes XML again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from screenplay.errors import ScreenplayError
from screenplay.finaldraft.layout import settings, title_page
from screenplay.finaldraft.tags import freed, look, noted, pairs, sorted_marks, text_of, units
from screenplay.finaldraft.types import (
    CENTERED,
    KEPT,
    OMITTED,
    closing,
    opening,
    script_note_told,
    type_of,
)
from screenplay.finaldraft.xml import tree
from screenplay.fountain import parse
from screenplay.manuscript import GUARD, Manuscript, Mark, Piece, flags, manuscript, unguarded
from screenplay.speaking import spoken

VERSION = "5"
"""What Final Draft 12 writes; all of 8 to 13 read it."""


def write(story: Manuscript) -> bytes:
    """The Final Draft file, UTF-8. The same manuscript gives the same bytes; every word is in it."""
    pieces = [unguarded(piece) for piece in story.pieces]
    kept = [piece.text.removeprefix(KEPT) for piece in pieces if _holds(piece, KEPT)]
    made = _Made()
    made.body([piece for piece in pieces if not _holds(piece, KEPT)])
    out = [
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
        f'<FinalDraft DocumentType="Script" Template="No" Version="{VERSION}">',
        "<Content>",
        *made.lines,
        "</Content>",
    ]
    if made.notes:
        out += ["<ScriptNotes>", *made.notes, "</ScriptNotes>"]
    out += title_page(story)
    out += settings(pieces)
    out += [xml.strip() for text in kept if (xml := _well_formed(text))]
    return ("\n".join([*out, "</FinalDraft>"]) + "\n").encode()


def _holds(piece: Piece, what: str) -> bool:
    return piece.kind == "boneyard" and piece.text.startswith(what)


def _well_formed(text: str) -> str:
    """XML that was kept, unless someone has broken it since."""
    try:
        root = tree(f"<FinalDraft>{text}</FinalDraft>".encode(), KEPT)
    except (ScreenplayError, UnicodeEncodeError):
        return ""
    return text if not "".join(one for one in root.inside if isinstance(one, str)).strip() else ""


@dataclass(slots=True)
class _Made:
    """What is written so far: ``at`` counts the text as Range does, so that script notes find their place."""

    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    at: int = 0
    nested: bool = False
    waiting: list[Piece] = field(default_factory=list)
    """Notes that stand alone, until the paragraph that they stand before is known."""
    page: bool = False
    """A new page before the next paragraph."""

    def body(self, pieces: Sequence[Piece]) -> None:
        at = 0
        last = ""
        while at < len(pieces):
            piece = pieces[at]
            if piece.kind in ("note", "boneyard") and not _holds(piece, OMITTED):
                self.waiting.append(piece)
            elif piece.kind == "page_break":
                if self.page:
                    self.paragraph(Piece("action"))
                self.page = True
                self.waiting.extend(freed(mark) for mark in piece.marks)
            elif piece.kind == "scene_heading":
                end = _under(pieces, at)
                self.scene(piece, pieces[at + 1 : end])
                at, last = end, ""
                continue
            elif piece.dual == "left":
                end = spoken(pieces, at)
                self.dual(pieces[at:end])
                at, last = end, ""
                continue
            elif _holds(piece, OMITTED):  # its heading is gone: the scene stands alone
                self.scene(Piece("scene_heading", "OMITTED"), [piece])
            else:
                if piece.kind == last == "lyric":
                    self.paragraph(Piece("action"))
                self.paragraph(piece)
            if piece.kind not in ("note", "boneyard"):
                last = piece.kind
            at += 1
        if self.page or self.waiting:
            self.paragraph(Piece("action"))

    def scene(self, heading: Piece, under: Sequence[Piece]) -> None:
        """A heading with its synopsis, or with the scene that was omitted."""
        inside: list[str] = []
        if summary := [piece for piece in under if piece.kind == "synopsis"]:
            inside += ["<SceneProperties>", "<Summary>"]
            inside += [f"<Paragraph>{text_of(piece.text)}</Paragraph>" for piece in summary]
            inside += ["</Summary>", "</SceneProperties>"]
        omitted: list[str] = []
        for piece in under:
            if _holds(piece, OMITTED):
                text = piece.text.removeprefix(OMITTED).replace(f"*{GUARD}/", "*/")
                nested = _Made(nested=True)
                nested.body(manuscript(parse(text.strip("\n") + "\n")).pieces)
                omitted += ["<OmittedScene>", *nested.lines, "</OmittedScene>"]
        self.paragraph(heading, before=inside, after=omitted, blocks=len(omitted) > 0)
        for piece in under:
            self.waiting.extend(freed(mark) for mark in piece.marks)

    def dual(self, pieces: Sequence[Piece]) -> None:
        """Two speeches side by side, in a paragraph of their own."""
        nested = _Made(nested=True)
        nested.body([replace(piece, dual=None) for piece in pieces])
        said = ' StartsNewPage="Yes"' if self.page else ""
        self.note_all(self.waiting, self.at)
        self.lines += [f"<Paragraph{said}>", "<DualDialogue>", *nested.lines, "</DualDialogue>", "</Paragraph>"]
        self.page, self.waiting = False, []
        self.at += 3

    def paragraph(
        self, piece: Piece, *, before: Iterable[str] = (), after: Iterable[str] = (), blocks: bool = False
    ) -> None:
        said, inline, loose = sorted_marks(piece)
        kind = said.pop("Type", "") or type_of(piece)
        properties = {key.removeprefix("Scene"): said.pop(key) for key in ("SceneTitle", "SceneColor") if key in said}
        attributes = {"Alignment": "Center"} if piece.kind == "centered" and kind.lower() not in CENTERED else {}
        attributes |= {key: value for key, value in said.items() if key in ("Alignment", "Number")}
        if piece.number:
            attributes["Number"] = piece.number
        if self.page:
            attributes["StartsNewPage"] = "Yes"
        attributes["Type"] = kind
        self.lines.append(f"<Paragraph{pairs(attributes)}>")
        inside = list(before)
        if properties:
            head = f"<SceneProperties{pairs(properties)}>"
            inside = [head, *inside[1:]] if inside else [head, "</SceneProperties>"]
        self.lines += inside
        if self.nested:
            self.lines += [noted(one.text, one.kind, "") for one in self.waiting]
        else:
            self.note_all(self.waiting, self.at)
        self.page, self.waiting = False, []
        self.lines += self.runs(piece, inline, loose)
        self.lines += [*after, "</Paragraph>"]
        self.at += units(piece.text) + 1 + 2 * blocks

    def runs(self, piece: Piece, inline: Sequence[Mark], loose: Sequence[tuple[int, Piece]]) -> Iterator[str]:
        """The text in runs of one look; notes in it at their places."""
        styles = flags(piece)
        turns = sorted(inline, key=lambda mark: mark.at)[::-1]
        held = sorted(loose, key=lambda one: one[0])[::-1]
        running: dict[str, str] = {}
        start = 0
        size = len(piece.text)
        for at in range(size + 1):
            turned = False
            drawn = look(styles[start] if start < size else frozenset(), running)
            while turns and turns[-1].at <= at:
                source = turns.pop().source
                if started := opening(source):
                    running = {**running, started[0]: started[1]}
                elif ended := closing(source):
                    running = {key: value for key, value in running.items() if key != ended}
                turned = True
            due = self.nested and held and held[-1][0] <= at
            if at > start and (at == size or turned or due or styles[at] != styles[start]):
                yield text_of(piece.text[start:at], drawn)
                start = at
            while held and held[-1][0] <= at:
                note = held.pop()[1]
                if self.nested:
                    yield noted(note.text, note.kind, "")
                else:
                    self.note_all([note], self.at + units(piece.text[:at]))
        if not size:
            yield "<Text></Text>"

    def note_all(self, notes: Iterable[Piece], end: int) -> None:
        """Script notes that end at a place of the text."""
        for note in notes:
            over = script_note_told(note.text)[1].get("over", "")
            start = max(0, end - int(over)) if re.fullmatch(r"\d{1,6}", over) else end
            self.notes.append(noted(note.text, note.kind, f"{start},{end}"))


def _under(pieces: Sequence[Piece], at: int) -> int:
    """Where the synopses and the omitted scene right under a heading end."""
    end = at + 1
    while end < len(pieces) and (pieces[end].kind == "synopsis" or _holds(pieces[end], OMITTED)):
        end += 1
    return end
