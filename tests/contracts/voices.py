"""What every voice must do, whoever wrote it.

A back end of your own is held to it with one class in one test file::

    class TestMine(VoiceContract):
        voice = Mine()

``WeightsContract`` adds what a voice must do whose weights are files of the user's.
"""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from audio.errors import AudioError
from audio.lines import RATE, Line, Take, Voice, VoiceSpec
from audio.takes import LEVEL, speech_level, words_of
from audio.voices import workers
from audio.voices.neural import Neural
from audio.voices.workers import stop_all

TEXTS = {
    "fr": (
        "Ce matin-là, tout le monde me parlait comme si je m'en allais au bout du monde.",
        "Bonjour !",
        "Il est 19h30, M. Dupont... tu viens, ou quoi ?",
        "J'ai payé 12,50 € — douze euros cinquante ! — chez le p'tit marchand d'à côté.",
        "Nooon, pas Louis XIV, pas lui, pas la SNCF : 06 12 34 56 78.",
    ),
    "en": (
        "It was the first time that I had been in that little room.",
        "Hello!",
        "At 7:30, Mr. Smith... are you coming, or what?",
        "I paid $12.50 -- twelve fifty! -- and what's it to you?",
        "Nooo, not in 1984, not for the FBI: 555-0134.",
    ),
}
UNSPEAKABLE = ("…", "?!", "😀", "--", "*", "", " \n ")
HOSTILE = (
    "\x00\x01Oui\x07",
    "Une <voice name='x'> & [[pˈataʁ]] </speak>",
    "Deux\nlignes\tet\u2028plus",
    "perdu \ud800 ici",
    "cafe\u0301 et nai\u0308f",
    "Привет, 你好, مرحبا",
    "x" * 3000,
    "9" * 400,
    "a-" * 300,
)
LETTER = {"fr": (0.068, 0.43, 0.68, -0.04), "en": (0.060, 0.43, 0.62, 0.28)}
"""Seconds for each letter, comma and inner stop, and to add: what a line takes at a film's tempo."""


def line(text: str, *, number: int = 0, language: str = "fr", variant: int = 0, manner: str = "plain") -> Line:
    spec = VoiceSpec(language, "f", 30, variant)
    return Line(f"l{number}", "s1", "TESTER", text, manner, "on", spec)  # type: ignore[arg-type]


def estimated(text: str, language: str) -> float:
    letter, comma, stop, constant = LETTER[language]
    letters = sum(character.isalpha() for character in text)
    inner = sum(text.rstrip(" .!?…").count(mark) for mark in ".!?…:;")
    return letter * letters + comma * text.count(",") + stop * inner + constant


class VoiceContract:
    """Give ``voice`` and, where it differs, the languages it speaks and one that it does not."""

    voice: Voice
    languages: tuple[str, ...] = ("fr", "en")
    foreign = "xx"

    def said(self, *lines: Line) -> list[Take]:
        return list(self.voice.speak(lines))

    def spoken(self) -> list[tuple[Line, Take]]:
        texts = [(text, language) for language in self.languages for text in TEXTS[language]]
        lines = [line(text, number=number, language=language) for number, (text, language) in enumerate(texts)]
        return list(zip(lines, self.said(*lines), strict=True))

    def test_it_is_ready(self) -> None:
        """A voice under test is installed and says so."""
        assert self.voice.unavailable() is None

    def test_there_is_one_take_for_each_line_in_order(self) -> None:
        """Takes carry the ids of their lines, in the order asked."""
        assert all(take.line == line.id for line, take in self.spoken())
        assert self.said() == []

    def test_sound_is_clean(self) -> None:
        """Mono floats within full scale, no offset, silent at both ends, without long silence around the words."""
        for _, take in self.spoken():
            samples = take.samples
            assert samples.dtype == np.float32
            assert samples.ndim == 1
            assert np.abs(samples).max() < 1.0
            assert abs(float(samples.mean())) < 1e-3
            assert max(abs(samples[0]), abs(samples[-1])) < 1e-3
            assert np.abs(samples[: RATE // 10]).max() > 1e-2
            assert np.abs(samples[-RATE // 10 :]).max() > 1e-2

    def test_every_word_has_a_time(self) -> None:
        """Each word of the writer's text, verbatim, in order, once."""
        for line, take in self.spoken():
            assert [(word.start, word.end) for word in take.words] == words_of(line.text)

    def test_times_increase_within_the_take(self) -> None:
        """No word begins before the one before it, ends before it begins, or lies outside the sound."""
        for _, take in self.spoken():
            begins = [word.begin for word in take.words]
            assert begins == sorted(set(begins))
            assert all(0 <= word.begin < word.finish <= take.seconds + 1e-6 for word in take.words)
            pairs = zip(take.words, take.words[1:], strict=False)
            assert all(one.finish <= other.begin + 1e-6 for one, other in pairs)

    def test_a_take_depends_on_its_line_alone(self) -> None:
        """The same bytes and times alone, in another order, and again."""
        first = {line.id: (line, take) for line, take in self.spoken()}
        again = self.said(*reversed([line for line, _ in first.values()]))
        alone = self.said(first["l2"][0])
        for take in [*again, *alone]:
            assert take.samples.tobytes() == first[take.line][1].samples.tobytes()
            assert take.words == first[take.line][1].words

    def test_what_cannot_be_said_is_a_short_silence(self) -> None:
        """Dots, marks, emoji and nothing at all are silence, not an error and not spelled out."""
        lines = [line(text, number=number) for number, text in enumerate(UNSPEAKABLE)]
        for take in self.said(*lines):
            assert 0.1 <= take.seconds <= 1.0
            assert not take.samples.any()
            assert take.words == ()

    def test_nothing_written_breaks_it(self) -> None:
        """Control characters, markup, other alphabets, endless words: a take with a time for each word."""
        lines = [line(text, number=number) for number, text in enumerate(HOSTILE)]
        for each, take in zip(lines, self.said(*lines), strict=True):
            assert np.isfinite(take.samples).all()
            assert len(take.samples) > 0
            assert len(take.words) in (0, len(words_of(each.text)))

    def test_a_long_speech_is_one_take(self) -> None:
        """Fifteen hundred letters without a pause to breathe."""
        text = "On va de l'autre côté, et puis on revient " * 36
        (take,) = self.said(line(text))
        assert len(take.words) == len(words_of(text))
        assert take.seconds > 60

    def test_an_unknown_language_is_refused(self) -> None:
        """The error names the speaker and the remedy."""
        with pytest.raises(AudioError, match=r"TESTER.*cast"):
            self.said(line("Bonjour.", language=self.foreign))

    def test_lengths_are_those_of_speech(self) -> None:
        """A plain line lasts about what reading it aloud lasts."""
        for language in self.languages:
            text = TEXTS[language][0]
            (take,) = self.said(line(text, language=language))
            assert 0.6 < take.seconds / estimated(text, language) < 1.7

    def test_levels_follow_the_manner(self) -> None:
        """Every voice is as loud as the next; a whisper is weaker, a shout stronger."""
        text = TEXTS[self.languages[0]][0]
        plain = [line(text, variant=variant, language=self.languages[0]) for variant in range(3)]
        assert all(abs(speech_level(take.samples) - LEVEL) < 1 for take in self.said(*plain))
        whisper, shout = self.said(*(line(text, manner=manner) for manner in ("whisper", "shout")))
        assert speech_level(whisper.samples) < LEVEL - 4
        assert speech_level(shout.samples) > LEVEL + 2

    def test_nobody_waits_for_what_nobody_wants(self) -> None:
        """A speech that is half read leaves nothing running."""
        before = set(threading.enumerate())
        takes = self.voice.speak([line(TEXTS["fr"][1], number=number) for number in range(40)])
        assert next(iter(takes)).line == "l0"
        takes.close()  # type: ignore[attr-defined]
        left = set(threading.enumerate()) - before
        for one in left:
            one.join(1)  # a watchdog that has just been called off
        assert not [one for one in left if one.is_alive()]


class WeightsContract(VoiceContract):
    """Give ``kind`` and ``furnish``, which puts models of a few kilobytes into a folder and returns the names of two
    voices of one model; and ``weights``, the files of these that a voice cannot do without."""

    kind: ClassVar[type[Neural]]
    weights: ClassVar[str]
    pair: tuple[str, str]
    folder: Path

    @staticmethod
    def furnish(folder: Path) -> tuple[str, str]:
        raise NotImplementedError

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def furnished(cls, tmp_path_factory: Any) -> Iterator[None]:
        cls.folder = tmp_path_factory.mktemp("models")
        cls.pair = cls.furnish(cls.folder)
        cls.voice = cls.kind(models=str(cls.folder))
        yield
        stop_all()

    def test_what_there_is_can_be_shown(self) -> None:
        """Where it looks, and how many voices are there."""
        assert str(self.folder) in self.voice.found()  # type: ignore[attr-defined]

    def test_a_chosen_voice_is_heard_or_refused(self) -> None:
        """Two voices of one model sound different; one that does not exist is refused with those that do."""
        text = TEXTS["fr"][0]
        spec = line(text).voice
        one, other = self.said(*(replace(line(text), voice=replace(spec, name=name)) for name in self.pair))
        assert one.samples.tobytes() != other.samples.tobytes()
        with pytest.raises(AudioError, match=r"TESTER.*there is no voice “nobody”"):
            self.said(replace(line(text), voice=replace(spec, name="nobody")))

    def test_rate_changes_the_tempo(self) -> None:
        """A faster film is a shorter film."""
        (plain,) = self.said(line(TEXTS["fr"][0]))
        (fast,) = replace(self.voice, rate=1.5).speak([line(TEXTS["fr"][0])])  # type: ignore[type-var]
        assert fast.seconds < 0.85 * plain.seconds
        with pytest.raises(AudioError, match="rate is from"):
            self.kind(rate=9)

    def test_no_weights_is_said_with_the_folder(self, tmp_path: Path) -> None:
        """An empty folder, or none: one sentence, which names it and what is to be put there."""
        for folder in (tmp_path, tmp_path / "nowhere"):
            trouble = self.kind(models=str(folder)).unavailable()
            assert trouble is not None
            assert str(folder) in trouble
            assert "put" in trouble

    @pytest.mark.parametrize(
        "damage", [b"", b"this is no model", b"\x08\x08\x12\x00" * 50, None], ids=["empty", "text", "random", "cut"]
    )
    def test_a_damaged_model_is_an_error(self, tmp_path: Path, damage: bytes | None) -> None:
        """Emptied, replaced, random or cut short: an error that names the line, the voice and the folder; this program
        lives on, and a whole model still speaks."""
        folder = tmp_path / "models"
        shutil.copytree(self.folder, folder)
        for path in sorted(folder.rglob(self.weights)):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if damage is None else damage)
        with pytest.raises(AudioError) as told:
            list(self.kind(models=str(folder)).speak([line(TEXTS["fr"][0])]))
        assert str(folder) in str(told.value)
        assert "copy" in str(told.value)
        assert self.said(line("Bonjour !"))[0].words

    def test_a_worker_that_is_always_killed_is_an_error(self) -> None:
        """Workers that die on a line, each time, are given up in a sentence that names it; the next line is spoken."""
        done = threading.Event()

        def kill() -> None:
            while not done.wait(0.01):
                for children in Path("/proc/self/task").glob("*/children"):
                    for one in children.read_text().split():
                        with suppress(ProcessLookupError):
                            os.kill(int(one), signal.SIGKILL)

        stop_all()  # a new worker takes its time to start, and is killed before it can speak
        killer = threading.Thread(target=kill)
        killer.start()
        try:
            with pytest.raises(AudioError, match=r"TESTER.*stopped twice"):
                self.said(line("Bonjour !"))
        finally:
            done.set()
            killer.join()
        assert self.said(line("Bonjour !"))[0].words

    def test_what_is_not_installed_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the package: one sentence, with what to run."""
        monkeypatch.setitem(sys.modules, self.kind.PACKAGE, None)
        assert f"ecriture-liquide[{self.kind.NAME}]" in (self.voice.unavailable() or "")

    def test_nothing_is_left_in_the_temporary_folder(self) -> None:
        """Neither by a worker that ends nor by one that is killed."""
        stop_all()  # those that other tests left
        for _try in range(2):
            self.said(line("Bonjour !"))
            (one,) = (each for each in workers._idle if each.command == self.voice._command())  # type: ignore[attr-defined]
            assert Path(one.room).is_dir()
            if _try:
                one.program.kill()
                one.program.wait()
            stop_all()
            assert not Path(one.room).exists()

    def test_other_weights_make_another_product(self, tmp_path: Path) -> None:
        """The same weights elsewhere are the same ingredient; changed ones are another."""
        folder = tmp_path / "models"
        shutil.copytree(self.folder, folder)
        moved = self.kind(models=str(folder))
        assert moved.ingredients() == self.voice.ingredients()  # type: ignore[attr-defined]
        changed = sorted(folder.rglob(self.weights))[0]
        changed.write_bytes(changed.read_bytes() + b"\0")
        assert moved.ingredients() != self.voice.ingredients()  # type: ignore[attr-defined]

    def test_it_stays_off_the_network(self) -> None:
        """While it speaks, its workers have no socket open; and whatever tries to open one is refused."""
        self.said(line("Bonjour !"))
        idle = [one for one in workers._idle if one.command == self.voice._command()]  # type: ignore[attr-defined]
        assert idle
        for one in idle:
            opened = Path(f"/proc/{one.program.pid}/fd")
            links = [os.readlink(each) for each in opened.iterdir()] if opened.is_dir() else []
            assert not [link for link in links if link.startswith("socket:")]
