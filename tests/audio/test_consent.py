"""Nobody's voice is imitated without a consent that they signed for that very recording."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from audio.consent import consents, references, require, template
from audio.errors import AudioError
from audio.lines import Line, Take
from audio.voices.espeak import Espeak


@dataclass(frozen=True)
class Imitator:
    """A voice that speaks after a recording, wherever its settings name it."""

    speaker: str = ""
    people: Mapping[str, str] = field(default_factory=dict)

    def unavailable(self) -> None:
        return None

    def speak(self, lines: Sequence[Line]) -> Iterator[Take]:
        return Espeak().speak(lines)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "marthe.wav"
    path.write_bytes(b"RIFF: the voice of someone")
    return path


def signed(recording: Path, **said: str) -> Path:
    """The folder of a consent, signed as it should be but for what is said otherwise."""
    text = template(who="Marthe Le Goff", purpose="scratch voices", recording=recording)
    for key, value in ({"signed": "Marthe LE GOFF", "date": "2026-11-25"} | said).items():
        text = "\n".join(f'{key} = "{value}"' if row.startswith(f"{key} =") else row for row in text.splitlines())
    folder = recording.parent / "consents"
    folder.mkdir(exist_ok=True)
    (folder / "marthe.toml").write_text(text)
    return folder


def test_a_signed_consent_lets_the_voice_speak(recording):
    """By the hash of the recording, wherever it lies and whatever it is called."""
    folder = signed(recording)
    require(Imitator(str(recording)), folder)
    moved = recording.rename(recording.with_name("elsewhere.WAV"))
    require(Imitator(people={"MARTHE": moved.name}), folder, beside=moved.parent)
    assert [one.trouble for one in consents(folder)] == [""]


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"signed": ""}, "has not signed it"),
        ({"date": ""}, "has not signed it"),
        ({"date": "soon"}, "has not signed it"),
        ({"signed": "Someone Else"}, "signed by Someone Else"),
        ({"withdrawn": "2026-12-01"}, "has withdrawn it"),
        ({"statement": "ok"}, "does not say who agrees"),
        ({"purpose": ""}, "does not say who agrees"),
    ],
)
def test_a_consent_that_does_not_hold_refuses_the_voice(recording, said, trouble):
    """Unsigned, undated, signed by another, withdrawn or emptied: the file is named, with the reason."""
    with pytest.raises(AudioError, match=rf"marthe\.toml: .*{trouble}"):
        require(Imitator(str(recording)), signed(recording, **said))


def test_without_consent_the_remedy_is_said(recording):
    """No file at all, or one for another recording."""
    with pytest.raises(AudioError, match="previz consent"):
        require(Imitator(str(recording)), recording.parent / "consents")
    folder = signed(recording)
    recording.write_bytes(b"another voice")
    with pytest.raises(AudioError, match="nobody has agreed"):
        require(Imitator(str(recording)), folder)


def test_a_damaged_consent_refuses_and_a_missing_recording_is_said(recording):
    """Nothing is assumed from what cannot be read."""
    folder = signed(recording)
    (folder / "marthe.toml").write_bytes(b"\xff = [")
    with pytest.raises(AudioError, match="nobody has agreed"):
        require(Imitator(str(recording)), folder)
    assert "cannot be read" in consents(folder)[0].trouble
    with pytest.raises(AudioError, match="no such recording"):
        require(Imitator("nowhere.flac"), folder)


def test_a_recording_is_found_wherever_the_settings_name_it():
    """In a text, a table or a list; words to be pronounced and folders of weights are none."""
    named = Imitator("a.wav", {"MARTHE": "b.FLAC", "demo.mp3": "demo"})
    assert [path.name for path in references(named)] == ["a.wav", "b.FLAC"]
    assert references(replace(Espeak(), lexicon={"Marlowe": "Marlo"})) == ()


def test_the_template_is_toml_whatever_the_names(tmp_path):
    """Quotes, backslashes and line ends in a name stay inside their text."""
    path = tmp_path / 'a "b" \\.wav'
    path.write_bytes(b"x")
    (tmp_path / "c.toml").write_text(template(who='M "x"\n= 1', purpose="é\\", recording=path))
    (consent,) = consents(tmp_path)
    assert (consent.who, consent.purpose, consent.recording) == ('M "x"\n= 1', "é\\", path.name)
