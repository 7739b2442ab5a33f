"""Those in the picture: who they are to look at, and what they do. Their names are nobody's business."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.prompts.phrases import Phrase
from storyboard.prompts.tables import article, thing, tone, words
from storyboard.stage.anatomy import body
from storyboard.stage.axis import extra
from storyboard.stage.geometry import Figure, Look, Setup
from storyboard.stage.lens import project

NEAREST = 0.1
"""Metres before the lens within which nothing is seen."""
BESIDE = 0.2
"""u from which on somebody stands on one side, where several are seen."""
MOST = 4
"""People who are told one by one; more are a crowd."""


@dataclass(frozen=True, slots=True)
class Visible:
    """Someone in the picture."""

    figure: Figure
    u: float
    """-1 left to 1 right, of the head."""
    depth: float
    turned: float
    """Degrees between where the body faces and the camera: 0 towards it, 180 away."""


def in_view(setup: Setup, aspect: float) -> list[Visible]:
    """Everyone whose head or trunk is in the picture: those it is about first, then the nearest."""
    found = []
    for figure in setup.figures:
        build = body(figure)
        points = np.concatenate([build.centre[None], build.trunk])
        spots = project(setup.camera, points, aspect)
        inside = (spots[:, 2] > NEAREST) & (np.abs(spots[:, 0]) < 1) & (np.abs(spots[:, 1]) < 1.1)
        if inside.any():
            way = math.degrees(math.atan2(setup.camera.at[1] - figure.at[1], setup.camera.at[0] - figure.at[0]))
            turned = abs((figure.yaw - way + 180) % 360 - 180)
            u, _v, depth = spots[0] if inside[0] else spots[inside][0]
            found.append(Visible(figure, float(u), float(depth), turned))
    return sorted(found, key=lambda one: (one.figure.character not in setup.subjects, one.depth))


def doing(setup: Setup, seen: Sequence[Visible]) -> Iterator[Phrase]:
    """A person for each, and what they do; a crowd for those whom nobody counts."""
    cast = [one for one in seen if not extra(one.figure.character)]
    if not seen and not setup.thing:
        yield Phrase("deserted", "script")
    for one in cast[:MOST]:
        figure = one.figure
        yield Phrase(article(who(figure.look)), "cast")
        for said in _deeds(figure):
            yield Phrase(said, "script", tight=True)
        if one.turned > 120 and figure.posture != "lie":
            yield Phrase(words("views")["behind"], "shot", tight=True)
        if len(seen) > 1 and abs(one.u) > BESIDE:
            yield Phrase(words("views")["left" if one.u < 0 else "right"], "shot", tight=True)
    others = len(seen) - len(cast[:MOST])
    if others:
        yield Phrase("a crowd in the background" if others > 2 else "people in the background", "script")


def _deeds(figure: Figure) -> Iterator[str]:
    if figure.expression == "asleep":
        yield words("expressions")["asleep"]
    if figure.look.animal:
        yield words("postures")[figure.posture]
        return
    posture = words("postures")[figure.posture]
    yield f"{posture} {words('mounts')[figure.mount]}" if figure.mount else posture
    if figure.gesture in words("gestures"):
        held = article(thing(figure.held)) if figure.held else words("usual").get(figure.gesture, "something")
        yield words("gestures")[figure.gesture].format(held=held)
    elif figure.held:
        yield words("gestures")["hold"].format(held=article(thing(figure.held)))
    if figure.expression in words("expressions") and figure.expression != "asleep":
        yield words("expressions")[figure.expression]
    if figure.speaking:
        yield words("views")["speaking"]


def looking(seen: Sequence[Visible]) -> Iterator[Phrase]:
    """How each person of the cast looks."""
    for one in [one for one in seen if not extra(one.figure.character)][:MOST]:
        look = one.figure.look
        if not look.animal:
            yield Phrase(
                f"the {who(look)} has {hair(look)}" if look.hair != "bald" else f"the {who(look)} is bald", "cast"
            )
            yield Phrase(f"and wears {clothes(look)}", "cast", tight=True)


def who(look: Look) -> str:
    """A person in two words: ``old woman``."""
    if look.animal:
        return words("animals").get(look.animal, look.animal)
    person = words("people")[f"{look.gender or ''}_{look.age}"]
    return " ".join(filter(None, [words("builds").get(look.build, ""), person]))


def hair(look: Look) -> str:
    """``grey hair in a bun``."""
    said = words("hair")[look.hair].format(tone=tone("hair_tones", look.hair_tone))
    return article(said) if look.hair in ("ponytail", "braid") else said


def clothes(look: Look) -> str:
    """``a dark coat and a scarf``."""
    top = article(f"{tone('tones', look.top_tone)} {words('clothes').get(look.top, look.top)}")
    return " and ".join(filter(None, [top, words("accessories").get(look.accessory, "")]))
