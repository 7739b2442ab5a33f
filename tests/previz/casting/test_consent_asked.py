"""Consents at the command line, and their guard before any voice."""

from pathlib import Path

import msgspec
import pytest

from previz import backends
from previz.cli import main

CLONE = """
from dataclasses import dataclass
from audio.voices.espeak import Espeak

@dataclass(frozen=True)
class Clone(Espeak):
    speaker: str = ""
"""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    (tmp_path / "film.fountain").write_text("INT. BAR - JOUR\n\nMARTHE\nOui.\n")
    (tmp_path / "marthe.wav").write_bytes(b"a voice")
    return tmp_path / "film.fountain"


def test_one_is_written_signed_and_listed(film, capsys):
    """The template goes into the film's folder, is never overwritten, and is listed with its state."""
    asked = ["consent", str(film), "Marthe Le Goff", str(film.parent / "marthe.wav"), "--for", "maquette"]
    assert main(asked) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == film.parent / "film.previz/consents/marthe-le-goff.toml"
    assert main(asked) == 1
    assert "there already" in capsys.readouterr().err
    assert main(["consent", str(film), "--json"]) == 0
    (listed,) = msgspec.json.decode(capsys.readouterr().out)["consents"]
    assert (listed["who"], listed["holds"]) == ("Marthe Le Goff", False)
    text = (
        path.read_text().replace('signed = ""', 'signed = "Marthe Le Goff"').replace('date = ""', "date = 2026-11-25")
    )
    path.write_text(text)
    assert main(["consent", str(film)]) == 0
    assert "signed on 2026-11-25" in capsys.readouterr().out


def test_what_is_missing_is_said(film, capsys):
    """A person without a recording; a recording that is not there."""
    assert main(["consent", str(film), "Marthe"]) == 1
    assert main(["consent", str(film), "Marthe", "nowhere.wav"]) == 1
    assert capsys.readouterr().err.count("recording") == 2


@pytest.fixture
def clone(tmp_path_factory, monkeypatch):
    """A stranger's voice that imitates a recording, installed as any package is."""
    place = tmp_path_factory.mktemp("site")
    (place / "clone.py").write_text(CLONE)
    known = place / "clone-1.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: clone\nVersion: 1\n")
    (known / "entry_points.txt").write_text("[previz.voices]\nclone = clone:Clone\n")
    monkeypatch.syspath_prepend(str(place))
    backends._registered.cache_clear()
    yield
    backends._registered.cache_clear()


@pytest.mark.usefixtures("clone")
def test_every_voice_is_asked_for_consent(film, capsys):
    """A voice that names a recording is refused before it speaks a word, and after a withdrawal; signed, it speaks."""
    (film.parent / "previz.toml").write_text(
        '[film]\nsize = "320x180"\n[voice]\nuse = "clone"\n[voice.clone]\nspeaker = "marthe.wav"\n'
    )
    assert main(["make", str(film), "-q"]) == 1
    assert "nobody has agreed to it" in capsys.readouterr().err
    assert main(["consent", str(film), "Marthe", str(film.parent / "marthe.wav"), "-q"]) == 0
    path = Path(capsys.readouterr().out.strip())
    signed = path.read_text().replace('signed = ""', 'signed = "Marthe"')
    path.write_text(signed.replace('date = ""', "date = 2026-11-25"))
    assert main(["make", str(film), "-q"]) == 0
    path.write_text(signed.replace('withdrawn = ""', 'withdrawn = "2026-12-01"'))
    assert main(["make", str(film), "-q"]) == 1
    assert "withdrawn" in capsys.readouterr().err
