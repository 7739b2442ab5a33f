"""What a panel is to be read as: its size, its angle, who is in it from left to right, who speaks, what happens."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from previz.direction.retakes import Named
from previz.i18n import marked, speaking
from previz.script.story import Story
from storyboard.seen import look_at, visible_in, visible_share
from storyboard.stage.geometry import Setup

OPTIONS = 4
"""Sentences among which the one that a panel plays is looked for: chance finds one in four."""
SHOWN = 0.4
"""Share of a head that must be seen for someone to count as in the picture."""
SPEAKS, PLACE = marked("{who} speaks"), marked("the place")
LONGEST = 120
"""Letters of a sentence in the form."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One panel of the sheet, and what a reader should say of it."""

    number: int
    """On the sheet, from 1."""
    panel: str
    """The shot's number and the panel's."""
    size: str
    angle: str
    people: tuple[str, ...]
    """Names from left to right."""
    speaks: str
    """The name of who speaks in the picture, or empty."""
    options: tuple[str, ...]
    """Sentences of the film, of which the panel plays one."""
    action: str
    """Its letter."""


def panels(shots: Sequence[Named]) -> list[tuple[Named, Setup]]:
    """Every panel that a reader may be shown: title cards are read as text."""
    return [
        (one, setup)
        for one in shots
        for setup in one.breakdown.setups
        if setup.shot == one.shot.id and not setup.card
    ]  # fmt: skip


def truths(
    story: Story, shots: Sequence[Named], chosen: Sequence[tuple[Named, Setup]], *, seed: int, aspect: float
) -> list[Truth]:  # fmt: skip
    """The truth of some panels in the order of the sheet; ``shots`` are all of the film's, ``aspect`` its ratio."""
    chance = random.Random(seed)
    names = {one.id: one.name for one in story.cast}
    texts = {id(setup): _told(story, setup) for _, setup in panels(shots)}
    of_scene: dict[str, list[str]] = {}
    for one, setup in panels(shots):
        of_scene.setdefault(one.scene.id, []).append(texts[id(setup)])
    every = list(dict.fromkeys(texts.values()))
    found = []
    for number, (one, setup) in enumerate(chosen, 1):
        mine = texts[id(setup)]
        # what happens in the same scene is the hardest to tell apart: it is asked first
        near = [text for text in dict.fromkeys(of_scene[one.scene.id]) if text != mine]
        far = [text for text in every if text != mine and text not in near]
        others = [*chance.sample(near, len(near)), *chance.sample(far, len(far))]
        options = [mine, *others[: OPTIONS - 1]]
        chance.shuffle(options)
        speaker = next((figure.character for figure in setup.figures if figure.speaking), "")
        seen = _people(one, setup, aspect)
        found.append(
            Truth(
                number,
                f"{one.label}-{setup.panel + 1}",
                one.shot.size,
                one.shot.angle,
                tuple(names[who] for who in seen if who in names),
                names.get(speaker, "") if speaker in seen else "",
                tuple(options),
                "abcdefgh"[options.index(mine)],
            )
        )
    return found


def _people(one: Named, setup: Setup, aspect: float) -> list[str]:
    """Who is seen, from left to right."""
    seen = look_at(one.shot, setup)
    places = {name: at[0] for name, at in visible_in(seen, aspect).items() if name in seen.bodies}
    return sorted((who for who in places if visible_share(seen, who) >= SHOWN), key=lambda who: places[who])


def _told(story: Story, setup: Setup) -> str:
    """What happens in a panel, in the words of the script, and who speaks where only that happens."""
    beats = {beat.id: beat for scene in story.scenes for beat in scene.beats}
    names = {one.id: one.name for one in story.cast}
    played = [beats[name] for name in setup.beats if name in beats]
    text = " ".join(beat.text for beat in played if beat.kind == "action")
    if not text:
        say = speaking(story.locale)
        text = next((say(SPEAKS, who=names.get(beat.speaker or "", "?")) for beat in played), say(PLACE))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
