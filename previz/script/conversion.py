"""A screenplay from one program to another: Fountain, Final Draft; from a PDF too, as well as its layout tells."""

from dataclasses import dataclass
from pathlib import Path

from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project, in_utf8
from previz.script.story import diagnosed
from previz.workshop.store import write_whole
from screenplay.elements import Origin
from screenplay.finaldraft.writing import write as final_draft
from screenplay.manuscript import manuscript
from screenplay.reading import read


@dataclass(frozen=True, slots=True)
class Converted:
    """What was written, from what, and what a person should check in it."""

    output: str
    origin: Origin
    elements: int
    notes: tuple[str, ...] = ()
    schema: str = "Converted.1"


def convert(project: Project, output: Path, *, force: bool = False) -> Converted:
    """Write the project's screenplay as the suffix of ``output`` says, ``.fountain`` or ``.fdx``, whole or not at all.

    Raises PrevizError when the suffix is another, ``output`` is the screenplay itself, or exists and ``force`` is off.
    """
    in_utf8(output)
    suffix = output.suffix.lower()
    if suffix not in (".fountain", ".fdx"):
        raise PrevizError(_("{path}: give a name that ends in .fountain or .fdx", path=output))
    if output.is_dir():
        raise PrevizError(_("{path} is a folder; name a file with -o", path=output))
    if output.exists():
        if project.script.exists() and output.samefile(project.script):
            raise PrevizError(_("{path} is the screenplay itself; name another file with -o", path=output))
        if not force:
            raise PrevizError(_("{path} exists; name another file with -o, or overwrite it with --force", path=output))
    language = project.settings.film.language
    script = read(project.script, locale=None if language == "auto" else language)
    data = final_draft(manuscript(script)) if suffix == ".fdx" else script.text.encode("utf-8")
    write_whole(output, data)
    notes = tuple(diagnosed(one) for one in script.diagnostics if one.code == "imported-pdf")
    return Converted(str(output), script.origin, len(script.elements), notes)
