"""Decisions are kept: a line each, only added to, readable, undone by adding; nothing half-written is ever one."""

import json
from pathlib import Path

import pytest

from previz.cli import main
from previz.direction import decisions, directing
from previz.documents.shotlist import shots
from previz.errors import PrevizError
from previz.project import open_project

TEXT = """INT. CUISINE - JOUR

MARTHE, soixante ans, verse du café. NOÉ (12 ans) entre.

NOÉ
Il est parti ?

MARTHE
À six heures. Comme toujours.

Noé s'assoit à la table. Il prend un bol.

MARTHE
Ta mère dit beaucoup de choses.
"""


@pytest.fixture
def film(tmp_path):
    (tmp_path / "film.fountain").write_text(TEXT, "utf-8")
    return open_project(tmp_path / "film.fountain", flags={"film.size": "160x90"})


def quiet(event):
    """Nobody watches."""


def test_a_retake_is_written_down_and_drawn(film):
    """Who, when, what was and what is wanted; the new panel is there; the shot list shows it from then on."""
    label = shots(film, report=quiet)[-1].label
    changed = directing.retake(film, label, "PE plongée", why="plus loin", report=quiet)
    line = json.loads(decisions.path(film).read_text("utf-8"))
    assert line["wanted"] == {"size": "LS", "angle": "high"}
    assert line["before"].keys() == line["wanted"].keys()
    assert (line["shot"], line["why"], line["schema"]) == (label, "plus loin", "Decision.1")
    assert all(panel.stat().st_size for panel in changed.panels)
    assert shots(film, report=quiet)[-1].size == "LS"


def test_undo_adds_a_line_and_gives_everything_back(film):
    """After as many undos as decisions the shot list is the first one, and the file holds all that was ever said."""
    first = shots(film, report=quiet)
    directing.retake(film, first[-1].label, "GP", report=quiet)
    directing.merge(film, first[0].label, first[1].label, report=quiet)
    directing.split(film, first[0].label, "entre", report=quiet)
    while decisions.standing(decisions.read(film)):
        directing.undo(film, report=quiet)
    assert shots(film, report=quiet) == first
    assert len(decisions.read(film)) == 6
    with pytest.raises(PrevizError, match="nothing to undo"):
        directing.undo(film, report=quiet)


def test_one_undo_takes_back_all_that_a_command_did(film):
    """A locked scene is free again as a whole; by its number, one of its shots is."""
    locked = directing.lock_all(film, ["1"], report=quiet)
    assert len(locked) > 1
    directing.undo(film, locked[0].decision.number, report=quiet)
    assert len(decisions.standing(decisions.read(film))) == len(locked) - 1
    directing.undo(film, report=quiet)
    assert not decisions.standing(decisions.read(film))


def test_a_lock_holds_a_shot_against_a_rewrite(film):
    """The director may recut all the rest: the locked shot plays the same beats, seen as it was."""
    row = next(row for row in shots(film, report=quiet) if "Comme toujours" in row.text)
    directing.lock(film, row.label, report=quiet)
    film.script.write_text(TEXT.replace("Il est parti ?", "Il est parti ? Réponds ! Où est-il ?"), "utf-8")
    after = next(one for one in shots(film, report=quiet) if "Comme toujours" in one.text)
    assert (after.text, after.framing, after.lens, after.origin) == (row.text, row.framing, row.lens, "person")


def test_a_locked_shot_is_the_same_picture_under_another_director(film):
    """Every shot in turn: the cameras of its panels are the same ones, however the film is cut around it."""
    panels = {row.label: directing.lock(film, row.label, report=quiet).panels for row in shots(film, report=quiet)}
    (film.script.parent / "previz.toml").write_text('[director.rules]\nmanner = "nervous"\n', "utf-8")
    other = open_project(film.script, flags={"film.size": "160x90"})
    for label, pictures in panels.items():
        assert directing.unlock(other, label, report=quiet).decision.do == "lock"
        assert directing.lock(film, label, report=quiet).panels == pictures


def test_a_sentence_written_into_a_locked_shot_plays_in_it(film):
    """The shot stays one: what comes between its sentences is played, not cut to."""
    before = next(row for row in shots(film, report=quiet) if "verse du café" in row.text)
    directing.lock(film, before.label, report=quiet)
    film.script.write_text(TEXT.replace("du café. ", "du café. Le chat dort. Elle bâille. "), "utf-8")
    row = next(row for row in shots(film, report=quiet) if "verse du café" in row.text)
    assert row.text == before.text.replace("du café. ", "du café. Le chat dort. Elle bâille. ")


def test_what_is_locked_is_refused_until_it_is_free(film):
    """Retakes, splits and merges of a locked shot say how to free it; a whole scene is locked and freed at once."""
    labels = [row.label for row in shots(film, report=quiet)]
    assert [one.decision.shot for one in directing.lock_all(film, ["1"], report=quiet)] == labels
    with pytest.raises(PrevizError, match=f"{labels[0]} is locked; free it first: previz lock {labels[0]} --unlock"):
        directing.retake(film, labels[0], "GP", report=quiet)
    with pytest.raises(PrevizError, match="is locked"):
        directing.merge(film, labels[0], labels[1], report=quiet)
    with pytest.raises(PrevizError, match="locked already"):
        directing.lock_all(film, ["1"], report=quiet)
    directing.unlock(film, labels[0], report=quiet)
    assert directing.retake(film, labels[0], "GP", report=quiet).after[0].size == "CU"
    directing.unlock_all(film, ["1"], report=quiet)
    with pytest.raises(PrevizError, match="nothing of it is locked"):
        directing.unlock_all(film, ["1"], report=quiet)


def test_lock_at_the_command_line(film, capsys, monkeypatch):
    """Shots when shots are named, scene numbers when none is; the only screenplay of a folder goes unnamed."""
    monkeypatch.chdir(film.script.parent)
    label = shots(film, report=quiet)[0].label
    assert main(["lock", label, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shots"][0]["decision"]["do"] == "lock"
    assert main(["lock", label, "--unlock"]) == 0
    assert label in capsys.readouterr().out
    assert main(["lock"]) == 0
    assert "INT. CUISINE - JOUR" in capsys.readouterr().out
    assert (main(["lock", label, "--write", "x.fountain"]), main(["lock", "--why", "x"])) == (1, 1)
    assert "--write is about scene numbers" in capsys.readouterr().err


def test_what_has_no_place_is_kept_and_listed(film):
    """A decision about a line that was cut waits for it."""
    row = shots(film, report=quiet)[-1]
    directing.retake(film, row.label, "GP plongée", report=quiet)
    film.script.write_text("INT. GARE - NUIT\n\nPersonne.\n", "utf-8")
    assert [one.shot for one in directing.decided(film).unplaced] == [row.label]
    film.script.write_text(TEXT, "utf-8")
    assert not directing.decided(film).unplaced
    assert shots(film, report=quiet)[-1].angle == "high"


def test_a_decision_follows_its_line_through_a_rewrite(film):
    """Reworded, and in a scene under another heading, it is framed as the director wanted it."""
    row = next(row for row in shots(film, report=quiet) if "Comme toujours" in row.text)
    directing.retake(film, row.label, "TGP plongée", report=quiet)
    text = TEXT.replace("Comme toujours", "Comme toujours, et pour toujours").replace("INT. ", "INT. PETITE ")
    film.script.write_text(f"EXT. PORT - NUIT\n\nLa mer.\n\n{text}", "utf-8")
    after = next(one for one in shots(film, report=quiet) if "pour toujours" in one.text)
    assert (after.size, after.angle) == ("ECU", "high")
    assert not directing.decided(film).unplaced


def test_a_torn_last_line_was_never_decided(film):
    """What a fallen machine left of a line counts for nothing, and is gone once the next one is written."""
    row = shots(film, report=quiet)[-1]
    directing.retake(film, row.label, "GP", report=quiet)
    with decisions.path(film).open("ab") as file:
        file.write(b'{"schema":"Decision.1","num')
    assert len(decisions.read(film)) == 1
    directing.retake(film, row.label, "PE", report=quiet)
    assert [one.number for one in decisions.read(film)] == [1, 2]


def test_a_damaged_line_is_named(film, capsys):
    """It is refused with its place, and nothing is written over it."""
    decisions.path(film).parent.mkdir(exist_ok=True)
    decisions.path(film).write_text("not json\n")
    assert main(["decisions", str(film.script)]) == 1
    assert "line 1" in capsys.readouterr().err
    assert decisions.path(film).read_text() == "not json\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["retake", "9Z", "GP"], "no shot is numbered 9Z"),
        (["retake", "1A", "GP", "SAMIR"], "samir"),
        (["retake", "1A"], "say what is to change"),
        (["merge", "1A", "1A"], "does not follow"),
        (["split", "1A", "mots absents"], "no cut can come before"),
        (["undo"], "nothing to undo"),
    ],
)
def test_what_cannot_be_done_is_said(film, capsys, monkeypatch, words, told):
    """In one sentence, with exit code 1; the only screenplay of the folder need not be named."""
    monkeypatch.chdir(film.script.parent)
    assert main([*words, "--quiet"]) == 1
    assert told in capsys.readouterr().err
    assert not decisions.read(film)


def test_what_was_decided_is_json_for_programs(film, capsys):
    """retake, split, merge and undo say what they changed, with the paths of the new panels as text."""
    for words in (["retake", "1A", "GP"], ["undo"]):
        assert main([words[0], str(film.script), *words[1:], "--json"]) == 0
        changed = json.loads(capsys.readouterr().out)
        assert (changed["schema"], changed["decision"]["do"]) == ("Changed.1", "retake")
        assert all(Path(panel).is_file() for panel in changed["panels"])


def test_a_note_that_nobody_understands_is_told_with_the_shots(film, capsys):
    """[[plan: …]] about someone who is not of the cast: its line, and what is wrong with it, beside the shot list."""
    film.script.write_text(TEXT.replace("MARTHE, soixante", "[[plan: GP ODETTE]]\n\nMARTHE, soixante"), "utf-8")
    assert main(["shots", str(film.script)]) == 0
    told = capsys.readouterr().err
    assert "line 3" in told
    assert "odette" in told


def test_words_that_are_no_text_are_refused(film):
    """Bytes of another encoding from the command line: nothing is written."""
    with pytest.raises(PrevizError, match="UTF-8"):
        decisions.add(film, decisions.entry("lock", shot="1A", why="\udcff"))
    assert decisions.read(film) == ()
