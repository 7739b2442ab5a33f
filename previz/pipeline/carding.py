"""The cards before the first shot: the title, and the slate when somebody wants one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from previz.assembly.lettering import timecode
from previz.cutting.cut import Cut
from previz.pipeline.drawing import DRAWN_WITH
from previz.project import Project
from previz.script.story import Story
from previz.settings import Settings
from previz.workshop.build import Build, Job
from previz.workshop.store import Recipe, fingerprint, library

WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "author": "Auteur", "draft": "Version", "file": "Fichier", "format": "Image", "rate": "Cadence",
        "length": "Durée", "made": "Contenu", "with": "Réalisé avec", "mask": "cache", "fps": "i/s",
        "counted": "{scenes} séquences, {shots} plans", "film": "Film",
    },
    "en": {
        "author": "Author", "draft": "Draft", "file": "File", "format": "Picture", "rate": "Rate",
        "length": "Duration", "made": "Contents", "with": "Made with", "mask": "mask", "fps": "fps",
        "counted": "{scenes} scenes, {shots} shots", "film": "Film",
    },
}  # fmt: skip
"""The slate's words, in the script's language."""

Card = Literal["title", "slate"]


def cards(story: Story, cut: Cut, project: Project, build: Build) -> dict[Card, Path]:
    """The cards that a cut begins with."""
    found: dict[Card, Path] = {}
    if cut.slate.frames:
        found["slate"] = slate(story, cut, project, build)
    if cut.title.frames:
        found["title"] = card(story, project.settings, build)
    return found


def card(story: Story, settings: Settings, build: Build) -> Path:
    """The title card."""
    return _made("card", {"title": story.title}, (story.title,), settings, build)


def slate(story: Story, cut: Cut, project: Project, build: Build) -> Path:
    """The slate of a film: what is known of it, and nothing of today, so that the same film has the same."""
    title, rows = story.title[0] or project.script.stem, slated(story, cut, project)
    return _made("slate", {"title": title, "rows": rows}, (title, rows), project.settings, build)


def slated(story: Story, cut: Cut, project: Project) -> tuple[tuple[str, str], ...]:
    """What a slate says, each with its name."""
    words = WORDS.get(story.locale, WORDS["en"])
    comma = "," if story.locale == "fr" else "."
    _title, author, draft = story.title
    wide, high = project.settings.film.pixels
    picture = f"{wide} × {high}, {wide / high:.2f}"
    if mask := project.settings.cut.mask:
        picture += f", {words['mask']} {mask}"
    rate = f"{float(cut.rate):.3f}".rstrip("0").rstrip(".")
    length = timecode(cut.frames - cut.start, (cut.rate.numerator, cut.rate.denominator))
    counted = words["counted"].format(scenes=len(cut.scenes), shots=len(cut.shots))
    return tuple(
        (words[name], text)
        for name, text in (
            ("author", author), ("draft", draft), ("format", picture.replace(".", comma)),
            ("rate", f"{rate.replace('.', comma)} {words['fps']}"), ("length", length), ("made", counted),
            ("file", project.script.name), ("with", "previz"),
        )
        if text
    )  # fmt: skip


def _made(
    step: Literal["card", "slate"], said: Mapping[str, object], arguments: tuple[object, ...], settings: Settings,
    build: Build,
) -> Path:  # fmt: skip
    size = settings.film.pixels
    made_from = {**said, "size": size, "code": fingerprint("previz"), "libraries": library(*DRAWN_WITH)}
    return build.start("picture", [Job(Recipe(step, ".png", made_from), step, (*arguments, size))]).paths()[0]
