"""What a director is: someone who cuts a staged scene into shots."""

from dataclasses import dataclass
from typing import Protocol

from screenplay.elements import Locale
from screenplay.scenes import Character, Scene
from storyboard.shots import Shot
from storyboard.stage.geometry import Light, SetPlan, Staging


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene on its set: the plan, the light, and the blocking, one staging for each beat of the scene, in order."""

    scene: Scene
    plan: SetPlan
    light: Light
    stagings: tuple[Staging, ...]
    cast: tuple[Character, ...]
    locale: Locale


class Director(Protocol):
    """A back end that breaks a staged scene down into shots: its fields are its settings."""

    def unavailable(self) -> str | None:
        """None when ready, or one sentence that says what is missing and the remedy."""

    def direct(self, stage: Stage) -> tuple[Shot, ...]:
        """Shots in order; together they cover each beat of the scene exactly once."""
