"""Recordings dropped into a film's folder: matched to lines, kept through rewrites, and heard in the film."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from audio import takefile, wav
from audio.lines import Line, VoiceSpec
from audio.takes import LEVEL, speech_level
from audio.voices.espeak import Espeak
from previz.cli import main
from previz.errors import PrevizError
from previz.film import make
from previz.notices import of_recordings
from previz.project import Project, open_project
from previz.proving.proof import check
from previz.script.story import understand
from previz.sound.takes import Takes, assign, circle, folder, heard, takes

SCRIPT = """
INT. CUISINE - JOUR

Marthe entre.

MARTHE
Tu as pris les clés de la voiture ?

NOÉ
Elles sont sur la table, comme tous les jours.

MARTHE
(bas)
Alors on y va tout de suite.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(SCRIPT)
    (tmp_path / "previz.toml").write_text('[film]\nsize = "320x180"\ntitle = 0\n')
    return path


def held(script: Path) -> Takes:
    project = open_project(script)
    return takes(project, understand(project))


def labels(script: Path) -> list[list[tuple[int, bool, str]]]:
    return [[(one.take, one.circled, one.state) for one in row.takes] for row in held(script).rows]


def performed(text: str, path: Path, *, pitch: str = "man-4") -> Path:
    """A file in which someone says the words."""
    said = Line("x", "s", "X", text, "plain", "on", VoiceSpec("fr", "m", 50, 0, pitch))
    (take,) = Espeak(rate=0.9).speak([said])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(wav.to_bytes(np.pad(take.samples, 9000)))
    return path


def dropped(script: Path, number: int, take: int, **how: str) -> Path:
    """A recording of a line, dropped under the name that the cue sheet gives it."""
    row = held(script).rows[number]
    return performed(row.text, folder(open_project(script)) / row.file.replace("T1", f"T{take}"), **how)


def rewritten(script: Path, old: str, new: str) -> None:
    text = script.read_text()
    assert old in text
    script.write_text(text.replace(old, new))


def test_a_file_is_matched_by_its_name(script):
    """By the id of the cue sheet, or by the line's number in its scene, whatever the case."""
    dropped(script, 0, 1)
    performed("Elles sont sur la table", folder(open_project(script)) / "deeper/dx_noe_s1_l2_t3.WAV")
    performed("?", folder(open_project(script)) / "essai.wav")
    assert labels(script) == [[(1, False, "good")], [(3, False, "good")], []]
    assert [path.name for path in held(script).unassigned] == ["essai.wav"]


def test_any_file_may_be_assigned(script, tmp_path):
    """A file from elsewhere is copied under the line's name; one in the folder stays what it is called."""
    project = open_project(script)
    outside = performed("Alors on y va", tmp_path / "Prise 12.wav")
    row = assign(project, understand(project), outside, "1/3")
    assert [one.path.name for one in row.takes] == [held(script).rows[2].file.replace("T2", "T1")]
    inside = performed("Alors on y va", folder(project) / "essai.wav")
    row = assign(project, understand(project), inside, row.line)
    assert [one.path.name for one in row.takes][1] == "essai.wav"
    assert outside.exists()


@pytest.mark.parametrize(("label", "said"), [("9/9", "no line is called"), ("", "no line is called")])
def test_what_cannot_be_assigned_is_said(script, tmp_path, label, said):
    """No such line; no such file; no sound."""
    project = open_project(script)
    sound = performed("Oui", tmp_path / "a.wav")
    with pytest.raises(PrevizError, match=said):
        assign(project, understand(project), sound, label)
    with pytest.raises(PrevizError, match="no such file"):
        assign(project, understand(project), tmp_path / "b.wav", "1/1")


def test_the_circled_take_is_heard(script):
    """All takes are kept; the circled one is heard, the last one where none is."""
    for take in (1, 2, 3):
        dropped(script, 0, take, pitch=f"man-{take}")
    project = open_project(script)
    line = held(script).rows[0].line
    assert heard(held(script))[line].take == 3
    circle(project, understand(project), "1/1", 2)
    circle(project, understand(project), "1/1", 1)
    assert labels(script)[0] == [(1, True, "good"), (2, False, "good"), (3, False, "good")]
    assert heard(held(script))[line].take == 1
    with pytest.raises(PrevizError, match="no take 7; its takes: 1, 2, 3"):
        circle(project, understand(project), "1/1", 7)


def test_a_rewritten_line_keeps_its_takes_and_flags_them(script):
    """The words have changed: the scratch voice speaks, and it is said. A person who circles the take has the last
    word."""
    dropped(script, 0, 1)
    held(script)
    rewritten(script, "Tu as pris les clés de la voiture ?", "Tu as repris les clés de ma voiture ?")
    assert labels(script)[0] == [(1, False, "stale")]
    assert heard(held(script)) == {}
    assert "line 1/1 (MARTHE) has changed" in of_recordings(held(script))[0]
    project = open_project(script)
    circle(project, understand(project), "1/1", 1)
    assert labels(script)[0] == [(1, True, "good")]


def test_other_lines_and_punctuation_change_nothing(script):
    """What is written around a line, and its signs, leave its takes as they are."""
    dropped(script, 2, 1)
    held(script)
    rewritten(script, "MARTHE\n(bas)", "MARTHE\nAttends.\n\nNOÉ\nQuoi ?\n\nMARTHE\n(bas)")
    rewritten(script, "Alors on y va tout de suite.", "Alors, on y va ! Tout de suite !")
    rows = {row.text: row for row in held(script).rows}
    assert [one.state for one in rows["Alors, on y va ! Tout de suite !"].takes] == ["good"]
    assert sum(len(row.takes) for row in rows.values()) == 1


def test_a_line_that_is_gone_keeps_its_recording(script):
    """It is said, nothing is removed, and it is there again with the line."""
    path = dropped(script, 1, 1)
    held(script)
    text = script.read_text()
    script.write_text(text.replace("NOÉ\nElles sont sur la table, comme tous les jours.\n", ""))
    assert [note.file for note in held(script).unplaced] == [path.name]
    script.write_text(text)
    assert labels(script)[1] == [(1, False, "good")]


def test_a_file_recorded_anew_is_a_new_take_of_todays_words(script):
    """Replaced after the rewrite, the file is no longer stale."""
    path = dropped(script, 0, 1)
    held(script)
    rewritten(script, "Tu as pris les clés de la voiture ?", "Tu as repris les clés de ma voiture ?")
    performed("Tu as repris les clés de ma voiture ?", path)
    assert labels(script)[0] == [(1, False, "good")]


def test_a_damaged_list_is_said_with_its_line(script):
    """What a person broke in takes.jsonl is named; what a power cut left unfinished counts for nothing."""
    dropped(script, 0, 1)
    held(script)
    ledger = folder(open_project(script)) / "takes.jsonl"
    ledger.write_bytes(ledger.read_bytes() + b'{"file": "half')
    assert labels(script)[0] == [(1, False, "good")]
    ledger.write_bytes(b"oops\n")
    with pytest.raises(PrevizError, match=r"takes\.jsonl, line 1"):
        held(script)


ECHO = "INT. BAR - JOUR\n\nMARTHE\nOui.\n\nNOÉ\nOui.\n\nMARTHE\nOui.\n\nINT. RUE - JOUR\n\nMARTHE\nOui.\n"


def test_lines_of_the_same_words_are_told_apart(script):
    """Each has a file of its own; a new one above takes none from those in other scenes, nor from other people."""
    script.write_text(ECHO)
    assert len({row.file for row in held(script).rows}) == 4
    for number in (1, 3):
        dropped(script, number, 1)
    assert [len(takes) for takes in labels(script)] == [0, 1, 0, 1]
    script.write_text(ECHO.replace("MARTHE\nOui.", "MARTHE\nOui.\n\nPAUL\nOui.", 1))
    rows = [(row.who, row.scene) for row in held(script).rows if row.takes]
    assert rows == [("NOÉ", "1"), ("MARTHE", "2")]


def filmed(project: Project):
    return make(project, report=lambda event: None)


def test_recordings_win_over_the_scratch_voice(script):
    """The film plays the recording, at the level of the scratch track; making it again touches nothing; taking it away
    gives the scratch voice back. Each film is proved whole."""
    project = open_project(script)
    scratch = filmed(project)
    path = dropped(script, 0, 1)
    made = filmed(project)
    assert not made.untouched
    assert made.made["voices"] == 1
    assert not [one for one in check(project) if one.wrong]
    assert filmed(project).untouched
    lines = msgspec.json.decode((project.folder / "film.json").read_bytes())["lines"]
    take = takefile.load(project.folder / "store" / lines[0][2][:2] / f"{lines[0][2]}.wav")
    assert abs(speech_level(take.samples) - LEVEL) < 1.5
    assert take.confidence < 1
    path.unlink()
    assert filmed(project).seconds == scratch.seconds


def test_a_recording_of_other_words_is_noted(script):
    """Its word times are estimated, and the film says so."""
    row = held(script).rows[1]
    performed("Le train de nuit ne s'arrête jamais ici madame", folder(open_project(script)) / row.file)
    notes = filmed(open_project(script)).notes
    assert any("its words are not made out" in note for note in notes)


def test_the_command_lists_assigns_and_circles(script, tmp_path, capsys):
    """As one does at a terminal."""
    sound = performed("Tu as pris les clés de la voiture ?", tmp_path / "a.wav")
    assert main(["takes", str(script), "--assign", str(sound), "1/1", "--quiet"]) == 0
    assert main(["takes", str(script), "--circle", "1/1", "1", "--json"]) == 0
    shown = capsys.readouterr().out
    document = msgspec.json.decode(shown[shown.index("{") :])
    assert document["schema"] == "Takes.1"
    assert document["lines"][0]["heard"] == 1
    assert main(["takes", str(script), "--character", "nobody"]) == 1
    assert "who speaks: MARTHE, NOÉ" in capsys.readouterr().err
