"""Inking a tracing: halo, tones, shade, contours with weight, and the marks on the surfaces."""

from collections.abc import Sequence

import cv2
import numpy as np

from storyboard.sketch.canvas import Canvas, Outline
from storyboard.sketch.joints import Array
from storyboard.sketch.solids import Mark
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tracing import Contour, Tracing, smooth


def halo(canvas: Canvas, tracing: Tracing, style: Style, tone: float) -> None:
    """A light border round the figure that detaches it from what is behind."""
    for line in _outlines(tracing.faces >= 0, tracing, 12):
        canvas.fill(line, tone)
        closed = np.concatenate([line, line[:2]])
        canvas.stroke(closed, 2 * style.halo, tone)


def tones(canvas: Canvas, tracing: Tracing, level: float = 1.0) -> None:
    """Flat tones of all that is seen, far parts first; ``level`` darkens them."""
    parts: dict[int, list[Contour]] = {}
    for contour in tracing.contours:
        parts.setdefault(contour.solid, []).append(contour)
    for number, contours in parts.items():
        # neighbours overlap by half a point, so that no paper shows between them
        outlines = [thin(contour.line + contour.normal * 0.6, tracing.scale) for contour in contours]
        canvas.fills(outlines, tracing.solids[number].tone * level)


def shade(canvas: Canvas, tracing: Tracing, style: Style, *, edge: float, alpha: float, hatch: bool) -> None:
    """The side away from the light, as one soft-edged shape: a wash, and hatching when large enough."""
    light = tracing.shade[tracing.faces]
    figure = tracing.faces >= 0
    spread = max(1.2, 0.006 * np.sqrt(figure.sum()))
    light = cv2.GaussianBlur(np.where(figure, light, np.float32(edge)), (0, 0), spread)
    dark = (light < edge) & figure
    for line in _outlines(dark, tracing, max(24.0, 0.004 * figure.sum())):
        canvas.fill(line, 0.0, alpha)
        low, high = line.min(axis=0), line.max(axis=0)
        if hatch and min(high - low) > 10:
            canvas.hatch(line, style.angle, style.gap, style.hatch_weight, style.hatch_tone, 0.55)


def _outlines(mask: np.ndarray, tracing: Tracing, least: float) -> list[Outline]:
    lines, _ = cv2.findContours(mask.view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    kept = [line[:, 0].astype(np.float64) for line in lines if len(line) >= 8 and cv2.contourArea(line) >= least]
    return [thin((smooth(line) + 0.5) / tracing.scale + tracing.corner, tracing.scale) for line in kept]


def thin(line: Outline, scale: float) -> Outline:
    """A smooth closed line with fewer points, nowhere farther than a quarter of a point from itself."""
    fewer = cv2.approxPolyDP(line.astype(np.float32)[:, None], min(0.25, 0.6 / scale), True)[:, 0]
    return fewer.astype(np.float64)


def lines(canvas: Canvas, tracing: Tracing, style: Style, name: str, *, outer: float, inner: float, tone: float) -> None:
    """Contours: weight ``outer`` against the background, ``inner`` inside, and thin seams between cloths."""
    solids = tracing.solids
    cloth = np.array([hash_ for hash_ in _cloths(tracing)])
    crease = np.array([solid.crease for solid in solids])
    for contour in tracing.contours:
        solid, other, step = contour.solid, contour.other, contour.step
        weight = np.zeros(len(other))
        inside = other >= 0
        neighbour = np.maximum(other, 0)
        jump = inside & (step > np.maximum(crease[solid], np.minimum(crease[solid], crease[neighbour])))
        deep = np.clip(step / 0.25, 0, 1)
        share = solids[solid].line
        weight[jump] = (inner * (0.85 + 0.55 * deep[jump])) * share
        seam = inside & ~jump & (cloth[neighbour] != cloth[solid]) & (np.abs(step) <= crease[solid] * 1.5)
        weight[seam & (neighbour > solid)] = inner * 0.72 * share
        weight[~inside] = outer
        _strokes(canvas, contour, weight, tracing, style, seed(name, solids[solid].name), tone)


def _cloths(tracing: Tracing) -> list[int]:
    known: dict[str, int] = {}
    return [known.setdefault(solid.cloth, len(known)) for solid in tracing.solids]


def _strokes(canvas: Canvas, contour: Contour, weight: Array, tracing: Tracing, style: Style, key: int, tone: float) -> None:
    count = len(weight)
    drawn = weight > 0
    if not drawn.any():
        return
    x, y = contour.line[:, 0], contour.line[:, 1]
    drawn &= (x > -8) & (y > -8) & (x < tracing.sheet[0] + 8) & (y < tracing.sheet[1] + 8)
    # mend short gaps, drop specks: two box filters on the closed line
    reach = max(2, round(2.2 * tracing.scale))
    drawn = _spread(_spread(drawn, reach) == 0, reach) == 0
    drawn = _spread(_spread(~drawn, reach) == 0, reach) > 0
    if not drawn.any():
        return
    start = 0
    if not drawn.all():
        start = int(np.flatnonzero(drawn & ~np.roll(drawn, 1))[0])
    order = (np.arange(count) + start) % count
    drawn, width, line = drawn[order], weight[order], contour.line[order]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], drawn, [False]]).astype(np.int8)))
    for index, (low, high) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        every = max(1, round(2.5 * tracing.scale))
        picks = np.unique(np.concatenate([np.arange(low, high, every), [high - 1]]))
        if len(picks) < 3:
            continue
        closed = low == 0 and high == count
        run, press = line[picks], width[picks]
        press = np.convolve(np.pad(press, 2, mode="edge"), np.ones(5) / 5, "valid")
        press = np.maximum(press, 0.4)
        if closed:
            run, press = np.concatenate([run, run[:1]]), np.append(press, press[0])
        else:
            ends = np.minimum(np.arange(len(picks)), np.arange(len(picks))[::-1])
            press = press * np.clip(0.35 + ends / 5.0, 0, 1)
        pressure(canvas, run, press, style, key + index, tone)


def _spread(flags: np.ndarray, reach: int) -> np.ndarray:
    around = np.concatenate([flags[-reach:], flags, flags[:reach]]).astype(np.int32)
    total = np.concatenate([[0], np.cumsum(around)])
    return total[2 * reach + 1 :] - total[: -2 * reach - 1]


def pressure(canvas: Canvas, run: Outline, press: Array, style: Style, key: int, tone: float) -> None:
    """One stroke of the hand with its pressure along the way, and a second, lighter one over long lines."""
    if len(run) < 3:
        run, press = np.stack([run[0], run.mean(axis=0), run[-1]]), np.array([press[0], press.mean(), press[-1]])
    length = np.hypot(*np.diff(run, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(length)])
    if along[-1] < 1.5:
        return
    amount = style.wobble * float(np.clip(along[-1] / 160, 0.12, 1.0))
    hand = _stray(run, along, key, amount)
    # the hand presses and lifts
    press = press * (0.9 + 0.16 * np.sin(along / 37 + key % 97) + 0.08 * np.sin(along / 13 + key % 31))
    canvas.stroke(hand, press, tone)
    if style.passes > 1 and along[-1] > 60:
        canvas.stroke(_stray(run, along, key ^ 0x5BD1E995, amount * 1.5), press * 0.42, tone, 0.65)


def _stray(run: Outline, along: Array, key: int, amount: float) -> Outline:
    a, b = (key & 0xFFFF) / 9973.0, (key >> 16 & 0xFFFF) / 7919.0
    across = np.sin(along / 41 + a) + 0.5 * np.sin(along / 17 + b) + 0.25 * np.sin(along / 7.3 + a)
    way = np.gradient(run, axis=0)
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None]
    return run + np.stack([-way[:, 1], way[:, 0]], axis=1) * (across * amount * 0.55)[:, None]


def marks(canvas: Canvas, tracing: Tracing, drawn: Sequence[Mark], style: Style, name: str, *, inner: float, tone: float,
          level: float = 1.0) -> None:  # fmt: skip
    """Lines and patches on the surfaces, where they are not hidden."""
    if not drawn:
        return
    counts = np.array([len(mark.points) for mark in drawn])
    slack = np.repeat([mark.slack for mark in drawn], counts)
    free = np.repeat([mark.free for mark in drawn], counts)
    paper, hidden = tracing.hides(np.concatenate([mark.points for mark in drawn]), slack, free)
    ends = np.cumsum(counts)
    for number, (mark, end, count) in enumerate(zip(drawn, ends, counts, strict=True)):
        line, gone = paper[end - count : end], hidden[end - count : end]
        if mark.area:
            _patch(canvas, tracing, mark, line, gone, style, seed(name, number), inner, tone, level)
            continue
        if gone.all():
            continue
        edges = np.flatnonzero(np.diff(np.concatenate([[False], ~gone, [False]]).astype(np.int8)))
        for low, high in zip(edges[::2], edges[1::2], strict=True):
            run = line[low:high]
            if len(run) < 2:
                continue
            _, deep = tracing.to_paper(mark.points[low : low + 1])
            wide = mark.width * tracing.camera.focal / 20.25 * 720 / max(deep[0], 0.1) if mark.width else mark.weight * inner
            t = np.linspace(0, 1, len(run))
            press = wide * (np.sin(np.pi * (0.12 + 0.76 * t)) ** 0.6 if mark.taper else np.ones(len(run)))
            if mark.width:
                canvas.stroke(run, press, mark.tone * level, mark.alpha)
            else:
                pressure(canvas, run, press, style, seed(name, number), max(tone, mark.tone))


def _patch(canvas: Canvas, tracing: Tracing, mark: Mark, line: Outline, gone: np.ndarray, style: Style, key: int,
           inner: float, tone: float, level: float) -> None:  # fmt: skip
    seen = 1 - gone.mean()
    if seen < 0.08:
        return
    shapes = [line] if seen > 0.97 else _clip(tracing, mark, line)
    for shape in shapes:
        canvas.fill(shape, mark.tone * level, mark.alpha)
        if mark.weight and len(shape) > 3:
            closed = np.concatenate([shape, shape[:1]])
            pressure(canvas, closed, np.full(len(closed), mark.weight * inner), style, key, tone)


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
