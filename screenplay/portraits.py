"""Gender and age of someone, from what the text says, with the words that decided. Never from a first name."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from screenplay.elements import Locale
from screenplay.folding import fold
from screenplay.introductions import Introduction, Sentence, described, leading
from screenplay.names import Token, is_role
from screenplay.people import (
    APPOSITION,
    Gender,
    Votes,
    age_in,
    agreement,
    animal_in,
    apposition,
    ending_says_feminine,
    gender_of,
    noun,
    suggested,
    vocabulary,
)
from screenplay.register import Register

_PRONOUNS_HEARD = 6
"""Pronouns that count for one person; more say no more."""


def portrait(
    name: tuple[str, ...],
    *,
    articles: Sequence[str],
    deliveries: Sequence[str],
    introduction: tuple[Sentence, Introduction] | None,
    votes: Votes,
    locale: Locale,
) -> tuple[Gender | None, int | None, str, str]:
    """Gender, age, animal (or empty) and evidence of the person of that folded name.

    Weighed in this order: the name's own noun or title, its article, the description right after it, the words before
    it, parentheticals that agree in gender, and ``votes``, heard in the rest of the action.
    """
    said = Votes()
    role = is_role(name, locale)
    _by_name(name, articles, role, locale, said)
    age: tuple[int, str] | None = None
    animal = ""
    if introduction:
        sentence, found = introduction
        after = _own(sentence.text[(end := sentence.words[found.last - 1].end) : end + APPOSITION])
        apposition(after, locale, said)
        animal = animal_in(after, locale)
        age = age_in(after) if after.lstrip()[:1] in (",", "(") else None
        if not role and (before := leading(sentence, found.first)):
            word = fold(before[-1])
            said.add(gender_of(word, locale) or vocabulary(locale).titles.get(word), 3, before[-1])
            if age is None and noun(word, locale):
                age = suggested(fold(" ".join(before)))
        if not role and (at := described(sentence, found.first, found.last, locale)) is not None:
            who = sentence.words[at]
            said.add(gender_of(who.folded, locale), 3, who.text)
            age = age or age_in(sentence.text[who.end : sentence.words[found.first].start]) or suggested(who.folded)
    for delivery in deliveries:
        if first := delivery.split()[:1]:
            said.add(agreement(first[0].strip(",;."), locale), 2, delivery)
    if age is None and role:
        age = suggested(" ".join(name))
    if age and animal and not age[1][0].isdigit():
        age = None
    said.f, said.m = said.f + votes.f, said.m + votes.m
    words = dict.fromkeys([*said.words, *votes.words, *([age[1]] if age else [])])
    return said.winner, age[0] if age else None, animal, "; ".join(words)


def _by_name(name: tuple[str, ...], articles: Sequence[str], role: bool, locale: Locale, said: Votes) -> None:
    for word in name[:3] if role else name[:1]:
        title = vocabulary(locale).titles.get(word) if len(name) > 1 and not role else None
        gender = (gender_of(word, locale) if role else None) or title
        if gender is None and role and locale == "fr" and noun(word, locale) and ending_says_feminine(word):
            gender = "f"
        if gender:
            said.add(gender, 6, word)
            break
    lead = next((lead for lead in articles if lead in ("un", "une", "le", "la")), None)
    if role and locale == "fr" and lead:
        said.add("f" if lead in ("une", "la") else "m", 5, f"{lead} {' '.join(name)}")


def heard(story: Sequence[Sentence], register: Register, locale: Locale) -> dict[str, Votes]:
    """What the action says in passing: ``Léa entre, essoufflée``; ``Noé s'assoit. Il …``; ``Iris … her chest``."""
    table = vocabulary(locale)
    votes: dict[str, Votes] = defaultdict(Votes)
    pronouns: Counter[str] = Counter()
    sole: str | None = None
    taken_up: Gender | None = None
    met: Gender | None = None
    weight = 2
    for sentence in story:
        words = sentence.words
        if sentence.opens:
            sole = taken_up = None
        if sole and words and (gender := table.pronouns.get(words[0].folded)):
            following = words[1].folded if len(words) > 1 else ""
            if taken_up not in (None, gender):  # "Basile se retourne. Il … Elle court": she is somebody else
                sole = None
                continue
            taken_up = gender
            if gender == met:  # "throws it at him. He ducks."
                sole = None
                continue
            if following not in table.impersonal and pronouns[sole] < _PRONOUNS_HEARD:
                pronouns[sole] += 1
                votes[sole].add(gender, weight, " ".join(sentence.text.split()[:2]))
            continue
        mentions = register.among(words)
        named = {mention.character for mention in mentions}
        sole = taken_up = None
        met = "m" if any(word.folded == "him" for word in words) else None
        if len(named) != 1:
            continue
        rest = words[mentions[0].last :]
        own = next((word for at, word in enumerate(rest) if _possesses(sentence.text, rest, at, locale)), None)
        if own is not None:
            votes[mentions[0].character].add(table.possessives[own.folded], 1, own.text)
        # A pronoun takes up the subject; less surely someone named further on.
        sole, weight = mentions[0].character, 2 if mentions[0].first <= 1 else 1
        if weight == 1:
            continue
        if locale == "fr" and rest and rest[0].folded == "est" and len(rest) > 1:
            votes[sole].add(agreement(rest[1].text, locale), 2, f"est {rest[1].text}")
        for word in rest:
            if sentence.text[max(0, word.start - 3) : word.start].rstrip().endswith(","):
                votes[sole].add(agreement(word.text, locale), 2, word.text)
    return votes


_NO_NOUN = frozenset(
    ("and", "or", "but", "to", "from", "in", "on", "at", "by", "with", "over", "up", "down", "out", "away", "back",
     "for", "as", "off", "into", "through", "then", "again", "a", "an", "the")
)  # fmt: skip
"""What follows HER when it is whom somebody else does something to."""


def _possesses(text: str, words: Sequence[Token], at: int, locale: Locale) -> bool:
    """Whether a word says whose the next one is: ``her coat``, and not ``aims the gun at her``."""
    if words[at].folded not in vocabulary(locale).possessives:
        return False
    if words[at].folded != "her":
        return words[at].folded != "him"
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and text[words[at].end : after.start] == " " and after.folded not in _NO_NOUN


def _own(after: str) -> str:
    """What follows a name, up to the next one in capitals: its description is somebody else's."""
    for index, word in enumerate(after.split(" ")):
        bare = word.strip("(),.;:")
        if index and len(bare) > 2 and bare.isalpha() and bare == bare.upper() != bare.lower():
            mine = after[: after.index(word)]
            words = mine.split()
            if words and words[-1].lower() in ("de", "d'", "du", "of", "à", "avec", "with"):
                return mine
            return mine[: mine.rfind(",") + 1]  # "JULIEN, 40 ans, sa femme INÈS": that is hers
    return after
