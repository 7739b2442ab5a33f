"""A recording session, with sound from a file in place of a microphone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
import pytest

from audio.errors import AudioError
from audio.lines import RATE, Samples
from audio.microphone import BLOCK, Microphone
from audio.recordings import read
from previz.cli import main
from previz.project import open_project
from previz.script.story import understand
from previz.sound.recording import Kept, session
from previz.sound.takes import takes

SCRIPT = "INT. CUISINE - JOUR\n\nMARTHE\nOui.\n\nNOÉ\nNon.\n\nMARTHE\nSi.\n"


@dataclass(frozen=True)
class Tone:
    """A source of a tone of some loudness, for ever."""

    peak: float = 0.3

    @contextmanager
    def open(self) -> Iterator[Iterator[Samples]]:
        block = self.peak * np.sin(np.arange(BLOCK) * 0.05).astype(np.float32)
        yield repeat(block)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(SCRIPT)
    return path


def recorded(script: Path, answers: str, *, source=None, blocks: int = 20, **how) -> list[Kept]:
    """A session in which someone answers r, n, b, q to each question, and speaks for a number of blocks."""
    project, asked, heard = open_project(script), iter(answers), [0]
    words = {"r": "record", "n": "next", "b": "back", "q": "quit"}

    def stopped() -> bool:
        heard[0] += 1
        return heard[0] % blocks == 0

    return list(
        session(
            project, understand(project), source or Tone(), ask=lambda *_: words[next(asked)], stopped=stopped,
            told=lambda kept: None, **how,
        )
    )  # fmt: skip


def held(script: Path) -> list[list[int]]:
    project = open_project(script)
    return [[one.take for one in row.takes] for row in takes(project, understand(project)).rows]


def test_takes_are_kept_line_by_line(script):
    """Two takes of the first line, none of the second, one of the third; each a file that is there at once."""
    kept = recorded(script, "rrnnrq")
    assert held(script) == [[1, 2], [], [1]]
    assert all(one.seconds == pytest.approx(1.0) for one in kept)
    assert [len(read(one.path)) for one in kept] == [RATE, RATE, RATE]


def test_what_has_a_take_is_not_asked_again(script):
    """Unless one asks for all; a character's session asks for their lines only."""
    recorded(script, "rq")
    assert len(recorded(script, "rnrn")) == 2
    assert held(script) == [[1], [1], [1]]
    recorded(script, "nrq", missing=False, who="marthe")
    assert held(script) == [[1], [1], [1, 2]]


def test_one_may_go_back(script):
    """To take the line before again; the first one has none before it."""
    recorded(script, "bnrbrq")
    assert held(script) == [[1], [1], []]


def test_a_bad_level_is_said_and_kept(script):
    """Clipped and faint takes are kept, with what to do."""
    (loud,) = recorded(script, "rq", source=Tone(1.0))
    (faint,) = recorded(script, "rq", source=Tone(0.001), missing=False)
    assert "too loud" in loud.advice
    assert "almost nothing" in faint.advice
    assert held(script)[0] == [1, 2]


def test_a_forgotten_take_ends_by_itself(script):
    """Nobody stops it: two minutes are kept."""
    (kept,) = recorded(script, "rq", blocks=10**9)
    assert 120 <= kept.seconds < 121


def test_without_a_microphone_it_is_said(script, capsys, monkeypatch):
    """No library, no sound system, no such device: one sentence, and nothing is written."""
    with pytest.raises(AudioError, match=r"microphone|record with"), Microphone("no such device").open():
        pass
    read_end = script.parent / "keys"
    read_end.write_text("\n")
    with read_end.open() as keys:
        monkeypatch.setattr("sys.stdin", keys)
        assert main(["record", str(script), "--device", "no such device"]) == 1
    assert "previz: " in capsys.readouterr().err
    assert held(script) == [[], [], []]
