"""A tracer sheet made, and a reading of it scored."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import msgspec

from previz.direction import retakes
from previz.direction.retakes import Named
from previz.errors import PrevizError
from previz.i18n import _
from previz.panels import boards, pictures
from previz.project import Project
from previz.script.story import Story, understand
from previz.tracer import form
from previz.tracer.scoring import Score, scored
from previz.tracer.sheet import Picture, sheet
from previz.tracer.truth import Truth, panels, truths
from previz.workshop.build import Build, Event, building
from previz.workshop.store import Store, write_whole
from storyboard.stage.geometry import Camera, Figure, Light, SetPlan, Setup
from storyboard.wording import glossary_of

Report = Callable[[Event], None]
MOST = 40
"""Panels of a sheet: more, and nobody reads them with the same eyes."""
_STUDIO = SetPlan("tracer", "interior", True, 5.0, 5.0, 2.8, (), ())
_CAMERA = Camera((0.0, 0.4, 1.15), 90.0, -3.0, 0.0, 38.0)


@dataclass(frozen=True, slots=True)
class Key:
    """What the reader must not see: the truth of a sheet."""

    seed: int
    people: tuple[str, ...]
    truths: tuple[Truth, ...]
    schema: str = "TracerKey.1"


@dataclass(frozen=True, slots=True)
class Traced:
    """The three files of a sheet."""

    sheet: str
    form: str
    key: str
    panels: int
    schema: str = "Traced.1"


def trace(project: Project, path: Path, *, seed: int, count: int = MOST, report: Report) -> Traced:
    """Write a tracer sheet to ``path`` (.png), its form and its key beside it: ``count`` panels of the film at most,
    drawn by lot and shuffled by the seed.

    Raises PrevizError when ``path`` is no PNG, or a form that somebody filled in stands in the way.
    """
    if path.suffix.lower() != ".png":
        raise PrevizError(_("{path}: the sheet is a PNG; give a name that ends in .png", path=path))
    story = understand(project)
    width, height = project.settings.film.pixels
    with building(Store(project.folder / "store"), report) as build:
        shots = retakes.named(project, story, retakes.directed(project, story, build))
        chosen = panels(shots)
        chance = random.Random(seed)
        chance.shuffle(chosen)
        chosen = chosen[:count]
        if not chosen:
            raise PrevizError(_("{path}: this film has no panel yet", path=project.script))
        found = truths(story, shots, chosen, seed=seed, aspect=width / height)
        blank, answers = form.blank(found), path.with_suffix(".csv")
        if answers.exists() and answers.read_bytes() != blank:
            raise PrevizError(_("{path} may be filled in already; move it away, or name another sheet", path=answers))
        shown = _drawn(project, story, shots, [setup for _, setup in chosen], build)
        people = _portraits(project, story, shots, build)
    done, data = cv2.imencode(".png", cv2.cvtColor(sheet(shown, people), cv2.COLOR_RGB2BGR))
    if not done:
        raise PrevizError(_("{path}: the sheet could not be encoded; ask for fewer panels", path=path))
    key = Key(seed, tuple(name for name, _picture in people), tuple(found))
    write_whole(path, data.tobytes())
    write_whole(answers, blank)
    write_whole(_key(path), msgspec.json.format(msgspec.json.encode(key), indent=1))
    return Traced(str(path), str(answers), str(_key(path)), len(found))


def score(project: Project, answers: Path) -> Score:
    """Score a form that was filled in, by the key beside it. Raises PrevizError when there is none."""
    story, key = understand(project), _key(answers)
    try:
        known = msgspec.json.decode(key.read_bytes(), type=Key)
    except FileNotFoundError:
        message = _(
            "{path}: the key of this form is not there; it is made with the sheet, and stays beside it", path=key
        )
        raise PrevizError(message) from None
    except ValueError as trouble:
        raise PrevizError(_("{path}: this is no key of a tracer sheet; make the sheet again", path=key)) from trouble
    words = glossary_of(story.locale, project.settings.cut.glossary)
    return scored(known.truths, form.read(answers, known.people, words))


def _key(path: Path) -> Path:
    return path.with_suffix(".key.json")


def _drawn(
    project: Project, story: Story, shots: Sequence[Named], setups: Sequence[Setup], build: Build
) -> list[Picture]:  # fmt: skip
    drawing = boards.draw(project, story, shots, build, setups=setups, moves=True)
    return [pictures.read(path)[..., :3] for path in drawing.paths()]


def _portraits(project: Project, story: Story, shots: Sequence[Named], build: Build) -> list[tuple[str, Picture]]:
    """Everyone of the cast who is on a set, standing before a bare wall, by the film's renderer."""
    looks = {
        figure.character: figure.look
        for breakdown in {id(one.breakdown): one.breakdown for one in shots}.values()
        for setup in breakdown.setups
        for figure in setup.figures
    }
    cast = [one for one in story.cast if one.id in looks]
    setups = [
        Setup("", 0, (), _STUDIO, Light(), (Figure(one.id, (0.0, 3.6, 0.0), -90.0, look=looks[one.id]),), _CAMERA)
        for one in cast
    ]
    drawn = _drawn(project, story, (), setups, build)
    return [(one.name, picture) for one, picture in zip(cast, drawn, strict=True)]
