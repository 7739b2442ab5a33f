"""Scenes with more people than anybody tells apart."""

import numpy as np

from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.scenes import scenes
from storyboard.directors.programme import FORBIDDEN, solve
from storyboard.looks import looks
from storyboard.stage.blocking import block
from storyboard.stage.sets import plan


def test_a_crowd_of_speakers_is_there_while_it_speaks():
    """Forty people with a line each: who speaks stands there, and never are all forty looked at."""
    names = [f"{first}{second}XA" for first in "ABCDE" for second in "ABCDEFGH"]
    script = parse("INT. SALLE - JOUR\n\n" + "\n".join(f"{name}\nBonjour.\n" for name in names))
    people = cast(script)
    scene = scenes(script, people)[0]
    stagings = block(scene, plan(scene.heading, texts=[], locale="fr"), people, looks(people, []), locale="fr")
    assert len(scene.beats) == 40
    for beat, staging in zip(scene.beats, stagings, strict=True):
        there = {figure.character for figure in staging.figures}
        assert beat.speaker in there
        assert len(there) < 24


def test_cameras_that_see_nothing_are_no_way_round():
    """The programme cuts among the cameras that see each beat, however many do not."""
    beats = np.full((4, 50), FORBIDDEN)
    beats[[0, 1, 2, 3], [7, 7, 31, 31]] = 0.1
    cuts = np.full((50, 50), FORBIDDEN)
    cuts[7, 31] = 0.2
    runs = solve(beats, cuts, [1.0] * 4, start=np.zeros(50), boundary=np.zeros(4), length_cost=lambda _length: 0.0)
    assert [(run.first, run.last, run.camera) for run in runs] == [(0, 2, 7), (2, 4, 31)]
