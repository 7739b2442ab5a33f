"""What exports are made of, each made when it is first asked for, and once: the cut, the sound, the pictures."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from audio import takefile
from audio.levels import Level
from audio.saying import heard
from audio.timeline import Timeline
from previz import pipeline
from previz.assembly import animatic
from previz.assembly.shown import SegmentSpec
from previz.cutting import editing
from previz.cutting.cut import Cut
from previz.cutting.editing import Played
from previz.cutting.playing import Playing
from previz.cutting.rushes import Rushes, filmed
from previz.direction import retakes
from previz.direction.retakes import Named, Ruling
from previz.documents import shotlist
from previz.documents.shotlist import ShotRow
from previz.film import Report
from previz.handoff import baking
from previz.panels import boards
from previz.project import Project
from previz.script.story import Story, understand
from previz.sound import scoring, takes
from previz.sound.captions import Caption, captions
from previz.sound.spoken import Spoken
from previz.workshop.build import Build
from storyboard.breakdown import Breakdown
from storyboard.stage.geometry import Setup


@dataclass
class Material:
    """The film of a project, as ``make`` would make it now."""

    project: Project
    build: Build
    report: Report

    @property
    def name(self) -> str:
        """What files of the film are called."""
        return self.project.script.stem

    @cached_property
    def story(self) -> Story:
        return understand(self.project)

    @cached_property
    def _directed(self) -> tuple[list[Breakdown], Spoken]:
        return pipeline.direct_and_speak(
            self.story, pipeline.back_ends(self.project), self.project, self.build, self.ruling.decisions,
            directors=retakes.directors(self.project, self.story),
            recorded=takes.heard(takes.takes(self.project, self.story)), words=dict(self.ruling.words),
        )  # fmt: skip

    @cached_property
    def ruling(self) -> Ruling:
        """What people decided of it."""
        return retakes.ruling(self.project, self.story)

    @cached_property
    def played(self) -> Played:
        """The film as it is edited, and filmed."""
        return self._filmed[0]

    @property
    def rushes(self) -> Rushes:
        """The footage that replaces drawings."""
        return self._filmed[1]

    @cached_property
    def _filmed(self) -> tuple[Played, Rushes]:
        played = editing.play(self.story, *self._directed, self.ruling.edits, self.project.settings)
        return filmed(self.project, played, self.build)

    @property
    def spoken(self) -> Spoken:
        return self.played.spoken

    @cached_property
    def named(self) -> list[Named]:
        """The shots of the script, edited or not."""
        return retakes.named(self.project, self.story, self._directed[0])

    @cached_property
    def rows(self) -> dict[str, ShotRow]:
        """The shot list, by shot."""
        return {row.id: row for row in shotlist.rows(self.project, self.story, self.named)}

    @cached_property
    def cut(self) -> Cut:
        return self.played.cut

    @property
    def playing(self) -> Playing:
        """What papers tell of it."""
        return Playing(self.cut, frozenset(self.played.left_out))

    @property
    def setups(self) -> list[Setup]:
        """Every panel that plays."""
        return [setup for breakdown in self.played.breakdowns for setup in breakdown.setups]

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """The spoken words, as people read them."""
        texts = {line.id: heard(line.text, language=line.voice.language) for line in self.spoken.lines}
        pairs = zip(self.spoken.lines, self.spoken.takes, strict=True)
        return captions(self.cut, texts, {line.id: takefile.load(take).words for line, take in pairs})

    @cached_property
    def sound(self) -> tuple[Timeline, Level]:
        """The film's sound as it is laid, and how loud it is made."""
        ambiences = pipeline.beds(self.story, self.project.settings, self.build)
        owned = scoring.own_sounds(self.project, self.build)
        beds = self.played.ambiences(ambiences.paths())
        laid = scoring.score(self.played.story, self.cut, self.spoken, beds, self.project.settings, owned, self.setups)
        laid = scoring.with_rushes(laid, self.cut, self.rushes.sound)
        tape = pipeline.tape(laid, self.cut, self.build.store)
        return laid, pipeline.level(pipeline.weigh(tape, self.build).paths(), self.project.settings)

    def segments(self, handle: int) -> list[Path]:
        """The picture of each shot by itself (of the cards before it, where there are any), with ``handle`` frames more
        before and after it: products of the store, in the order of the cut."""
        settings, store = self.project.settings, self.build.store
        setups = self.setups
        drawing = boards.draw(self.project, self.story, self.named, self.build, setups=setups, moves=False)
        panels = pipeline.by_panel(setups, drawing)
        names = {shown: store.name(path) for shown, path in panels.items()}
        files = {names[shown]: path for shown, path in panels.items()}
        cards = pipeline.cards(self.story, self.cut, self.project, self.build)
        files |= {store.name(path): path for path in cards.values()}
        called = {kind: store.name(path) for kind, path in cards.items()}
        filmed = self.rushes.among(self.cut)
        files |= {store.name(path): path for path in filmed.values()}
        footage = {shot: store.name(path) for shot, path in filmed.items()}
        specs: tuple[SegmentSpec, ...] = animatic.plan(
            baking.alone(self.cut),
            setups,
            names,
            title=called.get("title", ""),
            slated=called.get("slate", ""),
            size=settings.film.pixels,
            quality=settings.cut.quality,
            footage=footage,
            shots=True,
        )
        jobs = pipeline.segment_jobs([baking.with_handles(spec, handle) for spec in specs], files)
        return self.build.start("picture", jobs).paths()
