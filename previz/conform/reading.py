"""An editor's file read. It comes from a stranger: bounded in size and depth, and no XML of it declares entities."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from previz.conform.bounds import sane
from previz.conform.events import ConformError, Cutting
from previz.errors import BackEndError
from previz.i18n import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST = 64 << 20
"""Bytes: a film of two thousand shots takes ten million."""

DEEPEST = 200
"""Brackets of JSON within one another: real timelines have thirty."""


def read(path: Path, rate: Fraction) -> Cutting:
    """The timeline of a file, by its suffix: .otio, .fcpxml, .xml (Final Cut 7) or .edl, which counts at ``rate``.

    Raises ConformError, with the file and the remedy, for what cannot be read.
    """
    readers: Mapping[str, Callable[[str, Fraction], Cutting]] = {
        ".otio": _otio, ".fcpxml": _fcpxml, ".xml": _xml, ".edl": _edl
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(readers)
        raise ConformError(_("{path}: an edit comes back as one of {known}", path=path, known=known))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as trouble:
        raise ConformError(_("{path}: this file cannot be read; give the edit's own file", path=path)) from trouble
    if len(data) > LARGEST:
        raise ConformError(_("{path} is too large for a timeline; give the edit's own file", path=path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise ConformError(_("{path} is no text, so no timeline; export the edit again", path=path)) from trouble
    try:
        cutting = reader(text, rate)
        sane(cutting.picture)
    except ModuleNotFoundError as trouble:
        message = _("edits are read with a library that is not installed: pip install 'ecriture-liquide[edit]'")
        raise BackEndError(message) from trouble
    except ConformError as trouble:
        raise ConformError(f"{path}: {trouble}") from trouble
    except Exception as trouble:  # adapters raise whatever a damaged file makes them stumble over
        message = _("{path}: this timeline cannot be read ({why}); export the edit again", path=path,
                    why=" ".join(str(trouble).split())[:120] or type(trouble).__name__)  # fmt: skip
        raise ConformError(message) from trouble
    if not cutting.picture:
        raise ConformError(_("{path}: there is no clip on this timeline", path=path))
    return cutting


def _otio(text: str, _rate: Fraction) -> Cutting:
    _shallow(text)
    from previz.conform.timelines import otio

    return otio(text)


def _edl(text: str, rate: Fraction) -> Cutting:
    from previz.conform.timelines import edl

    return edl(text, rate)


def _xml(text: str, rate: Fraction) -> Cutting:
    if "<fcpxml" in text[:4096]:
        return _fcpxml(text, rate)
    _sane(text)
    from previz.conform.timelines import fcp7xml

    return fcp7xml(text)


def _fcpxml(text: str, _rate: Fraction) -> Cutting:
    from previz.conform.fcpxml import fcpxml

    return fcpxml(_sane(text))


def _sane(text: str) -> "Element":
    """The XML of a stranger: what declares entities, or asks for another file, is refused before it is expanded."""
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root: Element = ElementTree.fromstring(text)
    except DefusedXmlException as trouble:
        raise ConformError(_("its XML declares entities, as no editor's does; export the edit again")) from trouble
    return root


def _shallow(text: str) -> None:
    """Refuse JSON that is nested so deep that reading it would exhaust the stack."""
    depth = quoted = 0
    escaped = False
    for letter in text:
        if quoted:
            quoted = not (letter == '"' and not escaped)
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            quoted, escaped = True, False
        elif letter in "[{":
            depth += 1
            if depth > DEEPEST:
                raise ConformError(_("it is nested deeper than any timeline; export the edit again"))
        elif letter in "]}":
            depth -= 1
