"""Final Draft's paragraphs as the file has them: runs, styles, revisions and notes, in any program's dialect."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from screenplay.finaldraft.types import CAPITALS, PLAIN, script_note
from screenplay.finaldraft.xml import Node
from screenplay.manuscript import Mark, Piece, Style, spans

NEWLINE = re.compile("\r\n|[\r\v\f\u2028\u2029\x85]")
_PRETTY = re.compile(r"\A[ \t]*\n\s*|\s*\n[ \t]*\Z")
_NO_COLOURS = frozenset({"", "#000000000000", "#000000", "#FFFFFFFFFFFF", "#FFFFFF"})


def paragraphs(root: Node) -> list["Paragraph"]:
    """The paragraphs of a Final Draft file's text, in order."""
    looks = _looks(root)
    return [one for content in root.nodes("Content") for one in _paragraphs(content, looks)]


@dataclass(frozen=True, slots=True)
class _Look:
    """What the file's ElementSettings say of a type."""

    capitals: bool
    alignment: str


@dataclass(slots=True)
class Paragraph:
    """One paragraph as the file has it. ``units`` is its length as Range counts: UTF-16, embedded blocks are two."""

    type: str
    piece: Piece
    attributes: dict[str, str]
    alignment: str = "Left"
    units: int = 0
    dual: list["Paragraph"] = field(default_factory=list)
    omitted: list["Paragraph"] = field(default_factory=list)
    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)


def _looks(root: Node) -> dict[str, _Look]:
    found = {}
    for settings in root.nodes("ElementSettings"):
        font, paragraph = settings.first("FontSpec"), settings.first("ParagraphSpec")
        found[_type(settings)] = _Look(
            "AllCaps" in (font.attributes.get("Style", "") if font else ""),
            (paragraph.attributes.get("Alignment") if paragraph else None) or "Left",
        )
    return found


def _type(node: Node) -> str:
    return " ".join(node.attributes.get("Type", "").split()).lower()


def _paragraphs(content: Node, looks: Mapping[str, _Look]) -> Iterator[Paragraph]:
    for node in content.nodes():
        if node.tag == "Paragraph":
            yield _paragraph(node, looks)
        elif node.tag == "DualDialogue":  # other programs leave the paragraph around it out
            yield Paragraph("", Piece("action"), {}, units=2, dual=list(_paragraphs(node, looks)))
        else:
            yield from _paragraphs(node, looks)


def _paragraph(node: Node, looks: Mapping[str, _Look]) -> Paragraph:
    kind = _type(node) or "action"
    look = looks.get(kind) or _Look(kind in CAPITALS, "Right" if kind == "transition" else "Left")
    made = Paragraph(kind, Piece("action"), node.attributes)
    made.alignment = node.attributes.get("Alignment") or look.alignment
    letters: list[str] = []
    styles: list[frozenset[Style]] = []
    marks: list[Mark] = []
    running: dict[str, str] = {}
    laid = _laid(node)

    def turn(wanted: dict[str, str]) -> None:
        """Close and open what runs over words: revisions, tags, colours, what is struck out."""
        ending = [key for key in running if running[key] != wanted.get(key)]
        for key in reversed(ending):
            marks.append(Mark(len(letters), f"[[/{key}]]"))
            del running[key]
        for key, value in wanted.items():
            if key not in running:
                marks.append(Mark(len(letters), f"[[{key} {value}]]" if value else f"[[{key}]]"))
                running[key] = value

    for one in node.inside:
        if isinstance(one, str):
            text, said = one.strip(), {}
        elif one.tag == "Text":
            text, said = _words(one, laid=laid), one.attributes
        elif one.tag == "DualDialogue":
            made.dual.extend(_paragraphs(one, looks))
            made.units += 2
            continue
        elif one.tag == "OmittedScene":
            made.omitted.extend(_paragraphs(one, looks))
            made.units += 2
            continue
        elif one.tag == "ScriptNote":
            marks.append(Mark(len(letters), note_of(one)))
            continue
        elif one.tag == "SceneProperties":
            made.after.extend(_properties(one))
            for key in ("Title", "Color"):
                if (value := one.attributes.get(key, "")) not in _NO_COLOURS:
                    made.attributes = {**made.attributes, f"Scene{key}": value}
            continue
        else:
            text, said = one.text().strip(), {}
        if not text:
            continue
        names = said.get("Style", "").split("+")
        if look.capitals or "AllCaps" in names:
            text = text.upper()
        turn(_running(said, names) or ({} if text.strip() else dict(running)))
        letters.extend(text)
        drawn: frozenset[Style] = frozenset(PLAIN[name] for name in names if name in PLAIN)  # type: ignore[misc]
        styles.extend([drawn] * len(text))
    turn({})
    text = "".join(letters)
    made.units += len(text.encode("utf-16-le", "surrogatepass")) // 2
    made.piece = Piece("action", text, spans(styles), marks=tuple(marks))
    return made


def _words(text: Node, *, laid: bool = False) -> str:
    """The text of a run, line ends as newlines. In XML that was laid out, white space at its ends is no text."""
    words = NEWLINE.sub("\n", text.text())
    return _PRETTY.sub("", words) if laid else words


def _laid(paragraph: Node) -> bool:
    """Whether a program has laid the XML out, each text on lines of its own."""
    first = paragraph.first("Text")
    return first is not None and bool(re.match(r"[ \t]*\n\s*\S", NEWLINE.sub("\n", first.text())))


def _running(said: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    found = {}
    if (revision := said.get("RevisionID", "0").strip()) not in ("", "0"):
        found["rev"] = re.sub(r"[\]\s]", "", revision)
    if (tag := said.get("TagNumber", "").strip()) not in ("", "0"):
        found["tag"] = re.sub(r"[\]\s]", "", tag)
    if "Strikeout" in names or "StrikeThrough" in names:
        found["strikeout"] = ""
    for key, name in (("color", "Color"), ("highlight", "Background")):
        if (value := said.get(name, "").strip().upper()) not in _NO_COLOURS:
            found[key] = re.sub(r"[\]\s]", "", value)
    return found


def note_of(node: Node) -> str:
    """A script note as Fountain writes it: its words, then what the file says of it."""
    words = "\n".join(_lines(node)) or NEWLINE.sub("\n", node.text()).strip()
    if node.attributes.get("Name") == "Boneyard":
        return f"/*{words.replace('*/', '* /')}*/"
    said = {key: value for key, value in node.attributes.items() if value and key != "Range"}
    return script_note(words, said)


def _lines(node: Node) -> Iterator[str]:
    for paragraph in node.nodes():
        if paragraph.tag == "Paragraph":
            yield (
                "".join(_words(text, laid=_laid(paragraph)) for text in paragraph.nodes("Text"))
                or paragraph.text().strip()
            )
        else:
            yield from _lines(paragraph)


def _properties(node: Node) -> Iterator[Piece]:
    """A scene's summary as synopses; what its arc beats say as notes. Length and page are counted, not written."""
    for one in node.nodes():
        if one.tag == "Summary":
            for line in "\n".join(_lines(one)).split("\n"):
                if line.strip():
                    yield Piece("synopsis", line.strip())
        elif one.tag == "SceneArcBeats":
            for beat in one.nodes():
                if words := "\n".join(_lines(beat)).strip():
                    yield Piece("note", f"{beat.attributes.get('Name', '')}: {words}".lstrip(": "))
        elif words := " ".join(one.text().split()):
            yield Piece("note", words)
