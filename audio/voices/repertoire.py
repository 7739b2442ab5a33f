"""Who, of the voices that an engine has, plays whom: for engines whose voices come with their models."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from gettext import gettext as _
from typing import Any, Literal

from audio.errors import AudioError
from audio.lines import VoiceSpec
from screenplay.folding import digest, slug
from screenplay.story import Scene


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of an engine: of a model that speaks with one voice or with hundreds."""

    name: str
    """As a person may name it in previz.toml: ``fr_FR-siwis-medium``, ``fr_FR-upmc-medium#jessica``."""
    languages: tuple[str, ...]
    """``fr``, ``en-us`` …, lower case; the first is its own."""
    gender: Literal["f", "m"] | None = None
    """As the model or the user says; unknown otherwise."""


def speaks(speaker: Speaker, language: str) -> bool:
    """Whether a voice speaks a language, whatever its region."""
    return any(_base(one) == _base(language) for one in speaker.languages)


def named(name: str, speakers: Iterable[Speaker]) -> Speaker | None:
    """The voice of a name, whose case does not matter."""
    return next((one for one in speakers if one.name.lower() == name.lower()), None)


def suited(voice: VoiceSpec, speakers: Sequence[Speaker]) -> Speaker | None:
    """The voice for someone whom nobody cast: of the language, region and gender if there is one, spread by variant."""
    choices = [one for one in speakers if speaks(one, voice.language)]
    if not choices:
        return None
    best = max(_fit(one, voice) for one in choices)
    choices = [one for one in choices if _fit(one, voice) == best]
    return choices[voice.variant % len(choices)]


def assigned(
    voices: Mapping[str, VoiceSpec],
    scenes: Sequence[Scene],
    speakers: Sequence[Speaker],
    chosen: Mapping[str, str] | None = None,
    known: Mapping[str, str] | None = None,
) -> dict[str, VoiceSpec]:
    """Each character's voice with the name of a speaker: people who share a scene differ as far as there are voices.

    ``chosen`` maps characters, by name or id, to speakers, and wins; a voice that already has a name keeps it. Everyone
    else has an order of preference that depends on nothing but their id and the voices there are, and gives way only to
    those who speak in more scenes; ``known`` holds the first id of those who were renamed. Whoever speaks a language
    that no voice has keeps a voice without a name.

    AudioError when a chosen speaker does not exist.
    """
    wanted = {slug(name, longest=40, otherwise=name): speaker for name, speaker in (chosen or {}).items()}
    first = {one: (known or {}).get(one, one) for one in voices}
    company: dict[str, set[str]] = {}
    count: dict[str, int] = {}
    for scene in scenes:
        together = {beat.speaker for beat in scene.beats if beat.kind == "speech" and beat.speaker}
        for one in together:
            count[one] = count.get(one, 0) + 1
            company.setdefault(one, set()).update(together - {one})
    result = {one: replace(voice, name=wanted.get(one, voice.name)) for one, voice in voices.items()}
    for one, voice in result.items():
        if one in wanted and named(voice.name, speakers) is None:
            raise AudioError(_("cast, {who}: {reason}").format(who=one, reason=unknown(voice.name, speakers)))
    for one in sorted(voices, key=lambda each: (*_weight(each, count, company), digest(first[each]))):
        voice = result[one]
        choices = [each for each in speakers if speaks(each, voice.language)]
        if voice.name or not choices:
            continue
        near = [result[other].name for other in company.get(one, ()) if other in result]
        used = [each.name for each in result.values()]
        best = max(choices, key=lambda each: _worth(
            each, first[one], voice, near.count(each.name), used.count(each.name)
        ))  # fmt: skip
        result[one] = replace(voice, name=best.name)
    return result


def played_by(
    engine: Any, voices: Mapping[str, VoiceSpec], scenes: Sequence[Scene], known: Mapping[str, str] | None = None
) -> dict[str, VoiceSpec]:
    """The cast with the voices of an engine: as it is for one that makes its voices, ``assigned`` for one that has
    ``speakers()``."""
    if not hasattr(engine, "speakers"):
        return dict(voices)
    return assigned(voices, scenes, engine.speakers(), engine.cast, known)


def _weight(one: str, count: Mapping[str, int], company: Mapping[str, set[str]]) -> tuple[int, int]:
    """Who comes first: by the order of magnitude of their scenes, and of the people they meet."""
    return -count.get(one, 0).bit_length(), -len(company.get(one, ())).bit_length()


def unknown(name: str, speakers: Sequence[Speaker]) -> str:
    """What to tell someone who named a voice that does not exist."""
    names = [one.name for one in speakers]
    near = ", ".join(get_close_matches(name, names, 3, 0.3) or names[:6]) or "–"
    return _("there is no voice “{name}”; there are {near}").format(name=name, near=near)


def _base(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _fit(speaker: Speaker, voice: VoiceSpec) -> tuple[float, bool]:
    """How well a voice suits someone: a wrong gender is worse than an unknown one; then the region."""
    same = 1.0 if speaker.gender == voice.gender else 0.5 if None in (speaker.gender, voice.gender) else 0.0
    return same, voice.language.lower() in speaker.languages


def _worth(speaker: Speaker, character: str, voice: VoiceSpec, near: int, used: int) -> float:
    """Gender first, then nobody's else in the same scenes, then nobody's else at all, then region and liking."""
    same, region = _fit(speaker, voice)
    liking = int(digest(f"{character} {speaker.name}", size=4), 16) / 2**32
    return 12 * same + 4 / (1 + near) + 1 / (1 + used) + 0.2 * region + 0.2 * liking
