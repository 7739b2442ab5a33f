"""``previz diff``: what a rewrite did, and what the film would make again, held against what it then does make."""

import json
import shutil

import pytest

from previz.cli import main
from previz.documents.shotlist import shots
from previz.errors import DraftsError
from previz.film import make
from previz.project import open_project
from previz.script import drafts, numbers
from previz.script.rewrite import between, listed, since

TEXT = """INT. CUISINE - JOUR

MARTHE, soixante ans, lit une LETTRE.

MARTHE
(à voix basse)
Il revient demain par le train.

NOÉ, douze ans, entre.

NOÉ
Qui ça ?

EXT. RUE - NUIT

Marthe court sous la pluie.

MARTHE (V.O.)
Je savais qu'il viendrait.
"""
FLAGS = {"film.size": "160x90", "film.title": 0.0}
SMALL = ["--size", "160x90", "--title", "0"]
NEW = "EXT. PLAGE - JOUR\n\nLa mer, au loin, sous un ciel bas.\n\n"


def ignore(event):
    """Nobody watches."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("film")
    (folder / "film.fountain").write_text(TEXT, "utf-8")
    make(open_project(folder / "film.fountain", flags=FLAGS), report=ignore)
    return folder


@pytest.fixture
def copy(made, tmp_path):
    """The finished film in a folder of its own, to be rewritten: gives the project of the text it is given."""
    shutil.copytree(made, tmp_path / "copy")

    def rewritten(*changes):
        path = tmp_path / "copy" / "film.fountain"
        text = path.read_text("utf-8")
        for before, now in changes:
            assert before in text
            text = text.replace(before, now)
        path.write_text(text, "utf-8")
        return open_project(path, flags=FLAGS)

    return rewritten


def test_making_a_film_records_its_draft(copy):
    """Once: a second make that finds nothing changed adds nothing."""
    project = copy()
    assert [(row.draft, row.by, row.scenes) for row in listed(project)] == [(1, "make", 2)]
    make(project, report=ignore)
    assert len(listed(project)) == 1


def test_nothing_has_changed(copy):
    """No scene is touched, and nothing would be made again."""
    result = since(copy(), report=ignore)
    assert result.counts["kept"] == 2
    assert (result.stale.shots, result.stale.panels, result.stale.takes) == ((), 0, 0)
    assert result.stale.film_seconds == pytest.approx(result.stale.all_seconds, abs=0.1)


@pytest.mark.parametrize(
    "change",
    [
        ("Il revient demain par le train.", "Il repart demain par le train."),
        ("Marthe court sous la pluie.", "Marthe s'assoit sous la pluie."),
        ("NOÉ\nQui ça ?\n\n", ""),
        ("INT. CUISINE", f"{NEW}INT. CUISINE"),
        ("EXT. RUE - NUIT", "EXT. RUE - JOUR"),
    ],
)
def test_what_it_says_is_stale_is_what_is_made_again(copy, change):
    """The very panels and takes, counted before and after."""
    project = copy(change)
    stale = since(project, report=ignore).stale
    again = make(project, report=ignore)
    assert (stale.panels, stale.takes) == (again.made.get("panels", 0), again.made.get("voices", 0))
    assert stale.all_shots == again.shots
    after = since(project, report=ignore)
    assert (after.old.draft, after.stale.panels, after.stale.takes) == (2, 0, 0)


def test_stale_shots_are_named_as_the_shot_list_names_them(copy):
    """A changed line makes one shot stale: the one that it is in, with its seconds."""
    project = copy(("Qui ça ?", "Qui donc ?"))
    stale = since(project, report=ignore).stale
    label = next(row.label for row in shots(project, report=ignore) if "Qui donc ?" in row.text)
    assert [(shot.label, shot.takes) for shot in stale.shots] == [(label, 1)]
    assert 0 < stale.seconds < stale.all_seconds
    assert stale.seconds == pytest.approx(stale.shots[0].seconds, abs=0.05)


def test_planning_makes_no_picture_and_no_sound(copy):
    """The store has not one panel or take more than before."""
    project = copy(("Marthe court", "Marthe danse"), ("Qui ça ?", "Qui donc ?"))
    before = {path.name for path in project.folder.rglob("*") if path.suffix in (".png", ".wav")}
    assert since(project, report=ignore).stale.takes
    assert {path.name for path in project.folder.rglob("*") if path.suffix in (".png", ".wav")} == before


def test_an_earlier_draft_can_be_asked_for(copy):
    """By its number; one that is not there is refused."""
    project = copy(("Qui ça ?", "Qui donc ?"))
    make(project, report=ignore)
    assert since(project).counts["kept"] == 2
    assert since(project, number=1).counts == {"kept": 1, "changed": 1, "moved": 0}
    with pytest.raises(DraftsError, match="no draft 3"):
        since(project, number=3)


def test_two_files_need_no_film(tmp_path, capsys):
    """The text alone is compared, and nothing is written anywhere."""
    (tmp_path / "one.fountain").write_text(TEXT, "utf-8")
    (tmp_path / "two.fountain").write_text(TEXT.replace("NOÉ", "LÉO").replace("demain", "ce soir"), "utf-8")
    assert main(["diff", str(tmp_path / "one.fountain"), str(tmp_path / "two.fountain")]) == 0
    said = capsys.readouterr().out
    assert "NOÉ is now called LÉO" in said
    assert "- MARTHE: Il revient demain par le train.\n" in said
    assert "+ MARTHE: Il revient ce soir par le train.\n" in said
    assert "to make again" not in said
    assert "\x1b" not in said
    assert {path.name for path in tmp_path.iterdir()} == {"one.fountain", "two.fountain"}


def test_two_files_of_one_film_say_what_it_would_cost(copy):
    """The new one has no film of its own: the old one's is looked at."""
    old = copy()
    new = old.script.with_name("new.fountain")
    new.write_text(TEXT.replace("Qui ça ?", "Qui donc ?"), "utf-8")
    result = between(old, open_project(new, folder=old.folder, flags=FLAGS), report=ignore)
    assert result.stale.takes == 1


def test_each_kind_of_change_is_said(copy, capsys):
    """New, removed, moved, cut off, joined: with the numbers of both drafts, in either language."""
    project = copy(
        ("INT. CUISINE", f"{NEW}INT. CUISINE"),
        ("NOÉ, douze ans, entre.", "INT. COULOIR - JOUR\n\nNOÉ, douze ans, entre."),
    )
    assert main(["diff", str(project.script), *SMALL, "--quiet"]) == 0
    said = capsys.readouterr().out
    assert "+ 1   EXT. PLAGE - JOUR  (new)" in said
    assert "+ 3   INT. COULOIR - JOUR  (cut off from 2)" in said
    assert "to make again" in said
    assert main(["diff", str(project.script), *SMALL, "--quiet", "--lang", "fr"]) == 0
    assert "(détachée de la 2)" in capsys.readouterr().out


def test_json_is_one_document(copy, capsys):
    """With its schema; a difference is no error."""
    project = copy(("Qui ça ?", "Qui donc ?"))
    assert main(["diff", str(project.script), *SMALL, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "Diff.1"
    (scene,) = [scene for scene in document["scenes"] if scene["how"] == "changed"]
    assert scene["lines"] == [
        {"how": "changed", "kind": "dialogue", "who": "NOÉ", "old": "Qui ça ?", "new": "Qui donc ?", "line": 12,
         "scene": "", "before": ""}
    ]  # fmt: skip
    assert document["stale"]["takes"] == 1
    assert main(["diff", str(project.script), "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "DraftList.1"


def test_a_film_that_was_never_made_has_nothing_to_compare(tmp_path, capsys):
    """Said with the remedy, and without a folder left behind."""
    (tmp_path / "film.fountain").write_text(TEXT, "utf-8")
    assert main(["diff", str(tmp_path / "film.fountain")]) == 1
    assert "run “previz make”" in capsys.readouterr().err
    assert not (tmp_path / "film.previz").exists()


def test_locked_numbers_touch_no_panel(copy):
    """A scene put before the first one is A1 in the film's chapters; the rest keeps numbers, panels and takes."""
    project = copy()
    numbers.lock(project)
    project = copy(("INT. CUISINE", f"{NEW}INT. CUISINE"))
    again = make(project, report=ignore)
    assert again.made["shots"] == 1
    assert again.made.get("voices", 0) == 0
    assert [row.label for row in shots(project, report=ignore)][:2] == ["A1A", "1A"]
    assert make(project, report=ignore).untouched
    assert [one.number for one in numbers.locked_numbers(project)] == ["A1", "1", "2"]


def test_a_record_that_cannot_be_added_to_stops_the_film_before_it_is_made(copy):
    """Not after a minute of work."""
    project = copy(("Qui ça ?", "Qui donc ?"))
    drafts.path(project).write_text("something else")
    with pytest.raises(DraftsError, match="no record of drafts"):
        make(project, report=ignore)
