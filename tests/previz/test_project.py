"""Settings: who wins, and what is refused."""

import os
from fractions import Fraction
from pathlib import Path

import pytest

from previz.errors import SettingsError
from previz.project import open_project, user_file


def settings(tmp_path, text="", **flags):
    (tmp_path / "previz.toml").write_text(text)
    return open_project(tmp_path / "film.fountain", flags={k.replace("__", "."): v for k, v in flags.items()}).settings


def test_precedence(tmp_path, monkeypatch):
    """Flag, environment, the film's file, the user's file, defaults: the first that speaks wins."""
    user_file().parent.mkdir(parents=True)
    user_file().write_text('[film]\nrate = "30"\nsize = "640x360"\ntitle = 1.0\n[cut]\nquality = 30')
    text = '[film]\nrate = "25"\nsize = "320x180"\ntitle = 2.0'
    monkeypatch.setenv("PREVIZ_FILM_RATE", "50")
    monkeypatch.setenv("PREVIZ_FILM_SIZE", "128x72")
    found = settings(tmp_path, text, film__rate="60")
    assert (found.film.rate, found.film.size, found.film.title, found.cut.quality, found.sound.preset) == (
        "60",
        "128x72",
        2.0,
        30,
        "web",
    )


@pytest.mark.parametrize(
    ("rate", "value"),
    [
        ("24", Fraction(24)),
        ("23.976", Fraction(24000, 1001)),
        ("30000/1001", Fraction(30000, 1001)),
        ("12.5", Fraction(25, 2)),
    ],
)
def test_rates_are_rational(tmp_path, rate, value):
    """The trade's decimal names mean exact fractions."""
    assert settings(tmp_path, film__rate=rate).film.frames_per_second == value


def test_a_number_for_a_rate(tmp_path):
    """`rate = 25` is what anyone would write."""
    assert settings(tmp_path, "[film]\nrate = 25").film.frames_per_second == 25


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[film]\nrat = "24"', "did you mean “rate”"),
        ("[flim]\nrate = 24", "did you mean “film”"),
        ("film = 3", r"write \[film\]"),
        ('[film]\nrate = "fast"', "no frame rate"),
        ('[film]\nrate = "0"', "no frame rate"),
        ('[film]\nsize = "1281x720"', "no frame size"),
        ('[film]\nsize = "large"', "no frame size"),
        ('[film]\nlanguage = "nl"', "auto, en, fr, de"),
        ("[cut]\nquality = 99", "0 .finest. to 51"),
        ('[cast."LÉA"]\nagee = 3', "agee"),
        ('[cast."LÉA"]\nage = "old"', "age"),
        ("[film\n", "look at line 1"),
        ("[cast]\nMARTHE = 3", r'write \[cast."MARTHE"\]'),
        ('[voice]\nuse = ["espeak"]', "a text in quotes"),
        ("[lint]\nignore = 3", "a list of texts"),
    ],
)
def test_nonsense_is_refused_with_its_place(tmp_path, text, message):
    """An unknown key or an impossible value names itself, and what would be right."""
    with pytest.raises(SettingsError, match=message):
        settings(tmp_path, text)


def test_people_and_back_ends_have_tables_of_their_own(tmp_path):
    """[cast."NAME"] and [director.NAME] are free names; the chosen one's fields travel with it."""
    found = settings(tmp_path, '[cast."LÉA"]\nage = 34\n[director.rules]\npace = "calm"')
    assert found.cast["LÉA"].age == 34
    assert found.director.fields == {"pace": "calm"}


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_what_has_no_name_is_a_folder(name):
    """There is no film beside it."""
    with pytest.raises(SettingsError, match="is a folder"):
        open_project(Path(name))


def test_a_name_must_be_text(tmp_path):
    """Bytes that are no UTF-8 cannot stand in a film's metadata nor in JSON."""
    with pytest.raises(SettingsError, match="not in UTF-8"):
        open_project(tmp_path / os.fsdecode(b"caf\xe9.fountain"))


def test_a_file_that_is_no_toml_is_said(tmp_path):
    """The line to look at, in our words; and an encoding other than UTF-8."""
    with pytest.raises(SettingsError, match="line 3"):
        settings(tmp_path, "[film]\n\nrate = = 3")
    (tmp_path / "previz.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(SettingsError, match="not UTF-8"):
        open_project(tmp_path / "film.fountain")


def test_a_rate_that_no_clock_counts_is_refused(tmp_path):
    """A fraction of enormous numbers is near 24, and no video file can hold it."""
    with pytest.raises(SettingsError, match="no frame rate"):
        settings(tmp_path, '[film]\nrate = "240000001/10000000"')


def test_the_mood_of_a_scene_is_declared(tmp_path):
    """`[scene."1"] mood` wins over the words, keeps the director as he was, and is refused when it is none."""
    from previz import pipeline
    from previz.direction import retakes
    from previz.script.story import understand

    script = tmp_path / "film.fountain"
    script.write_text("INT. CUISINE - JOUR\n\nElle tremble de peur.\n\nEXT. RUE - NUIT\n\nIl court.\n", "utf-8")
    (tmp_path / "previz.toml").write_text('[scene."1"]\nmood = "joy"\n')
    project = open_project(script)
    story = understand(project)
    assert [pipeline.stage_of(story, scene).light.mood for scene in story.scenes] == ["joy", ""]
    assert retakes.directors(project, story) == {}
    (tmp_path / "previz.toml").write_text('[scene."1"]\nmood = "purple"\n')
    with pytest.raises(SettingsError, match="tender"):
        understand(open_project(script))


def test_settings_that_are_a_folder_are_told(tmp_path):
    """They are not left out in silence."""
    (tmp_path / "previz.toml").mkdir()
    with pytest.raises(SettingsError, match="is a folder"):
        open_project(tmp_path / "film.fountain")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = " + "[" * 100_000, "too deep"),
        ('[sound]\nfolder = "a\\u0000b"', "NUL"),
        ("[scene]\n3 = 4", "is a table"),
    ],
)
def test_hostile_settings_are_told(tmp_path, text, told):
    """Whatever is written there, there is a sentence and no traceback."""
    with pytest.raises(SettingsError, match=told):
        settings(tmp_path, text)
