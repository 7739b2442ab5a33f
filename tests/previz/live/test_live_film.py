"""A film in memory: whatever is saved, it is the film that `make` would make of the text, to the last byte."""

from pathlib import Path

import av
import pytest

from previz.film import make
from previz.live.film import Live
from previz.project import Project, open_project
from previz.records import film_path, read_record
from previz.workshop.build import building
from previz.workshop.store import Store
from screenplay.errors import ScreenplayError

SCRIPT = """Titre: Trois lieux

INT. CUISINE - JOUR

MARTHE, soixante ans, lit une LETTRE. Le TÉLÉPHONE sonne.

MARTHE
Il revient demain, par le train de midi.

FONDU ENCHAÎNÉ :

EXT. RUE - NUIT

Marthe court sous la pluie.

MARTHE (V.O.)
Je savais.

INT. CUISINE - NUIT

NOÉ, douze ans, entre.

NOÉ
Qui ça ?
"""

FLAGS = {"film.size": "160x90", "film.title": 1.0}


def ignore(event: object) -> None:
    """Nobody watches."""


def film(folder: Path, **flags: object) -> Project:
    (folder / "film.fountain").write_text(SCRIPT, "utf-8")
    return open_project(folder / "film.fountain", flags=FLAGS | flags)


def save(project: Project, old: str, new: str) -> None:
    text = project.script.read_text("utf-8")
    assert old in text
    project.script.write_text(text.replace(old, new, 1), "utf-8")


EDITS = [
    ("Il revient demain", "Il revient peut-être demain"),
    ("Marthe court sous la pluie.", "Marthe marche. Un chien aboie."),
    ("FONDU ENCHAÎNÉ :\n\n", ""),
    ("EXT. RUE - NUIT", "INT. CAFÉ - SOIR\n\nPersonne.\n\nEXT. RUE - NUIT"),
    ("NOÉ, douze ans, entre.\n\nNOÉ\nQui ça ?\n", ""),
]


@pytest.mark.parametrize(
    "flags",
    [
        {},
        {"cut.captions": True, "cut.timecode": True, "cut.mask": "2.39", "cut.subtitles": True, "film.rate": "23.976"},
    ],
)
def test_what_is_saved_is_what_make_makes(tmp_path: Path, flags: dict[str, object]) -> None:
    """A line longer, action rewritten, a dissolve taken out, a scene put in, a scene emptied: after each save the film
    has the segments and the sound of a clean make, and once settled its bytes."""
    project = film(tmp_path, **flags)
    path = film_path(project, None)
    with building(Store(project.folder / "store"), ignore) as build:
        live = Live(project, path, build)
        live.renew()
        for old, new in EDITS:
            save(project, old, new)
            assert live.renew().changed
            with av.open(path) as patched:
                shown = sum(1 for _frame in patched.decode(video=0))
        live.settle()
        settled = path.read_bytes()
        path.unlink()
        made = make(project, report=ignore)
        assert shown == made.frames
        assert made.made == {}
        record = read_record(project)
        assert record is not None
        assert live.content[0] == record.segments
        assert path.read_bytes() == settled


def test_a_save_writes_what_is_new_and_no_more(tmp_path: Path) -> None:
    """A player that has the film open goes on with what it was; the new one is in the same file, behind it."""
    project = film(tmp_path)
    path = film_path(project, None)
    with building(Store(project.folder / "store"), ignore) as build:
        live = Live(project, path, build)
        live.renew()
        before, number = path.read_bytes(), path.stat().st_ino
        save(project, "Qui ça", "Qui donc")
        remade = live.renew()
        after = path.read_bytes()
    assert path.stat().st_ino == number
    assert remade.written == len(after) - len(before) < len(before)
    assert [at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two] == [36, 37, 38, 39]
    assert (before[36:40], after[36:40]) == (b"moov", b"free")


def test_nothing_saved_is_nothing_written(tmp_path: Path) -> None:
    """A save without a change, or with one that the film does not show, leaves the file alone."""
    project = film(tmp_path)
    path = film_path(project, None)
    with building(Store(project.folder / "store"), ignore) as build:
        live = Live(project, path, build)
        live.renew()
        before = path.stat()
        save(project, "INT. CUISINE - JOUR", "\n\n\nINT. CUISINE - JOUR")
        remade = live.renew()
    assert (remade.changed, remade.made, remade.written) == ((), {}, 0)
    assert path.stat() == before


def test_a_film_that_somebody_else_wrote_is_written_anew(tmp_path: Path) -> None:
    """What lies in the place of the film is not patched as if it were ours."""
    project = film(tmp_path)
    path = film_path(project, None)
    with building(Store(project.folder / "store"), ignore) as build:
        live = Live(project, path, build)
        live.renew()
        path.write_bytes(b"no film")
        save(project, "Qui ça", "Qui donc")
        live.renew()
    with av.open(path) as found:
        assert found.streams.video[0].frames > 0


def test_an_empty_script_is_told_and_the_film_stays(tmp_path: Path) -> None:
    """While a script holds nothing, the film is what it was; the next save is made as if nothing had been."""
    project = film(tmp_path, **{"film.title": 0.0})
    path = film_path(project, None)
    with building(Store(project.folder / "store"), ignore) as build:
        live = Live(project, path, build)
        live.renew()
        before = path.read_bytes()
        project.script.write_text("", "utf-8")
        with pytest.raises(ScreenplayError, match="empty"):
            live.renew()
        assert path.read_bytes() == before
        project.script.write_text(SCRIPT, "utf-8")
        assert live.renew().made == {}


def test_sound_is_made_while_it_is_weighed(tmp_path: Path) -> None:
    """A save that leaves the film as loud as it was asks for one job for each scene's sound: that which weighs it has
    made its reel as well."""
    project = film(tmp_path, **{"sound.ambience": False})
    with building(Store(project.folder / "store"), ignore) as build:
        live = Live(project, film_path(project, None), build)
        live.renew()
        before = products(build.store, "reel")
        save(project, "Marthe court sous la pluie.", "Marthe court, longtemps, sous la pluie.")
        made = live.renew().made
        assert 0 < made["sound"] == len(products(build.store, "reel") - before)


def test_what_moves_is_made_ahead(tmp_path: Path) -> None:
    """Once all is done that nobody waits for, a scene that becomes longer has no sound weighed but its own."""
    project = film(tmp_path, **{"sound.ambience": False})
    project.script.write_text(LONG, "utf-8")
    with building(Store(project.folder / "store"), ignore) as build:
        live = Live(project, film_path(project, None), build)
        live.renew()
        live.rehearse()
        while live.idle():
            pass
        before = products(build.store, "weights")
        save(project, "Marthe attend longtemps", "Marthe attend longtemps, très longtemps")
        live.renew()
        assert len(products(build.store, "weights") - before) == 1


def products(store: Store, step: str) -> set[Path]:
    """What a step has made."""
    return {path for path in store.products() if (entry := store.entry(path)) and entry.step == step}


LONG = "".join(
    f"INT. PIÈCE {number} - JOUR\n\nMARTHE\nUn.\n\nMarthe attend longtemps, sans rien dire, et la pluie tombe.\n\n"
    "MARTHE\nDeux.\n\nMarthe attend encore, et personne ne vient, et la nuit tombe sur la ville.\n\n"
    for number in range(4)
)
"""Scenes of several seconds each, so that a scene is heard with its neighbours alone."""
