"""Small films made by hand for the tests of the edit: grey panels that tell themselves apart, and a synthetic voice."""

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from audio.blocks import GRAIN
from audio.lines import RATE, Samples
from previz.assembly.sound import AFTER, BEFORE, packets
from previz.cutting.cut import Cut, LineAt, PanelAt, SceneAt, ShotAt, Span
from storyboard.shots import MoveKind, Transition
from storyboard.stage.geometry import Camera, Light, SetPlan, Setup

SIZE = (320, 180)
PLAN = SetPlan("cuisine", "kitchen", True, 5, 4, 2.5, (), ())


def tone(index: int) -> int:
    """The grey of panel ``index``: neighbours differ by far more than coding does."""
    return 60 + (index * 67) % 160


def panel(folder: Path, index: int) -> Path:
    """A panel of one grey with a cross in its middle."""
    picture = np.full((SIZE[1], SIZE[0], 3), tone(index), np.uint8)
    cv2.line(picture, (140, 90), (180, 90), (20, 20, 20), 3)
    cv2.line(picture, (160, 70), (160, 110), (20, 20, 20), 3)
    path = folder / f"panel{index}.png"
    cv2.imwrite(str(path), picture)
    return path


def setup(shot: str, index: int = 0, move: MoveKind = "static", end: Camera | None = None) -> Setup:
    return Setup(shot, index, (), PLAN, Light(), (), Camera((0, -3, 1.6), 90), camera_end=end, move=move)


def cut(
    frames: list[int],
    *,
    rate: Fraction = Fraction(24),
    title: int = 0,
    transitions: dict[int, Transition] | None = None,
    lines: tuple[LineAt, ...] = (),
) -> Cut:
    """A film of one scene, one panel a shot: shot ``n`` lasts ``frames[n]``."""
    starts = [title + sum(frames[:index]) for index in range(len(frames))]
    shots = tuple(
        ShotAt(f"s{n}", "scene", str(n), Span(start, length), (PanelAt(0, Span(start, length)),),
               (transitions or {}).get(n, Transition()))
        for n, (start, length) in enumerate(zip(starts, frames, strict=True))
    )  # fmt: skip
    scene = SceneAt("scene", "1. INT. CUISINE – JOUR", Span(title, sum(frames)))
    return Cut(rate, title + sum(frames), Span(0, title), (scene,), shots, lines)


def voice(seconds: float, seed: int = 0) -> Samples:
    """Noise that swells and falls as syllables do, float32 mono."""
    random = np.random.default_rng(seed)
    count = round(seconds * RATE)
    marks = max(int(seconds * 8), 2)
    swell = np.interp(np.arange(count), np.linspace(0, count, marks), random.uniform(0, 1, marks) ** 2)
    return (random.standard_normal(count) * swell * 0.2).clip(-0.9, 0.9).astype(np.float32)


def aac(samples: Samples, folder: Path) -> list[Path]:
    """Mono samples as the blocks of a film's sound: whole packets, the last filled up with silence."""
    length = -(-len(samples) // GRAIN) * GRAIN
    wide = np.zeros((length + (BEFORE + AFTER) * GRAIN, 2), np.float32)
    wide[BEFORE * GRAIN : BEFORE * GRAIN + len(samples)] = samples[:, None]
    block = folder / "sound.aac"
    block.write_bytes(b"".join(packets(wide, first=True)))
    return [block]
