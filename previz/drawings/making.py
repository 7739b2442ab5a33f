"""What the worker processes do with drawings: the steps of ``previz.workshop.making`` that are about them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from previz.drawings.trouble import refused
from previz.panels import pictures
from previz.workshop.store import refused as unwritable
from storyboard.errors import HandError
from storyboard.hand.composing import Layers, Staged, over
from storyboard.hand.composing import composed as together
from storyboard.hand.fitting import fitted
from storyboard.hand.ready import ready
from storyboard.panels import Guide, Guided, Renderer
from storyboard.stage.geometry import Setup

Size = tuple[int, int]


def drawing(draft: Path, file: Path, mask: Path | None, size: Size, how: dict[str, bool]) -> str:
    """A drawing of the artist, ready for its panels: a PNG, with alpha where it leaves something open."""
    try:
        made = ready(file.read_bytes(), size, mask=mask.read_bytes() if mask else None, **how)
    except HandError as trouble:
        raise refused(file.name, trouble) from trouble
    except OSError as trouble:
        raise unwritable(file, trouble) from trouble
    pictures.write(draft, made.picture)
    return ", ".join([file.name, *made.done])


def locked(draft: Path, file: Path, size: Size, name: str) -> str:
    """A locked drawing: the very bytes that were locked, or, in a film of another size, those scaled."""
    picture = pictures.read(file)
    if (picture.shape[1], picture.shape[0]) == size:
        draft.write_bytes(file.read_bytes())
    else:
        pictures.write(draft, fitted(picture, size))
    return name


def guided(
    draft: Path, setup: Setup, renderer: Guided, size: Size, file: Path, use: Literal["scribble", "img2img"],
    strength: float,
) -> None:  # fmt: skip
    """One panel by the artist's drawing, as a PNG."""
    guide = Guide(pictures.read(file)[..., :3], use, strength)
    pictures.write(draft, next(iter(renderer.draw_guided([setup], size, [guide]))))


def standing(draft: Path, setup: Setup, sketch: Renderer, size: Size, file: Path) -> None:
    """What is shown of a panel until a model has painted it by the artist's drawing: the drawing, and the sketch where
    it leaves something open."""
    drawn = pictures.read(file)
    under = next(iter(sketch.draw([setup], size))) if drawn.shape[2] == 4 else drawn
    pictures.write(draft, over(under, drawn) if drawn.shape[2] == 4 else drawn)


def composed(draft: Path, setup: Setup, panel: Path, parts: Sequence[tuple[str, str, Path]], size: Size) -> None:
    """A rendered panel with drawings over it: ``parts`` are their use, whom they show, and the files they are ready
    as."""
    from storyboard.hand.staged import arrows, staged  # loads the maps, which few films ask for

    layers = Layers(
        matte=next((pictures.read(path) for use, _who, path in parts if use == "matte"), None),
        people={who: pictures.read(path) for use, who, path in parts if use == "person"},
        keep=next((pictures.read(path) for use, _who, path in parts if use == "keep"), None),
    )
    layout = (
        staged(setup, size, layers.people, painted=layers.matte is not None)
        if layers.matte is not None or layers.people
        else Staged()
    )
    picture = together(pictures.read(panel)[..., :3], layers, layout)
    pictures.write(draft, arrows(picture, setup))
