"""The cast sheet: each character's voice, where it comes from, and whom it is heard with, for people to argue with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from audio.casting import Declared, accent, cast_voices, company_of, declared_of, sound_of
from audio.lines import VoiceSpec
from audio.timbres import distance, timbres
from screenplay.story import Character, Scene

ALIKE = 0.5
"""Under this distance two voices are taken for one another now and then."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Someone heard in the same scenes."""

    name: str
    scenes: int
    answers: int
    """How often one speaks right after the other."""
    distance: float
    """How far apart their voices sound (audio.timbres.distance): 1 and more for two that nobody confuses."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the sheet, in the order of the cast."""

    character: str
    name: str
    voice: VoiceSpec
    called: str
    """The voice's own name: ``woman-3``, or what a person chose."""
    pitch: float | None
    """Its median height, Hz; None for a voice of the engine's own."""
    why: tuple[str, ...]
    """Where gender, age, language and voice come from, in words."""
    scenes: int
    lines: int
    heard_with: tuple[Heard, ...]
    """Most answered first."""


def cast_sheet(
    scenes: Sequence[Scene],
    cast: Sequence[Character],
    *,
    locale: str,
    declared: Declared | None = None,
    known: Mapping[str, str] | None = None,
) -> tuple[Part, ...]:
    """The sheet of everyone who speaks; what it says is what ``cast_voices`` gives them."""
    voices = cast_voices(scenes, cast, locale=locale, declared=declared, known=known)
    company, names = company_of(scenes), {each.id: each.name for each in cast}
    own = {each.name for group in timbres().values() for each in group}
    sheet = []
    for each in cast:
        said = [[beat for beat in scene.beats if beat.kind == "speech" and beat.speaker == each.id] for scene in scenes]
        if not any(said):
            continue
        voice = voices[each.id]
        sound = sound_of(voice)
        heard = [
            Heard(names.get(other, other), shared, answers, round(distance(sound, sound_of(voices[other])), 2))
            for other, (shared, answers) in company.get(each.id, {}).items()
            if other in voices
        ]
        sheet.append(
            Part(
                character=each.id,
                name=each.name,
                voice=voice,
                called=voice.name or sound.name,
                pitch=sound.pitch if not voice.name or voice.name in own else None,
                why=_why(each, voice, locale, declared or {}),
                scenes=sum(map(bool, said)),
                lines=sum(beat.opens for beats in said for beat in beats),
                heard_with=tuple(sorted(heard, key=lambda one: (-one.answers, -one.scenes, one.name))),
            )
        )
    return tuple(sheet)


def alike(parts: Sequence[Part]) -> tuple[tuple[str, str], ...]:
    """The names of those who answer one another, and whose voices may be confused: the most talkative pairs first."""
    pairs = {
        tuple(sorted((part.name, one.name))): one.answers
        for part in parts
        for one in part.heard_with
        if one.answers and one.distance < ALIKE
    }
    return tuple((one, other) for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair)))


def _why(character: Character, voice: VoiceSpec, locale: str, declared: Declared) -> tuple[str, ...]:
    """What decided, the project's own word first."""
    said = declared_of(character, declared)
    given = ", ".join(f"{key} = {value}" for key, value in said.items())
    reasons = [_("previz.toml says {given}").format(given=given)] if given else []
    if character.evidence and not {"gender", "age"} <= said.keys():
        reasons.append(_("the text says “{words}”").format(words=character.evidence))
    if voice.gender is None and not character.group:
        reasons.append(_("nothing says woman or man"))
    if "language" not in said and (region := accent(character, locale)):
        reasons.append(_("the text gives an accent: {region}").format(region=region))
    return tuple(reasons)
