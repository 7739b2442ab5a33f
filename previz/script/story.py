"""The first step, and the only light one: the screenplay read and understood. Nothing heavy is loaded for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from previz.errors import SettingsError
from previz.i18n import _
from previz.project import LOCKED, Project
from screenplay.cast import cast as read_cast
from screenplay.elements import Diagnostic, Locale, Script
from screenplay.folding import fold
from screenplay.locales import learned
from screenplay.reading import read
from screenplay.scenes import scenes as read_scenes
from screenplay.story import Character, Scene
from screenplay.titlepage import values
from storyboard.moods import moods


@dataclass(frozen=True, slots=True)
class Story:
    """The text, understood."""

    script: Script
    scenes: tuple[Scene, ...]
    cast: tuple[Character, ...]
    moods: dict[str, str] = field(default_factory=dict)
    """What the project says of the moods of scenes, by their ids."""

    @property
    def locale(self) -> Locale:
        return self.script.locale

    @property
    def title(self) -> tuple[str, ...]:
        """Title, authors, and draft with its date: the lines of the title card, as far as the script gives them."""
        return tuple(" ".join(values(self.script, meaning)) for meaning in ("title", "author", "draft"))


def understand(project: Project) -> Story:
    """Read the screenplay: its scenes, its beats, its cast. What the project says of people wins over the text, and
    locked scene numbers over those that are written or counted."""
    language = project.settings.film.language
    script = read(project.script, locale=None if language == "auto" else language)
    declared = {fold(name): person for name, person in project.settings.cast.items()}
    cast = []
    for one in read_cast(script, project.aliases):
        person = next((declared[fold(name)] for name in (one.name, *one.aliases) if fold(name) in declared), None)
        if person is not None:
            age = one.age if person.age is None else person.age
            look = ". ".join(filter(None, (person.look, person.clothes)))
            one = replace(one, gender=person.gender or one.gender, age=age, look=look)
        cast.append(one)
    story = Story(script, tuple(_described(project, read_scenes(script, cast))), tuple(cast))
    if (project.folder / LOCKED).exists():
        from previz.script import numbers

        story = numbers.apply(project, story)
    return replace(story, moods=_moods(project, story))


def scenes_called(story: Story, name: str) -> list[Scene]:
    """The scenes that a ``[scene."…"]`` table is about, by number or by heading. Raises SettingsError for none."""
    wanted = fold(name).strip()
    found = [scene for scene in story.scenes if wanted in (fold(scene.number), fold(scene.heading.text).strip())]
    if not found:
        known = ", ".join(scene.number for scene in story.scenes[:12])
        raise SettingsError(
            _('[scene."{name}"] names no scene of this draft; its numbers are {known}', name=name, known=known)
        )
    return found


def _moods(project: Project, story: Story) -> dict[str, str]:
    said = {name: table["mood"] for name, table in project.settings.scene.items() if "mood" in table}
    for name, mood in said.items():
        if mood not in ("", *moods()):
            known = ", ".join(moods())
            message = _(
                '[scene."{name}"] mood: “{mood}” is none; choose one of {known}', name=name, mood=mood, known=known
            )
            raise SettingsError(message)
    return {scene.id: mood for name, mood in said.items() for scene in scenes_called(story, name)}


def _described(project: Project, scenes: Sequence[Scene]) -> Iterator[Scene]:
    """The scenes, with what the project says of their places."""
    said = {fold(name).strip(): place.description for name, place in project.settings.set.items()}
    for scene in scenes:
        heading = scene.heading
        text = said.get(fold(heading.place).strip()) or said.get(heading.location)
        yield replace(scene, heading=replace(heading, description=text)) if text else scene


def unread(locale: Locale) -> tuple[str, ...]:
    """What is not understood of a script in a language that is read by table only; nothing for French and English."""
    if learned(locale):
        return ()
    names = {"de": _("German"), "es": _("Spanish"), "it": _("Italian"), "pt": _("Portuguese"), "pl": _("Polish")}
    return (
        _(
            "the script is in {language}: its scenes, places, people and speech are read; its verbs (who looks, "
            "enters, takes), its sounds, its weather and what people wear are not, so the staging follows who speaks "
            "and who is named; say genders and ages in previz.toml where the text leaves them open",
            language=names[locale],
        ),
    )


def diagnosed(one: Diagnostic) -> str:
    """A diagnostic of the text, with its line and its remedy."""
    return _("line {line}: {message} {remedy}", line=one.line, message=one.message, remedy=one.remedy)
