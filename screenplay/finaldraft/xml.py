"""XML from strangers: a tree of nodes with their lines, or a refusal that says why and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import gettext as _

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from screenplay.errors import ScreenplayError

DEEPEST = 200
"""Levels of elements; Final Draft's own files have about ten."""

_DECLARED = re.compile(r"\A\ufeff?\s*<\?xml[^>]*?\?>")
_ROOT = "FinalDraft"


@dataclass(slots=True)
class Node:
    """An element: its name without namespace, its attributes, its line, and what it holds in order."""

    tag: str
    attributes: dict[str, str]
    line: int
    inside: list["Node | str"] = field(default_factory=list)

    def nodes(self, *tags: str) -> Iterator["Node"]:
        """The elements right inside, of these names or all."""
        return (one for one in self.inside if isinstance(one, Node) and (not tags or one.tag in tags))

    def first(self, tag: str) -> "Node | None":
        return next(self.nodes(tag), None)

    def text(self) -> str:
        """All the text inside, whatever it is wrapped in."""
        return "".join(one if isinstance(one, str) else one.text() for one in self.inside)


class _TooDeep(Exception):
    pass


class _Builder:
    """What the XML parser reports, as nodes. Stops at a depth that no screenplay has."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        self.where: Locator | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.where.line() if self.where else 0
        node = Node(_local(tag), {_local(key): value for key, value in attributes.items()}, line)
        if self.open:
            self.open[-1].inside.append(node)
        else:
            self.root = node
        self.open.append(node)
        if len(self.open) > DEEPEST:
            raise _TooDeep

    def end(self, _tag: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        if self.open:
            self.open[-1].inside.append(text)

    def close(self) -> Node | None:
        return self.root


@dataclass(slots=True)
class Locator:
    """Where the parser stands."""

    parser: DefusedXMLParser

    def line(self) -> int:
        return int(self.parser.parser.CurrentLineNumber)


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def tree(data: bytes, name: str) -> Node:
    """The root of a Final Draft file. ``name`` is for messages.

    Raises ScreenplayError, with the line and the remedy, for what is not well-formed, declares a document type or
    entities, nests deeper than 200, or is another kind of XML. Nothing outside the bytes is ever opened.
    """
    try:
        root = _parsed(data, name)
    except ParseError as trouble:
        if "encoding" not in str(trouble):
            raise _broken(trouble, name) from None
        try:  # UTF-8 that declares UTF-16: saved from a string by another program
            root = _parsed(_DECLARED.sub("", data.decode("utf-8-sig")).encode(), name)
        except (UnicodeDecodeError, ParseError):
            raise _broken(trouble, name) from None
    if root is None or root.tag != _ROOT:
        found = root.tag[:40] if root else ""
        message = _("{name} is XML, but <{found}>, not <FinalDraft>; save it from Final Draft as .fdx")
        raise ScreenplayError(message.format(name=name, found=found))
    return root


def _parsed(data: bytes, name: str) -> Node | None:
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.where = where = Locator(parser)
    try:
        parser.feed(data)
        return parser.close()  # type: ignore[no-any-return]
    except DefusedXmlException:
        message = _(
            "{name}, line {line}: declares a document type or entities, which Final Draft never does; "
            "open it in the program it comes from and save it again as .fdx"
        )
        raise ScreenplayError(message.format(name=name, line=where.line())) from None
    except _TooDeep:
        message = _(
            "{name}, line {line}: elements nest deeper than {most}, which no screenplay does; save it again as .fdx"
        )
        raise ScreenplayError(message.format(name=name, line=where.line(), most=DEEPEST)) from None
    except (LookupError, ValueError):
        message = _("{name}: its XML declares an encoding that is not known; save it again in UTF-8")
        raise ScreenplayError(message.format(name=name)) from None


def _broken(trouble: ParseError, name: str) -> ScreenplayError:
    line, column = trouble.position
    message = _(
        "{name}, line {line}, column {column}: this is not well-formed XML, or the file is cut off; "
        "save it again from the program it comes from"
    )
    return ScreenplayError(message.format(name=name, line=line, column=column + 1))
