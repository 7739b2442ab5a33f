"""What ``previz check`` reads from the finished file: a right film is right, and each thing that is wrong is named."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import films
import numpy as np
import pytest

from audio.blocks import GRAIN
from audio.lines import RATE, Samples
from previz.assembly.animatic import chapters, plan
from previz.assembly.joining import Labels, assemble
from previz.assembly.segments import segment
from previz.cutting.cut import Cut, LineAt
from previz.proving.inspection import inspect
from storyboard.shots import Transition

LINES = (LineAt("a", "s0", RATE // 2, 2 * RATE), LineAt("b", "s1", 4 * RATE, RATE))
TAKES = {"a": films.voice(2.0, 1), "b": films.voice(1.0, 2)}
CUT = films.cut([72, 60], lines=LINES)


def mixed(cut: Cut, takes: dict[str, Samples], floor: float = 0.01) -> Samples:
    """The takes at their places over a quiet ambience."""
    samples = round(cut.frames / cut.rate * RATE)
    result = np.random.default_rng(9).standard_normal(samples).astype(np.float32) * np.float32(floor)
    for line in cut.lines:
        take = takes.get(line.line, np.zeros(0, np.float32))
        result[line.sample : line.sample + len(take)] += take
    return result.clip(-1, 1)


def film(folder: Path, cut: Cut, samples: Samples, *, drop: int | None = None, titles: bool = True) -> Path:
    """A finished film; ``drop`` leaves one segment out, as a broken join would."""
    names = {(shot.shot, 0): str(n) for n, shot in enumerate(cut.shots)}
    specs = plan(cut, [films.setup(shot.shot) for shot in cut.shots], names, size=films.SIZE)
    paths = []
    for n, spec in enumerate(specs):
        paths.append(folder / f"{n}.h264")
        segment(spec, {name: films.panel(folder, int(name)) for name in spec.panels}, paths[-1])
    del paths[drop if drop is not None else len(paths) : len(paths) if drop is None else drop + 1]
    rate = (cut.rate.numerator, cut.rate.denominator)
    labels = Labels(rate, films.SIZE, chapters(cut) if titles else ())
    assemble(paths, films.aac(samples, folder), folder / "film.mp4", labels)
    return folder / "film.mp4"


def codes(path: Path, cut: Cut = CUT, **options: object) -> list[str]:
    return [defect.code for defect in inspect(path, cut, take=TAKES.__getitem__, **options)]  # type: ignore[arg-type]


def test_a_right_film_has_nothing_wrong(tmp_path: Path) -> None:
    """Frames, rate, lengths, chapters and both lines of a film made as its cut says are all found right."""
    assert inspect(film(tmp_path, CUT, mixed(CUT, TAKES)), CUT, take=TAKES.__getitem__) == ()


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(24000, 1001)])
def test_other_rates_are_right_too(tmp_path: Path, rate: Fraction) -> None:
    """The clock of 25 and of 23.976 frames a second is not mistaken for uneven frames or drift."""
    cut = replace(films.cut([72, 60], rate=rate), lines=())
    assert codes(film(tmp_path, cut, mixed(cut, {})), cut) == []


def test_lost_frames_are_counted(tmp_path: Path) -> None:
    """A film that lacks a shot has too few frames."""
    path = film(tmp_path, CUT, mixed(CUT, TAKES), drop=1)
    found = inspect(path, CUT)
    assert [(defect.code, "72" in defect.message, "132" in defect.message) for defect in found] == [
        ("frames", True, True)
    ]


def test_a_line_that_is_missing_displaced_or_cut_is_found(tmp_path: Path) -> None:
    """Over the same ambience: a line never laid, one laid elsewhere, one whose end is lost."""
    assert codes(film(tmp_path, CUT, mixed(CUT, {"a": TAKES["a"]}))) == ["missing"]
    late = np.concatenate([np.zeros(RATE // 2, np.float32), TAKES["a"][: -RATE // 2]])
    assert codes(film(tmp_path, CUT, mixed(CUT, {**TAKES, "a": late}))) == ["missing"]
    short = TAKES["a"] * (np.arange(len(TAKES["a"])) < 1.45 * RATE)
    assert codes(film(tmp_path, CUT, mixed(CUT, {**TAKES, "a": short}, floor=0.001))) == ["cut"]


def test_lines_spoken_together_are_both_heard(tmp_path: Path) -> None:
    """Two voices over each other are each found; when one of them was never laid, it is missed."""
    cut = replace(CUT, lines=(LINES[0], replace(LINES[1], sample=LINES[0].sample + RATE // 4)))
    assert codes(film(tmp_path, cut, mixed(cut, TAKES)), cut) == []
    assert codes(film(tmp_path, cut, mixed(cut, {"a": TAKES["a"]})), cut) == ["missing"]


def test_a_short_shout_over_a_line_hides_nothing(tmp_path: Path) -> None:
    """A line under a word twice as loud is found; it is missed when only the word is there."""
    takes = {"a": TAKES["a"], "b": 2 * films.voice(0.4, 5)}
    shout = LineAt("b", "s1", LINES[0].sample + RATE // 4, 2 * RATE // 5)
    cut = replace(CUT, lines=(LINES[0], shout))
    for laid, wrong in ((takes, ()), ({"b": takes["b"]}, ("missing",))):
        defects = inspect(film(tmp_path, cut, mixed(cut, laid)), cut, take=takes.__getitem__)
        assert tuple(defect.code for defect in defects) == wrong


def test_silence_where_a_line_should_be_heard(tmp_path: Path) -> None:
    """Without any sound each line is silent, even when nobody gives its take."""
    path = film(tmp_path, CUT, mixed(CUT, {}, floor=0.0))
    assert [(defect.code, defect.where) for defect in inspect(path, CUT)] == [
        ("silent", "00:00:00:12"),
        ("silent", "00:00:04:00"),
    ]


def test_a_line_laid_twice_is_found(tmp_path: Path) -> None:
    """A cut that lays one line at two places is refused."""
    cut = replace(CUT, lines=(*LINES, replace(LINES[1])))
    assert "doubled" in codes(film(tmp_path, CUT, mixed(CUT, TAKES)), cut)


def test_sound_of_another_length_drifts(tmp_path: Path) -> None:
    """A sound that is half a second too short is said to be, by how much."""
    samples = mixed(CUT, TAKES)[: 235 * GRAIN]
    (defect,) = inspect(film(tmp_path, CUT, samples), CUT, take=TAKES.__getitem__)
    assert (defect.code, "0.487" in defect.message) == ("drift", True)


def test_loudness_and_peaks_are_held_to_the_preset(tmp_path: Path) -> None:
    """A film that is too quiet, and one that is clipped and too hot, are measured by ffmpeg's own meter."""
    assert codes(film(tmp_path, CUT, mixed(CUT, TAKES) * 0.1), loudness=-14.0, peak=-1.0) == ["loudness"]
    hot = np.sign(mixed(CUT, TAKES)).astype(np.float32)
    assert {"peak", "clipping"} <= set(codes(film(tmp_path, CUT, hot), peak=-1.0))


def test_chapters_are_the_scenes(tmp_path: Path) -> None:
    """A film without its chapters is found out."""
    assert codes(film(tmp_path, CUT, mixed(CUT, TAKES), titles=False)) == ["chapters"]


def test_black_is_wrong_except_in_a_fade(tmp_path: Path) -> None:
    """Black frames of a fade are meant; the same frames are a defect when the cut knows of no fade."""
    faded = films.cut([72, 60], lines=LINES, transitions={1: Transition("fade_in", 1.0)})
    path = film(tmp_path, faded, mixed(faded, TAKES))
    assert codes(path, faded) == []
    assert codes(path, CUT) == ["black"]


def test_what_is_no_film_is_said(tmp_path: Path) -> None:
    """A file that is missing, or that is not a film, is one defect and never a traceback."""
    (tmp_path / "text.mp4").write_text("INT. CUISINE – JOUR")
    assert codes(tmp_path / "text.mp4") == ["unreadable"]
    assert codes(tmp_path / "none.mp4") == ["unreadable"]
