"""The cast, shown, heard and changed from the command line."""

import json
import stat

import pytest
from tiny_models import piper

from audio import takefile
from audio.takes import words_of
from previz.cli import main
from previz.project import open_project
from previz.script import drafts
from previz.script.story import understand

SCRIPT = """INT. CUISINE - JOUR

MARTHE, soixante-huit ans, petite femme sèche, verse du café. NOÉ, douze ans, un garçon, la regarde.

MARTHE
Assieds-toi.

NOÉ
(à voix basse)
Oui. Où est papa ?

MARTHE
Je ne sais pas.

INT. CAVE - NUIT

NOÉ
Papa ?
"""


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "film.fountain"
    path.write_text(SCRIPT)
    return path


def told(capsys, *words) -> dict:
    assert main([str(word) for word in words]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_sheet_shows_everyone(film, capsys):
    """Voice, gender, age, the reason, scenes and lines, as a table and as data."""
    marthe, noe = told(capsys, "cast", film, "--json")["parts"]
    assert (marthe["called"].rpartition("-")[0], marthe["scenes"], marthe["lines"]) == ("old-woman", 1, 2)
    assert (noe["voice"]["age"], noe["scenes"], noe["heard_with"][0]["answers"]) == (12, 2, 2)
    assert main(["cast", str(film)]) == 0
    assert "the text says" in capsys.readouterr().out


def test_a_change_is_written_beside_the_script(film, capsys):
    """Shown before and after; the next sheet says so, and where it comes from."""
    changed = told(capsys, "cast", film, "marthe", "--age", "30", "--language", "fr-be", "--voice", "man-2", "--json")
    assert (changed["before"][0]["voice"]["age"], changed["after"][0]["voice"]["age"]) == (68, 30)
    assert (film.parent / "previz.toml").read_text() == '[cast.MARTHE]\nage = 30\nvoice = "man-2"\nlanguage = "fr-be"\n'
    marthe = told(capsys, "cast", film, "MARTHE", "--json")["parts"][0]
    assert (marthe["called"], marthe["why"][0]) == (
        "man-2",
        "previz.toml says age = 30, language = fr-be, voice = man-2",
    )


def test_a_dry_run_writes_nothing(film, capsys):
    """It says what would be."""
    assert (
        told(capsys, "cast", film, "noé", "--gender", "f", "--dry-run", "--json")["after"][0]["voice"]["gender"] == "f"
    )
    assert not (film.parent / "previz.toml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["NOE", "--age", "300"], "age is a whole number"), (["NOE", "--voice", "mann-3"], "near it are.*man-3"),
        (["NOE", "--language", "xx"], "does not speak"), (["NOËLLE", "--age", "3"], "there are NOÉ"),
        (["--age", "3"], "whose voice"), (["NOE", "--variant", "0"], "from 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_changes_nothing(film, capsys, words, message):
    """One sentence with the remedy, exit code 1, and the file as it was."""
    settings = film.parent / "previz.toml"
    settings.write_text("# mine\n")
    assert main(["cast", str(film), *words]) == 1
    captured = capsys.readouterr()
    assert __import__("re").search(message, captured.err)
    assert settings.read_text() == "# mine\n"


def test_kept_voices_stay(film, capsys):
    """Pinned, then a draft with a newcomer on top: nobody's voice moves. What is kept can be taken back."""
    before = {part["name"]: part["called"] for part in told(capsys, "cast", film, "--json")["parts"]}
    told(capsys, "cast", film, "--keep", "--json")
    film.write_text("INT. RUE - JOUR\n\nZOÉ, soixante-dix ans, vieille femme.\n\nZOÉ\nBonjour.\n\n" + SCRIPT)
    after = {part["name"]: part["called"] for part in told(capsys, "cast", film, "--json")["parts"]}
    assert before.items() <= after.items()
    told(capsys, "cast", film, "noe", "--forget", "--json")
    assert "NOÉ" not in (film.parent / "previz.toml").read_text()


def test_auditions_are_written_and_played(film, capsys, tmp_path, monkeypatch):
    """A WAV of each one's own first line, named by id; whatever player is found is given the file."""
    player = tmp_path / "bin" / "ffplay"
    player.parent.mkdir()
    player.write_text('#!/bin/sh\nfor last; do :; done\necho "$last" >> "$0.heard"\n')
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{player.parent}:/bin:/usr/bin")
    assert main(["cast", str(film), "--all"]) == 0
    files = capsys.readouterr().out.split()
    assert [file.rpartition("/")[2] for file in files] == ["marthe.wav", "noe.wav"]
    assert (tmp_path / "bin" / "ffplay.heard").read_text().split() == files
    take = takefile.load(film.with_suffix(".previz") / "cast" / "noe.wav")
    assert len(take.words) == len(words_of("Oui. Où est papa ?"))


def test_without_a_player_the_file_is_named(film, capsys, tmp_path, monkeypatch):
    """Nothing fails: the path is on stdout, and a note says what is missing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["cast", str(film), "--play", "Marthe"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("cast/marthe.wav\n")
    assert "nothing here plays sound" in err


def test_who_is_renamed_keeps_their_voice(film, capsys):
    """Through two drafts with new names, whoever comes in between; the others keep theirs."""
    before = {part["name"]: part["called"] for part in told(capsys, "cast", film, "--json")["parts"]}
    for old, new in (("NOÉ", "BASTIEN"), ("BASTIEN", "ULYSSE")):
        project = open_project(film)
        drafts.record(project, understand(project))
        film.write_text(film.read_text().replace(old, new))
        after = {part["name"]: part["called"] for part in told(capsys, "cast", film, "--json")["parts"]}
        assert (after["MARTHE"], after[new]) == (before["MARTHE"], before["NOÉ"])


def test_the_sheet_shows_the_voices_that_are_heard(film, capsys):
    """An engine's own, by their names: two people differ, --keep pins the name, and a variant is refused."""
    (film.parent / "voices").mkdir()
    piper(film.parent / "voices" / "fr_FR-tiny-medium.onnx", speakers=3)
    (film.parent / "previz.toml").write_text('[voice]\nuse = "piper"\n\n[voice.piper]\nmodels = "voices"\n')
    marthe, noe = told(capsys, "cast", film, "--json")["parts"]
    assert marthe["called"].startswith("fr_FR-tiny-medium#")
    assert (marthe["pitch"], marthe["called"] == noe["called"]) == (None, False)
    assert main(["cast", str(film), "MARTHE", "--variant", "2"]) == 1
    assert "--voice NAME" in capsys.readouterr().err
    told(capsys, "cast", film, "--keep", "--json")
    assert f'voice = "{noe["called"]}"' in (film.parent / "previz.toml").read_text()
