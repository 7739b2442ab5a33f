"""What a language model proposes of the cast and the sets, kept in the film's folder until a person answers it.

``proposals.json`` says what was proposed, with the model's name, its contents' hash and the seed, and the line that
says so. What is accepted is written into previz.toml, where a person could have written it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from previz import backends
from previz.casting import declaring
from previz.casting.auditions import found as character
from previz.direction.decisions import person_here, today
from previz.direction.sets import found as place
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project, open_project
from previz.script.story import Story, understand
from previz.workshop.build import Event
from previz.workshop.store import write_whole
from screenplay.folding import fold
from screenplay.register import Register
from storyboard.directors import proposing
from storyboard.directors.proposing import FIELDS, About, Proposal, Question

State = Literal["open", "accepted", "refused"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that was proposed."""

    number: int
    about: About
    name: str
    field: str
    value: str | int
    line: int
    """Line of the script that says so, as the script was then."""
    quote: str
    """What that line says."""
    model: str
    """The file's name."""
    weights: str
    """SHA-256 of the file."""
    seed: int
    when: str
    """ISO 8601, UTC."""
    state: State = "open"
    who: str = ""
    """Who accepted or refused it."""

    @property
    def mark(self) -> str:
        """``MARTHE.age``."""
        return f"{self.name}.{self.field}"


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that was ever proposed for a film."""

    kept: tuple[Kept, ...] = ()
    schema: str = "Proposals.1"


def path(project: Project) -> Path:
    """Where a film's proposals are kept."""
    return project.folder / "proposals.json"


def read(project: Project) -> Proposals:
    """What was proposed. Raises PrevizError for a file that is damaged."""
    try:
        data = path(project).read_bytes()
    except FileNotFoundError:
        return Proposals()
    try:
        return msgspec.json.decode(data, type=Proposals)
    except ValueError as trouble:
        message = _("{path}: these proposals cannot be read; move the file away and ask for them again")
        raise PrevizError(message.format(path=path(project))) from trouble


def waiting(project: Project, about: About) -> tuple[Kept, ...]:
    """The proposals about the cast, or the sets, that nobody has answered yet."""
    return tuple(one for one in read(project).kept if one.about == about and one.state == "open")


def propose(
    project: Project, about: About, name: str | None = None, *, report: Callable[[Event], None]
) -> tuple[Kept, ...]:
    """Ask the film's language model about everybody, or every place, or only the one named; what is new is kept.

    What previz.toml says already, and what a person has answered once, is not proposed again; an older proposal that
    nobody has answered gives way. What the model said by then is kept when it fails, or is stopped. Raises BackEndError
    without a model that is ready.
    """
    story = understand(project)
    model = proposer(project)
    questions = _questions(story, about, name)
    new: list[Kept] = []
    try:
        for done, question in enumerate(questions):
            report(Event("proposals", done, len(questions), fresh=False))
            new += [_kept(one, model) for one in model.propose(question, story.locale)]
        report(Event("proposals", len(questions), len(questions)))
    finally:
        added = _added(project, new)
    return added


def _kept(one: Proposal, model: Any) -> Kept:
    """A proposal with who made it, not numbered yet."""
    file, weights = Path(model.found()).name, model.ingredients()["model"]
    said = one.evidence
    return Kept(0, one.about, one.name, one.field, one.value, said.line, said.text, file, weights, model.seed, today())


def proposer(project: Project) -> Any:
    """The director that can be asked: the film's, where it is a model, or ``llama`` with its own table of settings."""
    chosen = backends.chosen(project, "director")
    if hasattr(chosen, "propose"):
        return chosen
    other = open_project(project.script, folder=project.folder, flags={"director.use": "llama"})
    return backends.chosen(other, "director")


def _questions(story: Story, about: About, name: str | None) -> list[Question]:
    if about == "cast":
        people = [one for one in story.cast if not one.group] if name is None else [character(story, name)]
        register = Register(story.cast, story.locale)
        asked = [proposing.person(one, story.scenes, register) for one in people]
    else:
        wanted = None if name is None else place(story, name)
        places: dict[str, list[Any]] = {}
        for scene in story.scenes:
            if wanted in (None, scene.heading.location) and scene.heading.place:
                places.setdefault(scene.heading.location, []).append(scene)
        asked = [proposing.place(scenes[0].heading.place, scenes) for scenes in places.values()]
    return [question for question in asked if question.lines]


def _added(project: Project, new: Sequence[Kept]) -> tuple[Kept, ...]:
    """Keep what is new of some proposals, numbered."""
    if not new:
        return ()
    before = read(project).kept
    known = {(one.about, one.mark, one.value) for one in before}
    fresh = [one for one in new if (one.about, one.mark, one.value) not in known and not _said(project, one)]
    replaced = {(one.about, one.mark) for one in fresh}
    kept = [one for one in before if one.state != "open" or (one.about, one.mark) not in replaced]
    first = 1 + max((one.number for one in before), default=0)
    numbered = tuple(replace(one, number=first + at) for at, one in enumerate(fresh))
    _write(project, (*kept, *numbered))
    return numbered


def _said(project: Project, one: Kept) -> bool:
    """Whether previz.toml says something of it already."""
    table: Mapping[str, Any] = project.settings.cast if one.about == "cast" else project.settings.set
    return any(fold(name) == fold(one.name) and getattr(said, one.field) for name, said in table.items())


def answer(project: Project, about: About, marks: Sequence[str], *, accept: bool) -> tuple[Kept, ...]:
    """Accept proposals, into previz.toml, or refuse them. ``marks``: ``MARTHE.age``, ``MARTHE`` or a number.

    Nothing is written when one of them names no open proposal, or previz.toml cannot be edited.
    """
    open_ones = waiting(project, about)
    taken = list(dict.fromkeys(one for mark in marks for one in _marked(open_ones, about, mark)))
    if accept:
        story = understand(project)
        wishes: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {}
        for one in taken:
            names = character(story, one.name) if about == "cast" else None
            also = (names.id, names.name, *names.aliases) if names else ()
            wishes.setdefault(one.name, (also, {}))[1][one.field] = one.value
        declaring.declare(project.script.parent / "previz.toml", wishes, table=about).write()
    state: State = "accepted" if accept else "refused"
    numbers = {one.number for one in taken}
    who = person_here()
    kept = tuple(replace(one, state=state, who=who) if one.number in numbers else one for one in read(project).kept)
    _write(project, kept)
    return tuple(one for one in kept if one.number in numbers)


def _marked(open_ones: Sequence[Kept], about: About, mark: str) -> list[Kept]:
    """The open proposals that a mark names. Raises PrevizError that names those there are."""
    wanted = fold(mark.strip())
    name, _dot, field = wanted.rpartition(".")
    found = [
        one for one in open_ones
        if wanted in (str(one.number), fold(one.name)) or (field in FIELDS[about] and (name, field) == (
            fold(one.name), one.field))
    ]  # fmt: skip
    if not found:
        known = ", ".join(one.mark for one in open_ones[:12])
        raise PrevizError(
            _("nothing open is called “{mark}”; there are {known}", mark=mark, known=known) if known
            else _("nothing is proposed; ask for it first with --propose")
        )  # fmt: skip
    return found


def _write(project: Project, kept: Sequence[Kept]) -> None:
    write_whole(path(project), msgspec.json.format(msgspec.json.encode(Proposals(tuple(kept))), indent=1) + b"\n")
