"""Who speaks with which voice: told apart by ear, and the same from draft to draft."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from gettext import gettext as _
from typing import Any

from audio.errors import AudioError
from audio.lines import VoiceSpec
from audio.timbres import Timbre, distance, group, timbre, timbres
from screenplay.folding import digest, fold
from screenplay.story import Character, Scene

CLEAR = 1.0
"""Two voices at this distance are not confused. More is worth nothing, so that a voice has no reason to move."""

KEYS = ("voice", "gender", "age", "language", "variant")
"""What a project may declare of a character. ``variant`` counts from 1, as ``previz cast`` shows it."""

UNKNOWN = {
    "fr": "{name} : le texte ne dit ni homme ni femme, la voix est entre les deux ; à dire dans previz.toml, "
    'sous [cast."{name}"] : gender = "f" ou "m"',
    "en": "{name}: the text says neither woman nor man, so the voice lies between; say it in previz.toml, "
    'under [cast."{name}"]: gender = "f" or "m"',
}
ABSENT = {
    "fr": '[cast."{name}"] : personne ne porte ce nom dans cette version du texte',
    "en": '[cast."{name}"]: nobody bears this name in this draft',
}

Declared = Mapping[str, Mapping[str, Any]]


def cast_voices(
    scenes: Sequence[Scene], cast: Sequence[Character], *, locale: str, declared: Declared | None = None
) -> dict[str, VoiceSpec]:
    """A voice for each character, by id.

    Gender and age come from ``declared`` (by character id, name or alias; keys: KEYS), else from the text, never from a
    name. People who share scenes get voices as clearly apart as their gender and age allow. Each character has an order
    of preference among the voices that depends on nothing but its id, and gives way only to those who speak in more
    scenes: rewritten lines change no voice, and a new character changes another's only where both would be confused.

    AudioError when something declared cannot be.
    """
    wishes = {character.id: _wishes(character, declared or {}) for character in cast}
    company, scenes_of = _company(scenes)
    # Whoever has a declared voice comes first, since it cannot move; then by the order of magnitude of their scenes.
    order = sorted(
        cast,
        key=lambda each: (
            not wishes[each.id].keys() & {"voice", "variant"},
            -scenes_of.get(each.id, 0).bit_length(),
            digest(each.id),
        ),
    )
    voices: dict[str, VoiceSpec] = {}
    for character in order:
        wish = wishes[character.id]
        gender, age = wish.get("gender", character.gender), wish.get("age", character.age)
        choices = timbres()[group(gender, age)]
        variant = wish.get("variant")
        if variant is None:
            heard_with = [_sound(voices[other]) for other in company.get(character.id, ()) if other in voices]
            taken = [_sound(voice) for voice in voices.values()]
            variant = max(choices, key=lambda each: _worth(each, character.id, age, heard_with, taken)).variant + 1
        voices[character.id] = VoiceSpec(
            wish.get("language", locale), gender, age, (variant - 1) % len(choices), wish.get("voice", "")
        )
    return {character.id: voices[character.id] for character in cast}


def casting_notes(cast: Sequence[Character], *, locale: str, declared: Declared | None = None) -> tuple[str, ...]:
    """What a person should know about the casting, one sentence each, in the script's language."""
    tongue = "fr" if locale.startswith("fr") else "en"
    declared = declared or {}
    unknown = (
        UNKNOWN[tongue].format(name=each.name)
        for each in cast
        if not each.group and _wishes(each, declared).get("gender", each.gender) is None
    )
    known = {key for each in cast for key in _keys(each)}
    absent = (ABSENT[tongue].format(name=name) for name in declared if fold(name) not in known)
    return (*unknown, *absent)


def _keys(character: Character) -> set[str]:
    return {fold(name) for name in (character.id, character.name, *character.aliases)}


def _refusal(key: str, value: Any) -> str:
    """Why a declared value cannot be, or empty."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    if key not in KEYS:
        return _("cast, {name}: there is no setting “{key}”; it may be {known}")
    if key == "gender" and value not in ("f", "m", "", None):
        return _("cast, {name}: gender is “f”, “m” or “”, not “{value}”")
    if key == "age" and not (whole and 0 <= value <= 150):
        return _("cast, {name}: age is a whole number of years, not “{value}”")
    if key == "variant" and not (whole and value >= 1):
        return _("cast, {name}: variant is a whole number from 1, not “{value}”")
    if key in ("voice", "language") and not (isinstance(value, str) and value.strip()):
        return _("cast, {name}: {key} is a name in quotes, not “{value}”")
    return ""


def _wishes(character: Character, declared: Declared) -> dict[str, Any]:
    """What a project says of a character, checked. A gender declared as nobody's is kept as None."""
    keys = _keys(character)
    wishes = {
        key: value for name, settings in declared.items() if fold(name) in keys for key, value in settings.items()
    }
    for key, value in wishes.items():
        if message := _refusal(key, value):
            known = ", ".join(get_close_matches(key, KEYS, 1) or KEYS)
            raise AudioError(message.format(name=character.name, key=key, value=value, known=known))
    if "gender" in wishes:
        wishes["gender"] = wishes["gender"] or None
    return wishes


def _company(scenes: Sequence[Scene]) -> tuple[dict[str, set[str]], dict[str, int]]:
    """Who is heard in the same scenes as whom, and in how many scenes each one is."""
    company: dict[str, set[str]] = {}
    count: dict[str, int] = {}
    for scene in scenes:
        together = {beat.speaker for beat in scene.beats if beat.kind == "speech" and beat.speaker}
        for speaker in together:
            count[speaker] = count.get(speaker, 0) + 1
            company.setdefault(speaker, set()).update(together - {speaker})
    return company, count


def _sound(voice: VoiceSpec) -> Timbre:
    """What a voice sounds like: ours by name, else the one that its gender, age and variant stand for."""
    named = (each for voices in timbres().values() for each in voices if each.name == voice.name)
    return next(named, timbre(voice))


def _worth(
    choice: Timbre, character: str, age: int | None, heard_with: Sequence[Timbre], taken: Sequence[Timbre]
) -> float:
    """How well a voice suits someone: clear of those in the same scenes, then nobody else's, then of the right age."""
    clear = min((min(distance(choice, other), CLEAR) / CLEAR for other in heard_with), default=1.0)
    unused = 1 / (1 + taken.count(choice))
    misfit = 0.0 if age is None else min(1.0, abs(age - choice.age) / 40)
    liking = int(digest(f"{character} {choice.name}", size=4), 16) / 2**32
    return 4 * clear + unused - misfit + 0.4 * liking
