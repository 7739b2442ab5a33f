"""Our own back ends, held to what every back end must do."""

from contracts.directors import DirectorContract
from contracts.renderers import RendererContract

from storyboard.directors.rules import Rules
from storyboard.renderers.sketch import Sketch


class TestRules(DirectorContract):
    director = Rules()


class TestSketch(RendererContract):
    renderer = Sketch()
