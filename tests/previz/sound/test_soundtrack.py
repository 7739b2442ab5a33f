"""The film's sound: made again in part, taken in parts, and weighed by the settings."""

from pathlib import Path

import pysubs2
import pytest
from test_film import FLAGS, SCRIPT, ignore, project

from audio import sounds, wav
from audio.lines import Line, VoiceSpec
from audio.voices.espeak import Espeak
from previz.errors import PrevizError, SettingsError
from previz.film import make
from previz.project import open_project
from previz.records import read_record
from previz.script.story import understand
from previz.sound.soundtrack import captions, stems
from previz.sound.takes import assign

LONG = SCRIPT + "".join(
    f"\nINT. PIÈCE {n} - JOUR\n\nMarthe attend, immobile, devant la fenêtre. Le chien aboie.\n\n"
    f"MARTHE\nC'est la fois numéro {n}, et je t'attends encore.\n\nElle s'assoit. Rien ne bouge.\n"
    for n in range(1, 6)
)


def blocks(folder: Path) -> set[str]:
    return {path.name for path in (folder / "film.previz/store").glob("*/*.aac")}


def test_a_changed_line_remakes_a_few_blocks_and_the_same_film(tmp_path: Path) -> None:
    """The film after a change is, to the byte, the one made from nothing; most of its sound was there already."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    make(project(tmp_path / "one", LONG), report=ignore)
    was = blocks(tmp_path / "one")
    changed = LONG.replace("numéro 3,", "numéro 3, ou 4,")
    again = make(project(tmp_path / "one", changed), report=ignore)
    clean = make(project(tmp_path / "two", changed), report=ignore)
    assert Path(again.film).read_bytes() == Path(clean.film).read_bytes()
    record = read_record(open_project(tmp_path / "one/film.fountain", flags=FLAGS))
    assert record is not None
    assert len(blocks(tmp_path / "one") - was) < len(was) / 2


def test_a_lost_block_is_made_again(tmp_path: Path) -> None:
    """A block that somebody deletes is missed, and made again; the film is the same."""
    film = make(project(tmp_path), report=ignore)
    whole = Path(film.film).read_bytes()
    next((tmp_path / "film.previz/store").glob("*/*.aac")).unlink()
    Path(film.film).unlink()
    assert Path(make(project(tmp_path), report=ignore).film).read_bytes() == whole


def test_stems_last_as_long_as_the_film(tmp_path: Path) -> None:
    """One file for each character and each kind, all of one length, and nothing else in the folder."""
    made = stems(project(tmp_path), report=ignore)
    assert {"MIX", "DX", "FX", "BG", "DX_MARTHE", "DX_NOE"} == set(made.stems)
    lengths = {len(wav.read(Path(path))) for path in made.stems.values()}
    assert len(lengths) == 1
    assert abs(lengths.pop() / 48_000 - made.seconds) < 0.02
    assert len(list(Path(made.folder).iterdir())) == 6


def test_stems_hold_what_was_recorded(tmp_path: Path) -> None:
    """A recording that the film plays is in the stems too."""
    plain = Path(stems(project(tmp_path), report=ignore).stems["DX"]).read_bytes()
    said = Line("x", "s", "X", "Il revient.", "plain", "on", VoiceSpec("fr", "m", 50, 0, "man-4"))
    (tmp_path / "essai.wav").write_bytes(wav.to_bytes(next(iter(Espeak(rate=0.9).speak([said]))).samples))
    opened = project(tmp_path)
    assign(opened, understand(opened), tmp_path / "essai.wav", "1/1")
    assert Path(stems(project(tmp_path), report=ignore).stems["DX"]).read_bytes() != plain


def test_captions_are_the_writers_words(tmp_path: Path) -> None:
    """Another program reads them; who is not in the picture is named when asked for."""
    made = captions(project(tmp_path), output=tmp_path / "film.vtt", names=True, report=ignore)
    read = pysubs2.load(made.file)
    assert [event.plaintext for event in read] == ["Il revient.", "Qui ça ?", "MARTHE : Je savais qu'il viendrait."]
    with pytest.raises(PrevizError, match="srt"):
        captions(project(tmp_path), output=tmp_path / "film.txt", report=ignore)


def test_settings_weigh_mute_and_replace(tmp_path: Path) -> None:
    """A muted effect is silent, a louder one louder, one's own sound is heard instead, an unknown one is refused."""
    text = "INT. CUISINE - JOUR\n\nUn chien aboie.\n\nMARTHE\nBon.\n"

    def noise(settings: str) -> bytes:
        (tmp_path / "previz.toml").write_text(f"[sound]\n{settings}", "utf-8")
        return Path(stems(project(tmp_path, text), report=ignore).stems["FX"]).read_bytes()

    (tmp_path / "sons").mkdir()
    (tmp_path / "sons/chien.wav").write_bytes(wav.to_bytes(sounds.effect("horn")))
    plain = noise("")
    assert not any(noise('[sound.effects]\ndog = "off"')[800:])
    assert noise("[sound.effects]\ndog = -6.0") != plain
    assert noise('folder = "sons"') != plain
    with pytest.raises(SettingsError, match="zebra"):
        noise("[sound.effects]\nzebra = 1.0")
    with pytest.raises(SettingsError, match="decibels"):
        noise("[sound.effects]\ndog = 99")
