"""The renderer: panels in, frames of a diffusion model out."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import cv2
import numpy as np

from storyboard.frames import SET, Frame, Made, Read, Traced
from storyboard.panels import Picture
from storyboard.prompts import avoided, phrases
from storyboard.renderers.diffusion import guides, layout, tracing
from storyboard.renderers.diffusion.chosen import Chosen, picture
from storyboard.renderers.diffusion.strays import strays
from storyboard.renderers.diffusion.studio import Studio, program, studio
from storyboard.renderers.sketch import Sketch
from storyboard.stage.axis import extra
from storyboard.stage.geometry import Setup


@dataclass(frozen=True)
class Diffusion(Chosen):
    """Draws frames with a local diffusion model, along the staged layout. Its fields are its settings."""

    LIBRARIES: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers")
    GUIDES: ClassVar[tuple[str, ...]] = ("scribble", "img2img")

    # What a film asks for.

    def stand_in(self) -> Sketch:
        """Who draws until the frames are there, and what no model should draw: title cards."""
        return Sketch(arrows=False)

    def shares(self) -> bool:
        """Whether the frames of a scene look at its first one."""
        return self.sharing > 0 and self.family().shares

    def likens(self) -> bool:
        """Whether people and sets look like references: an adapter is named."""
        return bool(self.adapter)

    def frame(
        self, setup: Setup, size: tuple[int, int], *, take: int = 0, guide: Traced | None = None,
        references: Mapping[str, Path] | None = None,
    ) -> Frame:  # fmt: skip
        """A setup as the model is asked for it. Take n of a shot begins with other chance than take 0.

        All panels of a shot begin with the same chance, so that its set stays when only who speaks changes.
        ``references`` are of those who are not in the settings' own, and count where an adapter follows any.
        """
        key = f"{setup.shot}|{self.seed}|{take}".encode()
        plain = replace(setup, shot="", panel=0, beats=(), move="static", camera_end=None)
        called = [one.about.trigger for one in self.laid() if one.about and one.weight]
        said = phrases(plain, style=self.style, called=called, aspect=size[0] / size[1])
        chance = int.from_bytes(hashlib.sha256(key).digest()[:4]) >> 1
        here = {figure.character for figure in setup.figures} - self.given().keys() | {SET}
        drawn = {who: path for who, path in (references or {}).items() if self.adapter and who in here}
        return Frame(plain, said, avoided(self.avoid), chance, guide, drawn)

    def paint(self, frames: Sequence[Frame], anchor: Frame | None, size: tuple[int, int]) -> Iterator[Made]:
        """The frames of one scene, each as soon as it is there. ``anchor`` is the scene's first, for all to look at.

        Raises StoryboardError when the model cannot be used.
        """
        holder, family = self.studio(), self.family()
        names = layout.MAPS if "union" in self.controls else tuple(self.controls)
        shape = layout.canvas(size, self.side or family.side, family.multiple)
        before = len(holder.steps)
        with tempfile.TemporaryDirectory(prefix="previz-frames-") as room:

            def plain(frame: Frame, name: str) -> dict[str, Any]:
                path = Path(room) / f"{name}.npz"
                guide = layout.guide(frame.setup, shape, names)
                if SET in frame.references:
                    guide = tracing.with_set(guide)
                if frame.guide:
                    guide = tracing.laid(guide, tracing.read(frame.guide.file), frame.guide)
                guides.save(guide, path)
                people = self._references(frame, Path(room)) if self.adapter else {}
                return {
                    "phrases": _rows(frame), "negative": frame.negative, "seed": frame.seed, "guide": str(path),
                    "references": people, "manner": self._way(frame),
                }  # fmt: skip

            first = plain(anchor, "anchor") if anchor else None
            asked = [first if first and one == anchor else plain(one, str(at)) for at, one in enumerate(frames)]
            how = {"manner": self.manner(), "batch": self.batch, "sharing": self.sharing}
            for one in holder.paint(asked, first, seconds=self.seconds, **how):
                followed = guides.load(Path(str(asked[one.number]["guide"])))
                made = {**holder.described, "seconds": one.seconds, "batch": one.batch}
                made["given_up"] = holder.steps[before:]
                if drawing := self._drawn(frames[one.number]):
                    made["drawing"] = drawing
                yield Made(one.number, _sized(one.picture, size), strays(one.picture, followed), made)

    def _way(self, frame: Frame) -> dict[str, Any]:
        """What the artist's drawing changes in how a frame is asked for."""
        if frame.guide is None:
            return {}
        followed = self.loaded()["union"] if "union" in self.controls else tuple(self.controls)
        manner = self.manner()
        way = tracing.way(frame.guide, followed, manner["strength"])
        return way | ({"strength": _strong(way["strength"], manner["steps"])} if "strength" in way else {})

    def _drawn(self, frame: Frame) -> dict[str, Any] | None:
        """What the ledger says of a frame's drawing: the product, its use, and how it was followed."""
        if frame.guide is None:
            return None
        way = self._way(frame)
        followed = {"as": "picture", "strength": way["strength"]} if "strength" in way else {"as": "lines", **way}
        return {"product": frame.guide.file.stem, "use": frame.guide.use, **followed}

    def _references(self, frame: Frame, room: Path) -> dict[str, str]:
        """The reference of each of the cast who stands on the stage: the settings' picture, the artist's sheet, or a
        portrait that is drawn for it. And the artist's plate of the set."""
        given, found = self.given(), {}
        portraits = {
            one.character: one.look for one in frame.setup.figures if not (extra(one.character) or one.look.animal)
        }
        for who in sorted({*portraits, *frame.references}):
            sheet = frame.references.get(who)
            path = room / f"{who}{sheet.stem if sheet else ''}.npy"
            if not path.exists():
                if who in given:
                    seen = picture(given[who])
                else:
                    seen = tracing.squared(tracing.read(sheet)) if sheet else layout.portrait(portraits[who])
                np.save(path, seen)
            found[who] = str(path)
        return found

    def read(self, frames: Sequence[Frame]) -> list[Read]:
        """How much of each frame's phrases the model's text encoders read."""
        rows = program().read(self.loaded(), [_rows(one) for one in frames])
        return [Read(max(each["kept"] for each in row), tuple((e["tokens"], e["limit"]) for e in row)) for row in rows]

    def studio(self) -> Studio:
        """The program that holds the model."""
        return studio(self.loaded())

    def loaded(self) -> dict[str, Any]:
        """What the program loads."""
        return {
            "model": str(self.path()), "config": self.config, "controls": dict(self.controls),
            "union": [name for name in layout.MAPS if self.weights.get(name)],
            "device": self.device, "precision": self.precision, "adapter": self.adapter, "encoder": self.encoder,
            "loras": {one.name: (str(one.path.absolute()), one.weight) for one in self.laid()},
        }  # fmt: skip

    def manner(self) -> dict[str, Any]:
        """How all frames are made: what the settings leave open is the family's own."""
        family = self.family()
        steps = self.steps or family.steps
        strength = family.strength if self.strength is None else self.strength
        return {
            "steps": steps, "until": self.until, "weights": dict(self.weights), "likeness": self.likeness,
            "guidance": family.guidance if self.guidance is None else self.guidance,
            "strength": _strong(strength, steps),
        }  # fmt: skip

    # What any renderer does.

    def draw(self, setups: Sequence[Setup], size: tuple[int, int]) -> Iterator[Picture]:
        """One picture of ``size`` (width, height) in pixels for each setup, in order; each by itself."""
        for setup in setups:
            if setup.card:
                yield from self.stand_in().draw([setup], size)
            else:
                for made in self.paint([self.frame(setup, size)], None, size):
                    yield made.picture


def _strong(strength: float, steps: int) -> float:
    """A strength with which at least one step is done: with none, the sketch itself would come back."""
    return max(strength, min(1.01 / steps, 1.0))


def _rows(frame: Frame) -> list[tuple[str, str, bool]]:
    """A frame's phrases as they are sent."""
    return [(one.words, one.origin, one.tight) for one in frame.phrases]


def _sized(picture: Picture, size: tuple[int, int]) -> Picture:
    """A picture filling ``size``, cut where the ratio differs by a hair."""
    height, width = picture.shape[:2]
    scale = max(size[0] / width, size[1] / height)
    grown = (max(round(width * scale), size[0]), max(round(height * scale), size[1]))
    large = cv2.resize(picture, grown, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    left, top = (grown[0] - size[0]) // 2, (grown[1] - size[1]) // 2
    return np.ascontiguousarray(large[top : top + size[1], left : left + size[0]], np.uint8)
