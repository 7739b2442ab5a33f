"""How a Final Draft file looks on the page: its title page, and the settings of the types that it uses."""

from collections.abc import Iterable, Iterator

from screenplay import frontpage
from screenplay.finaldraft.tags import pairs, sorted_marks, text_of
from screenplay.finaldraft.types import CAPITALS, CENTERED, type_of
from screenplay.manuscript import Manuscript, Piece

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


def title_page(story: Manuscript) -> list[str]:
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
        out.append(f'<Paragraph Alignment="{place}">{text_of(line.text)}</Paragraph>')
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


def settings(pieces: Iterable[Piece]) -> Iterator[str]:
    """How the types that are used look on the page: the trade's layout, capitals only where all is in capitals."""
    used: dict[str, bool] = dict.fromkeys(("Scene Heading", "Action", "Character", "Parenthetical", "Dialogue"), True)
    for piece in pieces:
        if piece.kind in ("note", "boneyard", "page_break"):
            continue
        kind = sorted_marks(piece)[0].get("Type") or type_of(piece)
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
        yield f"<ElementSettings{pairs({'Type': kind})}>"
        yield f"<FontSpec{pairs(font)}/>"
        yield f"<ParagraphSpec{pairs(look)}/>"
        pages = {"PaginateAs": kind if kind in _INDENTS else "Action", "ReturnKey": following}
        yield f"<Behavior{pairs(pages)}/>"
        yield "</ElementSettings>"
