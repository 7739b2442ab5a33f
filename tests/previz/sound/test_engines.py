"""Voices with weights in a film: chosen in previz.toml, named by what their files hold, shown by the doctor."""

from pathlib import Path

import msgspec
import pytest
import tiny_models

from previz.cli import main
from previz.film import make
from previz.project import open_project
from previz.proving.proof import check

SCRIPT = """
INT. CUISINE - JOUR

MARTHE
Tu as pris les clés ?

NOÉ
(chuchotant)
Elles sont sur la table.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(SCRIPT)
    (tmp_path / "previz.toml").write_text(
        '[film]\nsize = "320x180"\ntitle = 0\n[voice]\nuse = "piper"\n[voice.piper]\nmodels = "weights"\nnoise = 0.5\n'
    )
    tiny_models.piper(tmp_path / "weights/fr_FR-many-tiny.onnx", speakers=4)
    return path


def filmed(script: Path):
    return make(open_project(script), report=lambda event: None)


def test_a_film_speaks_with_the_users_weights(script):
    """Made and proved whole; what the engine can only hint at is noted; nothing changes, nothing is made again."""
    made = filmed(script)
    assert made.made["voices"] == 2
    assert any("whisper" in note for note in made.notes)
    assert not [one for one in check(open_project(script)) if one.wrong]
    assert filmed(script).untouched


def test_other_weights_are_other_takes_and_moved_ones_are_not(script):
    """The same files in another folder remake no take; changed files remake them all."""
    filmed(script)
    (script.parent / "weights").rename(script.parent / "moved")
    settings = script.parent / "previz.toml"
    settings.write_text(settings.read_text().replace('"weights"', '"moved"'))
    assert filmed(script).kept["voices"] == 2
    described = script.parent / "moved/fr_FR-many-tiny.onnx.json"
    described.write_text(described.read_text() + "\n")
    assert filmed(script).made["voices"] == 2


def test_missing_weights_are_said(script, capsys):
    """Never another voice in silence: the folder, and what is to be put there."""
    (script.parent / "weights").rename(script.parent / "moved")
    assert main(["make", str(script), "-q"]) == 1
    told = capsys.readouterr().err
    assert str(script.parent / "weights") in told
    assert "put NAME.onnx" in told


def test_the_doctor_says_where_it_looks_and_what_is_there(script, capsys, monkeypatch, tmp_path):
    """The user's own folder, by their settings or by the custom of the system."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main(["doctor", "--json"]) == 0
    rows = {row["name"]: row for row in msgspec.json.decode(capsys.readouterr().out)["back_ends"]}
    assert str(tmp_path / "data/previz/models/piper") in rows["piper"]["trouble"]
    (tmp_path / "data/previz/models").mkdir(parents=True)
    (script.parent / "weights").rename(tmp_path / "data/previz/models/piper")
    assert main(["doctor", "--json"]) == 0
    rows = {row["name"]: row for row in msgspec.json.decode(capsys.readouterr().out)["back_ends"]}
    assert rows["piper"]["trouble"] is None
    assert rows["piper"]["found"].startswith("4 voices in ")


def test_settings_of_one_engine_come_from_both_files(script, monkeypatch, tmp_path):
    """The user's file names the folder, the film's file the rest."""
    own = tmp_path / "config/previz/previz.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[voice.piper]\nmodels = "/weights"\nrate = 1.1\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert open_project(script).settings.voice.fields == {"models": "weights", "rate": 1.1, "noise": 0.5}
