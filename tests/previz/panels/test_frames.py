"""A film whose panels a picture model paints: sketches stand in until its frames are there."""

import json
from dataclasses import replace

import pytest
from pipelines import built

from previz.cli import main
from previz.direction import retakes
from previz.errors import BackEndError, PrevizError
from previz.film import make
from previz.notebook import Film
from previz.panels import variants
from previz.project import open_project
from previz.proving.proof import check
from previz.records import read_record
from previz.workshop.cleaning import clean
from previz.workshop.store import Store
from storyboard.renderers.diffusion import studio

TEXT = """INT. CUISINE - NUIT

MARTHE (60 ans), en manteau sombre, lit une lettre. NOÉ (12 ans) entre.

NOÉ
Il est parti ?

> LE LENDEMAIN <

EXT. RUE - JOUR

Noé court sous la pluie.
"""
SETTINGS = """[renderer]
use = "diffusion"

[renderer.diffusion]
model = "models/sd15"
side = 64
steps = 2

[renderer.diffusion.profiles.rough]
steps = 1
"""


def quiet(event):
    """Nobody watches."""


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    folder = tmp_path_factory.mktemp("painted")
    built(folder / "models", "sd15")
    (folder / "film.fountain").write_text(TEXT, "utf-8")
    (folder / "previz.toml").write_text(SETTINGS, "utf-8")
    yield open_project(folder / "film.fountain", flags={"film.size": "320x180", "film.title": 0.0})
    studio.let_go()


def steps(project):
    store = Store(project.folder / "store")
    names = read_record(project).panels
    return {label: store.entry(store.root / name[:2] / f"{name}.png").step for label, name in names.items()}


def test_sketches_stand_in_until_frames_arrive(film):
    """There is a whole film before the model has painted anything, and its panels go by their own name; then frames
    take their places, but on cards. The film stays proved, and a second run has nothing to do."""
    seen = []

    def watch(event):
        if event.stage == "film":
            seen.append((steps(film), read_record(film), [one.code for one in check(film)]))

    made = make(film, report=watch)
    ((standing, record, found),) = seen
    assert set(standing.values()) == {"panel"}
    assert record.key == ""
    assert any("sketches stand in" in note for note in record.made.notes)
    assert "awaited" in found
    assert sorted(set(steps(film).values())) == ["frame", "panel"]
    assert any("Stable Diffusion 1.5 on cpu in float32" in note for note in made.notes)
    assert [one for one in check(film) if one.wrong or one.code == "awaited"] == []
    assert make(film, report=quiet).untouched


def test_a_film_that_was_stopped_goes_on_where_it_was(film, tmp_path):
    """Each frame is kept as it comes: what was painted before Ctrl-C is not painted again, and comes out the same."""
    other = replace(film, folder=tmp_path / "again")

    def stop(event):
        if event.stage == "frames" and event.fresh:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(other, output=tmp_path / "film.mp4", report=stop)
    assert (tmp_path / "film.mp4").is_file()
    before = set(frames_of(other))
    assert len(before) == 1
    made = make(other, output=tmp_path / "film.mp4", report=quiet)
    assert (made.made["frames"], made.kept["frames"]) == (len(frames_of(film)) - 1, 1)
    assert before < set(frames_of(other))


def frames_of(project):
    """Every frame in a film's store: its name, and its bytes."""
    store = Store(project.folder / "store")
    found = {path.stem: store.entry(path) for path in store.root.glob("*/*.png")}
    return {(name, entry.sha256) for name, entry in found.items() if entry and entry.step == "frame"}


def test_a_take_is_chosen_and_the_refused_are_kept(film):
    """Takes of a shot differ, stand on one sheet, and are made once; the film shows the one that a person keeps."""
    first = variants.takes(film, "2A", 2, report=quiet)
    assert [one.chosen for one in first.variants] == [True, False]
    assert len({one.picture.read_bytes() for one in first.variants}) == 2
    assert first.sheet.is_file()
    with pytest.raises(PrevizError, match="no take 7 was drawn; there are: 1, 2;"):
        variants.choose(film, "2A", 7, report=quiet)
    variants.choose(film, "2A", 2, report=quiet)
    again = variants.takes(film, "2A", 2, report=quiet)
    assert [one.chosen for one in again.variants] == [False, True]
    assert [one.picture for one in again.variants] == [one.picture for one in first.variants]
    make(film, report=quiet)
    assert read_record(film).panels["2A-1"] == first.variants[1].picture.stem
    assert retakes.undo(film)[0].do == "choose"
    make(film, report=quiet)
    assert read_record(film).panels["2A-1"] == first.variants[0].picture.stem


def test_refused_takes_outlive_cleaning(film):
    """As long as their sheet lies there: a model's minutes are not space to be freed."""
    make(film, report=quiet)
    found = variants.takes(film, "2A", 3, report=quiet)
    clean(film)
    assert all(one.picture.is_file() for one in found.variants)
    found.sheet.unlink()
    clean(film)
    assert [one.picture.is_file() for one in found.variants] == [one.chosen for one in found.variants]


def test_takes_in_a_notebook(film):
    """They show themselves; one is kept, and another sheet knows it."""
    shot = Film(film)["2A"]
    takes = shot.takes(2)
    assert takes._repr_html_().count("<img") == 1
    assert "→ 2" in repr(takes.take(2))
    assert [one.chosen for one in shot.takes(2).found.variants] == [False, True]
    assert retakes.undo(film)[0].take == 2
    assert len(shot.across("diffusion", "rough", "sketch")) == 3


def test_a_shot_across_renderers(film):
    """One shot by the model, by one of its profiles, and by the pencil, on one sheet."""
    found = variants.across(film, "1A", ["diffusion", "rough", "sketch"], report=quiet)
    assert [one.strays is None for one in found.variants] == [False, False, True]
    assert len({one.picture for one in found.variants}) == 3
    with pytest.raises(BackEndError, match="no renderer is named"):
        variants.across(film, "1A", ["nobody"], report=quiet)


def test_prompts_tell_no_names_and_where_words_come_from(film, capsys):
    """People are told by their looks, in English, whatever the script speaks; each phrase says its origin."""
    assert main(["board", str(film.script), "--show-prompt", "--json", "--size", "320x180"]) == 0
    panels = json.loads(capsys.readouterr().out)["panels"]
    told = " ".join(phrase["words"] for one in panels for phrase in one["phrases"])
    assert not {"marthe", "noé", "kitchen,"} & set(told.lower().split())
    assert "reading a letter" in told
    assert {phrase["origin"] for one in panels for phrase in one["phrases"]} == {"shot", "script", "cast", "style"}
    assert all(given <= most for one in panels for given, most in one["tokens"])
    assert main(["board", str(film.script), "--show-prompt", "--renderer", "sketch"]) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--seeds", "0"], "1 to 24"),
        (["--choose", "99"], "1 to 24"),
        (["GP", "--seeds", "2"], "stand alone"),
        (["--seeds", "2", "--renderer", "sketch"], "one way only"),
    ],
)
def test_what_cannot_be_proposed_is_refused(film, capsys, words, told):
    """With what may be asked."""
    assert main(["retake", str(film.script), "1A", *words]) == 1
    assert told in capsys.readouterr().err
