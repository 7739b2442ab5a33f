"""The embedded voice: espeak-ng, in worker programs of its own (espeak_worker.py says why)."""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Any

import numpy as np

from audio import delivery
from audio.errors import AudioError
from audio.lines import Line, Take
from audio.saying import Spoken, spoken
from audio.takes import LEVEL, finished, silent
from audio.timbres import Timbre, timbre, timbres
from audio.voices.workers import Command, WorkerLost, asked, in_order, worker

PROGRAM = Path(__file__).with_name("espeak_worker.py")

VOLUME = 55
"""The engine clips its loudest voices at its usual 100; takes are level matched afterwards."""

LIMITS = (("rate", 0.5, 2.5), ("gap", 0, 200), ("level", -50.0, -10.0))
"""What each setting may be."""

WHISPERED = ("breath 75 75 50 40 15 10", "breathw 150 150 200 200 400 400")
"""Air through the first six resonances, as the engine's own whispers have it. A seventh has no width of its own there,
and would whistle."""

SLOWEST, FASTEST = 80, 400
"""The engine's own limits, in its units of rate."""


@dataclass(frozen=True, slots=True)
class Espeak:
    """espeak-ng: robotic, instant, and on every machine. Its fields are its settings."""

    rate: float = 1.0
    """Tempo of all speech: 1 is about 165 to 170 words a minute."""
    gap: int = 0
    """Silence after each word, in hundredths of a second."""
    level: float = LEVEL
    """Loudness of plain speech, dB of K-weighted RMS."""
    lexicon: Mapping[str, str] = field(default_factory=dict)
    """Words and how to say them, spelled as the line's language would: ``{"Marlowe": "Marlo"}``."""

    def __post_init__(self) -> None:
        for name, lowest, highest in LIMITS:
            if not lowest <= getattr(self, name) <= highest:
                message = _("espeak: {name} is from {lowest:g} to {highest:g}, not {given:g}")
                given = getattr(self, name)
                raise AudioError(message.format(name=name, lowest=lowest, highest=highest, given=given))

    def unavailable(self) -> str | None:
        """None when ready, or one sentence that says what is missing and the remedy."""
        for _try in range(2):  # someone may have killed it, which says nothing of the next one
            try:
                with worker(command()):
                    return None
            except AudioError as error:
                return str(error)
            except (OSError, WorkerLost):
                continue
        return _("espeak-ng does not start here: run “pip install --force-reinstall espeakng-loader”")

    def version(self) -> str:
        """The engine and its version, for the ledger."""
        with worker(command()) as ready:
            return f"espeak-ng {ready.version}"

    def speak(self, lines: Sequence[Line]) -> Iterator[Take]:
        """One take for each line, in order.

        AudioError, which names the line, when its voice or language does not exist, or when it kills the engine twice.
        """
        return in_order(self._take, lines, name="espeak")

    def _take(self, line: Line) -> Take:
        form = spoken(line.text, language=line.voice.language, lexicon=(*line.pronounce, *self.lexicon.items()))
        if not form.text:
            return silent(line.id)
        heard = asked(command(), self._request(line, form), seconds=20 + len(form.text) / 20)
        if heard is None:
            message = _("{where}: espeak-ng stopped twice on this line; change its words, or record it")
            raise AudioError(message.format(where=_where(line)))
        answer, sound = heard
        if "error" in answer:
            message = _("{where}: espeak-ng failed ({trouble}); reinstall espeakng-loader")
            raise AudioError(message.format(where=_where(line), trouble=answer["error"]))
        hertz = answer["hertz"]
        marks = [(form.origin[at], sample / hertz) for at, _, sample in answer["words"] if 0 <= at < len(form.text)]
        level = self.level + delivery.level(line.manner, line.text)
        return finished(line.id, line.text, np.frombuffer(sound, np.int16), hertz, marks, level=level)

    def _request(self, line: Line, form: Spoken) -> dict[str, Any]:
        """What the worker is asked for."""
        table = _table()
        manner = table["manner"][line.manner]
        body, tempo = _body(line)
        language, place = _language(line)
        usual = table["rate"].get(language, table["rate"]["other"])
        return {
            # A broken-off line keeps its pitch up, as before a comma.
            "text": form.text.rstrip(" .…,;:-–—") + "," if line.cut_short else form.text,
            "language": place,
            "variant": "\n".join([*body, *_coloured(manner, body)]),
            "rate": round(min(max(usual * tempo * manner["rate"] * self.rate, SLOWEST), FASTEST)),
            "pitch": manner["pitch"],
            "range": manner["range"],
            "volume": VOLUME,
            "gap": self.gap + manner.get("gap", 0),
        }


def located() -> tuple[str, str]:
    """The library and its data, or AudioError with the remedy. Neither is loaded into this program."""
    try:
        from espeakng_loader import get_data_path, get_library_path

        library, data = get_library_path(), get_data_path()
    except (ImportError, RuntimeError) as error:
        raise AudioError(_("espeak-ng is not installed: run “pip install espeakng-loader”")) from error
    if not Path(library).is_file():
        message = _("espeak-ng is not at {library}: run “pip install --force-reinstall espeakng-loader”")
        raise AudioError(message.format(library=library))
    return library, data


def command() -> Command:
    """The worker program of this engine."""
    # -I and -S: nothing of the user's environment, and none of our packages, enters the other program.
    return (sys.executable, "-I", "-S", str(PROGRAM), *located())


def word_starts(line: Line, form: Spoken) -> tuple[int, ...]:
    """Where the words begin, in what is spoken of a line, as espeak-ng divides it: it runs some words into one.

    Empty when it does not speak the language.
    """
    try:
        heard = asked(command(), Espeak()._request(line, form), seconds=20 + len(form.text) / 20)
    except AudioError:
        return ()
    return () if heard is None else tuple(at for at, *_ in heard[0].get("words", ()) if 0 <= at < len(form.text))


def _where(line: Line) -> str:
    text = " ".join(line.text.split())
    return f"{line.character.upper()}, “{text if len(text) < 50 else text[:48] + '…'}”"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def languages() -> dict[str, str]:
    """Each language that the engine speaks, in lower case, to its file among the data: ``fr`` to ``roa/fr``."""
    home = Path(located()[1], "lang")
    return {file.name.lower(): file.relative_to(home).as_posix() for file in sorted(home.rglob("*")) if file.is_file()}


def _language(line: Line) -> tuple[str, str]:
    """The base language of a line, and the engine's file for it; a region that it lacks is spoken as the base."""
    wanted = line.voice.language.lower().replace("_", "-")
    base = wanted.partition("-")[0]
    known = languages()
    place = known.get(wanted) or known.get(base)
    if place is None:
        near = ", ".join(get_close_matches(wanted, known, 3, 0.5)) or "fr, en, es, de, it …"
        message = _(
            "{where}: espeak-ng does not speak “{name}”; it speaks {near}: change the language of {who} in the cast"
        )
        raise AudioError(message.format(where=_where(line), name=line.voice.language, near=near, who=line.character))
    return base, place


@cache
def _own() -> dict[str, Path]:
    """The engine's own voice variants by name."""
    return {file.name: file for file in sorted(Path(located()[1], "voices", "!v").iterdir())}


def voices() -> tuple[str, ...]:
    """Every name that a person may choose for a character: ours, then the engine's own variants."""
    return (*(each.name for group in timbres().values() for each in group), *_own())


def _body(line: Line) -> tuple[list[str], float]:
    """The lines of a voice file that make the speaker's voice, and the speaker's own tempo."""
    name = line.voice.name
    if not name:
        own = timbre(line.voice)
        return _shaped(own), own.tempo
    for group in timbres().values():
        for each in group:
            if each.name == name:
                return _shaped(each), each.tempo
    if name in _own():
        text = _own()[name].read_text(encoding="utf-8", errors="replace")
        return [row for row in text.splitlines() if row.split()[:1] not in (["language"], ["name"], ["gender"])], 1.0
    near = ", ".join(get_close_matches(name, voices(), 3, 0.4)) or "woman-1, man-1, f1, m1 …"
    message = _("{where}: espeak-ng has no voice “{name}”; near it are {near}: change the voice of {who} in the cast")
    raise AudioError(message.format(where=_where(line), name=name, near=near, who=line.character))


def _shaped(own: Timbre) -> list[str]:
    """A timbre as the lines of an espeak-ng voice file (its docs/voices.md gives their meaning)."""
    # The engine's median lies above the lowest pitch by about six tenths of its range (measured on both languages).
    lowest = own.pitch / (1 + 0.6 * own.span)
    width = 100 + 60 * own.nasal
    rows = [f"pitch {lowest:.0f} {lowest * (1 + own.span):.0f}", f"formant 0 {100 * own.tract:.0f} 100 {width:.0f}"]
    for number in range(1, 9):
        # An open jaw raises the first resonance and lowers the others a little.
        place = 100 * own.tract * (own.jaw if number == 1 else own.jaw**-0.4)
        strength = 100 if number < 3 else (100 + own.bright) / 2 if number == 3 else own.bright
        rows.append(f"formant {number} {place:.0f} {strength:.0f} {width if number < 3 else 100:.0f}")
    share = own.bright / 100
    rows.append(f"tone 600 185 1200 {140 * share**0.5:.0f} 2000 {110 * share:.0f} 3000 {70 * share:.0f}")
    return [*rows, f"roughness {own.rough:.0f}", f"flutter {own.tremor:.0f}", _breath(own.breath)]


def _breath(amount: float) -> str:
    """Air through the resonances, strongest in the middle ones."""
    return "breath " + " ".join(f"{amount * share:.0f}" for share in (0, 0.3, 0.6, 1, 1, 1, 0.6, 0.4))


def _coloured(manner: dict[str, float], body: Sequence[str]) -> list[str]:
    """What a manner changes in a voice: later lines of a voice file win."""
    own = {row.split()[0]: float(row.split()[1]) for row in body if row.startswith(("roughness ", "flutter "))}
    rows = []
    if "voicing" in manner:
        rows += [f"voicing {manner['voicing']:.0f}", "formant 0 100 0 100", *WHISPERED]
    if "breath" in manner:
        rows.append(_breath(manner["breath"]))
    if "tremor" in manner:
        rows.append(f"flutter {own.get('flutter', 2) + manner['tremor']:.0f}")
    if "rough" in manner:
        rows.append(f"roughness {min(7, own.get('roughness', 0) + manner['rough']):.0f}")
    return rows
