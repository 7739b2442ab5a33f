"""Whose gender follows from a scene: a pronoun, a form of address or an avowal that can be of one person only.

``Elle s'assoit`` where the scene has shown one woman or nobody else; ``On ferme, madame`` where two people talk;
``Je suis ton grand-père``. What the text tells otherwise wins, and where two people may be meant nothing follows.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from screenplay.elements import Element, Locale
from screenplay.folding import fold
from screenplay.introductions import Sentence
from screenplay.locales import learned
from screenplay.names import composed
from screenplay.people import Gender, gender_of, noun, vocabulary
from screenplay.register import Register
from screenplay.sentences import sentences
from screenplay.story import Character

_ROUNDS = 3
"""Whoever is told apart may leave one person for the next pronoun."""
_ADDRESS: dict[str, Gender] = {
    "madame": "f", "mademoiselle": "f", "maman": "f", "mamie": "f", "ma cherie": "f", "ma fille": "f", "ma belle": "f",
    "monsieur": "m", "papa": "m", "papi": "m", "papy": "m", "mon vieux": "m", "mon fils": "m", "mon garcon": "m",
    "mon cheri": "m", "ma'am": "f", "madam": "f", "mom": "f", "mum": "f", "grandma": "f", "sir": "m", "mister": "m",
    "dad": "m", "grandpa": "m", "son": "m", "old man": "m", "young lady": "f", "young man": "m",
}  # fmt: skip
_ADDRESSED = re.compile(
    rf",\s*({'|'.join(_ADDRESS)})\s*[.!?…]*\s*$|^\s*({'|'.join(_ADDRESS)})\s*,"
)  # a calling alone ("Papa !") may be for one who is not there
_AVOWED = re.compile(
    r"\b(?:je suis|i am|i'm)\s+(?:(?:ton|ta|son|sa|votre|leur|notre|un|une|le|la|l'|your|his|her|their|a|an|the)\s*)"
    r"([^\W\d_]+(?:-[^\W\d_]+)?)"
)


@dataclass(slots=True)
class _Scene:
    """A scene while it is read: who has been seen in it, and which nouns for others."""

    people: set[str]
    """Everybody of the whole scene."""
    seen: dict[str, None] = field(default_factory=dict)
    others: set[Gender | None] = field(default_factory=set)


def inferred(
    cast: Sequence[Character], elements: Sequence[Element], story: Sequence[Sentence], locale: Locale
) -> tuple[Character, ...]:
    """The cast, with the genders that follow, and the words that they follow from."""
    known = {one.id: one for one in cast}
    for _round in range(_ROUNDS if learned(locale) else 0):
        if all(one.gender or one.group or one.members for one in known.values()):
            break
        found: dict[str, dict[Gender, str]] = defaultdict(dict)
        for identity, gender, words in _evidence(list(known.values()), elements, story, locale):
            found[identity].setdefault(gender, words)
        told = {one: next(iter(row.items())) for one, row in found.items() if len(row) == 1}
        if not told:
            break
        for identity, (gender, words) in told.items():
            one = known[identity]
            known[identity] = replace(one, gender=gender, evidence="; ".join(filter(None, (one.evidence, words))))
    return tuple(known.values())


def _evidence(
    cast: Sequence[Character], elements: Sequence[Element], story: Sequence[Sentence], locale: Locale
) -> Iterator[tuple[str, Gender, str]]:
    register = Register(cast, locale)
    by_element: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in story:
        by_element[sentence.element].append(sentence)
    for part in _scenes(elements):
        scene = _Scene(_everybody(part, by_element, register))
        speaker = ""
        for element in part:
            if element.kind == "action":
                speaker = ""
                for sentence in by_element[element.id]:
                    yield from _pronoun(sentence, scene, register, locale)
            elif element.kind == "character" and element.name:
                speaker = register.speaker(composed(element.name)) or ""
                scene.seen.setdefault(speaker)
                speaker = "" if element.extensions or element.dual else speaker
            elif element.kind == "dialogue" and speaker:
                yield from _spoken(element.text, speaker, scene, register, locale)


def _scenes(elements: Sequence[Element]) -> Iterator[list[Element]]:
    part: list[Element] = []
    for element in elements:
        if element.kind == "scene_heading" and part:
            yield part
            part = []
        part.append(element)
    if part:
        yield part


def _everybody(part: Sequence[Element], story: dict[str, list[Sentence]], register: Register) -> set[str]:
    found = {register.speaker(composed(one.name)) or one.name for one in part if one.kind == "character" and one.name}
    for element in part:
        for sentence in story[element.id] if element.kind == "action" else ():
            found |= {mention.character for mention in register.among(sentence.words)}
    return found


def _pronoun(
    sentence: Sentence, scene: _Scene, register: Register, locale: Locale
) -> Iterator[tuple[str, Gender, str]]:
    """A pronoun that opens a paragraph is somebody's; within one it may be a thing's (``La porte s'ouvre. Elle …``)."""
    table, words = vocabulary(locale), sentence.words
    gender = table.pronouns.get(words[0].folded) if words and sentence.opens else None
    if gender and (len(words) < 2 or words[1].folded not in table.impersonal) and not {gender, None} & scene.others:
        options = [
            one for name in scene.seen if (one := register.people.get(name)) is not None
            and one.gender in (gender, None) and not (one.animal or one.group or one.members)
        ]  # fmt: skip
        if len(options) == 1 and options[0].gender is None:
            yield options[0].id, gender, " ".join(sentence.text.split()[:2])
    named = register.among(words)
    scene.seen.update(dict.fromkeys(mention.character for mention in named))
    inside = {at for mention in named for at in range(mention.first, mention.last)}
    for at, word in enumerate(words):
        if at not in inside and noun(word.folded, locale) and word.folded not in table.animals:
            scene.others.add(gender_of(word.folded, locale))


def _spoken(
    text: str, speaker: str, scene: _Scene, register: Register, locale: Locale
) -> Iterator[tuple[str, Gender, str]]:
    hearers = [one for one in scene.people if one != speaker]
    for sentence in sentences(composed(text)):
        plain = fold(sentence).replace("’", "'")
        address = _ADDRESSED.search(plain)
        if address and len(hearers) == 1 and not scene.others and _untold(register.people.get(hearers[0])):
            said = address[1] or address[2]
            yield hearers[0], _ADDRESS[said], said
        avowed = _AVOWED.search(plain)
        if (
            avowed
            and "?" not in plain
            and _untold(register.people.get(speaker))
            and (gender := gender_of(avowed[1], locale))
        ):
            yield speaker, gender, avowed[0]


def _untold(person: Character | None) -> bool:
    """Whether this is one person whose gender nobody has told."""
    return person is not None and not (person.gender or person.animal or person.group or person.members)
