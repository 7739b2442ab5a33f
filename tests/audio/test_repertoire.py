"""Who of an engine's voices plays whom: apart where people meet, stable, and as people say."""

from dataclasses import replace

import pytest

from audio.errors import AudioError
from audio.lines import VoiceSpec
from audio.voices.repertoire import Speaker, assigned, suited
from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.scenes import scenes

MODEL = tuple(Speaker(f"model#{number}", ("fr-fr",)) for number in range(6))
NAMES = ("MARTHE", "NOÉ", "LÉA", "PAUL", "LE SERVEUR", "JEANNE", "IVAN", "ZOÉ", "HUGO")


def played(*together: tuple[str, ...], speakers=MODEL, genders=None, chosen=None) -> dict[str, str]:
    """The speaker of each character of a script in which these people speak together."""
    text = "\n\n".join("INT. BAR - JOUR\n\n" + "\n\n".join(f"{name}\nOui." for name in names) for names in together)
    script = parse(text, locale="fr")
    people = cast(script)
    voices = {one.id: VoiceSpec("fr", (genders or {}).get(one.name), None, 0) for one in people}
    found = assigned(voices, scenes(script, people), speakers, chosen)
    return {one.name: found[one.id].name for one in people}


def test_people_who_meet_sound_different():
    """As long as there are voices: six who share scenes have six; nobody is left without."""
    six = played(NAMES[:4], NAMES[2:6], NAMES[:2] + NAMES[4:6])
    assert len(set(six.values())) == 6
    assert all(played(NAMES).values())


def test_a_newcomer_and_a_rewrite_move_nobody():
    """Whoever appears later, elsewhere, takes no voice from those who are there."""
    before = played(NAMES[:4], NAMES[:2])
    after = played(NAMES[:4], NAMES[:2], (NAMES[5],))
    assert {name: after[name] for name in before} == before


def test_genders_are_kept_where_they_are_known():
    """A known gender wins over an unknown one, and over meeting someone with the same voice."""
    known = (*MODEL, Speaker("model#w", ("fr-fr",), "f"), Speaker("model#m", ("fr-fr",), "m"))
    cast_by = played(("MARTHE", "LÉA", "PAUL"), speakers=known, genders={"MARTHE": "f", "LÉA": "f", "PAUL": "m"})
    assert cast_by == {"MARTHE": "model#w", "LÉA": "model#w", "PAUL": "model#m"}


def test_what_people_choose_wins():
    """By a character's name as it is written; what does not exist is refused with what does."""
    assert played(NAMES[:3], chosen={"Marthe": "model#4", "le serveur": "model#1"})["MARTHE"] == "model#4"
    with pytest.raises(AudioError, match=r"marthe: there is no voice “model#9”; there are model#"):
        played(NAMES[:3], chosen={"MARTHE": "model#9"})


def test_languages_and_regions_are_heard():
    """Someone is given a voice of their language, of their region if there is one, and none of another language."""
    speakers = (Speaker("en", ("en-us",)), Speaker("fr", ("fr-fr",)), Speaker("be", ("fr-be",)))
    spec = VoiceSpec("fr-be", None, None, 0)
    assert [suited(replace(spec, language=each), speakers).name for each in ("fr-be", "en", "fr-fr")] == [
        "be",
        "en",
        "fr",
    ]
    assert suited(replace(spec, language="de"), speakers) is None
    assert set(played(NAMES[:3], speakers=speakers[:1]).values()) == {""}
