"""Scripts in the languages that are read by table: a film all the same, and what is not understood said once."""

from pathlib import Path

import pytest

from audio.casting import cast_voices
from audio.lines import VoiceSpec
from previz.film import make
from previz.project import open_project
from previz.proving.proof import check
from previz.script.story import understand
from screenplay.elements import Locale
from screenplay.scenes import scenes
from storyboard.cues import scene_cues

LANGUAGES = Path(__file__).parents[2] / "screenplay" / "fixtures" / "languages"
SMALL = {"film.size": "160x90", "film.title": 0.0}


def project(folder, language, text=None, **flags):
    path = folder / "film.fountain"
    path.write_text(text or (LANGUAGES / f"{language}.fountain").read_text("utf-8"), "utf-8")
    return open_project(path, flags=SMALL | flags)


@pytest.mark.parametrize(("language", "name"), [("de", "German"), ("pl", "Polish")])
def test_a_film_is_made_and_what_is_not_understood_is_said_once(tmp_path, language, name):
    """The film holds every line; one note names the language and what nobody reads of it."""
    film = project(tmp_path, language)
    made = make(film, report=lambda event: None)
    assert made.lines == 3
    assert len([note for note in made.notes if f"the script is in {name}" in note]) == 1
    assert not [finding for finding in check(film) if finding.wrong]


@pytest.mark.parametrize("language", ["de", "es", "it", "pt", "pl"])
def test_voices_speak_the_scripts_language(tmp_path, language):
    """Everyone's voice is of that language; a person's own wins."""
    story = understand(project(tmp_path, language))
    first = story.cast[0].name
    voices = cast_voices(story.scenes, story.cast, locale=story.locale, declared={first: {"language": "en-gb"}})
    spoken: list[VoiceSpec] = list(voices.values())
    assert [voice.language for voice in spoken] == ["en-gb", *[language] * (len(spoken) - 1)]


def test_german_is_never_read_as_english(tmp_path):
    """DIE, HUT and FAST ask for nothing: no cue but names comes out of words that nobody knows here."""
    text = (
        "INNEN. BAR - TAG\n\nDie Hand greift fast den Hut. Anna runs, sits, takes the letter.\n\nANNA\n(fast)\nNein.\n"
    )
    story = understand(project(tmp_path, "de", text))
    cues = scene_cues(story.scenes[0], story.cast, locale=story.locale)
    assert {cue.kind for row in cues for cue in row} <= {"intro"}


@pytest.mark.parametrize("language", ["de", "es", "it", "pt", "pl", "fr", "en"])
def test_the_language_can_be_set(tmp_path, language):
    """All seven, by flag or in previz.toml."""
    story = understand(project(tmp_path, "de", "INT. X\n\nY.", **{"film.language": language}))
    assert story.locale == language


def test_aliases_of_the_project_reach_the_scenes(tmp_path):
    """What previz.toml says of MARTHE is said of MAMIE, who is she."""
    (tmp_path / "previz.toml").write_text('[cast."MARTHE"]\naliases = ["MAMIE"]\ngender = "f"\nage = 80\n')
    story = understand(project(tmp_path, "fr", "INT. X - JOUR\n\nMarthe entre.\n\nMAMIE\nUn.\n\nMARTHE\nDeux."))
    assert [(one.name, one.gender, one.age) for one in story.cast] == [("MARTHE", "f", 80)]
    assert scenes(story.script, story.cast)[0].cast[0].words == 2


def test_a_locale_is_one_of_seven():
    """The settings offer what the parser reads."""
    from typing import get_args, get_type_hints

    from previz.settings import FilmSettings

    assert get_args(get_type_hints(FilmSettings)["language"]) == ("auto", *get_args(Locale))
