"""The cast: everyone who speaks or is introduced in capitals, one identity each, and what the text says about them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from screenplay.channels import device
from screenplay.elements import Element, Locale, Script
from screenplay.folding import fold, slug
from screenplay.inferring import inferred
from screenplay.introductions import Introduction, Sentence, introductions, prose
from screenplay.names import (
    article,
    called,
    composed,
    is_count,
    is_role,
    key,
    same_titled,
    separable,
    shared,
    together,
    untitled,
    voice_of,
)
from screenplay.people import Votes, kind_of
from screenplay.portraits import heard, portrait
from screenplay.register import Register
from screenplay.story import Character

Key = tuple[str, ...]
_ID_LENGTH = 40


@dataclass(slots=True)
class _Person:
    """Someone, while the text is being read."""

    key: Key
    line: int
    cues: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    articles: list[str] = field(default_factory=list)
    introduction: Introduction | None = None
    deliveries: list[str] = field(default_factory=list)
    members: tuple[Key, ...] = ()
    declared: tuple[str, ...] = ()
    """The name that the project gives, and the others that it says are the same person's."""


def cast(script: Script, aliases: Mapping[str, Sequence[str]] | None = None) -> tuple[Character, ...]:
    """Everyone in order of appearance. What the text leaves open (gender, age) stays None.

    ``aliases`` are names that the project says are one person's: ``{"MARTHE": ["MAMIE", "LA VIEILLE"]}``.
    """
    locale = script.locale
    story = prose(script.elements)
    people = _speakers(script.elements, locale)
    declared = {key(name, locale) for name in (aliases or {})} | {
        key(name, locale) for others in (aliases or {}).values() for name in others
    }
    for found in introductions(story, people.keys() | declared, locale):
        words = key(found.name, locale)
        person = people.setdefault(words, _Person(words, story[found.sentence].line))
        person.names[found.name] += 1
        person.articles.append(found.article)
        person.line = min(person.line, story[found.sentence].line)
        if person.introduction is None:
            person.introduction = found
    _merge(people, _alias(people, aliases or {}, locale), locale)
    ordered = sorted(people.values(), key=lambda person: person.line)
    ids = _ids(ordered, locale)
    drafts = {ids[person.key]: _draft(person, ids, story, locale) for person in ordered}
    register = Register(list(drafts.values()), locale)
    votes = heard(story, register, locale)
    told = [_described(drafts[ids[person.key]], person, votes[ids[person.key]], story, locale) for person in ordered]
    return inferred(told, script.elements, story, locale)


def _speakers(elements: Sequence[Element], locale: Locale) -> dict[Key, _Person]:
    people: dict[Key, _Person] = {}
    current: _Person | None = None
    for element in elements:
        if element.kind == "character" and element.name:
            name = composed(element.name)
            words = key(name, locale)
            current = people.setdefault(words, _Person(words, element.line))
            current.cues[name] += 1
            current.articles.append(article(name, locale))
        elif element.kind == "parenthetical" and current is not None:
            current.deliveries.append(composed(element.text).strip("() "))
        elif element.kind not in ("dialogue", "lyric", "synopsis"):
            current = None
    return people


def _alias(people: dict[Key, _Person], aliases: Mapping[str, Sequence[str]], locale: Locale) -> dict[Key, Key]:
    """One person for all the names that the project says are theirs, under the first of them; that name by each."""
    owners: dict[Key, Key] = {}
    for name, others in aliases.items():
        whole = key(name, locale)
        for other in others:
            words = key(other, locale)
            owners[words] = whole
            if words == whole or words not in people:
                continue
            if whole not in people:
                people[whole] = _Person(whole, people[words].line)
            _join(people, words, whole)
        if whole in people:
            people[whole].declared = (name, *others)
    return owners


def _merge(people: dict[Key, _Person], owners: Mapping[Key, Key], locale: Locale) -> None:
    """One person for a first name and a full name, for a voice and its owner; those who speak together stay a cue."""
    for words, person in list(people.items()):
        spelling = next(iter(person.cues or person.names))
        parts = [owners.get(part, part) for part in (key(each, locale) for each in together(spelling, locale))]
        if len(parts) > 1 and all(part in people and part != words for part in parts):
            person.members = tuple(parts)
    by_rest: dict[Key, list[Key]] = defaultdict(list)
    for words in [words for words in people if len(words) > 1]:
        known = by_rest[words[1:]]
        if other := next((one for one in known if same_titled(words, one)), None):
            _join(people, words, other)
        else:
            known.append(words)
    by_word: dict[str, list[Key]] = defaultdict(list)
    for words, person in people.items():
        if len(words) > 1 and not person.members:
            for word in {untitled(words, locale)[0], words[-1]}:
                by_word[word].append(words)
    for words in list(people):
        person = people[words]
        if person.members:
            continue
        owner = voice_of(next(iter(person.cues or person.names)))
        if owner and key(owner, locale) in people and key(owner, locale) != words:
            _join(people, words, key(owner, locale))
            continue
        longer = [other for other in by_word[words[0]] if other in people and shared(words, other, locale)]
        longer += [o for o in by_word[words[-1]] if o not in longer and o in people and shared(words, o, locale)]
        longer = [o for o in longer if any(separable(words, name) for name in (*people[o].cues, *people[o].names))]
        longer = longer or _introduced(people, person, locale)
        if len(longer) == 1:
            _join(people, words, longer[0])


def _introduced(people: Mapping[Key, _Person], person: _Person, locale: Locale) -> list[Key]:
    """Those whom the action has brought in by a longer name, and whom nobody else's cue calls: who a cue that was never
    brought in itself may mean."""
    if person.introduction or not person.cues:
        return []
    waiting = (words for words, other in people.items() if other.introduction and not other.cues)
    return [words for words in waiting if called(person.key, words, locale)]


def _join(people: dict[Key, _Person], one: Key, into: Key) -> None:
    short, whole = people.pop(one), people[into]
    whole.cues.update(short.cues)
    whole.names.update(short.names)
    whole.articles.extend(short.articles)
    whole.deliveries.extend(short.deliveries)
    whole.declared = whole.declared or short.declared
    if short.introduction and (whole.introduction is None or short.introduction.sentence < whole.introduction.sentence):
        whole.introduction = short.introduction
    whole.line = min(whole.line, short.line)
    for person in people.values():
        person.members = tuple(into if member == one else member for member in person.members)


def _ids(people: Sequence[_Person], locale: Locale) -> dict[Key, str]:
    ids: dict[Key, str] = {}
    taken: set[str] = set()
    for person in people:
        base = id_of(_name(person), locale)
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        ids[person.key] = name
    return ids


def id_of(name: str, locale: Locale) -> str:
    """The id of somebody of this name; a second one who would have the same is numbered."""
    return slug(" ".join(key(name, locale)), longest=_ID_LENGTH - 4, otherwise="someone")


def _name(person: _Person) -> str:
    """The spelling used most in cues, else in the action; the first of equals. A name that the project gives stays."""
    counts = person.cues or person.names
    if person.declared:
        given = person.declared[0]
        counts = Counter({name: count for name, count in counts.items() if fold(name) == fold(given)}) or Counter(
            [given]
        )
    return max(counts, key=lambda name: counts[name])


def _draft(person: _Person, ids: dict[Key, str], story: Sequence[Sentence], locale: Locale) -> Character:
    name = _name(person)
    sentence = story[person.introduction.sentence] if person.introduction else None
    group, animal = kind_of(person.key, locale)
    count = any(is_count(lead, locale) for lead in [*person.articles, person.key[0]])
    plural = any(lead in ("les", "des") for lead in person.articles) and is_role(person.key, locale)
    group = bool(person.members) or (not animal and (group or count or plural))
    return Character(
        id=ids[person.key],
        name=name,
        aliases=tuple(sorted({*person.cues, *person.names, *person.declared} - {name})),
        gender=None,
        age=None,
        introduction=sentence.text if sentence else "",
        introduction_line=sentence.line if sentence else 0,
        evidence="",
        group=group,
        animal=animal,
        common=is_role(person.key, locale) or any(lead and not is_count(lead, locale) for lead in person.articles),
        members=tuple(ids[member] for member in person.members if member in ids),
    )


def _described(draft: Character, person: _Person, votes: Votes, story: Sequence[Sentence], locale: Locale) -> Character:
    """The character with what the text says; those who speak together, and things that speak, have no gender or age."""
    if draft.members or device(draft.name):
        return draft
    found = person.introduction
    gender, age, animal, evidence = portrait(
        person.key,
        articles=person.articles,
        deliveries=person.deliveries,
        introduction=(story[found.sentence], found) if found else None,
        votes=votes,
        locale=locale,
    )
    return replace(
        draft,
        gender=gender,
        age=age,
        evidence=evidence,
        animal=draft.animal or animal,
        group=draft.group and not animal,
    )
