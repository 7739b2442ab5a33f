"""What an edit means for the text: proposed by scene, accepted by a person, and never written into the script."""

import shutil
from pathlib import Path

import opentimelineio as otio
import pytest
from handed import film, handed, ignore

from previz import i18n
from previz.cli import main
from previz.conform.conforming import conform
from previz.conform.events import ConformError
from previz.direction import decisions, directing
from previz.documents.shotlist import shots
from previz.errors import PrevizError
from previz.film import make
from previz.project import Project
from previz.proving.proof import check
from previz.sound.soundtrack import captions

TEXT = """Title: Moves

# ACTE I

INT. CUISINE - SOIR

JEANNE, quarante ans, est assise à la table.

PAUL entre. Il s'arrête net devant la fenêtre.

PAUL
(bas)
Tu ne l'as pas ouverte.

JEANNE
Je t'attendais.

Paul s'assoit en face d'elle.

PAUL
Et si c'est non ?

JEANNE
Alors on aura eu trois semaines d'espoir.

EXT. PORT - NUIT

La mer. Paul marche seul sur le quai.

PAUL
C'est fini. [[À redire.]]

INT. GARE - JOUR

Des voyageurs attendent.

JEANNE
Je pars.
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film handed over: the folder that holds it."""
    i18n.use("en")
    folder = tmp_path_factory.mktemp("proposal")
    handed(film(folder, TEXT), ["otio"])
    return folder


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Project:
    """The film, for one test alone."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return film(tmp_path, TEXT)


def edited(project: Project, words: str, to: int | None) -> Path:
    """The edit in which the shot of those words, its sound with it, is taken out or put elsewhere."""
    path = project.script.parent / "film.export" / "film.otio"
    timeline = otio.adapters.read_from_file(str(path))
    for track in timeline.tracks[:2]:
        (index,) = (index for index, clip in enumerate(track) if words in str(clip.metadata))
        clip = track[index].deepcopy()
        del track[index]
        if to is not None:
            track.insert(to, clip)
    edit = project.script.parent / "edit.otio"
    otio.adapters.write_to_file(timeline, str(edit))
    return edit


def draft(project: Project) -> str:
    return (project.script.parent / "film.proposed.fountain").read_text("utf-8")


def test_a_shot_taken_out_takes_its_lines_out_of_the_draft(project: Project) -> None:
    """The speech goes with the name before it, a sentence without its neighbours; the rest is as it was."""
    result = conform(project, edited(project, "C'est fini", None))
    assert [one.scene for one in result.proposed] == ["2"]
    assert "La mer.\n" in draft(project)
    assert draft(project) == TEXT.replace(
        "La mer. Paul marche seul sur le quai.\n\nPAUL\nC'est fini. [[À redire.]]\n\n", "La mer.\n\n"
    )
    assert project.script.read_text("utf-8") == TEXT


def test_speeches_that_play_elsewhere_move_whole(project: Project) -> None:
    """With their names; what is said stays said, each line once."""
    conform(project, edited(project, "Et si c'est non", 2))
    text = draft(project)
    assert text.index("Et si c'est non ?") < text.index("Tu ne l'as pas ouverte.")
    assert "PAUL\nEt si c'est non ?\n\nJEANNE\nAlors on aura eu trois semaines d'espoir.\n" in text
    assert sorted(text.split()) == sorted(TEXT.split())


def test_a_scene_that_plays_elsewhere_moves_whole(project: Project) -> None:
    """The last scene at the beginning: told as such, and its words with it."""
    result = conform(project, edited(project, "Des voyageurs attendent", 1))
    assert [(one.scene, one.follows) for one in result.proposed] == [("3", "")]
    text = draft(project)
    assert text.index("INT. GARE") < text.index("INT. CUISINE")
    assert sorted(text.split()) == sorted(TEXT.split())


def test_a_person_accepts_scene_by_scene(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what was accepted is in the new file; a scene that the edit leaves alone cannot be."""
    edit = edited(project, "C'est fini", None)
    timeline = otio.adapters.read_from_file(str(edit))
    for track in timeline.tracks[:2]:
        del track[-1]
    otio.adapters.write_to_file(timeline, str(edit))
    new = project.script.parent / "v2.fountain"
    words = ["conform", str(project.script), str(edit)]
    assert main([*words, "--accept", "3", "-o", str(new)]) == 0
    said = capsys.readouterr().out
    assert "-INT. GARE - JOUR" in said
    assert f"draft with the accepted scenes: {new}" in said
    assert "with --accept" not in said
    assert main([*words, "--accept", "3", "-o", str(new)]) == 0
    again = capsys.readouterr().out
    assert "nothing to decide" in again
    assert "Decision" not in again
    directing.undo(project, report=ignore)
    assert main([*words, "--dry-run"]) == 0
    rows = [row.strip() for row in capsys.readouterr().out.splitlines() if "removed" in row]
    assert len(rows) > 1  # one undo has taken back all that the conform decided
    assert all(row.startswith("20") for row in rows)  # the date: they have no number yet
    assert "INT. GARE" not in new.read_text("utf-8")
    assert "C'est fini." in new.read_text("utf-8")
    with pytest.raises(ConformError, match="changes nothing in scene 1; it changes 2, 3"):
        conform(project, edit, accept=["1"])


def test_nobody_writes_over_the_writer(project: Project) -> None:
    """Neither the script, nor a proposal that somebody has worked on, unless that is forced."""
    edit = edited(project, "C'est fini", None)
    with pytest.raises(ConformError, match="is the screenplay itself"):
        conform(project, edit, output=project.script, force=True)
    conform(project, edit)
    conform(project, edit, output=project.script.parent / "v2.fountain")
    conform(project, edited(project, "Je pars", None))
    conform(project, edit, output=project.script.parent / "v2.fountain")
    path = project.script.parent / "film.proposed.fountain"
    path.write_text(draft(project) + "\nEt moi.\n", "utf-8")
    with pytest.raises(ConformError, match="exists"):
        conform(project, edit)
    assert draft(project).endswith("Et moi.\n")
    assert project.script.read_text("utf-8") == TEXT


def test_a_line_over_another_picture_is_no_line_that_was_cut(project: Project) -> None:
    """Taken out of the picture alone, its words are still heard: nothing is proposed about them, and that is said."""
    path = project.script.parent / "film.export" / "film.otio"
    timeline = otio.adapters.read_from_file(str(path))
    (index,) = (index for index, clip in enumerate(timeline.tracks[0]) if "Je pars" in str(clip.metadata))
    del timeline.tracks[0][index]
    edit = project.script.parent / "edit.otio"
    otio.adapters.write_to_file(timeline, str(edit))
    result = conform(project, edit)
    assert any("Je pars." in note and "another picture" in note and "previz undo" in note for note in result.notes)
    assert "Je pars." in draft(project)
    assert "Des voyageurs" not in draft(project)


def test_a_reworded_line_is_spoken_anew_at_its_place(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """One take is made, none other; the proof holds; the captions say it; a later conform proposes it for the text."""
    made = make(project, report=ignore)
    label = next(row.label for row in shots(project, report=ignore) if "C'est fini" in row.text)
    assert main(["reword", str(project.script), label, "C'est bien fini, tu sais."]) == 0
    assert "C'est bien fini" in capsys.readouterr().out
    again = make(project, report=ignore)
    assert again.made["voices"] == 1
    assert again.made.get("panels", 0) == 0
    assert again.frames > made.frames
    assert not [one for one in check(project) if one.wrong]
    captioned = captions(project, output=project.script.parent / "film.srt", report=ignore)
    assert "C'est bien fini, tu sais." in Path(captioned.file).read_text("utf-8").replace("\n", " ")
    result = conform(project, project.script.parent / "film.export" / "film.otio")
    assert [one.scene for one in result.proposed] == ["2"]
    assert draft(project) == TEXT.replace("C'est fini.", "C'est bien fini, tu sais.")


def test_which_line_is_reworded_must_be_said(project: Project) -> None:
    """A shot of two lines asks which; a silent one says so; undo gives the script's words back."""
    label = next(row.label for row in shots(project, report=ignore) if "Et si c'est non" in row.text)
    with pytest.raises(PrevizError, match="name one of its lines"):
        directing.reword(project, label, "Et sinon ?", report=ignore)
    directing.reword(project, label, "Et sinon ?", line="si c'est non", report=ignore)
    assert [entry.text for entry in decisions.read(project)] == ["Et sinon ?"]
    with pytest.raises(PrevizError, match="say the new words"):
        directing.reword(project, label, "  ", line="si c'est non", report=ignore)
    directing.undo(project, report=ignore)
    assert not decisions.standing(decisions.read(project))
