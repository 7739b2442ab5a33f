"""Ambiences layered by hand."""

import numpy as np
import pytest

from audio import ambience, layered
from audio.errors import AudioError
from audio.places import Place


@pytest.mark.parametrize(
    ("note", "layers"),
    [
        ("son: pluie -6 dB, vent", (("rain", -6.0), ("wind", 0.0))),
        ("Sound: rain −6 dB, wind +2", (("rain", -6.0), ("wind", 2.0))),
        ("SON : Forêt", None),
        ("son : grillons -3,5 dB", (("crickets", -3.5),)),
    ],
)
def test_notes_name_layers_in_both_languages(note: str, layers: layered.Layers | None) -> None:
    """With or without levels; what nobody knows is refused with what there is."""
    if layers is None:
        with pytest.raises(AudioError, match="there are"):
            layered.asked(note)
    else:
        assert layered.asked(note) == layers


def test_other_notes_are_none_of_ours() -> None:
    """A remark, a shot, a sound that is too loud."""
    assert layered.asked("à revoir") is None
    assert layered.asked("plan: GP MARIE") is None
    with pytest.raises(AudioError, match="decibels"):
        layered.asked("son: pluie 90 dB")


def test_every_layer_sounds() -> None:
    """The table names the generators that there are, and a bed is made of those that are asked for."""
    assert set(layered.names()) <= set(ambience._TEXTURES)
    place = Place("kitchen")
    rain = ambience.bed(place, 4, asked=(("rain", 0.0),))
    assert not np.array_equal(rain, ambience.bed(place, 4))
    assert np.sqrt(np.mean(np.square(rain))) == pytest.approx(
        np.sqrt(np.mean(np.square(ambience.bed(place, 4)))), rel=0.2
    )
