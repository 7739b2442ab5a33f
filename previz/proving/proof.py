"""The proof of a finished film (``previz check``): the text against what was spoken, the file against the cut.

The text is read again, the ledger gives what was spoken, and the finished file is decoded whole (``inspection``).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from audio import takefile
from audio.lines import Samples
from previz.assembly.footage import SUFFIX
from previz.assembly.lettering import timecode
from previz.assembly.shown import SegmentSpec
from previz.cutting.cut import Cut, from_plain, original
from previz.errors import PrevizError, StoreError
from previz.i18n import _, spoken_language
from previz.panels import frames
from previz.project import Project
from previz.proving.comparison import Expected, expected
from previz.proving.inspection import inspect
from previz.records import Record, film_path, is_current, read_record
from previz.script.story import Story, understand
from previz.sound import reels
from previz.workshop.store import Recipe, Store, digest
from storyboard.continuity import worded
from storyboard.frames import ASTRAY


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was found. ``wrong`` fails the check; the rest is worth knowing."""

    code: str
    where: str
    """A timecode of the film, or a line of the script, or empty."""
    message: str
    wrong: bool = True


def check(project: Project, *, output: Path | None = None) -> tuple[Checked, ...]:
    """Everything that is wrong with, or worth knowing of, the finished film of a project.

    Raises PrevizError when the film was never made.
    """
    film, record = film_path(project, output), read_record(project, output)
    story = understand(project)
    if record is None or not film.is_file():
        raise PrevizError(_("{film}: there is no film to check yet; run “previz make” first", film=film))
    store = Store(project.folder / "store")
    cut = from_plain(record.cut)
    takes = {line: store.root / name[:2] / f"{name}.wav" for line, _words, name in record.lines}

    def take(line: str) -> Samples:
        return takefile.load(takes[line]).samples

    found = [*_file(film, record), *_words(story, record, store, takes), *_coverage(story, cut, record)]
    if not any(one.code == "take" for one in found):
        products = _products(record, store)
        if products is None:
            lost = _("what the film was made of is missing or damaged; run “previz make” again")
            found.append(Checked("product", "", lost))
        defects = inspect(film, cut, loudness=record.loudness, peak=record.peak, take=take, expected=products)
        found += [Checked(one.code, one.where, one.message) for one in defects]
    return (
        *found,
        *_frames(record, store),
        *_rushes(record),
        *_continuity(record.findings, story, cut),
        *_age(project, record),
    )


def _products(record: Record, store: Store) -> Expected | None:
    """The film by its products; None when one of them is missing or damaged."""

    def panel(name: str) -> Path:
        footage = store.root / name[:2] / f"{name}{SUFFIX}"
        return footage if footage.is_file() else footage.with_suffix(".png")

    specs = []
    for name in record.segments:
        entry = store.entry(store.root / name[:2] / f"{name}.h264")
        if entry is None or Recipe(entry.step, ".h264", entry.made_from).key != name:
            return None
        specs.append(msgspec.convert(entry.made_from["spec"], SegmentSpec))
    sound = [store.root / name[:2] / f"{name}.json" for name in record.reels]
    files = [*sound, *(panel(name) for spec in specs for name in spec.panels)]
    if not all(store.whole(path) for path in dict.fromkeys(files)) or not all(reels.whole(path) for path in sound):
        return None
    try:
        return expected(specs, panel, reels.read(sound))
    except StoreError:
        return None


def _frames(record: Record, store: Store) -> Iterator[Checked]:
    """Frames of a picture model that stray from their layout, the worst first; and sketches that stand in for some."""
    panels = {label: store.root / name[:2] / f"{name}.png" for label, name in record.panels.items()}
    for one in frames.strayed(panels, store):
        if one.strays >= ASTRAY:
            message = _(
                "its lines stray from the layout ({share:.2f}; 1 is chance); try: previz retake {shot} --seeds 4",
                share=one.strays,
                shot=one.panel.rpartition("-")[0],
            )
            yield Checked("strays", one.panel, message, wrong=False)
    if record.awaited:
        message = _("{count} frames are awaited: sketches stand in for them", count=record.awaited)
        yield Checked("awaited", "", message, wrong=False)


def _rushes(record: Record) -> Iterator[Checked]:
    for note in record.rushes:
        yield Checked("rush", "", note, wrong=False)


def _file(film: Path, record: Record) -> Iterator[Checked]:
    if digest(film) != record.sha256:
        yield Checked("changed", "", _("{film} is not the file that was made; run “previz make” again", film=film))


def _age(project: Project, record: Record) -> Iterator[Checked]:
    if not is_current(project, record):
        message = _(
            "the film was made of another text, or with other settings, flags, decisions, recordings or another previz"
            " than now; “previz make” brings it up to date"
        )
        yield Checked("older", "", message, wrong=False)


def _words(story: Story, record: Record, store: Store, takes: dict[str, Path]) -> Iterator[Checked]:
    """Each dialogue of the text is spoken once, word for word, and its takes are whole."""
    spoken = {original(line): words for line, words, _name in record.lines}
    left_out = {*record.left_out}
    for line, count in Counter(line for line, _words, _name in record.lines).items():
        if count > 1:
            yield Checked(
                "doubled", "", _("“{words}” is spoken {count} times", words=spoken[original(line)], count=count)
            )
    beats = [beat for scene in story.scenes for beat in scene.beats if beat.kind == "speech"]
    by_element: dict[str, list[str]] = {}
    for beat in beats:
        if beat.id in record.reworded and spoken.get(beat.id) == record.reworded[beat.id]:
            spoken[beat.id] = beat.text  # a person has it said otherwise, and so it is
        by_element.setdefault(beat.element, []).append(spoken.pop(beat.id, beat.text if beat.id in left_out else ""))
    playing = (scene for scene in story.scenes if not scene.heading.omitted)
    for element in (element for scene in playing for element in scene.elements):
        if element.kind == "dialogue" or element.id in by_element:  # a lyric under no name is a card
            heard = by_element.get(element.id, [])
            if " ".join("".join(heard).split()) != " ".join(element.text.split()):
                yield Checked(
                    "words",
                    _("line {line}", line=element.line),
                    _("“{text}” is not spoken word for word; run “previz make” again", text=element.text),
                )
    for words in spoken.values():
        yield Checked(
            "invented", "", _("“{words}” is spoken, and not in the text; run “previz make” again", words=words)
        )
    for line, path in takes.items():
        entry = store.whole(path)
        if not (entry and _said(entry.made_from) == dict(_lines(record))[line]):
            yield Checked("take", "", _("the take of “{words}” is missing or damaged; run “previz make” again",
                                        words=dict(_lines(record))[line]))  # fmt: skip


def _lines(record: Record) -> Iterator[tuple[str, str]]:
    return ((line, words) for line, words, _name in record.lines)


def _said(made_from: dict[str, Any]) -> str:
    """The words that a take's ledger entry says it was made of."""
    return str(made_from.get("input", {}).get("text", ""))


def _coverage(story: Story, cut: Cut, record: Record) -> Iterator[Checked]:
    """Each beat of the text is on screen, once; none where an edit leaves it out."""
    left_out = {*record.left_out}
    shown = Counter(beat.beat for beat in cut.beats)
    doubled = {original(beat.beat) for beat in cut.beats if original(beat.beat) != beat.beat}
    left_out |= doubled  # what plays twice may do so the second time only
    for scene in story.scenes:
        for beat in scene.beats:
            if shown[beat.id] != 1 and (shown[beat.id] or beat.id not in left_out):
                yield Checked(
                    "uncovered" if not shown[beat.id] else "twice",
                    _("line {line}", line=beat.line),
                    _(
                        "“{text}” is in {count} shots, not one; run “previz make” again",
                        text=beat.text,
                        count=shown[beat.id],
                    ),
                )


def _continuity(findings: tuple[dict[str, Any], ...], story: Story, cut: Cut) -> Iterator[Checked]:
    """Continuity findings as the breakdown left them; what the script asked for is worth knowing, not wrong."""
    names = {one.id: one.name for one in story.cast}
    at = {shot.shot: shot.span.start for shot in cut.shots}
    for one in findings:
        message = worded(one["kind"], one["words"], names, spoken_language())
        where = min((at[shot] for shot in one["shots"] if shot in at), default=None)
        place = "" if where is None else timecode(where, (cut.rate.numerator, cut.rate.denominator))
        yield Checked(f"continuity: {one['kind']}", place, message, wrong=one["hard"] and not one["pinned"])
