"""Inking a tracing: halo, tones, shade, contours with weight, and the marks on the surfaces."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Outline, Pen
from storyboard.sketch.joints import Array
from storyboard.sketch.lofts import Mark
from storyboard.sketch.style import Style
from storyboard.sketch.tracing import Tracing, smooth

_BLACK, _SCRATCH = 0.26, 0.46
"""Cloth darker than the first takes no dark line: folds inside it are scratched out, as light as the second."""


def halo(pen: Pen, tracing: Tracing, width: float, tone: float) -> None:
    """A light border round the figure that detaches it from what is behind."""
    for line in _outlines(tracing.faces >= 0, tracing, 12, mode=cv2.RETR_LIST):
        pen.stroke(np.concatenate([line, line[:2]]), 2 * width, tone)


def tones(pen: Pen, tracing: Tracing, level: float = 1.0) -> None:
    """Flat tones of all that is seen; ``level`` darkens them."""
    contours = tracing.contours
    # neighbours overlap by half a point, so that no paper shows between them
    swollen = contours.line + contours.normal * 0.6
    every = max(1, round(1.6 * tracing.scale))
    parts: dict[int, list[Outline]] = {}
    for solid, start, length in zip(
        contours.solid.tolist(), contours.start.tolist(), contours.length.tolist(), strict=True
    ):
        step = every if length > 8 * every else 1
        parts.setdefault(solid, []).append(swollen[start : start + length : step])
    for number, outlines in parts.items():
        pen.fills(outlines, tracing.solids[number].tone * level)


def shade(pen: Pen, tracing: Tracing, style: Style, *, edge: float, alpha: float, hatch: bool) -> None:
    """The side away from the light, as one soft-edged shape: a wash, and hatching on cloth and hair when large enough.

    Skin is only washed: strokes across a face read as features.
    """
    faces = tracing.faces[::2, ::2]
    figure = faces >= 0
    spread = max(0.8, 0.006 * float(np.sqrt(figure.sum())))
    light = cv2.GaussianBlur(np.where(figure, tracing.shade[faces], np.float32(edge)), (0, 0), spread)
    dark = (light < edge) & figure
    least = max(8.0, 0.004 * float(figure.sum()))
    for line in _outlines(dark, tracing, least, step=2):
        pen.fill(line, 0.0, alpha)
    if not hatch or not style.gap:
        return
    skin = np.array([*(solid.cloth == "skin" for solid in tracing.solids), True])
    for line in _outlines(dark & ~skin[tracing.part][faces], tracing, least, step=2):
        if (np.ptp(line, axis=0) > 10).all():
            pen.hatch(line, style.angle, style.gap, style.hatch_weight, style.hatch_tone, 0.55)


def _outlines(mask: NDArray[np.bool_], tracing: Tracing, least: float, *, mode: int = cv2.RETR_EXTERNAL,
              step: int = 1) -> list[Outline]:  # fmt: skip
    lines, _ = cv2.findContours(mask.view(np.uint8), mode, cv2.CHAIN_APPROX_NONE)
    kept = [line[:, 0].astype(np.float64) for line in lines if len(line) >= 8 and cv2.contourArea(line) >= least]
    return [thin((smooth(line) * step + 0.5) / tracing.scale + tracing.corner, tracing.scale) for line in kept]


def thin(line: Outline, scale: float) -> Outline:
    """A smooth closed line with fewer points, nowhere farther than a quarter of a point from itself."""
    fewer = cv2.approxPolyDP(line.astype(np.float32)[:, None], min(0.25, 0.6 / scale), True)[:, 0]
    return fewer.astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One stroke of the hand."""

    line: Outline
    press: Array
    tone: float
    alpha: float = 1.0
    steady: bool = False
    """Without tremor: what is drawn small and exact."""


def contour_runs(tracing: Tracing, *, outer: float, inner: float, tone: float) -> list[Run]:
    """Contours: weight ``outer`` against the background, ``inner`` inside, and thin seams between cloths."""
    c, solids = tracing.contours, tracing.solids
    if not len(c.mine):
        return []
    names: dict[str, int] = {}
    cloth = np.array([names.setdefault(solid.cloth, len(names)) for solid in solids])
    crease = np.array([solid.crease for solid in solids])[c.mine]
    share = np.array([solid.line for solid in solids])[c.mine]
    inside = c.other >= 0
    neighbour = np.maximum(c.other, 0)
    jump = inside & (c.step > crease)
    seam = inside & ~jump & (cloth[neighbour] != cloth[c.mine]) & (np.abs(c.step) <= crease * 1.5)
    seam &= neighbour > c.mine
    weight = np.where(inside, 0.0, outer)
    weight = np.where(jump, inner * (0.85 + 0.55 * np.clip(c.step / 0.25, 0, 1)) * share, weight)
    weight = np.where(seam, inner * 0.72 * share, weight)
    black = np.array([solid.tone < _BLACK for solid in solids])
    scratched = inside & black[c.mine] & black[neighbour]
    if not scratched.any():
        return _runs(tracing, c.line, weight, tone)
    drawn = _runs(tracing, c.line, np.where(scratched, 0.0, weight), tone)
    return drawn + _runs(tracing, c.line, np.where(scratched, weight * 0.8, 0.0), max(tone, _SCRATCH))


def rim_runs(tracing: Tracing, key: Outline, *, outer: float, tone: float) -> list[Run]:
    """A thread of light just inside the silhouette, where it faces ``key``, a direction on the sheet [2]."""
    c = tracing.contours
    lit = (c.other < 0) & (c.normal @ key > 0.45)
    weight = np.where(lit, max(outer * 0.55, 1.0), 0.0)
    return _runs(tracing, c.line - c.normal * (outer * 0.75), weight, tone)


def _runs(tracing: Tracing, line: Outline, weight: Array, tone: float) -> list[Run]:
    """Strokes along the contours where ``weight`` is more than 0, tapered at their ends."""
    c = tracing.contours
    x, y = line[:, 0], line[:, 1]
    drawn = (weight > 0) & (x > -8) & (y > -8) & (x < tracing.sheet[0] + 8) & (y < tracing.sheet[1] + 8)
    # mend short gaps, drop specks
    reach = max(2, round(2.2 * tracing.scale))

    def grow(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return c.total(flags.astype(np.float64), reach) > 0.5

    drawn = ~grow(~grow(drawn))
    drawn = grow(~grow(~drawn))
    press = np.maximum(c.total(weight, reach) / (2 * reach + 1), 0.4)
    # where a contour stops being the silhouette its weight must not leak along
    press = np.where(weight > 0, np.minimum(press, weight * 1.15), press)
    starts = np.flatnonzero(drawn & ~drawn[c.around(-1)])
    stops = np.flatnonzero(drawn & ~drawn[c.around(1)])
    every = max(1, round(2.4 * tracing.scale))
    runs: list[Run] = []
    for start, length in zip(c.start.tolist(), c.length.tolist(), strict=True):
        low, high = np.searchsorted(starts, (start, start + length)).tolist()
        if low == high:
            picks = np.append(np.arange(start, start + length, every), start)
            if drawn[start] and len(picks) > 3:
                runs.append(Run(line[picks], press[picks], tone))
            continue
        lasts = stops[low:high].tolist()
        # a stroke that runs over the line's first point ends at the first stop, one turn later
        ends_ = lasts if lasts[0] >= starts[low] else [*lasts[1:], lasts[0] + length]
        for first, last in zip(starts[low:high].tolist(), ends_, strict=True):
            count = last - first + 1
            if count < max(4, 2 * every, 7 * tracing.scale):
                continue
            local = np.append(np.arange(0, count - every // 2, every), count - 1)
            picks = start + (first - start + local) % length
            ends = np.minimum(np.arange(len(local)), np.arange(len(local))[::-1])
            runs.append(Run(line[picks], press[picks] * np.minimum(0.35 + ends / 5.0, 1.0), tone))
    return runs


def mark_runs(pen: Pen, tracing: Tracing, marks: Sequence[Mark], *, inner: float, tone: float,
              level: float = 1.0) -> list[Run]:  # fmt: skip
    """Fills the patches among the marks, where they are not hidden, and returns the lines."""
    if not marks:
        return []
    counts = np.array([len(mark.points) for mark in marks])
    slack = np.repeat([mark.slack for mark in marks], counts)
    free = np.repeat([mark.free for mark in marks], counts)
    paper, hidden, depth = tracing.hides(np.concatenate([mark.points for mark in marks]), slack, free)
    ends = np.cumsum(counts)
    runs: list[Run] = []
    enlarge = tracing.camera.focal / 20.25 * tracing.sheet[1]
    for mark, end, count in zip(marks, ends.tolist(), counts.tolist(), strict=True):
        line, gone = paper[end - count : end], hidden[end - count : end]
        if mark.area:
            seen = 1 - np.count_nonzero(gone) / count
            if seen < 0.08:
                continue
            shapes = [line] if seen > 0.97 else _clip(tracing, mark, line)
            for shape in shapes:
                pen.fill(shape, mark.tone * level, mark.alpha)
                if mark.weight and len(shape) > 3:
                    closed = np.concatenate([shape, shape[:1]])
                    runs.append(Run(closed, np.full(len(closed), mark.weight * inner), tone))
            continue
        if gone.all():
            continue
        edges = np.flatnonzero(np.diff(np.concatenate([[True], gone, [True]]).astype(np.int8)))
        for low, high in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            run = line[low:high]
            if len(run) < 2:
                continue
            if high - low < 0.6 * count and not mark.width and np.ptp(run, axis=0).max() < 9:
                continue  # the stub of a fold whose rest is hidden
            if len(run) == 2:
                run = np.stack([run[0], (run[0] + run[1]) / 2, run[1]])
            wide = mark.width * enlarge / max(depth[end - count + low], 0.1) if mark.width else mark.weight * inner
            press = np.full(len(run), max(wide, 0.5))
            if mark.taper:
                press = press * np.sin(np.pi * np.linspace(0.12, 0.88, len(run))) ** 0.6
            if mark.width:
                runs.append(Run(run, press, mark.tone * level, mark.alpha, True))
            else:
                runs.append(Run(run, press, max(tone, mark.tone), mark.alpha))
    return runs


def stroke_all(pen: Pen, runs: Sequence[Run], style: Style, key: int) -> None:
    """Draws the strokes, each with its own small tremor and pressure; long ones are gone over twice."""
    if not runs:
        return
    counts = np.array([len(run.line) for run in runs])
    ends = np.cumsum(counts)
    starts = ends - counts
    line = np.concatenate([run.line for run in runs])
    press = np.concatenate([run.press for run in runs])
    index = np.arange(len(line))
    first, last = np.repeat(starts, counts), np.repeat(ends - 1, counts)
    way = line[np.minimum(index + 1, last)] - line[np.maximum(index - 1, first)]
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None]
    across = np.stack([-way[:, 1], way[:, 0]], axis=1)
    leg = np.hypot(*(line - line[np.maximum(index - 1, first)]).T)
    total = np.cumsum(leg)
    along = total - total[first]
    length = along[ends - 1]
    # the tremor belongs to the figure and to the place on the stroke, so that it is the same at every build
    phase = np.repeat((key % 9973) / 97.0 + np.arange(len(runs)) * 2.399, counts)
    steady = np.repeat([run.steady for run in runs], counts)
    amount = style.wobble * np.clip(np.repeat(length, counts) / 160, 0.10, 1.0) * np.where(steady, 0.25, 0.55)
    stray = np.sin(along / 41 + phase) + 0.5 * np.sin(along / 17 + 1.7 * phase) + 0.25 * np.sin(along / 7.3 + phase)
    press = press * (0.92 + style.swell * (0.15 * np.sin(along / 37 + phase) + 0.07 * np.sin(along / 13 + 2 * phase)))
    hand = line + across * (stray * amount)[:, None]
    half = across * (press / 2)[:, None]
    left, right = hand + half, hand - half
    if style.passes > 1:
        again = np.sin(along / 31 + 3.1 + phase * 1.3) + 0.5 * np.sin(along / 11 + phase)
        second = line + across * (again * amount * 1.5)[:, None]
        left2, right2 = second + half * 0.32, second - half * 0.32
    outlines: list[Outline] = []
    tones_: list[float] = []
    for run, low, high, far in zip(runs, starts.tolist(), ends.tolist(), length.tolist(), strict=True):
        if far < 1.2:
            continue
        outline = np.concatenate([left[low:high], right[low:high][::-1]])
        if run.alpha < 1:
            pen.fill(outline, run.tone, run.alpha)
            continue
        outlines.append(outline)
        tones_.append(run.tone)
        if style.passes > 1 and far > 70 and not run.steady:
            outlines.append(np.concatenate([left2[low:high], right2[low:high][::-1]]))
            tones_.append(run.tone)
    if outlines:
        pen.plates(outlines, tones_)


def _clip(tracing: Tracing, mark: Mark, line: Outline) -> list[Outline]:
    """The part of a patch that is not hidden, by pixels of the buffer."""
    height, width = tracing.faces.shape
    local = (line - tracing.corner) * tracing.scale
    low = np.clip(np.floor(local.min(axis=0)).astype(int) - 1, 0, (width - 1, height - 1))
    high = np.clip(np.ceil(local.max(axis=0)).astype(int) + 2, 1, (width, height))
    if (high - low).min() < 2:
        return []
    mask = np.zeros((high - low)[::-1], np.uint8)
    cv2.fillPoly(mask, [((local - low) * 16).round().astype(np.int32)], 1, cv2.LINE_8, 4)
    rows, columns = np.nonzero(mask)
    face = tracing.faces[rows + low[1], columns + low[0]]
    _, depth = tracing.to_paper(mark.points)
    # the patch's own depth, as a plane through its points
    design = np.column_stack([line, np.ones(len(line))])
    plane, *_ = np.linalg.lstsq(design, 1 / np.maximum(depth, 0.05), rcond=None)
    spots = (np.stack([columns, rows], axis=1) + low + 0.5) / tracing.scale + tracing.corner
    mine = 1 / np.maximum(spots @ plane[:2] + plane[2], 0.02)
    keep = (face >= 0) & (tracing.depth(face, spots) > mine - mark.slack)
    mask[rows[~keep], columns[~keep]] = 0
    lines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=(int(low[0]), int(low[1])))
    return [
        thin((smooth(shape[:, 0].astype(np.float64)) + 0.5) / tracing.scale + tracing.corner, tracing.scale)
        for shape in lines
        if len(shape) >= 6
    ]
