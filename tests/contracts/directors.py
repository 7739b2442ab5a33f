"""What every director must do, whoever wrote it.

A back end of your own is held to it with one class in one test file::

    class TestMine(DirectorContract):
        director = Mine()
"""

import dataclasses

import pytest
from contracts.stages import stages

from storyboard.breakdown import break_down
from storyboard.continuity import hard
from storyboard.directing import Director, Stage


class DirectorContract:
    director: Director

    @pytest.fixture(params=range(len(stages())))
    def stage(self, request: pytest.FixtureRequest) -> Stage:
        return stages()[request.param]

    def test_it_is_ready_and_its_fields_are_its_settings(self) -> None:
        """A frozen dataclass that says it is ready."""
        assert self.director.unavailable() is None
        assert dataclasses.is_dataclass(self.director)
        assert type(self.director).__dataclass_params__.frozen  # type: ignore[attr-defined]

    def test_each_beat_is_in_one_shot_in_order(self, stage: Stage) -> None:
        """Nothing is left out, doubled or moved, and every scene has a shot."""
        shots = self.director.direct(stage)
        assert [beat for shot in shots for beat in shot.beats] == [beat.id for beat in stage.scene.beats]
        assert shots

    def test_shots_are_numbered_named_and_explained(self, stage: Stage) -> None:
        """Orders run from 1, ids differ, each shot says why, and belongs to its scene."""
        shots = self.director.direct(stage)
        assert [shot.order for shot in shots] == list(range(1, len(shots) + 1))
        assert len({shot.id for shot in shots}) == len(shots)
        assert all(shot.reason and shot.scene == stage.scene.id for shot in shots)

    def test_it_only_shows_who_is_there(self, stage: Stage) -> None:
        """Subjects are people of the staging, pieces of the set, or the thing of a beat."""
        known = {figure.character for staging in stage.stagings for figure in staging.figures}
        known |= {piece.id for piece in stage.plan.pieces} | {staging.thing for staging in stage.stagings}
        assert {subject for shot in self.director.direct(stage) for subject in shot.subjects} <= known

    def test_the_same_stage_gives_the_same_shots(self, stage: Stage) -> None:
        """Repeatable: no chance, no clock."""
        assert self.director.direct(stage) == self.director.direct(stage)

    def test_what_it_asks_for_can_be_staged(self, stage: Stage) -> None:
        """Every shot gets a panel, and no hard finding is left but what the script pinned."""
        broken = break_down(stage, self.director)
        assert {setup.shot for setup in broken.setups} == {shot.id for shot in broken.shots}
        assert [finding for finding in hard(broken.findings) if not finding.pinned] == []
