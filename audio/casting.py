"""Who speaks with which voice: told apart by ear, and the same from draft to draft."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from gettext import gettext as _
from itertools import pairwise, permutations
from pathlib import Path
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
    scenes: Sequence[Scene],
    cast: Sequence[Character],
    *,
    locale: str,
    declared: Declared | None = None,
    known: Mapping[str, str] | None = None,
) -> dict[str, VoiceSpec]:
    """A voice for each character, by id.

    Gender, age and accent come from ``declared`` (by character id, name or alias; keys: KEYS), else from the text,
    never from a name. Nobody shares a voice while their gender and age leave one that is clear of all the others;
    then people who share scenes are kept apart, those who answer one another first. Each character has an order of
    preference among the voices that depends on nothing but its id, and gives way to those who spoke in an earlier
    scene: rewritten lines and later scenes change no voice, nor does whoever comes later change the voices of those
    before. A declared ``variant`` or ``voice`` comes first of all, and never moves. ``known`` holds the first id of
    those who were renamed in a later draft: they keep their voice.

    AudioError when something declared cannot be.
    """
    wishes = {character.id: declared_of(character, declared or {}) for character in cast}
    company, entrances = company_of(scenes), _entrances(scenes)
    first = {each.id: (known or {}).get(each.id, each.id) for each in cast}
    order = sorted(
        cast,
        key=lambda each: (
            not wishes[each.id].keys() & {"voice", "variant"},
            entrances.get(each.id, len(scenes)),
            digest(first[each.id]),
        ),
    )
    voices: dict[str, VoiceSpec] = {}
    for character in order:
        wish = wishes[character.id]
        gender, age = wish.get("gender", character.gender), wish.get("age", character.age)
        choices = timbres()[group(gender, age)]
        variant = wish.get("variant")
        if variant is None:
            near = company.get(character.id, {})
            others = [(sound_of(voice), _weight(near.get(other))) for other, voice in voices.items()]
            variant = max(choices, key=lambda each: _worth(each, first[character.id], age, others)).variant + 1
        language = wish.get("language") or accent(character, locale) or locale
        voices[character.id] = VoiceSpec(language, gender, age, (variant - 1) % len(choices), wish.get("voice", ""))
    return {character.id: voices[character.id] for character in cast}


def casting_notes(
    cast: Sequence[Character], *, locale: str, declared: Declared | None = None, heard: Collection[str] | None = None
) -> tuple[str, ...]:
    """What a person should know about the casting, one sentence each, in the script's language.

    ``heard`` are the ids of those who speak (None: all): the others have no voice to be unsure of.
    """
    tongue = "fr" if locale.startswith("fr") else "en"
    declared = declared or {}
    unknown = (
        UNKNOWN[tongue].format(name=each.name)
        for each in cast
        if not each.group
        and (heard is None or each.id in heard)
        and declared_of(each, declared).get("gender", each.gender) is None
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


def declared_of(character: Character, declared: Declared) -> dict[str, Any]:
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


def company_of(scenes: Sequence[Scene]) -> dict[str, dict[str, tuple[int, int]]]:
    """Who is heard with whom: the scenes they share, and how often one speaks right after the other."""
    company: dict[str, dict[str, tuple[int, int]]] = {}
    for scene in scenes:
        speakers = [beat.speaker for beat in scene.beats if beat.kind == "speech" and beat.speaker]
        answers = Counter(frozenset(pair) for pair in pairwise(speakers))
        for one, other in permutations(dict.fromkeys(speakers), 2):
            shared, told = company.setdefault(one, {}).get(other, (0, 0))
            company[one][other] = shared + 1, told + answers[frozenset((one, other))]
    return company


def _entrances(scenes: Sequence[Scene]) -> dict[str, int]:
    """The scene in which each one first speaks, counted from 0."""
    entrances: dict[str, int] = {}
    for place, scene in enumerate(scenes):
        for beat in scene.beats:
            if beat.kind == "speech" and beat.speaker:
                entrances.setdefault(beat.speaker, place)
    return entrances


@cache
def _accents() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return table


def accent(character: Character, locale: str) -> str:
    """The region of the script's language that someone's introduction gives them: ``fr-be``, or empty."""
    introduction = fold(character.introduction)
    for pattern, region in _accents().get(locale[:2], {}).items():
        if re.search(pattern, introduction):
            return region
    return ""


def sound_of(voice: VoiceSpec) -> Timbre:
    """What a voice sounds like: ours by name, else the one that its gender, age and variant stand for."""
    named = (each for voices in timbres().values() for each in voices if each.name == voice.name)
    return next(named, timbre(voice))


def _weight(shared: tuple[int, int] | None) -> float:
    """How much it matters that two people are told apart, 0 to 1; it hardly moves once they talk, whatever they say."""
    return 0.5 if shared is None else 1 - 0.5 ** (2 + shared[1].bit_length())


def _worth(choice: Timbre, character: str, age: int | None, others: Sequence[tuple[Timbre, float]]) -> float:
    """How well a voice suits someone: clear of the others by what each pair weighs, then of the right age."""
    clear = min(
        (1 - weight * (1 - min(distance(choice, other), CLEAR) / CLEAR) for other, weight in others), default=1.0
    )
    misfit = 0.0 if age is None else min(1.0, abs(age - choice.age) / 40)
    liking = int(digest(f"{character} {choice.name}", size=4), 16) / 2**32
    return 4 * clear - misfit + 0.4 * liking
