"""Cleaning frees space, and nothing that a person made or that the film is made of."""

import shutil

import pytest
from test_film import FLAGS, SCRIPT, ignore, project

from previz.direction import decisions
from previz.errors import PrevizError
from previz.film import make
from previz.project import open_project
from previz.script import drafts
from previz.workshop.cleaning import clean


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory):
    """A film made, rewritten and made again, with a decision and a recording in its folder."""
    film = project(tmp_path_factory.mktemp("film"))
    make(film, report=ignore)
    film.script.write_text(SCRIPT.replace("Il revient.", "Il ne revient pas."), "utf-8")
    make(film, report=ignore)
    decisions.add(film, decisions.entry("lock", shot="1A"))
    (film.folder / "recordings").mkdir()
    (film.folder / "recordings" / "essai.wav").write_bytes(b"a voice")
    (film.folder / "consents").mkdir()
    (film.folder / "consents" / "marthe.toml").write_text("signed")
    return film


@pytest.fixture
def copy(rewritten, tmp_path):
    shutil.copytree(rewritten.script.parent, tmp_path / "copy")
    return open_project(tmp_path / "copy" / "film.fountain", flags=FLAGS)


def held(film):
    """What people made, and what must not be lost."""
    names = ("decisions.jsonl", drafts.NAME, "recordings", "consents")
    files = [path for name in names for path in (film.folder / name, *(film.folder / name).glob("*"))]
    return {path: path.read_bytes() for path in files if path.is_file()}


@pytest.mark.parametrize("everything", [False, True])
def test_what_people_made_stays(copy, everything):
    """Decisions, drafts, recordings and consents are the same to the byte, whatever is cleaned."""
    before, size = held(copy), sum(path.stat().st_size for path in (copy.folder / "store").rglob("*.*"))
    cleaned = clean(copy, everything=everything)
    assert len(before) == 4
    assert held(copy) == before
    left = sum(path.stat().st_size for path in (copy.folder / "store").rglob("*.*"))
    assert size - left == cleaned.freed > 0
    assert left == cleaned.size == (0 if everything else left)


def test_a_cleaned_film_is_made_of_what_is_left(copy):
    """Nothing is made again after cleaning, but the film itself where it is gone; cleaned twice frees nothing."""
    clean(copy)
    copy.script.with_suffix(".mp4").unlink()
    assert make(copy, report=ignore).made == {}
    assert clean(copy).removed == 0


def test_a_film_that_was_never_finished_is_not_cleaned(copy):
    """What is there is what the next make resumes from: it is removed only when that is said."""
    (copy.folder / "film.json").unlink()
    with pytest.raises(PrevizError, match="--all"):
        clean(copy)
    assert clean(copy, everything=True).kept == 0


def test_the_files_of_others_stay(copy):
    """What only begins like a record of ours is somebody's, and a folder of that name is no obstacle."""
    theirs = copy.folder / "filmography.json"
    theirs.write_text("{}")
    (copy.folder / "film-x.json").mkdir()
    clean(copy, everything=True)
    assert theirs.read_text() == "{}"
    assert not (copy.folder / "film.json").exists()


def test_a_screenplay_that_is_not_there_is_told(tmp_path):
    """Nothing was cleaned, and nothing is said to have been."""
    with pytest.raises(PrevizError, match="no such screenplay"):
        clean(open_project(tmp_path / "nowhere.fountain"))
