"""The register of exports: a new one is one entry here, and a function that writes it.

``write`` names the function, ``module:function``, whose room is loaded when somebody asks for it. That of a timeline
takes an ``Edit`` and the path to write it to; any other takes a ``Package`` and returns the files it wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from previz.errors import BackEndError
from previz.i18n import _, marked

if TYPE_CHECKING:
    from previz.handoff.package import Package


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that a film can be exported to."""

    write: str
    sentence: str
    file: str = ""
    """Its file's name, ``{name}`` the film's: refused before anything is made when somebody has changed it."""
    asks: str = ""
    """The extra that it cannot do without."""
    timeline: bool = False
    """Whether it is a timeline, which lies beside its media."""


_FORMATS = "previz.handoff.formats"
_PAPERS = "previz.handoff.papers"

KINDS: Mapping[str, Kind] = {
    "otio": Kind(f"{_FORMATS}:otio", marked("OpenTimelineIO, with clips"), "{name}.otio", "edit", True),
    "fcpxml": Kind(
        "previz.handoff.fcpxml:fcpxml", marked("Final Cut Pro, Resolve; with clips"), "{name}.fcpxml", "", True
    ),
    "fcp7xml": Kind(f"{_FORMATS}:fcp7xml", marked("Premiere, Resolve; with clips"), "{name}.xml", "edit", True),
    "edl": Kind(f"{_FORMATS}:edl", marked("any editor, the picture alone; with clips"), "{name}.edl", "edit", True),
    "aaf": Kind(f"{_FORMATS}:aaf", marked("Avid; with clips"), "{name}.aaf", "edit", True),
    "mlt": Kind("previz.handoff.mlt:mlt", marked("melt, Kdenlive, Shotcut; with clips"), "{name}.mlt", "", True),
    "stems": Kind("previz.handoff.sounds:stems", marked("the sound in parts, as WAV")),
    "srt": Kind("previz.handoff.sounds:srt", marked("captions, SubRip"), "{name}.srt"),
    "vtt": Kind("previz.handoff.sounds:vtt", marked("captions, WebVTT"), "{name}.vtt"),
    "csv": Kind(f"{_PAPERS}:csv", marked("the shot list as text"), "{name}.csv"),
    "xlsx": Kind(f"{_PAPERS}:xlsx", marked("the shot list as a spreadsheet"), "{name}.xlsx", "sheets"),
    "pdf": Kind(f"{_PAPERS}:pdf", marked("the shot list on paper"), "{name}.pdf", "sheets"),
    "html": Kind(f"{_PAPERS}:html", marked("the shot list as a page"), "{name}.html"),
    "board": Kind(f"{_PAPERS}:board", marked("the storyboard on paper"), "{name}-board.pdf", "sheets"),
    "frames": Kind(f"{_PAPERS}:frames", marked("every panel as a picture")),
}


def write(kind: str, package: "Package") -> list[str]:
    """Export one kind. Raises BackEndError when the extra that it needs is not installed."""
    known = KINDS[kind]
    room, _colon, name = known.write.partition(":")
    try:
        function: Any = getattr(import_module(room), name)
        if known.timeline:
            return package.lay(known.file, function)
        written: list[str] = function(package)
    except ModuleNotFoundError as trouble:
        if not known.asks or (trouble.name or "").startswith("previz"):
            raise
        message = _(
            "“{kind}” needs a library that is not installed: pip install 'ecriture-liquide[{extra}]'",
            kind=kind, extra=known.asks,
        )  # fmt: skip
        raise BackEndError(message) from trouble
    return written
