"""The film's sets: each place of the script, what it is built as, and why."""

from dataclasses import dataclass
from difflib import get_close_matches

from previz.errors import PrevizError
from previz.i18n import _
from previz.pipeline import texts_by_place
from previz.project import Project
from previz.script.story import Story, understand
from screenplay.folding import fold
from screenplay.locales import learned
from storyboard.reading.lexicon import called
from storyboard.stage.sets import plan


@dataclass(frozen=True, slots=True)
class SetRow:
    """One place."""

    place: str
    location: str
    template: str
    """``kitchen``, ``street`` …; ``interior`` or ``exterior`` when no word is known."""
    guessed: bool
    scenes: tuple[str, ...]
    """Numbers of the scenes that play there."""
    width: float
    depth: float
    """Metres."""
    things: tuple[str, ...]
    """What stands there, as the script calls it, or in its language."""
    description: str
    """What the project says of it."""


@dataclass(frozen=True, slots=True)
class SetList:
    """The sets of a film, in order of appearance."""

    sets: tuple[SetRow, ...]
    schema: str = "SetList.1"


def sets(project: Project, name: str | None = None) -> SetList:
    """The sets of a film, or the one of a place's name."""
    story = understand(project)
    wanted = None if name is None else found(story, name)
    written = texts_by_place(story.scenes)
    nouns, rows = called(story.locale), {}
    for scene in story.scenes:
        heading = scene.heading
        if heading.location in rows or wanted not in (None, heading.location):
            continue
        texts = written[heading.location] if learned(story.locale) else ()
        ground = plan(heading, texts=texts, locale=story.locale)
        rows[heading.location] = SetRow(
            heading.place, heading.location, ground.template, ground.guessed,
            tuple(one.number for one in story.scenes if one.heading.location == heading.location),
            ground.width, ground.depth,
            tuple(dict.fromkeys(piece.label or nouns.get(piece.kind, piece.kind) for piece in ground.pieces)),
            heading.description,
        )  # fmt: skip
    return SetList(tuple(rows.values()))


def found(story: Story, name: str) -> str:
    """The location that a name means, whatever its case and accents. Raises PrevizError that names those there are."""
    known = {
        fold(each): scene.heading for scene in story.scenes for each in (scene.heading.place, scene.heading.location)
    }
    if heading := known.get(fold(name)):
        return heading.location
    near = get_close_matches(fold(name), known, 3, 0.5)
    names = ", ".join(dict.fromkeys(known[one].place for one in near or list(known)[:8]))
    raise PrevizError(_("no place is called “{name}” in this script; there are {names}", name=name, names=names or "–"))


def unknown(project: Project, story: Story) -> tuple[str, ...]:
    """What a person should know: descriptions of places that this draft does not have."""
    known = {fold(each) for scene in story.scenes for each in (scene.heading.place, scene.heading.location)}
    return tuple(
        _('[set."{name}"] in previz.toml names no place of this draft', name=name)
        for name in project.settings.set
        if fold(name) not in known
    )
