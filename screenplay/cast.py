"""The cast: everyone who speaks or is introduced in capitals, one identity each, and what the text says about them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from screenplay.channels import device
from screenplay.elements import Element, Locale, Script
from screenplay.folding import fold, slug
from screenplay.introductions import Introduction, Sentence, introductions, prose
from screenplay.names import article, composed, is_count, is_role, key, shared, together, voice_of
from screenplay.people import (
    Votes,
    age_in,
    agreement,
    apposition,
    ending_says_feminine,
    gender_of,
    kind_of,
    noun,
    suggested,
    vocabulary,
)
from screenplay.register import Register
from screenplay.story import Character

Key = tuple[str, ...]
_ID_LENGTH = 40
_PRONOUNS_HEARD = 6
"""Pronouns that count for one person; more say no more."""


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


def cast(script: Script) -> tuple[Character, ...]:
    """Everyone in order of appearance. What the text leaves open (gender, age) stays None."""
    locale = script.locale
    story = prose(script.elements)
    people = _speakers(script.elements)
    for found in introductions(story, people.keys(), locale):
        person = people.setdefault(key(found.name), _Person(key(found.name), story[found.sentence].line))
        person.names[found.name] += 1
        person.articles.append(found.article)
        person.line = min(person.line, story[found.sentence].line)
        if person.introduction is None:
            person.introduction = found
    _merge(people, locale)
    ordered = sorted(people.values(), key=lambda person: person.line)
    ids = _ids(ordered)
    drafts = {ids[person.key]: _draft(person, ids, story, locale) for person in ordered}
    register = Register(list(drafts.values()), locale)
    votes = _heard(story, register, locale)
    return tuple(
        _described(drafts[ids[person.key]], person, votes[ids[person.key]], story, locale) for person in ordered
    )


def _speakers(elements: Sequence[Element]) -> dict[Key, _Person]:
    people: dict[Key, _Person] = {}
    current: _Person | None = None
    for element in elements:
        if element.kind == "character" and element.name:
            name = composed(element.name)
            words = key(name)
            current = people.setdefault(words, _Person(words, element.line))
            current.cues[name] += 1
            current.articles.append(article(name))
        elif element.kind == "parenthetical" and current is not None:
            current.deliveries.append(composed(element.text).strip("() "))
        elif element.kind not in ("dialogue", "lyric"):
            current = None
    return people


def _merge(people: dict[Key, _Person], locale: Locale) -> None:
    """One person for a first name and a full name, a voice and its owner; those who speak together keep a cue of their own."""
    for words, person in list(people.items()):
        spelling = next(iter(person.cues or person.names))
        parts = [key(part) for part in together(spelling)]
        if len(parts) > 1 and all(part in people and part != words for part in parts):
            person.members = tuple(parts)
    by_word: dict[str, list[Key]] = defaultdict(list)
    for words, person in people.items():
        if len(words) > 1 and not person.members:
            for word in {words[0], words[-1]}:
                by_word[word].append(words)
    for words in list(people):
        person = people[words]
        if person.members:
            continue
        owner = voice_of(next(iter(person.cues or person.names)))
        if owner and key(owner) in people and key(owner) != words:
            _join(people, words, key(owner))
            continue
        longer = [other for other in by_word[words[0]] if other in people and shared(words, other, locale)]
        longer += [o for o in by_word[words[-1]] if o not in longer and o in people and shared(words, o, locale)]
        if len(longer) == 1:
            _join(people, words, longer[0])


def _join(people: dict[Key, _Person], one: Key, into: Key) -> None:
    short, whole = people.pop(one), people[into]
    whole.cues.update(short.cues)
    whole.names.update(short.names)
    whole.articles.extend(short.articles)
    whole.deliveries.extend(short.deliveries)
    if short.introduction and (whole.introduction is None or short.introduction.sentence < whole.introduction.sentence):
        whole.introduction = short.introduction
    whole.line = min(whole.line, short.line)
    for person in people.values():
        person.members = tuple(into if member == one else member for member in person.members)


def _ids(people: Sequence[_Person]) -> dict[Key, str]:
    ids: dict[Key, str] = {}
    taken: set[str] = set()
    for person in people:
        base = slug(" ".join(key(_name(person))), longest=_ID_LENGTH - 4, otherwise="someone")
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        ids[person.key] = name
    return ids


def _name(person: _Person) -> str:
    """The spelling used most in cues, else in the action; the first of equals."""
    counts = person.cues or person.names
    return max(counts, key=lambda name: counts[name])


def _draft(person: _Person, ids: dict[Key, str], story: Sequence[Sentence], locale: Locale) -> Character:
    name = _name(person)
    sentence = story[person.introduction.sentence] if person.introduction else None
    group, animal = kind_of(person.key, locale)
    count = any(is_count(lead) for lead in [*person.articles, person.key[0]])
    plural = any(lead in ("les", "des") for lead in person.articles) and is_role(person.key, locale)
    group = bool(person.members) or (not animal and (group or count or plural))
    return Character(
        id=ids[person.key],
        name=name,
        aliases=tuple(sorted({*person.cues, *person.names} - {name})),
        gender=None,
        age=None,
        introduction=sentence.text if sentence else "",
        introduction_line=sentence.line if sentence else 0,
        evidence="",
        group=group,
        animal=animal,
        members=tuple(ids[member] for member in person.members if member in ids),
    )


def _heard(story: Sequence[Sentence], register: Register, locale: Locale) -> dict[str, Votes]:
    """What the action says in passing: ``Léa entre, essoufflée``; ``Noé s'assoit. Il …``; ``Iris … her chest``."""
    table = vocabulary(locale)
    votes: dict[str, Votes] = defaultdict(Votes)
    pronouns: Counter[str] = Counter()
    sole: str | None = None
    for sentence in story:
        words = sentence.words
        if sentence.opens:
            sole = None
        if sole and words and (gender := table.pronouns.get(words[0].folded)):
            following = words[1].folded if len(words) > 1 else ""
            if following not in table.impersonal and pronouns[sole] < _PRONOUNS_HEARD:
                pronouns[sole] += 1
                votes[sole].add(gender, 2, " ".join(sentence.text.split()[:2]))
            continue
        mentions = register.among(words)
        named = {mention.character for mention in mentions}
        sole = None
        if len(named) != 1:
            continue
        rest = words[mentions[0].last :]
        own = next((word for word in rest if word.folded in table.possessives), None)
        if own is not None:
            votes[mentions[0].character].add(table.possessives[own.folded], 1, own.text)
        if mentions[0].first > 1:
            continue
        sole = mentions[0].character
        if locale == "fr" and rest and rest[0].folded == "est" and len(rest) > 1:
            votes[sole].add(agreement(rest[1].text, locale), 2, f"est {rest[1].text}")
        for word in rest:
            if sentence.text[: word.start].rstrip().endswith(","):
                votes[sole].add(agreement(word.text, locale), 2, word.text)
    return votes


def _described(draft: Character, person: _Person, votes: Votes, story: Sequence[Sentence], locale: Locale) -> Character:
    """Gender and age with their evidence: the name's own words, its article, its description, its deliveries, pronouns."""
    if draft.group and not draft.animal and not any(gender_of(word, locale) for word in person.key):
        return draft
    said = Votes()
    role = is_role(person.key, locale)
    for word in person.key[:3] if role else person.key[:1]:
        title = vocabulary(locale).titles.get(word) if len(person.key) > 1 and not role else None
        gender = (gender_of(word, locale) if role else None) or title
        if gender is None and role and locale == "fr" and noun(word, locale) and ending_says_feminine(word):
            gender = "f"
        if gender:
            said.add(gender, 6, word)
            break
    if role and locale == "fr":
        for lead in person.articles:
            if lead in ("un", "une", "le", "la"):
                said.add("f" if lead in ("une", "la") else "m", 5, f"{lead} {' '.join(person.key)}")
                break
    age: tuple[int, str] | None = None
    if person.introduction:
        sentence, found = story[person.introduction.sentence], person.introduction
        after = sentence.text[sentence.words[found.last - 1].end :]
        after = _own(after)
        apposition(after, locale, said)
        age = age_in(after) if after[:1] in " ,(" and after.lstrip()[:1] in ",(" else None
        lead = _lead(sentence, found)
        if lead and not role:
            said.add(gender_of(fold(lead[-1]), locale), 3, lead[-1])
            if noun(fold(lead[-1]), locale):
                age = age or suggested(fold(" ".join(lead)))
    for delivery in person.deliveries:
        first = delivery.split()[:1]
        if first:
            said.add(agreement(first[0].strip(",;."), locale), 2, delivery)
    if age is None and role:
        age = suggested(fold(" ".join(person.key)))
    said.f, said.m = said.f + votes.f, said.m + votes.m
    words = [word for word in [*said.words, *votes.words] if word]
    if age and age[1] not in words:
        words.append(age[1])
    if device(draft.name):
        return draft
    return Character(
        id=draft.id,
        name=draft.name,
        aliases=draft.aliases,
        gender=said.winner,
        age=age[0] if age else None,
        introduction=draft.introduction,
        introduction_line=draft.introduction_line,
        evidence="; ".join(dict.fromkeys(words)),
        group=draft.group,
        animal=draft.animal,
        members=draft.members,
    )


def _lead(sentence: Sentence, found: Introduction) -> list[str]:
    """Up to two words before a name, or before the names it stands with: ``deux vieux, GASTON et PAULO``."""
    at = found.first
    while at > 1 and sentence.words[at - 1].folded in ("et", "and") and sentence.words[at - 2].shouted:
        at -= 2
    return [word.text for word in sentence.words[max(0, at - 2) : at]]


def _own(after: str) -> str:
    """What follows a name, up to the next one in capitals: its description is somebody else's."""
    for index, word in enumerate(after.split(" ")):
        bare = word.strip("(),.;:")
        if index and len(bare) > 2 and bare.isalpha() and bare == bare.upper() != bare.lower():
            return after[: after.index(word)]
    return after
