"""What a round trip through another form must keep, and Final Draft files of any paragraphs in any order."""

import re
from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from screenplay.composing import compose
from screenplay.elements import Element, Script
from screenplay.finaldraft.reading import read
from screenplay.finaldraft.writing import write
from screenplay.fountain import parse
from screenplay.manuscript import GUARD, Manuscript, flags, manuscript

UNWRITTEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029]")
"""What XML cannot hold, or hands back as another line end."""


def fdx(body: str, *, rest: str = "", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}<FinalDraft DocumentType="Script" Version="5"><Content>{body}</Content>{rest}</FinalDraft>'.encode()


def said(script: Script) -> list[tuple[object, ...]]:
    """Kind, words, lines, number, side, depth and styled letters of what prints."""
    out: list[tuple[object, ...]] = []
    for element in script.elements:
        text = element.text.replace(GUARD, "")
        if not text.strip() and element.kind != "page_break":
            continue
        styled = [
            pair
            for pair in zip(element.text, flags(element), strict=True)
            if pair[0] != GUARD and not pair[0].isspace()
        ]
        out.append(
            (element.kind, " ".join(text.split()), text.strip().count("\n"), element.number, element.dual,
             element.depth, styled if any(pair[1] for pair in styled) else None)
        )  # fmt: skip
    return out


TYPES = (
    "Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Transition", "Shot", "General", "Lyrics",
    "Singing", "Cast List", "New Act", "End of Act", "Outline 1", "Summary", "My Own",
)  # fmt: skip
WORDS = st.text("ab É*_[]/\\~#=>!@.():-'&<\n", max_size=12)
RUNS = st.tuples(
    WORDS, st.sampled_from(["", "Bold", "Italic", "Bold+Italic", "Underline", "Bold+Underline+AllCaps", "Strikeout"]),
    st.sampled_from(["0", "0", "3"]),
)  # fmt: skip
PARAGRAPHS = st.tuples(
    st.sampled_from(TYPES), st.lists(RUNS, max_size=3), st.sampled_from(["", "12", "12A", "A 1"]),
    st.sampled_from(["", "Center", "Right"]), st.booleans(), st.sampled_from(["", "", "a note"]),
)  # fmt: skip


Made = tuple[str, list[tuple[str, str, str]], str, str, bool, str]
"""A paragraph: its type, its runs (words, style, revision), its number, its alignment, a new page, its note."""


def xml(made: list[Made], dual: bool) -> bytes:
    """A file of such paragraphs, the second half of them in one block of dual dialogue where it is ``dual``."""
    body = []
    for kind, runs, number, alignment, new_page, note in made:
        extra = f" Number={quoteattr(number)}" * bool(number) + f' Alignment="{alignment}"' * bool(alignment)
        extra += ' StartsNewPage="Yes"' * new_page
        texts = "".join(f'<Text Style="{style}" RevisionID="{rev}">{escape(text)}</Text>' for text, style, rev in runs)
        noted = f"<ScriptNote><Paragraph><Text>{note}</Text></Paragraph></ScriptNote>" * bool(note)
        body.append(f'<Paragraph Type="{kind}"{extra}>{texts}{noted}</Paragraph>')
    half = len(body) // 2
    block = (
        f"<Paragraph><DualDialogue>{''.join(body[half:])}</DualDialogue></Paragraph>" if dual else "".join(body[half:])
    )
    return fdx("".join(body[:half]) + block)


def letters(story: Manuscript) -> Counter[str]:
    """Every printed letter, and those of notes: case apart, since the page may show capitals."""
    texts = [piece.text for piece in story.pieces if not piece.text.startswith("fdx kept")]
    return Counter(re.sub(r"[\s()]", "", "".join(texts).casefold()))


def told(element: Element) -> tuple[object, ...]:
    """What an element says, without its place and without guards; white space has no style."""
    letters = zip(element.text, flags(element), strict=True)
    styles = [styles for letter, styles in letters if letter != GUARD and not letter.isspace()]
    return (
        element.kind, element.text.replace(GUARD, ""), styles if any(styles) else [], element.number, element.dual,
        element.depth,
    )  # fmt: skip


def composed_anew(script: Script) -> None:
    """The elements of a script written anew read the same."""
    again = parse(compose(manuscript(script), locale=script.locale), locale=script.locale)
    assert [told(one) for one in again.elements] == [told(one) for one in script.elements]


def fits_final_draft(script: Script) -> bool:
    """Whether Final Draft can say it: a paragraph of it holds no empty line, and a cue has a name."""
    lines = [line for one in script.elements if one.kind == "action" for line in one.text.split("\n")]
    names = [one.text.strip(GUARD + " ") for one in script.elements if one.kind == "character"]
    return all(line.strip() for line in lines) and all(names)


def through_final_draft(script: Script) -> None:
    """A script reads the same after Final Draft had it, notes and boneyards included."""
    back = parse(compose(read(write(manuscript(script)), "film.fdx"), locale=script.locale), locale=script.locale)
    assert said(back) == said(script)
    words = [sorted("".join(note.text.replace(GUARD, "").split()) for note in one.notes) for one in (script, back)]
    assert [word for word in words[0] if word] == [word for word in words[1] if word]


def keeps_every_letter(made: list[Made], dual: bool) -> None:
    """No letter of a Final Draft file is lost there, nor back; a second time all words print the same."""
    data = xml(made, dual)
    first = read(data, "film.fdx")
    meant = Counter(re.sub(r"[\s()]", "", "".join(run[0] for one in made for run in one[1]).casefold()))
    assert not meant - letters(first)
    text = compose(first)
    script = parse(text)
    printed = "".join(element.text for element in script.elements).replace(GUARD, "")
    assert not meant - Counter(printed.casefold())
    second = write(manuscript(script))
    assert not meant - letters(read(second, "film.fdx"))
    again = compose(read(second, "film.fdx"), locale=script.locale)
    back = said(parse(again, locale=script.locale))
    assert " ".join(str(one[1]) for one in back) == " ".join(str(one[1]) for one in said(script))
