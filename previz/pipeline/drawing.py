"""From setups to panels: drawn by the renderer, awaited from a model, laid with what the artist drew."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from previz import backends
from previz.drawings import laying
from previz.panels import frames
from previz.panels.frames import Arriving
from previz.settings import Settings
from previz.workshop.build import Build, Job, Pending
from previz.workshop.store import Recipe
from storyboard.frames import Painter
from storyboard.panels import Renderer
from storyboard.stage.geometry import Setup

Underway = Pending | Arriving | laying.Laying
"""Panels under way."""

DRAWN_WITH = ("numpy", "opencv-python-headless")


def draw(
    setups: Sequence[Setup], renderer: Renderer, settings: Settings, build: Build, *, moves: bool,
    hand: laying.Hand | None = None, around: frames.Around | None = None,
) -> Underway:  # fmt: skip
    """Begin to draw each panel, with what the artist drew of it (``hand``). ``around``: see ``panel_jobs``."""
    jobs = partial(panel_jobs, renderer=renderer, settings=settings, moves=moves, around=around)
    begin: Callable[[Sequence[Job]], Pending | Arriving] = partial(build.start, "panels")
    if frames.paints(renderer):
        begin = partial(frames.start, build=build)
    if not hand:
        return begin(jobs(setups))
    laying.refuse_guides(hand, renderer, settings.renderer.use)
    return laying.begin(setups, jobs, begin, hand, settings, build, moves=moves)


def panel_jobs(
    setups: Sequence[Setup], renderer: Renderer, settings: Settings, *, moves: bool,
    around: frames.Around | None = None,
) -> list[Job]:  # fmt: skip
    """What there is to draw. What the panel is called is no ingredient of its picture.

    ``moves`` asks for the camera's moves as arrows: a board needs them, a film makes the moves themselves; the frames
    of a model have none. ``around``: what such frames depend on besides their setups.
    """
    size = settings.film.pixels
    if frames.paints(renderer):
        return frames.jobs(setups, cast(Painter, renderer), size, around or frames.Around())
    jobs = []
    for setup in setups:
        plain = replace(setup, shot="", panel=0, beats=())
        if not moves:
            plain = replace(plain, move="static", camera_end=None)
        recipe = Recipe("panel", ".png", backends.ingredients((plain, size), renderer, "storyboard", DRAWN_WITH))
        jobs.append(Job(recipe, "panel", (plain, renderer, size)))
    return jobs


def by_panel(setups: Sequence[Setup], drawing: Underway) -> dict[tuple[str, int], Path]:
    """The drawn panels by shot and panel number, when all are there."""
    return {(setup.shot, setup.panel): path for setup, path in zip(setups, drawing.paths(), strict=True)}


def rounds(setups: Sequence[Setup], drawing: Underway) -> Iterator[tuple[dict[tuple[str, int], Path], int]]:
    """The panels by shot and panel number, and how many frames are awaited: first with sketches that stand in, where a
    model has frames to make, then whole."""
    if not isinstance(drawing, Pending) and drawing.awaited:
        yield {(one.shot, one.panel): path for one, path in zip(setups, drawing.shown(), strict=True)}, drawing.awaited
    yield by_panel(setups, drawing), 0
