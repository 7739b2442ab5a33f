"""The parsed text: a script and its elements, each with its exact place in the writer's file.

Offsets and lengths count code points of the decoded text; lines and columns count from 1.
"""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "scene_heading",
    "action",
    "character",
    "parenthetical",
    "dialogue",
    "lyric",
    "transition",
    "centered",
    "section",
    "synopsis",
    "page_break",
    "note",
    "boneyard",
]
"""Named as the Fountain specification names them."""

Locale = Literal["en", "fr", "de", "es", "it", "pt", "pl"]
"""The language a script is written in. The parser reads all seven; ``screenplay.locales`` says what else knows them."""

Origin = Literal["fountain", "fdx", "pdf"]
"""What a script was read from: its own text, Final Draft's XML, or the layout of a PDF."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A styled run of an element's printed text: ``text[start:end]``."""

    style: Literal["bold", "italic", "bold_italic", "underline"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of the script. ``text`` is what is printed; ``source`` is the exact slice of the file."""

    id: str
    """Made from the content and its occurrence, so that it survives edits elsewhere in the text."""
    kind: Kind
    text: str
    source: str
    line: int
    column: int
    offset: int
    length: int
    spans: tuple[Emphasis, ...] = ()
    number: str | None = None
    """Scene number as written (headings)."""
    name: str | None = None
    """Character name without extensions (cues)."""
    extensions: tuple[str, ...] = ()
    """Extensions as written, without parentheses: ``("V.O.", "SUITE")`` (cues)."""
    dual: Literal["left", "right"] | None = None
    depth: int = 0
    """Level of a section."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a person may want to mend: where, what was understood, and the remedy."""

    code: str
    line: int
    column: int
    message: str
    remedy: str
    words: tuple[tuple[str, str], ...] = ()
    """What the sentences quote, by name, so that they can be said in another language."""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole screenplay. Printed elements are in ``elements``, in story order; notes and boneyards in ``notes``."""

    text: str
    locale: Locale
    encoding: str
    title_page: dict[str, tuple[str, ...]]
    elements: tuple[Element, ...]
    notes: tuple[Element, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    origin: Origin = "fountain"
    """Where the text comes from. Of a script from ``fdx`` or ``pdf``, ``text`` is the Fountain that stands for it, and
    lines and offsets are those of this text."""
