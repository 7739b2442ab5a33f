"""What every renderer must do, whoever wrote it.

A back end of your own is held to it with one class in one test file::

    class TestMine(RendererContract):
        renderer = Mine()
"""

import dataclasses

import numpy as np
import pytest
from contracts.stages import breakdowns

from storyboard.panels import Renderer
from storyboard.stage.geometry import Setup

SIZE = (640, 360)


class RendererContract:
    renderer: Renderer

    @pytest.fixture(params=range(len(breakdowns())))
    def setups(self, request: pytest.FixtureRequest) -> tuple[Setup, ...]:
        return breakdowns()[request.param].setups

    def test_it_is_ready_and_its_fields_are_its_settings(self) -> None:
        """A frozen dataclass that says it is ready."""
        assert self.renderer.unavailable() is None
        assert dataclasses.is_dataclass(self.renderer)
        assert type(self.renderer).__dataclass_params__.frozen  # type: ignore[attr-defined]

    def test_one_picture_for_each_setup(self, setups: tuple[Setup, ...]) -> None:
        """RGB in 8 bits, of the size that was asked for, in order; and never blank."""
        pictures = list(self.renderer.draw(setups, SIZE))
        assert len(pictures) == len(setups)
        for picture in pictures:
            assert (picture.shape, picture.dtype) == ((SIZE[1], SIZE[0], 3), np.uint8)
            assert picture.std() > 3

    def test_a_batch_and_one_by_one_agree(self, setups: tuple[Setup, ...]) -> None:
        """What is drawn before a panel leaves no trace in it."""
        together = list(self.renderer.draw(setups, SIZE))
        alone = [next(iter(self.renderer.draw([setup], SIZE))) for setup in reversed(setups)][::-1]
        assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))

    @pytest.mark.parametrize("size", [(640, 268), (480, 360), (360, 640)])
    def test_any_ratio(self, size: tuple[int, int]) -> None:
        """Scope, 4:3, upright: the picture fills what was asked for."""
        picture = next(iter(self.renderer.draw(breakdowns()[0].setups[:1], size)))
        assert picture.shape == (size[1], size[0], 3)
