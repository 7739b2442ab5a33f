"""Staged scenes for the contract suites: what a director gets, and what a renderer gets, from real text."""

from functools import cache

from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.scenes import scenes
from storyboard.breakdown import Breakdown, break_down
from storyboard.directing import Stage
from storyboard.directors.rules import Rules
from storyboard.looks import looks
from storyboard.stage.blocking import block
from storyboard.stage.light import light_of
from storyboard.stage.sets import plan

TEXT = """INT. CUISINE - NUIT

ANNA, trente ans, est assise à la table. MARC entre, trempé.

MARC
Tu ne dors pas ?

ANNA
(à voix basse)
Je t'attendais.

Elle prend la LETTRE et la lit.

VOIX (V.O.)
Il était trop tard.

EXT. RUE - JOUR

La foule. Anna court.

> FIN <

INT. COULOIR - JOUR

EXT. 海 - DAY

...
"""


@cache
def stages() -> tuple[Stage, ...]:
    """Two who talk, a crowd with a card, a heading alone, and a place that nobody knows."""
    script = parse(TEXT, locale="fr")
    people = cast(script)
    dressed = looks(people, [])
    result = []
    for scene in scenes(script, people):
        ground = plan(scene.heading, texts=(), locale="fr")
        blocking = block(scene, ground, people, dressed, locale="fr")
        result.append(Stage(scene, ground, light_of(scene.heading), blocking, tuple(people), "fr"))
    return tuple(result)


@cache
def breakdowns() -> tuple[Breakdown, ...]:
    """The stages, broken down by the rules."""
    return tuple(break_down(stage, Rules()) for stage in stages())
