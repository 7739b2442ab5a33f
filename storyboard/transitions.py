"""What a transition written in the script does to the shots on its two sides."""

import tomllib
from functools import cache
from pathlib import Path

from screenplay.scenes import Scene
from storyboard.moments import plain
from storyboard.shots import Transition, TransitionKind


@cache
def _rows() -> tuple[tuple[frozenset[str], TransitionKind, float], ...]:
    text = Path(__file__).with_name("transitions.toml").read_text(encoding="utf-8")
    return tuple((frozenset(row["words"]), row["kind"], row["seconds"]) for row in tomllib.loads(text)["transitions"])


def understood(text: str) -> Transition:
    """The transition that a text such as ``FONDU ENCHAÎNÉ`` or ``FADE OUT.`` names; a cut when it names none."""
    words = set("".join(letter if letter.isalnum() else " " for letter in plain(text)).split())
    return next((Transition(kind, seconds) for needed, kind, seconds in _rows() if needed <= words), Transition())


def opening(scene: Scene) -> Transition:
    """How the first shot of a scene begins. A fade to black before it brings it in from black."""
    asked = understood(scene.transition)
    return Transition("fade_in", asked.seconds) if asked.kind == "fade_out" else asked


def closing(scene: Scene) -> Transition:
    """How the last shot of a scene ends: a fade to black when that is the last thing written in it, else a cut."""
    asked = understood(scene.ending)
    return asked if asked.kind == "fade_out" else Transition()
