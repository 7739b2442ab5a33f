"""The whole chain, for real: a screenplay in, a film out, made once, and proved."""

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import msgspec
import pytest

from previz.documents.shotlist import shots
from previz.errors import BackEndError, PrevizError
from previz.film import make
from previz.panels.boards import write as board
from previz.project import open_project
from previz.proving.proof import check
from previz.records import read_record

SCRIPT = """Titre: Deux phrases
Auteur: les tests

INT. CUISINE - JOUR

MARTHE, soixante ans, lit une LETTRE.

MARTHE
(à voix basse)
Il revient.

NOÉ, douze ans, entre.

NOÉ
Qui ça ?

EXT. RUE - NUIT

~La mer, la mer…

Marthe court sous la pluie.

MARTHE (V.O.)
Je savais qu'il viendrait.

FONDU AU NOIR.
"""

FLAGS = {"film.size": "320x180", "film.title": 1.0}


def ignore(event):
    """Nobody watches."""


def project(folder, text=SCRIPT, **flags):
    path = folder / "film.fountain"
    path.write_text(text, "utf-8")
    return open_project(path, flags=FLAGS | flags)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A finished film; tests that change it take a copy."""
    film = project(tmp_path_factory.mktemp("film"))
    return film, make(film, report=ignore)


@pytest.fixture
def copy(finished, tmp_path):
    """The finished film in a folder of its own."""
    shutil.copytree(finished[0].script.parent, tmp_path / "copy")
    return open_project(tmp_path / "copy" / "film.fountain", flags=FLAGS)


def products(folder: Path) -> set[str]:
    return {path.name for path in (folder / "store").glob("*/*") if not path.name.endswith(".made.json")}


def test_the_film_is_what_a_player_expects(finished):
    """H.264 in yuv420p and AAC, one chapter for each scene, picture and sound of one length."""
    made = finished[1]
    with av.open(made.film) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.codec.name, picture.pix_fmt, sound.codec.name) == ("h264", "yuv420p", "aac")
        assert (picture.width, picture.height, picture.average_rate) == (320, 180, 24)
        assert len(film.chapters()) == made.scenes == 2
        assert abs(picture.duration * picture.time_base - sound.duration * sound.time_base) <= 1 / 24
    assert made.lines == 3


def test_the_proof_holds(finished):
    """A film that was just made has nothing wrong."""
    assert [one for one in check(finished[0]) if one.wrong] == []


def test_a_fade_to_black_leads_into_black(tmp_path):
    """It darkens frame by frame, to black on the scene's last frame, in the middle of the film and at its end."""
    scene = "EXT. RUE - JOUR\n\nLéa attend. Elle regarde au loin.\n\nFONDU AU NOIR.\n\n"
    film = project(tmp_path, scene + scene.replace("RUE", "PLACE"), **{"film.title": 0.0})
    made = make(film, report=ignore)
    spans = [one["span"] for one in read_record(film).cut["shots"]]
    with av.open(made.film) as file:
        light = [float(frame.to_ndarray(format="gray").mean()) for frame in file.decode(video=0)]
    for last in (max(one["start"] for one in spans) - 1, made.frames - 1):
        out = light[last - 20 : last + 1]
        assert all(one > other for one, other in pairwise(out))
        assert out[-1] < 3 < 60 < out[0]


def test_nothing_changed_makes_nothing(copy):
    """The second make finds the film as it is."""
    before = products(copy.folder)
    again = make(copy, report=ignore)
    assert again.untouched
    assert again.made == {}
    assert products(copy.folder) == before


def test_a_changed_line_remakes_what_depends_on_it(copy):
    """One take, the shots of its scene, and what is made of them; the other scene is kept."""
    copy.script.write_text(SCRIPT.replace("Il revient.", "Il repasse."), "utf-8")
    again = make(copy, report=ignore)
    assert again.made["voices"] == 1
    assert again.made["shots"] == 1
    assert again.kept["shots"] == 1
    assert again.kept["voices"] == 2
    assert again.made.get("panels", 0) == 0  # what she says does not show


def test_a_paragraph_above_remakes_nothing_below(copy):
    """A new scene at the head of the script leaves shots, takes and panels of the rest as they are."""
    copy.script.write_text(SCRIPT.replace("INT. CUISINE", "EXT. PLAGE - JOUR\n\nLa mer.\n\nINT. CUISINE"), "utf-8")
    again = make(copy, report=ignore)
    assert again.made["shots"] == 1
    assert again.made.get("voices", 0) == 0
    assert again.kept["panels"] >= 2


def test_clean_and_incremental_builds_agree(copy, tmp_path):
    """The same text gives the same film, byte for byte, with a past or without."""
    text = SCRIPT.replace("Qui ça ?", "Qui donc ?")
    copy.script.write_text(text, "utf-8")
    make(copy, report=ignore)
    (tmp_path / "clean").mkdir()
    clean = project(tmp_path / "clean", text)
    make(clean, report=ignore)
    assert products(clean.folder) <= products(copy.folder)
    assert read_record(clean).sha256 == read_record(copy).sha256


def test_a_lost_or_damaged_product_is_made_again(copy):
    """What is missing or was altered is found out when it is needed, and only that is made again."""
    panel = next(path for path in copy.folder.glob("store/*/*.png"))
    panel.write_bytes(panel.read_bytes()[:-1])
    next(path for path in copy.folder.glob("store/*/*.wav")).unlink()
    (copy.folder / "film.json").unlink()
    before = Path(copy.script.with_suffix(".mp4")).read_bytes()
    again = make(copy, report=ignore)
    assert 1 <= sum(again.made.values()) <= 3
    assert Path(again.film).read_bytes() == before


def test_the_script_is_never_touched(finished):
    """The writer's text is hers."""
    assert finished[0].script.read_text("utf-8") == SCRIPT


@pytest.mark.parametrize("damage", ["cut", "older", "take"])
def test_the_proof_finds_what_is_wrong(copy, damage):
    """A truncated film, a text that moved on, a lost take: each is said."""
    film = copy.script.with_suffix(".mp4")
    if damage == "cut":
        film.write_bytes(film.read_bytes()[:-5000])
    elif damage == "older":
        copy.script.write_text(SCRIPT.replace("Il revient.", "Il ne revient pas."), "utf-8")
    else:
        record = read_record(copy)
        (copy.folder / "store" / record.lines[0][2][:2] / f"{record.lines[0][2]}.wav").unlink()
    wrong = {one.code for one in check(copy) if one.wrong}
    assert wrong & {"cut": {"changed"}, "older": {"words"}, "take": {"take"}}[damage]


def test_the_proof_holds_the_film_against_its_products(copy):
    """A film that is not what it was joined from is found out, even when its record says that it is."""
    record = read_record(copy)
    path = copy.folder / "film.json"
    path.write_bytes(msgspec.json.encode(replace(record, segments=record.segments[::-1])))
    assert "picture" in {one.code for one in check(copy) if one.wrong}
    path.write_bytes(msgspec.json.encode(replace(record, reels=("0" * 64,))))
    assert "product" in {one.code for one in check(copy) if one.wrong}


def test_no_film_no_proof(tmp_path):
    """There is nothing to check before there is a film."""
    with pytest.raises(PrevizError, match="run “previz make” first"):
        check(project(tmp_path))


def test_the_project_outranks_the_text(tmp_path):
    """What previz.toml says of someone wins over what the text seems to say."""
    from previz.script.story import understand

    (tmp_path / "previz.toml").write_text('[cast."Marthe"]\ngender = "m"\nage = 30', "utf-8")
    marthe = next(one for one in understand(project(tmp_path)).cast if one.name == "MARTHE")
    assert (marthe.gender, marthe.age) == ("m", 30)


def test_shots_cover_the_text(finished):
    """The shot list holds each sentence once, in order."""
    rows = shots(finished[0], report=ignore)
    assert " ".join(row.text for row in rows) == (
        "MARTHE, soixante ans, lit une LETTRE. Il revient. NOÉ, douze ans, entre. Qui ça ? "
        "La mer, la mer… Marthe court sous la pluie. Je savais qu'il viendrait."
    )
    assert all(row.reason for row in rows)


def test_the_board_writes_panels_by_shot(finished, tmp_path):
    """`board -o` gives one picture for each panel, under the shot's number."""
    drawn = board(finished[0], output=tmp_path / "board", report=ignore)
    assert {Path(panel.picture).name for panel in drawn} == {path.name for path in (tmp_path / "board").iterdir()}
    assert drawn[0].label == "1A-1"


def test_an_unknown_back_end_is_refused(tmp_path):
    """Never replaced in silence: the error names what there is."""
    with pytest.raises(BackEndError, match="known: diffusion, sketch"):
        make(project(tmp_path, **{"renderer.use": "oil"}), report=ignore)


def test_the_ledger_tells_how_each_product_was_made(finished):
    """Step, ingredients, back end, code, libraries, seconds: for every product of the film."""
    folder = finished[0].folder
    for name in products(folder):
        entry = msgspec.json.decode((folder / "store" / name[:2] / f"{name.split('.')[0]}.made.json").read_bytes())
        assert entry["step"] in {
            "shots",
            "take",
            "panel",
            "segment",
            "weight",
            "weights",
            "sound",
            "reel",
            "card",
            "bed",
        }
        assert entry["seconds"] >= 0
        assert "libraries" in entry["made_from"]
