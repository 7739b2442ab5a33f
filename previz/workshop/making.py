"""What the worker processes do: each function writes one product to the draft path it is given.

``make(draft, *arguments)`` may return a note for the ledger. The heavy rooms are imported here, once for all workers,
and never by the command line.
"""

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from audio import ambience, wav
from audio import own as own_sounds
from audio.blocks import GRAIN, Stretch, blocks
from audio.layered import Layers
from audio.laying import Buses
from audio.levels import Level, Measured
from audio.mix import laid, mixed
from audio.places import Place
from audio.timeline import Shelf
from audio.weighing import measure
from previz.assembly import lettering, segments, slates
from previz.assembly import sound as aac
from previz.assembly.footage import conform
from previz.assembly.shown import SegmentSpec
from previz.drawings.making import composed, drawing, guided, locked, standing
from previz.panels import pictures
from previz.sound import reels
from previz.workshop.store import Store
from screenplay.elements import Locale
from screenplay.story import Character, Scene
from storyboard.breakdown import break_down
from storyboard.decisions import Decision
from storyboard.directing import Director, Stage
from storyboard.panels import Renderer
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Light, Look, SetPlan, Setup

if TYPE_CHECKING:
    from storyboard.plates.setplate import SetSheet
    from storyboard.plates.turnaround import CharacterSheet
    from storyboard.renderers.sketch import Sketch

__all__ = [
    "bed", "breakdown", "card", "composed", "drawing", "guided", "locked", "look", "own", "panel", "panel_maps", "reel",
    "segment", "slate", "standing", "vector", "weights",
]  # fmt: skip


def breakdown(
    draft: Path, scene: Scene, plan: SetPlan, light: Light, cast: tuple[Character, ...], looks: dict[str, Look],
    locale: Locale, director: Director, decisions: tuple[Decision, ...],
) -> None:  # fmt: skip
    """The shots, setups and findings of one scene, as JSON."""
    stagings = block(scene, plan, cast, looks, locale=locale)
    stage = Stage(scene, plan, light, stagings, cast, locale)
    draft.write_bytes(msgspec.json.encode(break_down(stage, director, decisions)))


def panel(draft: Path, setup: Setup, renderer: Renderer, size: tuple[int, int]) -> None:
    """One panel as a PNG of ``size`` (width, height)."""
    pictures.write(draft, next(iter(renderer.draw([setup], size))))


def vector(draft: Path, setup: Setup, sketch: "Sketch", size: tuple[int, int]) -> None:
    """One panel of the sketch artist as SVG."""
    from storyboard.renderers.sketch import drawing  # only `board --svg` asks for it

    draft.write_text(drawing(setup, size, sketch), "utf-8")


def look(draft: Path, sheet: "CharacterSheet | SetSheet", sketch: "Sketch") -> None:
    """The sheet of a character or of a set, by the draft's suffix as PNG or SVG."""
    from storyboard.plates.drawing import document, picture  # only `look` asks for it

    if draft.suffix == ".svg":
        draft.write_text(document(sheet, sketch.style), "utf-8")
    else:
        pictures.write(draft, picture(sheet, sketch.style))


def panel_maps(draft: Path, setup: Setup, size: tuple[int, int]) -> None:
    """The maps of one panel, packed."""
    from previz.documents.mapfile import packed  # only `board --maps` asks for them

    draft.write_bytes(packed(setup, size))


def card(draft: Path, title: tuple[str, ...], size: tuple[int, int]) -> None:
    """The title card as a PNG, from the title, the authors, and the draft with its date."""
    name, author, date = title
    pictures.write(draft, lettering.title_card(name, [author] if author else [], [date] if date else [], size))


def slate(draft: Path, title: str, rows: tuple[tuple[str, str], ...], size: tuple[int, int]) -> None:
    """The slate as a PNG."""
    pictures.write(draft, slates.slate(title, rows, size))


def bed(draft: Path, place: Place, seed: int, asked: Layers) -> None:
    """The ambience of a place: a loop as a stereo WAV."""
    draft.write_bytes(wav.to_bytes(ambience.bed(place, seed=seed, asked=asked), bits=16))


def own(draft: Path, path: Path, use: own_sounds.Use) -> None:
    """A person's own sound as WAV at our rate, stereo when it is, made ready for its use."""
    draft.write_bytes(wav.to_bytes(own_sounds.ready(aac.decoded(path), use)))


def footage(draft: Path, path: Path, size: tuple[int, int], rate: tuple[int, int]) -> str:
    """A rush at the film's frame size and rate."""
    return f"{conform(path, draft, size=size, rate=rate)} frames"


_SHELF = Shelf()
"""What this process read lately: blocks that follow one another play the same loops."""


@lru_cache(maxsize=4)
def _laid(part: Stretch) -> Buses:
    """A block laid: when little has changed, it is weighed and heard at once. A line is in four at most, mostly."""
    return laid(part, _SHELF)


def weights(
    draft: Path, store: Store, section: Stretch, foreseen: Level | None = None, opens: bool = False
) -> None:  # fmt: skip
    """What each block of a section weighs, side by side. Where the film's level is ``foreseen``, its reel is made as
    well, each block while it is laid."""
    found, heard = [], []
    for at, part in blocks(section):
        recipe = reels.weight(reels.made_from(part, store), block=True)
        found.append(np.load(store.get(recipe, partial(_weigh, part)), allow_pickle=False))
        if foreseen:
            heard.append(_heard(store, part, foreseen, first=opens and at == 0))
    if foreseen:
        recipe = reels.reel(reels.made_from(section, store), foreseen, opens=opens)
        store.get(recipe, lambda listed: _write(listed, reels.save(heard)))
    _save(draft, np.concatenate(found, axis=1))


def _weigh(part: Stretch, draft: Path) -> None:
    _save(draft, measure(part, _laid(part)))


def _save(draft: Path, rows: Measured) -> None:
    with draft.open("wb") as file:
        np.save(file, rows, allow_pickle=False)


def reel(draft: Path, store: Store, section: Stretch, level: Level, opens: bool) -> None:
    """Each block of a section as AAC, and the list of them."""
    found = [_heard(store, part, level, first=opens and at == 0) for at, part in blocks(section)]
    _write(draft, reels.save(found))


def _heard(store: Store, part: Stretch, level: Level, *, first: bool) -> Path:
    """A block as AAC."""
    recipe = reels.sound(reels.made_from(part, store), level, opens=first)
    return store.get(recipe, partial(_sound, part, level, first))


def _write(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)


def _sound(part: Stretch, level: Level, first: bool, draft: Path) -> None:
    heard = mixed(_laid(part), level, -aac.BEFORE * GRAIN, part.samples + aac.AFTER * GRAIN)
    draft.write_bytes(b"".join(aac.packets(heard, first=first)))


def segment(draft: Path, spec: SegmentSpec, panels: dict[str, Path]) -> None:
    """One run of the film as its own H.264 stream. What was read for its sound is let go: pictures take its room."""
    _laid.cache_clear()
    _SHELF.clear()
    segments.segment(spec, panels, draft)
