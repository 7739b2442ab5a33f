"""Lines on their way through the pipeline: spoken as the project says, made again only where a word of theirs changes,
heard together where the script says so."""

from pathlib import Path

import numpy as np
import pytest

from audio import takefile
from audio.errors import AudioError
from audio.lines import RATE
from audio.takes import words_of
from audio.voices.espeak import Espeak
from previz.errors import SettingsError
from previz.pipeline import lay_cut, speak
from previz.project import open_project
from previz.script.story import understand
from previz.sound.spoken import Spoken
from previz.workshop.build import building
from previz.workshop.store import Store

SCRIPT = """INT. CUISINE - JOUR

MARTHE, soixante ans, une femme, attend. NOÉ, dix ans, un garçon, entre.

MARTHE
La Guyenne est loin. (un temps) Le GIF aussi.

NOÉ
Je ne sais pas.

MARTHE
I don't know what you want from him. Viens ici, et dis-moi ce que tu as fait.

NOÉ
Mais je voulais--

MARTHE
Tais-toi !

NOÉ ^
Non !
"""


def spoken(tmp_path: Path, settings: str = "") -> tuple[Spoken, dict[str, int]]:
    """The lines of the script, and how many takes were made and kept."""
    script = tmp_path / "film.fountain"
    script.write_text(SCRIPT)
    (tmp_path / "previz.toml").write_text(settings)
    project = open_project(script)
    with building(Store(project.folder / "store"), lambda event: None) as build:
        lines = speak(understand(project), Espeak(), project, build, {})
    return lines, {"made": build.made["voices"], "kept": build.kept["voices"]}


def test_a_pronunciation_remakes_the_lines_that_have_the_word(tmp_path):
    """And no other; its words keep their place in the writer's text, and it is as if it were spelled so."""
    first, _ = spoken(tmp_path)
    again, counts = spoken(tmp_path, '[pronounce]\n"Guyenne" = "gui-yenne"\n"gif" = { fr = "jif", en = "jiff" }\n')
    assert counts == {"made": 1, "kept": len(first.lines) - 1}
    assert first.takes[0] != again.takes[0]
    take = takefile.load(again.takes[0])
    assert [(word.start, word.end) for word in take.words] == words_of(again.lines[0].text)
    assert again.lines[0].pronounce == (("Guyenne", "gui-yenne"), ("gif", "jif"))


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ('"Guyenne" = "[[gyijEn]]"', AudioError, "spell it as it sounds"), ('"Guyenne" = ""', AudioError, "cannot be"),
        ('"!" = "point"', AudioError, "is no word"), ('"Guyenne" = 3', SettingsError, "a text in quotes"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(tmp_path, settings, error, message):
    """With the word, and what to write instead."""
    with pytest.raises(error, match=message):
        spoken(tmp_path, f"[pronounce]\n{settings}\n")


def test_a_silence_and_another_tongue_stay_in_one_take(tmp_path):
    """The line is one take, its passages are in their order, each word has a time."""
    lines, _ = spoken(tmp_path)
    assert [[part.language for part in line.passages] for line in lines.lines[:3]] == [["fr", "fr"], [], ["en", "fr"]]
    held = takefile.load(lines.takes[0])
    border = next(word for word in held.words if word.start > lines.lines[0].text.index("Le GIF") - 1)
    before = max(word.finish for word in held.words if word.begin < border.begin - 1)
    assert not held.samples[round((before + 0.1) * RATE) : round((border.begin - 0.1) * RATE)].any()


def test_dual_dialogue_overlaps_and_an_interruption_leaves_no_gap(tmp_path):
    """Both sides of a dual dialogue sound at once; who interrupts is heard at most two frames after the broken word."""
    lines, _ = spoken(tmp_path)
    project = open_project(tmp_path / "film.fountain")
    story = understand(project)
    from previz.pipeline import direct
    from storyboard.directors.rules import Rules

    with building(Store(project.folder / "store"), lambda event: None) as build:
        cut = lay_cut(story, direct(story, Rules(), build), lines, project.settings)
    at = [(line.sample, line.sample + line.samples) for line in cut.lines]
    broken, told, at_once = at[-3], at[-2], at[-1]
    assert told[0] == at_once[0]
    assert 0 <= told[0] - broken[1] <= 2 * RATE / cut.rate
    assert np.abs(takefile.load(lines.takes[-3]).samples[-RATE // 20 :]).max() > 0.01
