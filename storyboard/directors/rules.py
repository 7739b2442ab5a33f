"""The embedded director: it reads each beat, weighs framings by idioms, and lets a dynamic programme cut the scene."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from typing import Literal

from storyboard import idioms, rhythm, transitions
from storyboard.directing import Stage
from storyboard.directors.cutting import cut_to_rhythm
from storyboard.directors.motives import reason
from storyboard.directors.moves import with_moves
from storyboard.directors.plain import bare, card, parts
from storyboard.directors.shaping import shaped
from storyboard.errors import StoryboardError
from storyboard.moments import Moment, peak, read
from storyboard.shots import Shot


@dataclass(frozen=True, slots=True)
class Rules:
    """The director who knows the grammar. All of it is on by default; weights are changed one by one."""

    manner: Literal["classic", "calm", "nervous"] = "classic"
    """A way of cutting in one word: rhythm, moves and weights together (storyboard/idioms.toml)."""
    rhythm: float | Literal["auto"] = "auto"
    """Average shot length in seconds, or ``auto``: by what happens in the scene, and by the manner."""
    idioms: Mapping[str, float] = field(default_factory=dict)
    """Weights that differ from ``storyboard/idioms.toml``; 0 switches an idiom off."""
    moves: float | Literal["auto"] = "auto"
    """Share of the shots that may move, at most, from 0 to 1; ``auto``: the manner's."""

    def unavailable(self) -> str | None:
        """Ready, unless a setting is out of its range."""
        if self.rhythm != "auto" and not 0.3 <= self.rhythm <= 600:
            return _("rhythm is an average shot length in seconds; give 0.3 to 600, or auto")
        if self.moves != "auto" and not 0 <= self.moves <= 1:
            return _("moves is a share of the shots; give 0 to 1, or auto")
        return None

    def direct(self, stage: Stage) -> tuple[Shot, ...]:
        """Shots in order; together they cover each beat of the scene exactly once."""
        manner = idioms.manner(self.manner)
        weights = self._weights(manner.weights)
        if not stage.scene.beats:
            return (bare(stage),)
        shots: list[Shot] = []
        moments = read(stage)
        for first, last in parts(moments):
            if moments[first].beat.kind == "card":
                shots.append(card(stage, moments[first]))
                continue
            shots += self._directed(stage, moments[first:last], weights, opens=not shots)
        shots = [replace(shot, order=index) for index, shot in enumerate(shots, 1)]
        shots[0] = replace(shots[0], transition=transitions.opening(stage.scene))
        shots[-1] = replace(shots[-1], ending=transitions.closing(stage.scene))
        share = manner.moves if self.moves == "auto" else self.moves
        moving = with_moves(stage, moments, shots, share=share, handheld=manner.handheld)
        written = reason(stage, "script")
        return tuple(
            replace(shot, reason=written) if shot.origin == "script" and shot.kind != "card" else shot
            for shot in moving
        )

    def _directed(
        self, stage: Stage, part: Sequence[Moment], weights: Mapping[str, float], *, opens: bool
    ) -> list[Shot]:
        """The shots of a run of beats that is played."""
        continuous = stage.scene.heading.continuous or not opens
        climax = peak(part)
        return [
            shaped(stage, part[run.first : run.last], framing, climax=climax - run.first if climax >= 0 else -1,
                   opening=opens and number == 0, again=number > 1)
            for number, (run, framing) in enumerate(
                cut_to_rhythm(part, stage.plan, weights, self._rhythm(part), continuous=continuous)
            )
        ]  # fmt: skip

    def _rhythm(self, part: Sequence[Moment]) -> float:
        """The average shot length wanted of a part of a scene, seconds."""
        return rhythm.target(part) * idioms.manner(self.manner).rhythm if self.rhythm == "auto" else self.rhythm

    def _weights(self, manner: Mapping[str, float]) -> Mapping[str, float]:
        known = idioms.defaults()
        for name in self.idioms:
            if name not in known:
                message = _("[director.rules.idioms] no idiom “{name}”; known: {known}")
                raise StoryboardError(message.format(name=name, known=", ".join(sorted(known))))
        return {**known, **manner, **self.idioms}
