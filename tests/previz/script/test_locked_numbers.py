"""Locked numbers: kept in the film's folder, shown wherever a scene's number is, written to a copy on demand."""

import pytest

from previz.cli import main
from previz.errors import DraftsError
from previz.project import open_project
from previz.script import numbers
from previz.script.rewrite import since
from previz.script.story import understand
from screenplay.fountain import parse

SCENES = [
    "INT. CUISINE - JOUR\n\nMARTHE lit une longue lettre à la table.\n\n",
    "EXT. RUE - NUIT\n\nLa pluie tombe sur les pavés luisants.\n\n",
    "INT. CAFÉ - SOIR\n\nDes joueurs de cartes, un chien qui dort.\n\n",
]
NEW = "EXT. PORT - AUBE\n\nUn cargo s'éloigne lentement dans la brume.\n\n"


def film(folder, *scenes, name="film.fountain"):
    path = folder / name
    path.write_text("".join(scenes), "utf-8")
    return open_project(path)


def told(project) -> list[str]:
    return [scene.number for scene in understand(project).scenes]


def test_what_comes_between_gets_letters_and_what_goes_stays_listed(tmp_path):
    """The second scene is gone, a new one is there: 1, 1A, 3; and 2 is listed as omitted."""
    numbers.lock(film(tmp_path, *SCENES))
    project = film(tmp_path, SCENES[0], NEW, SCENES[2])
    assert told(project) == ["1", "2A", "3"]
    rows = numbers.lock(project)
    assert [(row.number, row.scene is None, row.fresh) for row in rows] == [
        ("1", False, False), ("2", True, False), ("2A", False, True), ("3", False, False),
    ]  # fmt: skip
    assert told(film(tmp_path, NEW, *SCENES)) == ["2A", "1", "2", "3"]  # moved and back: each keeps its own


def test_unlocked_numbers_are_counted_again(tmp_path):
    """And unlocking twice says so."""
    numbers.lock(film(tmp_path, *SCENES))
    project = film(tmp_path, NEW, *SCENES)
    assert told(project) == ["A1", "1", "2", "3"]
    assert numbers.unlock(project)
    assert told(project) == ["1", "2", "3", "4"]
    assert not numbers.unlock(project)


def test_a_copy_of_the_script_bears_the_numbers(tmp_path):
    """In Fountain's way, omitted scenes included; the script itself is as it was."""
    numbers.lock(film(tmp_path, *SCENES))
    project = film(tmp_path, SCENES[0], NEW, SCENES[2].rstrip("\n"))
    before = project.script.read_bytes()
    numbers.lock(project)
    numbers.write_numbered(project, tmp_path / "copy.fountain")
    headings = [e for e in parse((tmp_path / "copy.fountain").read_text("utf-8")).elements if e.kind == "scene_heading"]
    assert [(e.text, e.number) for e in headings] == [
        ("INT. CUISINE - JOUR", "1"), ("SUPPRIMÉE", "2"), ("EXT. PORT - AUBE", "2A"), ("INT. CAFÉ - SOIR", "3"),
    ]  # fmt: skip
    assert project.script.read_bytes() == before


def test_a_writer_goes_on_with_the_copy_that_bears_the_numbers(tmp_path):
    """SUPPRIMÉE under the number of a scene that is gone is that scene: nothing is new, nothing is listed twice."""
    numbers.lock(film(tmp_path, *SCENES))
    numbers.lock(film(tmp_path, SCENES[0], NEW, SCENES[2]))
    project = film(tmp_path, SCENES[0], ".SUPPRIMÉE #2#\n\n", NEW, SCENES[2])
    rows = numbers.lock(project)
    assert [(row.number, row.omitted, row.fresh) for row in rows] == [
        ("1", False, False), ("2", True, False), ("2A", False, False), ("3", False, False),
    ]  # fmt: skip
    assert rows[1].heading == SCENES[1].split("\n")[0]
    assert told(project) == ["1", "2", "2A", "3"]
    assert {how: count for how, count in since(project, number=2).counts.items() if count} == {"kept": 3}
    numbers.write_numbered(project, tmp_path / "copy.fountain")
    assert (tmp_path / "copy.fountain").read_text("utf-8").count("SUPPRIMÉE") == 1


def test_the_last_scenes_that_went_stand_at_the_end_of_the_copy(tmp_path):
    """Though no heading follows them."""
    numbers.lock(film(tmp_path, *SCENES))
    project = film(tmp_path, SCENES[0])
    numbers.write_numbered(project, tmp_path / "copy.fountain")
    assert (tmp_path / "copy.fountain").read_text("utf-8").endswith(".SUPPRIMÉE #2#\n\n.SUPPRIMÉE #3#\n")


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("INT. CUISINE - JOUR", "INT. CUISINE - JOUR #7#"),
        ("INT. CUISINE - JOUR #4#", "INT. CUISINE - JOUR #7#"),
        ("4. INT. CUISINE - JOUR", "7. INT. CUISINE - JOUR"),
        ("SÉQ. 4 - INT. CUISINE - JOUR", "SÉQ. 7 - INT. CUISINE - JOUR"),
        (".LA CUISINE, 4 HEURES", ".LA CUISINE, 4 HEURES #7#"),
        ("INT. CUISINE 4 - JOUR #4#", "INT. CUISINE 4 - JOUR #7#"),
    ],
)
def test_a_number_is_written_where_the_writer_has_hers(tmp_path, heading, written):
    """In front or behind; a figure of the heading's own is left alone."""
    project = film(tmp_path, f"{heading}\n\nMarthe lit une lettre, seule à la table.\n")
    story = understand(project)
    row = numbers.Row("7", "", story.scenes[0].id)
    assert numbers.numbered_text(story, [row]).split("\n")[0] == written


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-8"])
def test_a_copy_is_encoded_as_the_script(tmp_path, encoding):
    """With its line ends."""
    project = film(tmp_path, "")
    text = "".join(SCENES).replace("\n", "\r\n")
    project.script.write_bytes(("\ufeff" * (encoding == "utf-16-le") + text).encode(encoding))
    numbers.lock(project)
    numbers.write_numbered(project, tmp_path / "copy.fountain")
    assert "INT. CAFÉ - SOIR #3#\r\n".encode(encoding) in (tmp_path / "copy.fountain").read_bytes()


def test_no_script_is_written_over(tmp_path):
    """Neither the writer's own nor any other."""
    project = film(tmp_path, *SCENES)
    numbers.lock(project)
    with pytest.raises(DraftsError, match="no script is ever written over"):
        numbers.write_numbered(project, project.script)
    assert project.script.read_text("utf-8") == "".join(SCENES)


def test_unreadable_numbers_are_refused(tmp_path):
    """By everything that shows a number, with the remedy; the file stays."""
    project = film(tmp_path, *SCENES)
    numbers.lock(project)
    data = numbers.path(project).read_bytes()
    for damaged in (data[:-5], b"", data.replace(b"Numbers.1", b"Numbers.9"), data + data.split(b"\n")[1] + b"\n"):
        numbers.path(project).write_bytes(damaged)
        with pytest.raises(DraftsError, match="previz lock"):
            understand(project)
        assert numbers.path(project).read_bytes() == damaged


def test_the_command_shows_what_it_locked(tmp_path, capsys):
    """A table with the omitted ones; the copy's path alone when one is written."""
    numbers.lock(film(tmp_path, *SCENES))
    path = str(film(tmp_path, SCENES[0], SCENES[2]).script)
    assert main(["lock", path]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["1", "2", "3"]
    assert main(["lock", path, "--write", str(tmp_path / "copy.fountain")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'copy.fountain'}\n"
    assert main(["lock", path, "--unlock"]) == 0
    assert not numbers.path(open_project(tmp_path / "film.fountain")).exists()
