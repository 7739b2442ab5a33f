"""`previz look`: a sheet of each character and of each set, as pictures, SVG or one PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from previz import backends, pipeline
from previz.errors import PrevizError
from previz.i18n import _, marked
from previz.project import Project
from previz.script.story import Story, understand
from previz.workshop.build import Build, Event, Job, building
from previz.workshop.store import Recipe, Store, fingerprint, whole, write_whole
from screenplay.locales import learned
from screenplay.story import Character, Scene
from storyboard.looks import told_by
from storyboard.plates.setplate import SetSheet
from storyboard.plates.turnaround import EXPRESSIONS, CharacterSheet
from storyboard.reading.lexicon import called
from storyboard.renderers.sketch import Sketch
from storyboard.stage.geometry import Look
from storyboard.stage.light import light_of
from storyboard.stage.sets import plan

Sheet = CharacterSheet | SetSheet

VIEWS = (marked("front"), marked("three quarters"), marked("profile"), marked("back"))
FACES = {
    "neutral": marked("neutral"), "joy": marked("joy"), "sadness": marked("sadness"), "anger": marked("anger"),
    "fear": marked("fear"), "surprise": marked("surprise"), "disgust": marked("disgust"), "tired": marked("tired"),
    "tender": marked("tender"), "determined": marked("determined"), "pain": marked("pain"), "asleep": marked("asleep"),
}  # fmt: skip
QUOTED = 5
"""Most sentences that a sheet quotes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One sheet, in its files."""

    name: str
    files: tuple[str, ...]


def look(project: Project, output: Path, *, report: Callable[[Event], None]) -> tuple[Shown, ...]:
    """Write the sheets: into a folder as PNG and SVG, or as one PDF when ``output`` ends in .pdf.

    The sketch artist draws them, in the style that the film's settings give.
    """
    story = understand(project)
    one = project.settings.renderer
    sketch = backends.choose("renderer", "sketch", one.fields if one.use == "sketch" else {})
    assert isinstance(sketch, Sketch)
    named: list[tuple[str, Sheet]] = [*_characters(story), *_sets(story)]
    if not named:
        raise PrevizError(_("the script has neither characters nor places to draw"))
    with building(Store(project.folder / "store"), report) as build:
        pictures = _drawn([sheet for _name, sheet in named], sketch, ".png", build)
        if output.suffix.lower() == ".pdf":
            _bind(pictures, project.script.stem, output)
            return tuple(Shown(sheet.name, (str(output),)) for _name, sheet in named)
        drawings = _drawn([sheet for _name, sheet in named], sketch, ".svg", build)
    shown = []
    for (name, sheet), *products in zip(named, pictures, drawings, strict=True):
        files = [output / f"{name}{product.suffix}" for product in products]
        for file, product in zip(files, products, strict=True):
            write_whole(file, product.read_bytes())
        shown.append(Shown(sheet.name, tuple(map(str, files))))
    return tuple(shown)


def _drawn(sheets: Sequence[Sheet], sketch: Sketch, suffix: str, build: Build) -> list[Path]:
    jobs = []
    for sheet in sheets:
        made_from = backends.ingredients(sheet, sketch, "storyboard", pipeline.DRAWN_WITH)
        made_from["plates"] = fingerprint("storyboard/plates")
        jobs.append(Job(Recipe("look", suffix, made_from), "look", (sheet, sketch)))
    return build.start("panels", jobs).paths()


def _characters(story: Story) -> Iterator[tuple[str, CharacterSheet]]:
    """The sheets of those who can be seen, each with a name for its files."""
    _written, appearances = pipeline.legible(story)
    views, faces = tuple(map(_, VIEWS)), tuple(_(FACES[one]) for one in EXPRESSIONS)
    for one in story.cast:
        if one.group or one.members or one.id not in appearances:
            continue
        appearance = appearances[one.id]
        said = tuple(_said(story, one))
        facts = _facts(one, appearance)
        yield f"character-{one.id}", CharacterSheet(one.id, one.name, facts, appearance, said, views, faces)


def _facts(one: Character, appearance: Look) -> str:
    words = [] if one.age is None else [_("{age} years", age=one.age)]
    if not appearance.animal:
        words.append(_("{height:.2f} m", height=appearance.height))
    return " · ".join(words)


def _said(story: Story, one: Character) -> Iterator[str]:
    """What the text says of someone's looks, with its lines; what decided their gender and age."""
    if not one.introduction:
        yield _("The text does not say what {name} looks like: all of it is drawn by lot, and stays.", name=one.name)
    else:
        yield _("line {line}: “{text}”", line=one.introduction_line, text=one.introduction)
    beats = [beat for scene in story.scenes for beat in scene.beats if beat.kind == "action"]
    told = [
        (beat.line, beat.text) for beat in beats
        if learned(story.locale) and beat.line != one.introduction_line and told_by(one, story.cast, beat.text)
    ]  # fmt: skip
    for line, text in told[:QUOTED]:
        yield _("line {line}: “{text}”", line=line, text=text)
    if one.evidence:
        yield _("gender and age: {evidence}", evidence=one.evidence)


def _sets(story: Story) -> Iterator[tuple[str, SetSheet]]:
    """The plates of all places, in the order in which the film first goes there."""
    written, _appearances = pipeline.legible(story)
    words = called(story.locale)
    places: dict[str, list[Scene]] = {}
    for scene in story.scenes:
        if scene.heading.place:
            places.setdefault(scene.heading.location, []).append(scene)
    for number, (location, scenes) in enumerate(places.items(), 1):
        first = scenes[0]
        ground = plan(first.heading, texts=written[location], locale=story.locale)
        facts = _("scenes: {numbers}", numbers=", ".join(scene.number for scene in scenes))
        labels = [piece.label for piece in ground.pieces if piece.label]
        said = [_("the text puts here: {things}", things=", ".join(dict.fromkeys(labels)))] if labels else []
        if ground.guessed:
            said.append(_("no word of the heading is known: a neutral set stands in"))
        kinds = {piece.kind: words[piece.kind] for piece in ground.pieces if piece.kind in words}
        name = first.heading.place or first.heading.text
        sheet = SetSheet(name, facts, ground, light_of(first.heading), kinds, tuple(said))
        yield f"set-{number:02d}", sheet


def _bind(pictures: Sequence[Path], title: str, output: Path) -> None:
    """One PDF of all sheets, a page each."""
    from previz.exports.paper import printed, sheets

    pdf = sheets("landscape", "A4", title=printed(title))
    for picture in pictures:
        pdf.add_page()
        pdf.image(str(picture), 0, 0, pdf.w, pdf.h)
    with whole(output) as draft:
        draft.write_bytes(bytes(pdf.output()))
