"""The embedded voice keeps the contract of every voice, and its worker programs can neither hurt nor outlive us."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from contracts.voices import VoiceContract, line

from audio.errors import AudioError
from audio.lines import Take, VoiceSpec
from audio.takes import words_of
from audio.voices import workers
from audio.voices.espeak import Espeak, command, languages, voices
from audio.voices.workers import Worker, WorkerLost, stop_all, worker

TEXT = "Dis-lui que j'arrive. Dis-lui que j'arrive, c'est tout."


class TestEspeak(VoiceContract):
    voice = Espeak()


def spoken(engine: Espeak | None = None, **changes: object) -> Take:
    """The take of one line."""
    (take,) = (engine or Espeak()).speak([replace(line(TEXT), **changes)])
    return take


def test_it_is_named_with_its_version():
    """The ledger can say who spoke."""
    assert Espeak().version().startswith("espeak-ng 1.")


@pytest.mark.parametrize(("text", "heard"), [("Marlowe arrive.", "Marlo"), ("marlowe", "Marlo")])
def test_a_word_may_be_given_its_sound(text, heard):
    """A project's lexicon is spoken in place of the word, whose time is still that of the writer's word."""
    (take,) = Espeak(lexicon={"marlowe": heard}).speak([line(text)])
    (plain,) = Espeak().speak([line(text.replace("Marlowe", heard).replace("marlowe", heard))])
    assert take.samples.tobytes() == plain.samples.tobytes()
    assert [(word.start, word.end) for word in take.words] == words_of(text)


@pytest.mark.parametrize("setting", [{"rate": 9.0}, {"gap": -1}, {"level": 3.0}])
def test_a_setting_out_of_range_is_refused(setting):
    """Nothing is silently brought back into its range."""
    with pytest.raises(AudioError, match="is from"):
        Espeak(**setting)


def test_rate_changes_the_tempo():
    """A faster film is a shorter film."""
    assert spoken(Espeak(rate=1.3)).seconds < 0.85 * spoken().seconds


def test_regions_fall_back_on_their_language():
    """There is no Canadian French: French is the documented nearest. American English is there, and is not British."""
    assert {"fr", "fr-be", "fr-ch", "en", "en-us"} <= languages().keys()
    assert spoken(voice=VoiceSpec("fr-CA", "f", 30, 0)).samples.tobytes() == spoken().samples.tobytes()
    british, american = (spoken(voice=VoiceSpec(each, "f", 30, 0)) for each in ("en", "en-us"))
    assert british.samples.tobytes() != american.samples.tobytes()


def test_a_chosen_voice_is_heard_or_refused():
    """The engine's own variants may be named; one that does not exist is refused with what is near it."""
    chosen = [VoiceSpec("fr", "f", 30, 0, name) for name in ("man-2", "f3", "klatt4")]
    assert len({spoken(voice=each).samples.tobytes() for each in chosen}) == 3
    assert {each.name for each in chosen} <= set(voices())
    with pytest.raises(AudioError, match=r"near it are.*woman-3"):
        spoken(voice=VoiceSpec("fr", "f", 30, 0, "womann-3"))


def test_an_interrupted_line_ends_on_its_last_word():
    """No dash is spoken, no pause is kept, and the pitch stays up: the sound differs from a finished sentence."""
    whole, broken = line("Je voulais te dire."), replace(line("Je voulais te dire--"), cut_short=True)
    finished, cut = Espeak().speak([whole, broken])
    assert len(cut.words) == len(finished.words) == 4
    assert cut.samples.tobytes() != finished.samples.tobytes()
    assert cut.seconds - cut.words[-1].finish < 0.05


def test_a_worker_that_dies_is_replaced():
    """Workers killed between and during lines change nothing in what is heard."""
    lines = [line(f"{number}. {TEXT}", number=number) for number in range(12)]
    expected = [take.samples.tobytes() for take in Espeak().speak(lines)]
    with worker(command()) as victim:
        os.kill(victim.program.pid, signal.SIGKILL)
        with pytest.raises(WorkerLost):
            victim.ask({"text": ""}, seconds=5)
    heard = []
    for take in Espeak().speak(lines):
        heard.append(take.samples.tobytes())
        for idle in list(workers._idle):
            idle.program.kill()
    assert heard == expected


def test_a_worker_that_hangs_is_stopped():
    """A program that no longer answers is ended after its time, and the next one speaks."""
    hung = Worker(command())
    os.kill(hung.program.pid, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(WorkerLost):
        hung.ask({"text": ""}, seconds=0.2)
    hung.stop()
    assert time.monotonic() - began < 5
    assert hung.program.returncode is not None
    assert spoken().words


def test_no_worker_outlives_its_use():
    """Stopping the pool ends the programs, and removes what they had in the temporary folder."""
    with worker(command()) as running:
        program, room = running.program, Path(running.room)
        assert room.is_dir()
    stop_all()
    assert program.returncode is not None
    assert not room.exists()


def running(pid: int) -> bool:
    """Whether a program is there, neither ended nor waiting to be laid to rest."""
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(status) and not status.startswith("Z")


CHILD = """
import sys, time
from audio.lines import Line, VoiceSpec
from audio.voices.espeak import Espeak, command
from audio.voices.workers import worker
if __name__ == "__main__":
    with worker(command()) as one:
        print(one.program.pid, one.room, flush=True)
    lines = [Line(str(n), "s", "A", "Bonjour. " * 9, "plain", "on", VoiceSpec("fr", "f", 30, 0)) for n in range(9999)]
    for take in Espeak().speak(lines):
        pass
"""


def test_a_worker_asked_to_end_clears_up():
    """A worker that is terminated on its own removes its folder."""
    with worker(command()) as running:
        running.program.terminate()
        running.program.wait(timeout=10)
        assert not Path(running.room).exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_workers_end_with_the_program_that_started_them(how):
    """After Ctrl-C and after a kill, no worker runs and nothing is left in the temporary folder."""
    child = subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    pid, room = child.stdout.readline().split()
    time.sleep(0.3)
    child.send_signal(how)
    _, trouble = child.communicate(timeout=20)
    assert child.returncode != 0
    assert how is signal.SIGKILL or "KeyboardInterrupt" in trouble
    limit = time.monotonic() + 10
    while (running(int(pid)) or Path(room).exists()) and time.monotonic() < limit:
        time.sleep(0.02)
    assert not running(int(pid))
    assert not Path(room).exists()


POOLED = """
import multiprocessing, sys
from audio.lines import Line, VoiceSpec
from audio.voices.espeak import Espeak

def say(number):
    line = Line(str(number), "s", "A", "Bonjour à tous.", "plain", "on", VoiceSpec("fr", "f", 30, 0))
    return [take.samples.tobytes() for take in Espeak().speak([line])]

if __name__ == "__main__":
    here = say(0)
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(1) as pool:
            assert pool.map(say, range(2)) == [here, here], method
    assert say(1) == here
    print("same")
"""


def test_it_speaks_from_processes_of_a_pool(tmp_path):
    """Forked or spawned, a process of a pool speaks the same bytes as its parent, which still speaks afterwards."""
    program = tmp_path / "pooled.py"
    program.write_text(POOLED)
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", str(program)], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout.strip(), done.stderr) == ("same", "")


def test_only_the_worker_program_loads_the_library():
    """GPL-3 stays on the other side of the pipes: this process never maps libespeak-ng."""
    assert spoken().words
    maps = Path("/proc/self/maps")
    assert not maps.exists() or "espeak-ng" not in maps.read_text()
