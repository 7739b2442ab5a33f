"""Manners of cutting, side by side; scenes directed otherwise; every continuity finding with its numbers."""

import json
from dataclasses import replace

import pytest

from previz.cli import main
from previz.direction.alternatives import alternatives
from previz.documents.shotlist import shots
from previz.errors import PrevizError, SettingsError
from previz.project import open_project
from previz.proving.continuity import findings

TEXT = """INT. CUISINE - JOUR

MARTHE, soixante ans, verse du café. NOÉ (12 ans) entre.

NOÉ
Il est parti ?

MARTHE
À six heures. Comme toujours. Tu le sais bien.

Noé s'assoit à la table. Il prend un bol.

NOÉ
Maman a dit qu'elle viendrait.

MARTHE
Ta mère dit beaucoup de choses.

EXT. RUE - NUIT

Noé court. Il tombe. Il pleure.
"""


def quiet(event):
    """Nobody watches."""


def film(folder, settings=""):
    (folder / "film.fountain").write_text(TEXT, "utf-8")
    (folder / "previz.toml").write_text(settings, "utf-8")
    return open_project(folder / "film.fountain", flags={"film.size": "160x90"})


def test_manners_cut_at_different_paces(tmp_path):
    """Calm cuts less than nervous, each leaves no hard finding, and each says where it cuts, beat by beat."""
    found = alternatives(film(tmp_path), "1", report=quiet)
    calm, classic, nervous = found.versions
    assert calm.average >= classic.average > nervous.average
    assert [one.hard for one in found.versions] == [0, 0, 0]
    for one in found.versions:
        assert sum(bool(cut) for cut in one.cuts) == one.shots
        assert len(one.cuts) == len(found.beats)


def test_a_scene_is_directed_by_its_own_table(tmp_path):
    """[scene."1"] changes that scene and no other; by heading it means the same."""
    plain = shots(film(tmp_path), report=quiet)
    for name in ("1", "INT. CUISINE - JOUR"):
        nervous = shots(film(tmp_path, f'[scene."{name}"]\nmanner = "nervous"\n'), report=quiet)
        assert len([row for row in nervous if row.scene == "1"]) > len([row for row in plain if row.scene == "1"])
        street, before = ([replace(row, start=0.0) for row in rows if row.scene == "2"] for rows in (nervous, plain))
        assert street == before != []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('[scene."9"]\nmanner = "calm"\n', "names no scene"),
        ('[scene."1"]\nmanner = "furious"\n', "classic, calm, nervous"),
        ("[director.rules]\nrhythm = 0.0\n", "0.3 to 600"),
        ("[director.rules]\nmoves = 7\n", "0 to 1"),
    ],
)
def test_wrong_tables_are_refused(tmp_path, settings, told):
    """With what may stand there."""
    with pytest.raises((SettingsError, PrevizError), match=told):
        shots(film(tmp_path, settings), report=quiet)


def test_one_scene_of_the_list(tmp_path):
    """--scene keeps the numbers; a scene that is not there is named."""
    project = film(tmp_path)
    assert [row.label for row in shots(project, scene="2", report=quiet)] == [
        row.label for row in shots(project, report=quiet) if row.label.startswith("2")
    ]
    with pytest.raises(PrevizError, match="no scene is numbered 7"):
        shots(project, scene="7", report=quiet)


def test_continuity_before_any_film(tmp_path, capsys):
    """Each finding has its shots, its numbers and a repair; no hard one is left that nobody asked for."""
    project = film(tmp_path)
    for row in findings(project, report=quiet):
        assert row.shots
        assert row.repair
    assert main(["check", str(project.script), "--continuity", "--json", "--size", "160x90"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["schema"], shown["ok"]) == ("Continuity.1", True)
