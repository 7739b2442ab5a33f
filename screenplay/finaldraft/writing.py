"""A manuscript written as a Final Draft file: what its notes say of revisions, colours and types becomes XML again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from screenplay import frontpage
from screenplay.errors import ScreenplayError
from screenplay.finaldraft.types import (
    CAPITALS,
    CENTERED,
    KEPT,
    OMITTED,
    PLAIN,
    closing,
    opening,
    script_note_told,
    told_about,
    type_of,
)
from screenplay.finaldraft.xml import tree
from screenplay.fountain import parse
from screenplay.manuscript import GUARD, Manuscript, Mark, Piece, flags, manuscript, unguarded
from screenplay.speaking import spoken

VERSION = "5"
"""What Final Draft 12 writes; all of 8 to 13 read it."""

_UNWRITTEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference."""

_INDENTS = {  # left, right and first line in inches, space before in points, the type that Return gives
    "General": ("1.50", "7.50", 0, "General"),
    "Scene Heading": ("1.50", "7.50", 24, "Action"),
    "Action": ("1.50", "7.50", 12, "Action"),
    "Character": ("3.50", "7.25", 12, "Dialogue"),
    "Parenthetical": ("3.00", "5.50", 0, "Dialogue"),
    "Dialogue": ("2.50", "6.00", 0, "Action"),
    "Transition": ("5.50", "7.10", 12, "Scene Heading"),
    "Shot": ("1.50", "7.50", 24, "Action"),
    "Cast List": ("1.50", "7.50", 0, "Action"),
    "Lyrics": ("2.50", "6.00", 0, "Lyrics"),
}
"""The trade's layout, as Final Draft's own template has it."""


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
    out += _title_page(story)
    out += _settings(pieces)
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
                self.waiting.extend(_freed(mark) for mark in piece.marks)
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
            inside += [f"<Paragraph>{_text(piece.text)}</Paragraph>" for piece in summary]
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
            self.waiting.extend(_freed(mark) for mark in piece.marks)

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
        said, inline, loose = _sorted(piece)
        kind = said.pop("Type", "") or type_of(piece)
        properties = {key.removeprefix("Scene"): said.pop(key) for key in ("SceneTitle", "SceneColor") if key in said}
        attributes = {"Alignment": "Center"} if piece.kind == "centered" and kind.lower() not in CENTERED else {}
        attributes |= {key: value for key, value in said.items() if key in ("Alignment", "Number")}
        if piece.number:
            attributes["Number"] = piece.number
        if self.page:
            attributes["StartsNewPage"] = "Yes"
        attributes["Type"] = kind
        self.lines.append(f"<Paragraph{_attributes(attributes)}>")
        inside = list(before)
        if properties:
            head = f"<SceneProperties{_attributes(properties)}>"
            inside = [head, *inside[1:]] if inside else [head, "</SceneProperties>"]
        self.lines += inside
        if self.nested:
            self.lines += [_script_note(one.text, one.kind, "") for one in self.waiting]
        else:
            self.note_all(self.waiting, self.at)
        self.page, self.waiting = False, []
        self.lines += self.runs(piece, inline, loose)
        self.lines += [*after, "</Paragraph>"]
        self.at += _units(piece.text) + 1 + 2 * blocks

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
            look = _look(styles[start] if start < size else frozenset(), running)
            while turns and turns[-1].at <= at:
                source = turns.pop().source
                if started := opening(source):
                    running = {**running, started[0]: started[1]}
                elif ended := closing(source):
                    running = {key: value for key, value in running.items() if key != ended}
                turned = True
            noted = self.nested and held and held[-1][0] <= at
            if at > start and (at == size or turned or noted or styles[at] != styles[start]):
                yield _text(piece.text[start:at], look)
                start = at
            while held and held[-1][0] <= at:
                note = held.pop()[1]
                if self.nested:
                    yield _script_note(note.text, note.kind, "")
                else:
                    self.note_all([note], self.at + _units(piece.text[:at]))
        if not size:
            yield "<Text></Text>"

    def note_all(self, notes: Iterable[Piece], end: int) -> None:
        """Script notes that end at a place of the text."""
        for note in notes:
            over = script_note_told(note.text)[1].get("over", "")
            start = max(0, end - int(over)) if re.fullmatch(r"\d{1,6}", over) else end
            self.notes.append(_script_note(note.text, note.kind, f"{start},{end}"))


def _under(pieces: Sequence[Piece], at: int) -> int:
    """Where the synopses and the omitted scene right under a heading end."""
    end = at + 1
    while end < len(pieces) and (pieces[end].kind == "synopsis" or _holds(pieces[end], OMITTED)):
        end += 1
    return end


def _freed(mark: Mark) -> Piece:
    return Piece("boneyard" if mark.source.startswith("/*") else "note", mark.source[2:-2].strip())


def _sorted(piece: Piece) -> tuple[dict[str, str], list[Mark], list[tuple[int, Piece]]]:
    """A piece's marks: what they say of the paragraph, what runs over its words, and notes at their places."""
    said: dict[str, str] = {}
    inline: list[Mark] = []
    loose: list[tuple[int, Piece]] = []
    for mark in piece.marks:
        if (told := told_about(mark.source)) is not None:
            said |= told
        elif opening(mark.source) or closing(mark.source):
            inline.append(mark)
        else:
            loose.append((mark.at, _freed(mark)))
    return said, inline, loose


_LOOKS = {name: key for key, name in PLAIN.items()}


def _look(styles: Iterable[str], running: dict[str, str]) -> dict[str, str]:
    """The attributes of a run."""
    names = [_LOOKS[style] for style in ("bold", "italic", "underline") if style in set(styles)]
    if "strikeout" in running:
        names.append("Strikeout")
    found = {}
    for key, name in (("highlight", "Background"), ("color", "Color"), ("rev", "RevisionID"), ("tag", "TagNumber")):
        if running.get(key):
            found[name] = running[key]
    if names:
        found["Style"] = "+".join(names)
    return found


def _text(text: str, look: dict[str, str] | None = None) -> str:
    return f"<Text{_attributes(look or {})}>{_escaped(text)}</Text>"


def _script_note(text: str, kind: str, place: str) -> str:
    words, said = script_note_told(text.replace(GUARD, ""))
    said.pop("over", None)
    if kind == "boneyard":
        said = {"Name": "Boneyard"}
        words = text
    if place:
        said["Range"] = place
    lines = re.split(r"\r\n|[\r\n]", words)
    inside = "".join(f"<Paragraph>{_text(line)}</Paragraph>" for line in lines)
    return f"<ScriptNote{_attributes(said)}>{inside}</ScriptNote>"


def _attributes(said: dict[str, str]) -> str:
    return "".join(f' {key}="{_quoted(value)}"' for key, value in said.items() if re.fullmatch(r"[^\W\d][\w.-]*", key))


def _quoted(value: str) -> str:
    return escape(_UNWRITTEN.sub("\ufffd", value)).replace("\n", "&#10;").replace("\t", "&#9;")


def _escaped(text: str) -> str:
    return escape(_UNWRITTEN.sub("\ufffd", text), quote=False)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _title_page(story: Manuscript) -> list[str]:
    page = {key: values for key, values in story.title_page.items() if values}
    if not page:
        return []
    lines = _laid(page, labels=False)
    meant: dict[str, tuple[str, ...]] = {}
    for key, values in page.items():
        name = frontpage.NAMES.get(frontpage.meaning(key), key)
        meant[name] = meant.get(name, ()) + tuple(" ".join(value.split()) for value in values)
    if frontpage.guess(lines) != meant:  # what a page does not say by its layout, it says in words
        lines = _laid(page, labels=True)
    out = ["<TitlePage>", "<Content>"]
    for line in lines:
        place = "Center" if line.centered else "Left"
        out.append(f'<Paragraph Alignment="{place}">{_text(line.text)}</Paragraph>')
    return [*out, "</Content>", "</TitlePage>"]


def _laid(page: dict[str, tuple[str, ...]], *, labels: bool) -> list[frontpage.Line]:
    """Title, credit, author and source in the middle, a third down the page; the rest at the left, each a paragraph."""
    order = ("title", "credit", "author", "source", "contact", "copyright", "draft")
    ranked = sorted(page, key=lambda key: order.index(now) if (now := frontpage.meaning(key)) in order else len(order))
    lines = [frontpage.Line("", True)] * 12
    for key in ranked:
        meaning = frontpage.meaning(key)
        words = "\n".join(" ".join(value.split()) for value in page[key])
        centered = meaning in order[:4]
        bare = not labels and meaning in frontpage.NAMES
        lines.append(frontpage.Line(words if bare else f"{key}: {words}", centered))
        if meaning != "credit":
            lines.append(frontpage.Line("", centered))
    return lines


def _settings(pieces: Iterable[Piece]) -> Iterator[str]:
    """How the types that are used look on the page: the trade's layout, capitals only where all is in capitals."""
    used: dict[str, bool] = dict.fromkeys(("Scene Heading", "Action", "Character", "Parenthetical", "Dialogue"), True)
    for piece in pieces:
        if piece.kind in ("note", "boneyard", "page_break"):
            continue
        kind = _sorted(piece)[0].get("Type") or type_of(piece)
        used[kind] = used.get(kind, True) and piece.text == piece.text.upper()
    for kind, capitals in used.items():
        left, right, space, following = _INDENTS.get(kind, _INDENTS["Action"])
        place = "Right" if kind == "Transition" else "Center" if kind.lower() in CENTERED else "Left"
        style = "AllCaps" if capitals and kind.lower() in CAPITALS else ""
        font = {"Color": "#000000000000", "Font": "Courier Final Draft", "Size": "12", "Style": style}
        look = {
            "Alignment": place, "FirstIndent": "0.00", "LeftIndent": left, "RightIndent": right,
            "SpaceBefore": str(space), "Spacing": "1", "StartsNewPage": "No",
        }  # fmt: skip
        yield f"<ElementSettings{_attributes({'Type': kind})}>"
        yield f"<FontSpec{_attributes(font)}/>"
        yield f"<ParagraphSpec{_attributes(look)}/>"
        pages = {"PaginateAs": kind if kind in _INDENTS else "Action", "ReturnKey": following}
        yield f"<Behavior{_attributes(pages)}/>"
        yield "</ElementSettings>"
