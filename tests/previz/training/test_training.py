"""A film's own LoRA: learnt from its drawings by the artist's signed leave, and drawn with."""

import os
import signal
import subprocess
import sys
import time

import cv2
import msgspec
import numpy as np
import pytest
from pipelines import built

from previz.cli import main
from storyboard.renderers.diffusion import studio
from storyboard.renderers.diffusion.loras import about

TEXT = """INT. CUISINE - NUIT

MARTHE (60 ans), en manteau sombre, lit une lettre. NOÉ (12 ans) entre.

NOÉ
Il est parti ?
"""
SETTINGS = """[renderer.diffusion]
model = "models/sd15"
side = 64
steps = 2
"""
FAST = ("--steps", "6", "--rank", "2", "--rate", "0.01", "-q")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    yield built(tmp_path_factory.mktemp("models"), "sd15")
    studio.let_go()


@pytest.fixture
def film(tmp_path, models, monkeypatch):
    """A film with three drawings: one of its first shot, one of nothing, one set aside."""
    (tmp_path / "models").symlink_to(models)
    (tmp_path / "film.fountain").write_text(TEXT, "utf-8")
    (tmp_path / "previz.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "drawings").mkdir()
    for number, name in enumerate(("1A.png", "study.png", "1A.aside.png")):
        picture = np.full((90, 160, 3), 250, np.uint8)
        cv2.circle(picture, (40 + 20 * number, 45), 20, (20, 20, 20), 2 + number)
        cv2.imwrite(str(tmp_path / "drawings" / name), picture)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def signed(film, **instead):
    """The statement of rights that ``previz consent`` writes, signed."""
    assert main(["consent", "film.fountain", "Maëlle Roy", "drawings", "-q"]) == 0
    path = film / "film.previz/consents/maelle-roy-drawings.toml"
    said = {'signed = ""': 'signed = "Maëlle Roy"', 'date = ""': "date = 2026-11-25"} | instead
    text = path.read_text("utf-8")
    for blank, filled in said.items():
        assert blank in text
        text = text.replace(blank, filled)
    path.write_text(text, "utf-8")
    return path


def test_nothing_is_learnt_without_a_signed_statement(film, capsys):
    """None, one that is not signed, one that was withdrawn, one that a drawing was changed after: refused, by name."""
    asked = ["train", "drawings", "--name", "maelle", *FAST]
    assert main(asked) == 1
    assert "previz consent FILE ARTIST drawings" in capsys.readouterr().err
    path = signed(film, **{'signed = ""': 'signed = "  "'})
    assert main(asked) == 1
    assert "has not signed it" in capsys.readouterr().err
    path.unlink()
    path = signed(film, **{'withdrawn = ""': "withdrawn = 2026-11-26"})
    assert main(asked) == 1
    assert "has withdrawn it" in capsys.readouterr().err
    path.unlink()
    signed(film)
    cv2.imwrite("drawings/study.png", np.full((90, 160, 3), 9, np.uint8))
    assert main(asked) == 1
    assert "learnt from study.png: no statement" in capsys.readouterr().err
    assert not (film / "film.previz/loras").exists()


def test_a_film_draws_with_what_was_learnt(film, capsys):
    """Trained on what is not set aside, told by its panels; made once; another training does not take its name."""
    path = signed(film)
    asked = ["train", "drawings", "--name", "maelle", *FAST]
    capsys.readouterr()
    assert main([*asked, "--json"]) == 0
    made = msgspec.json.decode(capsys.readouterr().out)
    assert (made["drawings"], made["told"], made["steps"]) == (2, 1, 6)
    said = about(film / "film.previz/loras/maelle.safetensors")
    assert set(said.drawings) == {"1A.png", "study.png"}
    assert list(said.statements) == ["Maëlle Roy"]
    assert not list((film / "film.previz/training").glob("*"))
    assert main([*asked, "--json"]) == 0
    assert msgspec.json.decode(capsys.readouterr().out)["first"] is None
    assert main([*asked, "--rank", "3"]) == 1
    assert "of other drawings or settings" in capsys.readouterr().err

    (film / "previz.toml").write_text(SETTINGS + "loras = { maelle = 0.8 }\n", "utf-8")
    painting = ["board", "film.fountain", "--renderer", "diffusion"]
    assert main([*painting, "--show-prompt"]) == 0
    assert "maelle" in capsys.readouterr().out
    path.write_text(path.read_text("utf-8").replace('withdrawn = ""', "withdrawn = 2026-11-26"), "utf-8")
    assert main([*painting, "--show-prompt"]) == 1
    assert "the LoRA maelle draws no more" in capsys.readouterr().err


def test_a_training_that_is_interrupted_goes_on(film, capsys):
    """Ctrl-C stops it with what was learnt; the same command goes on from there."""
    signed(film)
    long = ["train", "film.fountain", "drawings", "--steps", "60", "--rank", "2", "--name", "maelle"]
    program = subprocess.Popen([sys.executable, "-m", "previz", *long], stderr=subprocess.PIPE, text=True)
    kept = film / "film.previz/training/maelle.safetensors"
    while not kept.exists():
        assert program.poll() is None
        time.sleep(0.01)
    os.kill(program.pid, signal.SIGINT)
    _out, told = program.communicate(timeout=60)
    assert program.returncode == 130
    assert "resume" in told
    assert kept.exists()
    assert not (film / "film.previz/loras/maelle.safetensors").exists()
    capsys.readouterr()
    assert main([*long, "--json"]) == 0
    assert 20 <= msgspec.json.decode(capsys.readouterr().out)["went_on"] < 60
    assert about(film / "film.previz/loras/maelle.safetensors").steps == 60
    assert not kept.exists()
