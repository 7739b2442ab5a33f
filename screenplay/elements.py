"""The parsed text: a script and its elements, each with its exact place in the writer's file.

Offsets and lengths count code points of the decoded text; lines and columns count from 1.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, make_dataclass
from typing import Any, Literal, Protocol, cast

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
Style = Literal["bold", "italic", "bold_italic", "underline"]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A styled run of an element's printed text, ``text[start:end]``, and where it stands in the file, marks included.

    ``length`` code points from ``offset``; a note inside the run is among them.
    """

    style: Style
    start: int
    end: int
    line: int
    column: int
    offset: int
    length: int


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


OpenElement: Callable[..., Any] = cast(
    "Callable[..., Any]",
    make_dataclass(
        "OpenElement", [(one.name, one.type, field(default=one.default)) for one in fields(Element)], slots=True
    ),
)
"""An element while it is filled; setting its ``__class__`` to ``Element`` closes it. A frozen dataclass sets its fields
one by one, which takes four times as long, and longer than all else about an element."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of the title page and its printed lines, with its place in the file from the key to the last line."""

    key: str
    lines: tuple[str, ...]
    source: str
    line: int
    column: int
    offset: int
    length: int
    spans: tuple[Emphasis, ...] = ()
    """Places in the lines joined by newlines."""


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


class Reading(Protocol):
    """What was read of a text. Each part is put together when it is first asked for."""

    @property
    def elements(self) -> tuple[Element, ...]: ...
    @property
    def notes(self) -> tuple[Element, ...]: ...
    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """A whole screenplay. Printed elements are in ``elements``, in story order; notes and boneyards in ``notes``."""

    text: str
    locale: Locale
    encoding: str
    entries: tuple[Entry, ...]
    """The title page, key by key as it is written."""
    reading: Reading = field(repr=False)
    origin: Origin = "fountain"
    """Where the text comes from. Of a script from ``fdx`` or ``pdf``, ``text`` is the Fountain that stands for it, and
    lines and offsets are those of this text."""

    @property
    def title_page(self) -> dict[str, tuple[str, ...]]:
        """The title page's keys as written, each with its printed lines."""
        page: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            page[entry.key] = page.get(entry.key, ()) + entry.lines
        return page

    @property
    def elements(self) -> tuple[Element, ...]:
        return self.reading.elements

    @property
    def notes(self) -> tuple[Element, ...]:
        return self.reading.notes

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.reading.diagnostics

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, element by element; how they were read makes no difference."""
        return isinstance(other, Script) and all(
            getattr(self, part) == getattr(other, part)
            for part in ("text", "locale", "encoding", "entries", "elements", "notes", "diagnostics")
        )

    __hash__ = None  # type: ignore[assignment]
