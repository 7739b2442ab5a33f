"""Those who come into the story in capitals, in the action: ``NOÉ (12 ans)``, ``UN HOMME``, ``A BOUNCER, a heavy man``.

Much is written in capitals that is no one (sounds, things, framings). Someone is known by a cue of that name, by a noun
for people or animals, by an age or a description right after the name, or by coming back as a proper name.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from screenplay.elements import Element, Locale
from screenplay.folding import fold
from screenplay.names import Token, article, composed, key, tokens
from screenplay.people import APPOSITION, Votes, age_in, apposition, listed, noun, vocabulary
from screenplay.sentences import sentences

_LONGEST = 5
"""Words of a name; a longer run of capitals is a sentence."""
_AFTER = re.compile(r"\s?[,(.](?!\s?[^\W\da-zà-ÿ]{2,})")
"""What follows a name that says who somebody is; another name in capitals makes it a list."""
_DESCRIPTION = re.compile(
    r"(?:(?:,|\s\(|\s(?:d['’]|(?:de|du|aux?|à|en|avec|of|in|with|about|around)\s))[^.;:!?]{0,90})?,\s"
)
_DESCRIBED = re.compile(r"\s{0,2}[,(]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of action with its words."""

    text: str
    words: tuple[Token, ...]
    line: int
    element: str
    opens: bool
    """First of its paragraph."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name in capitals: ``words[first:last]`` of a sentence, article left out."""

    name: str
    sentence: int
    first: int
    last: int
    article: str
    """The article or count before it, folded, or empty."""


def prose(elements: Sequence[Element]) -> list[Sentence]:
    """The sentences of all action, in order."""
    found = []
    for element in elements:
        if element.kind == "action":
            for index, piece in enumerate(sentences(composed(element.text))):
                text = " ".join(piece.split())
                found.append(Sentence(text, tokens(text), element.line, element.id, index == 0))
    return found


class ProperNames:
    """How words are written through the whole action, to tell a name from a thing."""

    def __init__(self, story: Sequence[Sentence]) -> None:
        self._opening: Counter[str] = Counter()
        self._plain: Counter[str] = Counter()
        self._elsewhere: Counter[str] = Counter()
        for sentence in story:
            before = ""
            for index, word in enumerate(sentence.words):
                if not word.capital:
                    self._plain[word.folded] += 1
                elif not word.shouted:
                    if index == 0:
                        self._opening[word.folded] += 1
                    if before in listed("capitals", "elsewhere"):
                        self._elsewhere[word.folded] += 1
                before = word.folded

    def acts(self, word: str) -> bool:
        """Whether a folded word opens sentences as a proper name does, and is never a common word nor a place."""
        return self._opening[word] > self._elsewhere[word] and not self._plain[word]


def introductions(
    story: Sequence[Sentence], cues: Container[tuple[str, ...]], locale: Locale
) -> Iterator[Introduction]:
    """Every name in capitals that is someone, in story order."""
    names = ProperNames(story)
    for number, sentence in enumerate(story):
        for first, last in _runs(sentence):
            found = _someone(sentence, number, first, last, cues, names, locale)
            if found is not None:
                yield found


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of words in capitals, held together by single spaces, hyphens, apostrophes or dots."""
    words, text = sentence.words, sentence.text
    at = 0
    while at < len(words):
        if not words[at].shouted:
            at += 1
            continue
        last = at + 1
        while (
            last < len(words)
            and (words[last].shouted or words[last].text.isdigit())
            and text[words[last - 1].end : words[last].start] in (" ", "-", "'", "’", ". ", ".-", "\u00a0")
        ):
            last += 1
        yield at, last
        at = last


def _stands_for_next(sentence: Sentence, first: int, last: int, locale: Locale) -> bool:
    """SA MÈRE, HÉLÈNE is one person, and has the second name."""
    words = sentence.words
    if last == len(words) or not words[last].shouted or words[first].folded not in vocabulary(locale).kin:
        return False
    return sentence.text[words[last - 1].end : words[last].start] in (", ", " ")


def described(sentence: Sentence, first: int, last: int, locale: Locale) -> int | None:
    """The noun that a name comes after as who it is: HOMME in ``UN HOMME d'une quarantaine d'années, MARC, entre``.

    Its place among the words; None when there is none. Nothing but a description may stand between the two.
    """
    words, text = sentence.words, sentence.text
    if not _AFTER.match(text[words[last - 1].end :]):
        return None
    for at in range(first - 2, -1, -1):
        if words[at].folded not in ("un", "une", "a", "an"):
            if words[at].shouted and not noun(words[at].folded, locale):
                break
            continue
        for place in (at + 1, at + 2):
            if place < first and noun(words[place].folded, locale):
                between = text[words[place].end : words[first].start]
                return place if _DESCRIPTION.fullmatch(between) else None
    return None


def leading(sentence: Sentence, first: int) -> list[str]:
    """Up to two words before a name, or before the names it stands with: ``deux vieux, GASTON et PAULO``."""
    while first > 1 and sentence.words[first - 1].folded in ("et", "and") and sentence.words[first - 2].shouted:
        first -= 2
    return [word.text for word in sentence.words[max(0, first - 2) : first]]


def _someone(
    sentence: Sentence,
    number: int,
    first: int,
    last: int,
    cues: Container[tuple[str, ...]],
    names: ProperNames,
    locale: Locale,
) -> Introduction | None:
    words, text = sentence.words, sentence.text
    whole = text[words[first].start : words[last - 1].end]
    if last - first > _LONGEST:
        return None
    lead = article(whole, locale) if last - first > 1 else ""
    if lead:
        first += 1
    elif first and article(f"{words[first - 1].text} x", locale):
        lead = words[first - 1].folded
    if _stands_for_next(sentence, first, last, locale):
        return None
    if key(whole, locale) not in cues and any(
        key(text[words[begin].start : words[end - 1].end], locale) in cues
        and described(sentence, begin, end, locale) in range(first, last)
        for begin, end in _runs(sentence)
        if begin >= last
    ):
        return None
    name = text[words[first].start : words[last - 1].end]
    found = Introduction(name, number, first, last, lead)
    parts = key(name, locale)
    if parts in cues:
        return found
    if len(name) < 2 or parts[0] in listed("capitals", "things") or parts[-1] == "pov":
        return None
    nouns = [noun(part, locale) for part in parts]
    if any(nouns):
        # L'OMBRE DU CHAT, LE BAR DES MARINS: the noun that counts comes first, or right after an adjective.
        return found if nouns[0] or (len(nouns) > 1 and nouns[1]) or locale == "en" else None
    end = words[last - 1].end
    after = text[end : end + APPOSITION]
    aged = age_in(after) if _DESCRIBED.match(after) else None
    if aged and aged[1][:1].isdigit() and not re.match(r"\s{0,2}[,(]\s?(?:1[5-9]|20)\d\d\b", after):
        return found
    if aged and not lead:
        return found
    votes = Votes()
    if _DESCRIBED.match(after):
        apposition(after, locale, votes)
    if votes.winner and not lead:
        return found
    if lead:
        return None
    before = [fold(word) for word in leading(sentence, first)[-1:]]
    if before and (noun(before[0], locale) or before[0] in vocabulary(locale).titles):
        return found  # sa sœur LÉA, Mme HÉBERT, deux vieux, GASTON et PAULO
    return found if all(names.acts(part) for part in parts[:1]) else None
