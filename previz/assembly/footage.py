"""Rushes: footage of any kind brought to the film's frame and rate, and shown frame by frame like a panel.

A rush is first conformed, once: scaled to fit, with black around what is left, its rate converted by the frame that is
there at that time. Conformed footage rests as a stream of its own, coded finely, since the film encodes it again.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from previz.assembly.sheets import Sheet, load
from previz.errors import PrevizError
from previz.i18n import _

SUFFIX = ".mp4"
"""Of conformed footage."""

FINE, EVERY = 12, 12
"""Constant rate factor of conformed footage, and frames from one key frame to the next."""


class UnreadableError(PrevizError):
    """A rush that holds no picture we can read."""


def conform(path: Path, out: Path, *, size: tuple[int, int], rate: tuple[int, int]) -> int:
    """Bring a rush to a film's frame ``size`` (width, height) and ``rate``; return its frames.

    Raises UnreadableError for a file that holds no picture.
    """
    count = 0
    try:
        with av.open(path) as rush, av.open(out, "w", format="mp4") as file:
            stream = rush.streams.video[0]
            stream.thread_type = "AUTO"
            made = file.add_stream("libx264", rate=Fraction(*rate))
            made.width, made.height, made.pix_fmt = *size, "yuv420p"
            made.options = {"crf": str(FINE), "preset": "ultrafast", "g": str(EVERY), "bf": "0",
                            "x264-params": "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"}  # fmt: skip
            for picture in _paced(rush.decode(stream), Fraction(*rate)):
                frame = av.VideoFrame.from_ndarray(fitted(picture, size), format="rgb24")
                frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
                frame.pts = count
                file.mux(made.encode(frame))
                count += 1
            file.mux(made.encode(None))
    except (av.FFmpegError, IndexError, OSError, ValueError) as trouble:
        raise UnreadableError(
            _("{path}: no picture can be read from this file; export it again", path=path)
        ) from trouble
    if not count:
        raise UnreadableError(_("{path}: no picture can be read from this file; export it again", path=path))
    return count


def _paced(frames: Iterator[av.VideoFrame], rate: Fraction) -> Iterator[NDArray[np.uint8]]:
    """The picture that is there in the middle of each of the film's frames, from the rush's first one on."""
    first: Fraction | None = None
    at = 0
    before: NDArray[np.uint8] | None = None
    for frame in frames:
        time = Fraction(frame.pts or 0) * Fraction(frame.time_base or 1)
        first = time if first is None else first
        while before is not None and (at + Fraction(1, 2)) / rate < time - first:
            yield before
            at += 1
        before = _upright(frame)
    if before is not None:
        yield before


def _upright(frame: av.VideoFrame) -> NDArray[np.uint8]:
    """A frame as RGB with square pixels, turned as its camera says."""
    picture = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
    aspect = getattr(frame, "sample_aspect_ratio", None)
    if aspect and aspect > 0 and aspect != 1:
        wide = max(round(picture.shape[1] * float(aspect)), 1)
        picture = np.asarray(cv2.resize(picture, (wide, picture.shape[0])), np.uint8)
    turns = round(getattr(frame, "rotation", 0) / 90) % 4
    return np.asarray(np.rot90(picture, turns), np.uint8)


def fitted(picture: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """All of a picture, RGB, within ``size``, on black."""
    height, width = picture.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    wide, high = max(round(width * scale), 1), max(round(height * scale), 1)
    scaled = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    result = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (size[0] - wide) // 2, (size[1] - high) // 2
    result[top : top + high, left : left + wide] = scaled
    return result


def frames(path: Path) -> int:
    """How many frames conformed footage has."""
    with av.open(path) as file:
        return file.streams.video[0].frames


class Footage:
    """Conformed footage, read as it is asked for: forward frame by frame, or anew from its beginning."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._frames: Iterator[av.VideoFrame] = iter(())
        self._number = -1
        self._shown: Sheet | None = None

    def at(self, number: int) -> Sheet:
        """The sheet of a frame, which may be drawn upon: before the first the first, and after the last the last."""
        if self._shown is None or number < self._number:
            self._frames, self._number = _decoded(self._path), -1
        while self._number < max(number, 0):
            frame = next(self._frames, None)
            if frame is None:
                break
            self._shown = np.asarray(frame.to_ndarray(format="yuv420p"), np.uint8)
            self._number += 1
        if self._shown is None:
            raise PrevizError(_("{path}: this footage is damaged; delete it, and it is made again", path=self._path))
        return self._shown.copy()


def _decoded(path: Path) -> Iterator[av.VideoFrame]:
    with av.open(path) as file:
        yield from file.decode(video=0)


class Moving(Protocol):
    """What moves by itself."""

    def at(self, number: int) -> Sheet:
        """The sheet of a frame, which may be drawn upon."""


Sources = Mapping[str, Sheet | Moving]
"""What a segment shows, by name: panels, and what moves by itself."""


def opened(path: Path, size: tuple[int, int]) -> Sheet | Moving:
    """A panel or conformed footage, by its file."""
    return Footage(path) if path.suffix == SUFFIX else load(path, size)
