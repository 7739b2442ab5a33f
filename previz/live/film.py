"""A film that stays in memory: what one save has changed is made again, and laid into the film's file.

Everything here is what ``previz.film.make`` makes of the same text; only the looking up is spared.
"""

import gc
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from previz import pipeline
from previz.assembly.joining import Labels, Piece, layout, measured, parameter_sets
from previz.assembly.patching import Laid as Written
from previz.assembly.patching import lay, patch, stamp
from previz.errors import PrevizError
from previz.i18n import _
from previz.live.pictures import Laid, Pictures
from previz.live.scenes import Changed, Known, Scenes
from previz.live.sound import Sound
from previz.live.windows import spots
from previz.project import Project
from previz.script.story import Story, understand
from previz.sound.captions import Caption
from previz.sound.spoken import Spoken
from previz.workshop.build import Build

_NOTHING = object()
WASTE = 1.5
"""How much larger than its media a film's file may grow before it is written anew."""


@dataclass(frozen=True, slots=True)
class Remade:
    """What a save has made again."""

    changed: tuple[Changed, ...]
    made: dict[str, int]
    """Products by stage."""
    written: int
    """Bytes."""
    seconds: float
    """Length of the film."""


@dataclass(slots=True)
class Live:
    """A film in memory."""

    project: Project
    output: Path
    build: Build
    scenes: Scenes = field(init=False)
    pictures: Pictures = field(init=False)
    sound: Sound = field(init=False)
    _ahead: Iterator[None] = field(default_factory=lambda: iter(()))
    _pieces: dict[Path, Piece] = field(default_factory=dict)
    _written: Written | None = None
    _content: tuple[Sequence[Path], Sequence[Path], Labels] | None = None

    def __post_init__(self) -> None:
        makers = pipeline.back_ends(self.project)
        self.scenes = Scenes(self.project, makers, self.build)
        self.pictures = Pictures(self.project, makers.renderer, self.build)
        self.sound = Sound(self.project, self.build)

    def renew(self) -> Remade:
        """Make the film right again. Raises the packages' errors; the film's file is then what it was."""
        before = self.build.made.copy()
        with _unsorted():
            story = understand(self.project)
            known, changed = self.scenes.renew(story)
            now, written = self._make(story, known)
        made = {stage: count for stage, count in (self.build.made - before).items() if count}
        return Remade(tuple(changed), made, written, float(now.frames / self.rate))

    def first(self, story: Story) -> None:
        """Make a film of the first scene in which something is to be seen, title and all."""
        for scene in story.scenes:
            known, _changed = self.scenes.renew(story, only=[scene])
            if known[0].cut is not None:
                self._make(story, known)
                return

    def _make(self, story: Story, known: Sequence[Known]) -> tuple[Laid, int]:
        """The film of these scenes, and the bytes that were written of its file."""
        drawing = self.pictures.draw(known)
        now = self.laid(story, known)
        heard, unweighed, weighing = self.sound.weigh(now)
        cut = self.project.settings.cut
        captions = self._captions(now) if cut.captions or cut.subtitles else ()
        encoding = self.pictures.encode(now, drawing, captions if cut.captions else ())
        level = self.sound.level(heard, unweighed, weighing)
        unheard, recording = self.sound.record(heard, level)
        segments = self.pictures.done(now, encoding)
        blocks = self.sound.blocks(heard, unheard, level, recording)
        written = self._write(now, segments, blocks, captions if cut.subtitles else ())
        self._ahead = self.sound.ahead(now, level)
        self.pictures.forget(known)
        self.sound.forget(now)
        return now, written

    @property
    def content(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names of the products that the film is joined from, as a film's record has them: segments, and blocks."""
        segments, blocks, _labels = self._content or ((), (), None)
        return tuple(path.stem for path in segments), tuple(path.stem for path in blocks)

    @property
    def rate(self) -> Fraction:
        return self.project.settings.film.frames_per_second

    def laid(self, story: Story, known: Sequence[Known]) -> Laid:
        """The film on time. Raises PrevizError when there is nothing to show."""
        seconds = self.project.settings.film.title if any(story.title) else 0.0
        title = math.floor(Fraction(seconds).limit_denominator(1_000_000) * self.rate + Fraction(1, 2))
        shown = [one for one in known if one.cut is not None]
        at, frames = spots([one.cut for one in shown if one.cut is not None], title, self.rate)
        if not shown:
            raise PrevizError(_("there is nothing to show: the script has no scene with text, and no title page"))
        return Laid(story, shown, at, title, frames)

    def _captions(self, now: Laid) -> Sequence[Caption]:
        cut = now.little(0, len(now.scenes), titled=True, rate=self.rate)
        lines = tuple(line for one in now.scenes for line in one.spoken.lines)
        return pipeline.captioned(
            cut, Spoken(lines, tuple(take for one in now.scenes for take in one.spoken.takes), {})
        )

    def _write(self, now: Laid, segments: Sequence[Path], blocks: Sequence[Path], subtitles: Sequence[Caption]) -> int:
        """Bring the film's file up to date; the bytes that were written."""
        sets = parameter_sets(segments[0])
        wanted = dict.fromkeys((*segments, *blocks))
        self._pieces = {path: self._pieces.get(path) or measured(path, sets) for path in wanted}
        labels = pipeline.labels(now.story, now.headings(self.rate), self.project, subtitles)
        content, before = (segments, blocks, labels), stamp(self.output)
        ours = self._written is not None and before is not None and before == self._written.stamp
        if ours and content == self._content:
            return 0
        self._content = content
        useful = sum(piece.bytes for piece in self._pieces.values())
        if self._written is None or before is None or not ours or before[1] > WASTE * useful:
            self._written = lay(self.output, layout(segments, blocks, self._pieces, labels, sets))
            return 0 if stamp(self.output) == before else useful
        self._written = patch(self.output, self._written, segments, blocks, self._pieces, labels, sets)
        after = stamp(self.output)
        return after[1] - before[1] if after else 0

    def idle(self) -> bool:
        """A moment in which nobody waits: something is made that the next save may ask for. Whether there is more."""
        return next(self._ahead, _NOTHING) is not _NOTHING

    def rehearse(self) -> None:
        """Do a little of everything once, so that the first save waits for nothing to be loaded."""
        one = next((one for one in self.scenes.known.values() if one.breakdown.setups), None)
        if one is None:
            return
        drawn = pipeline.panel_jobs(
            one.breakdown.setups[:1], self.scenes.makers.renderer, self.project.settings, moves=False
        )
        directed = [] if getattr(self.scenes.makers.director, "ALONE", False) else pipeline.breakdown_jobs([one.asked])
        self.build.rehearse([*directed, *drawn])
        self.scenes.rehearse()

    def settle(self) -> None:
        """Write the film's file as ``make`` would, where it was only patched."""
        if self._written is None or stamp(self.output) != self._written.stamp or self._content is None:
            return
        segments, blocks, labels = self._content
        lay(self.output, layout(segments, blocks, self._pieces, labels, parameter_sets(segments[0])))


@contextmanager
def _unsorted() -> Iterator[None]:
    """Nobody looks for garbage while somebody waits: a film in memory is a million objects, a tenth of a second."""
    watched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if watched:
            gc.enable()
