"""A small film handed over, for the tests of exports and of edits that come back."""

from collections.abc import Sequence
from pathlib import Path

from previz.handoff.package import Exported, export
from previz.project import Project, open_project

TEXT = """Title: L'Œil & <fils>
Author: Essai

INT. CUISINE - SOIR

JEANNE, quarante ans, est assise à la table. PAUL entre.

PAUL
Tu ne l'as pas ouverte.

JEANNE
Je t'attendais.

FONDU ENCHAÎNÉ :

EXT. PORT - NUIT

La mer. Paul marche seul sur le quai. [[Il pleut, l'équipe le sait.]]

PAUL
C'est fini.

FONDU AU NOIR.
"""

FORMATS = ("otio", "fcpxml", "fcp7xml", "edl", "aaf", "mlt")
SUFFIXES = {"otio": "otio", "fcpxml": "fcpxml", "fcp7xml": "xml", "edl": "edl", "aaf": "aaf", "mlt": "mlt"}


def ignore(_event: object) -> None:
    """Nobody watches."""


def film(folder: Path, text: str = TEXT, **flags: object) -> Project:
    """A film in a folder of its own: small, without ambience, and as loud wherever people stand."""
    script = folder / "film.fountain"
    script.write_text(text, "utf-8")
    (folder / "previz.toml").write_text("[sound]\nambience = false\neffects = false\nperspective = false\n", "utf-8")
    return open_project(script, flags={"film.size": "160x90", "film.title": 1.0, **flags})


def handed(project: Project, to: Sequence[str] = FORMATS) -> tuple[Path, Exported]:
    """The film exported: the package's folder, and what it says."""
    result = export(project, to, handle=0.5, report=ignore)
    return Path(result.folder), result
