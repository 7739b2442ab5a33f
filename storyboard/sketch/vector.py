"""A canvas that keeps what is drawn as SVG: the same strokes as the pixels, in groups by whom or what they show.

One paper point is one user unit. Tones are greys between ink and paper; a colour key is a filter over the whole sheet,
as it is a table over all pixels.
"""

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import POOLS, SHEET, Outline, hatching, ribbon, text_width
from storyboard.sketch.paint import PLAIN, Paint, spared, values

Rgb = tuple[int, int, int]
_FINE = 0.12
"""Points by which an outline may be simplified."""
_HAIR = 1.0
"""Points: no line is drawn thinner."""
_SWOLLEN = 0.9
"""Points by which OpenCV's filled shapes are wider than they are."""


class Vector:
    """A sheet of SVG, ``width`` x 720 points."""

    def __init__(self, aspect: float, *, ink: Rgb, paper: Rgb, paint: Paint = PLAIN, prefix: str = "") -> None:
        self.width, self.height = SHEET * aspect, SHEET
        self._prefix = prefix
        self.ink, self.paper, self.paint = ink, paper, paint
        self._values = values(paint)
        self._shared: list[str] = []
        red, green, blue = paper
        self._body = [
            f'<rect x="-50" y="-50" width="{self.width + 100:.2f}" height="820" fill="rgb({red},{green},{blue})"/>'
        ]  # wider than the sheet, so that a blur finds paper beyond its border

    def fill(self, outline: Outline, tone: float, alpha: float = 1.0) -> None:
        self.fills([outline], tone, alpha)

    def fills(self, outlines: Sequence[Outline], tone: float, alpha: float = 1.0) -> None:
        shapes = "".join(_closed(outline) for outline in outlines if len(outline) >= 3 and self._in_sight(outline))
        if shapes and alpha > 0:
            rule = ' fill-rule="evenodd"' if len(outlines) > 1 else ""
            colour = self._colour(tone)
            edge = f' stroke="{colour}"' if alpha >= 1 else ""  # no gap between neighbours; see _SWOLLEN
            self._body.append(f'<path d="{shapes}" fill="{colour}"{edge}{_faint("fill", alpha)}{rule}/>')

    def plates(self, outlines: Sequence[Outline], tones: Sequence[float]) -> None:
        for outline, tone in zip(outlines, tones, strict=True):
            self.fill(outline, tone)

    def stroke(self, line: Outline, weight: float | NDArray[np.float64], tone: float = 0.1, alpha: float = 1.0) -> None:
        self.fill(ribbon(line, weight), tone, alpha)

    def strokes(self, lines: NDArray[np.float64], weight: float, tone: float) -> None:
        shapes = "".join(_open(line) for line in lines if self._in_sight(line))
        if shapes:
            self._line(shapes, max(weight, _HAIR), tone)

    def hatch(self, outline: Outline, angle: float, gap: float, weight: float, tone: float, alpha: float = 1.0) -> None:
        shapes = "".join(_open(line) for line in hatching(outline, angle, gap) if self._in_sight(line))
        if shapes:
            self._line(shapes, weight + _SWOLLEN, tone, alpha)

    def shade(self, outline: Outline, start: tuple[float, float], end: tuple[float, float], tones: tuple[float, float],
              alpha: float = 1.0) -> None:  # fmt: skip
        if len(outline) < 3 or not self._in_sight(outline):
            return
        if self.paint.flat:
            self.fill(outline, (tones[0] + tones[1]) / 2, alpha)
            return
        (ax, ay), (bx, by) = start, end
        name = self._share(
            "linearGradient",
            f'gradientUnits="userSpaceOnUse" x1="{ax:.1f}" y1="{ay:.1f}" x2="{bx:.1f}" y2="{by:.1f}"',
            f'<stop stop-color="{self._colour(tones[0])}"/><stop offset="1" stop-color="{self._colour(tones[1])}"/>',
        )
        self._body.append(f'<path d="{_closed(outline)}" fill="url(#{name})"{_faint("fill", alpha)}/>')

    def letter(self, text: str, at: tuple[float, float], size: float, tone: float, *, bold: bool = False) -> None:
        wide = text_width(text, max(round(size), 4), bold=bold)
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{at[0]:.1f}" y="{at[1] + size * 0.36:.1f}" font-size="{size:.1f}"'
        manner = f'text-anchor="middle" textLength="{wide}" lengthAdjust="spacingAndGlyphs"{weight}'
        self._body.append(
            f'<text {place} font-family="sans-serif" {manner} fill="{self._colour(tone)}">{escape(text)}</text>'
        )

    def dim(self, gain: NDArray[np.float64]) -> None:
        """Ink laid over all that is drawn so far, as dense as light is missing."""
        if self.paint.flat:
            self._pools(gain)
            return
        dark = np.clip((1 - gain) * 255, 0, 255).round().astype(np.uint8)
        red, green, blue = self._rgb(0.0)
        sheet = np.dstack([np.full_like(dark, blue), np.full_like(dark, green), np.full_like(dark, red), dark])
        self._body.append(self._image(cv2.resize(sheet, None, fx=4, fy=4, interpolation=cv2.INTER_LINEAR)))

    def _pools(self, gain: NDArray[np.float64]) -> None:
        size = (round(self.width / 2), round(self.height / 2))
        small = np.clip(gain * 255, 0, 255).astype(np.uint8)
        full = cv2.LUT(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), POOLS)
        for level in np.unique(full).tolist():
            if level < 255:
                lines, _ = cv2.findContours((full == level).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
                edges = [line[:, 0].astype(np.float64) * 2 + 1 for line in lines]
                self._over(edges, 1 - level / 255)

    def _over(self, outlines: Sequence[Outline], alpha: float) -> None:
        shapes = "".join(_closed(outline, 1.2) for outline in outlines if len(outline) >= 3)
        red, green, blue = self._rgb(0.0)
        self._body.append(
            f'<path d="{shapes}" fill="rgb({red},{green},{blue})"{_faint("fill", alpha)} fill-rule="evenodd"/>'
        )

    def soften(self, amount: float) -> None:
        """Blur all that is drawn so far: two boxes of ``2 amount + 1`` are as wide as a bell of this deviation."""
        size = round(amount)
        if size < 1:
            return
        deviation = (((2 * size + 1) ** 2 - 1) / 6) ** 0.5
        name = self._share(
            "filter", 'x="-5%" y="-5%" width="110%" height="110%" color-interpolation-filters="sRGB"',
            f'<feGaussianBlur stdDeviation="{deviation:.2f}"/>',
        )  # fmt: skip
        self._body[:] = [f'<g filter="url(#{name})">', *self._body, "</g>"]

    def faded(self, draw: Callable[[], None], strength: float) -> None:
        self._body.append(f'<g opacity="{strength:.2f}">')
        draw()
        self._body.append("</g>")

    @contextmanager
    def layer(self, name: str) -> Iterator[None]:
        """What is drawn inside is a group of its own, of that class."""
        outer, self._body = self._body, []
        try:
            yield
        finally:
            inner, self._body = self._body, outer
            if inner:
                self._body += [f'<g class="{escape(name, quote=True)}">', *inner, "</g>"]

    @contextmanager
    def inset(self, left: float, top: float, width: float, height: float) -> Iterator["Vector"]:
        """A sheet of its own, laid into a box of this one."""
        name = f"{self._prefix}i{len(self._shared)}-"
        sheet = Vector(width / height, ink=self.ink, paper=self.paper, paint=self.paint, prefix=name)
        yield sheet
        self._shared += sheet._shared or [""]  # one more at least, so that the next one's names are others
        box = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self._body += [f'<svg {box} viewBox="0 0 {sheet.width:.2f} 720">', *sheet._body, "</svg>"]

    def document(self, size: tuple[int, int], *, colours: NDArray[np.uint8] | None = None, title: str = "") -> str:
        """The sheet as an SVG document of ``size`` (width, height) in pixels; ``colours`` [256, 3] is a key's table."""
        body, defs = self._body, list(self._shared)
        if self.paint.washed:
            defs.append(_stray(self.paint))
            body = ['<g filter="url(#stray)">', *body, "</g>", self._brushed()]
        if colours is not None:
            defs.append(_key(colours))
            body = ['<g filter="url(#key)">', *body, "</g>"]
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"'
            f' viewBox="0 0 {self.width:.2f} {self.height:.0f}">'
        )
        return "\n".join(
            [
                head,
                f"<title>{escape(title)}</title>",
                "<defs>",
                *defs,
                "</defs>",
                f'<g stroke-linejoin="round" stroke-width="{_SWOLLEN}">',
                *body,
                "</g>",
                "</svg>",
                "",
            ]
        )

    def _brushed(self) -> str:
        """The streaks of a broad brush, lighter in the middle greys."""
        streaks = cv2.convertScaleAbs(
            spared((round(self.width / 4), 180), self.paint), alpha=2.4
        )  # as light as in pixels
        white = np.full((*streaks.shape, 3), 255, np.uint8)
        return self._image(np.dstack([white, streaks]), "mix-blend-mode:soft-light")

    def _image(self, pixels: cv2.typing.MatLike, style: str = "") -> str:
        """Pixels [h, w, 4] (blue, green, red, alpha) over the whole sheet."""
        data = base64.b64encode(cv2.imencode(".png", pixels)[1].tobytes()).decode()
        return (
            f'<image width="{self.width:.2f}" height="{self.height:.0f}" preserveAspectRatio="none" style="{style}"'
            f' href="data:image/png;base64,{data}"/>'
        )

    def _share(self, tag: str, attributes: str, inside: str) -> str:
        """Define something that is drawn with, and give its name."""
        name = f"{self._prefix}{tag[0]}{len(self._shared)}"
        self._shared.append(f'<{tag} id="{name}" {attributes}>{inside}</{tag}>')
        return name

    def _in_sight(self, points: Outline) -> bool:
        low, high = points.min(axis=0), points.max(axis=0)
        return bool(high[0] > -50 and high[1] > -50 and low[0] < self.width + 50 and low[1] < self.height + 50)

    def _rgb(self, tone: float) -> Rgb:
        share = int(self._values[min(max(round(tone * 255), 0), 255)]) / 255
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(self.ink, self.paper, strict=True))
        return red, green, blue

    def _colour(self, tone: float) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self._rgb(tone))

    def _line(self, shapes: str, weight: float, tone: float, alpha: float = 1.0) -> None:
        self._body.append(
            f'<path d="{shapes}" fill="none" stroke="{self._colour(tone)}" stroke-width="{weight:.2f}"'
            f'{_faint("stroke", alpha)} stroke-linecap="round"/>'
        )


def _faint(what: str, alpha: float) -> str:
    return "" if alpha >= 1 else f' {what}-opacity="{alpha:.3f}"'


def _path(points: Outline) -> str:
    """Points in tenths, each from the last one."""
    tenths = np.rint(points * 10).astype(np.int64)
    moves = np.diff(tenths, axis=0)
    steps = " ".join(f"{x / 10:g} {y / 10:g}" for x, y in moves[moves.any(axis=1)].tolist())
    return f"M{tenths[0, 0] / 10:g} {tenths[0, 1] / 10:g}l{steps}" if steps else ""


def _closed(outline: Outline, fine: float = _FINE) -> str:
    """A closed shape, without the points that change nothing."""
    kept = np.clip(np.nan_to_num(outline), -1e5, 1e5).astype(np.float32)
    fewer = cv2.approxPolyDP(kept[:, None], fine, True)[:, 0] if len(kept) > 4 else kept
    path = _path(fewer.astype(np.float64))
    return f"{path}z" if path else ""


def _open(line: Outline) -> str:
    return _path(np.clip(np.nan_to_num(line), -1e5, 1e5))


_WHOLE = 'x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"'


def _key(colours: NDArray[np.uint8]) -> str:
    """The filter that gives each grey its colour: the table itself, at every eighth value."""
    rows = [*colours[::8].tolist(), colours[-1].tolist()]
    tables = "".join(
        f'<feFunc{channel} type="table" tableValues="{" ".join(f"{row[number] / 255:.3f}" for row in rows)}"/>'
        for number, channel in enumerate("RGB")
    )
    return f'<filter id="key" {_WHOLE}><feComponentTransfer>{tables}</feComponentTransfer></filter>'


def _stray(paint: Paint) -> str:
    """The filter by which a wash leaves its drawing a little."""
    return (
        f'<filter id="stray" {_WHOLE}>'
        '<feTurbulence type="fractalNoise" baseFrequency="0.014" numOctaves="2" seed="7" result="noise"/>'
        f'<feDisplacementMap in="SourceGraphic" in2="noise" scale="{paint.bleed * 2:.1f}" xChannelSelector="R"'
        ' yChannelSelector="G"/></filter>'
    )
