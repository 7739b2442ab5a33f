"""What the worker processes do: each function writes one product to the draft path it is given.

``make(draft, *arguments)`` may return a note for the ledger. The heavy rooms are imported here, once for all workers,
and never by the command line.
"""

import math
from pathlib import Path

import cv2
import msgspec

from audio import ambience, wav
from audio.mix import mix_to_wav
from audio.places import Place
from audio.timeline import Timeline
from previz.errors import PrevizError
from previz.exports import lettering, segments
from previz.exports import sound as aac
from previz.exports.shown import SegmentSpec
from previz.loudness import Loudness
from screenplay.elements import Locale
from screenplay.story import Character, Scene
from storyboard.breakdown import break_down
from storyboard.decisions import Decision
from storyboard.directing import Director, Stage
from storyboard.panels import Picture, Renderer
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Light, Look, SetPlan, Setup


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
    _write(draft, next(iter(renderer.draw([setup], size))))


def card(draft: Path, title: tuple[str, ...], size: tuple[int, int]) -> None:
    """The title card as a PNG, from the title, the authors, and the draft with its date."""
    name, author, date = title
    _write(draft, lettering.title_card(name, [author] if author else [], [date] if date else [], size))


def _write(path: Path, picture: Picture) -> None:
    """An RGB picture as a PNG, which is read back at once: the fastest level, and no filters.

    A drawing's flat tones compress better without filters, and both ways take half the time.
    """
    fast = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE]
    done, data = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), fast)
    if not done:
        raise PrevizError(f"{path}: OpenCV could not encode a picture of shape {picture.shape}")
    path.write_bytes(data.tobytes())


def bed(draft: Path, place: Place, seed: int) -> None:
    """The ambience of a place: a loop as a stereo WAV."""
    draft.write_bytes(wav.to_bytes(ambience.bed(place, seed=seed), bits=16))


def mix(draft: Path, timeline: Timeline, preset: str) -> str:
    """The film's sound as a WAV; its loudness goes to the ledger."""
    level = mix_to_wav(draft, timeline, preset=preset)
    judged = level.preset.gate != "dialogue" and math.isfinite(level.expected)
    notes = tuple((note.code, note.message) for note in level.notes)
    short = max(level.preset.lufs - level.expected, 0.0) if math.isfinite(level.expected) else 0.0
    found = Loudness(round(level.expected, 2) if judged else None, notes, round(short, 2))
    return msgspec.json.encode(found).decode()


def segment(draft: Path, spec: SegmentSpec, panels: dict[str, Path]) -> None:
    """One run of the film as its own H.264 stream."""
    segments.segment(spec, panels, draft)


def sound(draft: Path, mixed: Path) -> None:
    """The mix as AAC."""
    aac.encode(mixed, draft)
