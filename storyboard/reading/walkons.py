"""The walk-ons of a scene: people and animals that the text gives no name ("un serveur essuie des verres", "a dog
sleeps under the table"), and who are there, doing it, as much as anybody of the cast.

Whoever may be someone of the cast is left alone: "l'homme", "the girl" and kin are whom the text named before. A
definite article makes a walk-on of animals and trades only, and only where nobody of the film is one.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from screenplay.elements import Locale
from screenplay.folding import slug
from screenplay.people import Gender, gender_of, suggested, vocabulary
from screenplay.people import noun as someone
from screenplay.scenes import Character, Presence, Scene
from storyboard.reading.lexicon import Lexicon, fold, lexicon, seems_verb, verb
from storyboard.reading.mentions import mentions, names
from storyboard.reading.state import STOPS
from storyboard.reading.tokens import Token, tokenize

PREFIX = "extra-"
"""Ids of those whom nobody has to tell apart from the rest of the film: crowds, and walk-ons."""
_MOST = 6
"""Walk-ons of a scene: more are a crowd."""
_ADJECTIVES = 2
"""Words between an article and its noun."""
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def extra(character: str) -> bool:
    """Whether this is someone of a crowd, or a walk-on."""
    return character.startswith(PREFIX)


def called(character: str, texts: Sequence[str]) -> str:
    """What to call a walk-on, as the first text that has the word spells it: ``extra-infirmiere`` is ``infirmière``."""
    plain = character.removeprefix(PREFIX)
    noun, number = re.fullmatch(r"(.*?)((?:-\d+)?)", plain).groups()  # type: ignore[union-attr]
    words = (word.lower() for text in texts for word in _WORDS.findall(text))
    spelled = next((word for word in words if fold(word).replace("'", "-") == noun), noun.replace("-", " "))
    return spelled + number.replace("-", " ")


@dataclass(frozen=True, slots=True)
class _Found:
    noun: str
    phrase: str
    count: int
    gender: Gender | None
    animal: str


def peopled(scene: Scene, people: Sequence[Character], film: Sequence[Character], *, locale: Locale) -> tuple[
    Scene, tuple[Character, ...]
]:  # fmt: skip
    """The scene and its people with its walk-ons, who are listed in it as seen. ``film``: the whole cast."""
    more = walk_ons(scene, people, film, locale=locale)
    there = tuple(Presence(one.id, True, False, 0.0, 0) for one in more)
    return (replace(scene, cast=(*scene.cast, *there)), (*people, *more)) if more else (scene, tuple(people))


def is_toy(phrase: str, locale: Locale) -> bool:
    """Whether an animal in a phrase is a thing: ``un lapin en peluche``, ``a wooden horse``."""
    return bool(lexicon(locale).toys.search(phrase))


def walk_ons(
    scene: Scene, people: Sequence[Character], film: Sequence[Character], *, locale: Locale
) -> tuple[Character, ...]:
    """Those whom the action of a scene shows without a name, in order; two policemen are two."""
    lex = lexicon(locale)
    if not lex.verbs:
        return ()
    called = _words_for(people, locale)
    known = _words_for(film, locale, introduced=True)
    who = names(people, locale)
    found: dict[str, Character] = {}
    for beat in scene.beats:
        if beat.kind != "action":
            continue
        tokens = tokenize(beat.text, locale)
        taken = {at for one in mentions(tokens, who) for at in range(one.first, one.last)}
        for one in _shown(tokens, taken, known, lex):
            if one.noun in called or one.noun in found or len(found) >= _MOST:
                continue
            found[one.noun] = _character(one, locale)
    return tuple(member for one in found.values() for member in (one, *_members(one)))


def _members(chorus: Character) -> list[Character]:
    """Each of several who are told of together."""
    return [
        replace(chorus, id=identity, name=f"{chorus.name} {number}", aliases=(), members=())
        for number, identity in enumerate(chorus.members, 1)
    ]


def _character(found: _Found, locale: Locale) -> Character:
    identity = PREFIX + slug(found.noun, longest=30, otherwise="someone")
    age = suggested(fold(found.phrase))
    several = tuple(f"{identity}-{number}" for number in range(1, found.count + 1)) if found.count > 1 else ()
    aliases = (found.noun,) if found.phrase != found.noun else ()
    return Character(
        identity, found.phrase, aliases, found.gender, age[0] if age else None, found.phrase, 0, "",
        animal=found.animal, common=True, members=several,
    )  # fmt: skip


def _words_for(people: Sequence[Character], locale: Locale, *, introduced: bool = False) -> frozenset[str]:
    """The nouns by which the text calls these people, of their introductions too."""
    texts = [name for one in people for name in (one.name, *one.aliases, *((one.introduction,) if introduced else ()))]
    return frozenset(
        found for text in texts for token in tokenize(text, locale) if (found := someone(fold(token.lower), locale))
    )


def _shown(tokens: Sequence[Token], taken: Collection[int], known: Collection[str], lex: Lexicon) -> Iterator[_Found]:
    place = 0
    while place < len(tokens):
        head = _head(tokens, place, taken, lex) if _opens(tokens, place, lex) else 0
        if not head:
            place += 1
            continue
        noun = someone(fold(tokens[head].lower), lex.locale) or ""
        article = tokens[place].lower
        if noun in vocabulary(lex.locale).groups and _count(article, lex) == 1:  # "a small crowd"
            place = head + 1
            continue
        animal = vocabulary(lex.locale).animals.get(noun, "")
        toy = animal and is_toy(" ".join(token.text for token in tokens[place : head + 4]), lex.locale)
        if (
            not toy
            and _there(tokens, place, head, taken, lex)
            and (
                (lex.has("indefinite", article) and article not in ("des", "some"))
                or _count(article, lex) > 1
                or (
                    noun not in known
                    and (bool(animal) or lex.has("trades", tokens[head].lower))
                    and _acts(tokens, head, lex)
                )
            )
        ):
            yield _Found(
                noun,
                " ".join(token.lower for token in tokens[place + 1 : head + 1]),
                _count(article, lex),
                _gender(article, noun, lex.locale),
                animal,
            )
        place = head + 1


def _count(article: str, lex: Lexicon) -> int:
    return next((number for number, words in enumerate(lex.counts, 2) if article in words), 1)


def _gender(article: str, noun: str, locale: Locale) -> Gender | None:
    told = gender_of(noun, locale)
    if told is None and locale == "fr" and article in ("un", "une"):
        return "f" if article == "une" else "m"
    return told


def _opens(tokens: Sequence[Token], place: int, lex: Lexicon) -> bool:
    """Whether a token is an article or a count that a walk-on may come after."""
    word = tokens[place].lower
    if not (lex.has("indefinite", word) or lex.has("the", word) or _count(word, lex) > 1):
        return False
    before = tokens[place - 1].lower if place else ""
    if _count(word, lex) > 1 and before in ("les", "ces", "the", "these", "those"):  # the two men: one knows them
        return False
    if place > 1 and tokens[place - 2].lower == "there":
        return True
    return not (lex.has("no_walkon_after", before) or (place > 1 and lex.has("no_walkon_after", tokens[place - 2].lower)
                                                       and before in ("pas", "plus", "as", "that")))  # fmt: skip


def _head(tokens: Sequence[Token], place: int, taken: Collection[int], lex: Lexicon) -> int:
    """The noun for someone that an article leads to, over adjectives; 0 when there is none."""
    head = 0
    for index in range(place + 1, min(place + 2 + _ADJECTIVES, len(tokens))):
        token = tokens[index]
        if not token.word or index in taken or token.text[0].isupper() or lex.has("prepositions", token.lower):
            break
        if someone(fold(token.lower), lex.locale):
            head = index if _ends_phrase(tokens, index, lex) else head
        elif head or lex.has("strangers", token.lower):
            break
    if head and lex.has("strangers", tokens[head].lower):
        return 0
    return head


def _ends_phrase(tokens: Sequence[Token], index: int, lex: Lexicon) -> bool:
    """Whether a noun for someone is no adjective of a thing: ``une vieille boîte`` is a box."""
    if fold(tokens[index].lower) not in vocabulary(lex.locale).adjectives or index + 1 >= len(tokens):
        return True
    after = tokens[index + 1]
    if not after.word or lex.has("prepositions", after.lower) or lex.has("relatives", after.lower):
        return True
    return bool(someone(fold(after.lower), lex.locale)) or _verbal(tokens, index + 1, lex)


def _there(tokens: Sequence[Token], place: int, head: int, taken: Collection[int], lex: Lexicon) -> bool:
    """Whether a noun phrase is somebody of the picture: no description of one who is named beside it."""
    before = tokens[place - 1] if place else None
    if before is not None and before.text == "," and place - 2 in taken:  # "BASILE, un vieil homme, entre"
        return False
    if before is not None and before.text == "," and not _acts(tokens, head, lex):
        return False
    if any(mark.text == ":" for mark in tokens[head + 1 :]) and any(at > head for at in taken):
        return False  # "Deux enfants marchent : MILO et ANNA": those are they
    if lex.far.search(" ".join(token.lower for token in tokens)):
        return False
    for index in range(head + 1, len(tokens)):  # "Un homme d'une quarantaine d'années, MARC, entre"
        if tokens[index].lower in STOPS or _verbal(tokens, index, lex):
            return True
        if index in taken:
            return tokens[index - 1].text != "," and not tokens[index].text.isupper()
    return True


def _acts(tokens: Sequence[Token], head: int, lex: Lexicon) -> bool:
    """Whether a verb follows the noun before the clause is over."""
    for index in range(head + 1, min(head + 7, len(tokens))):
        if tokens[index].text == "," or tokens[index].lower in STOPS:
            return False
        if _verbal(tokens, index, lex):
            return True
    return False


def _verbal(tokens: Sequence[Token], index: int, lex: Lexicon) -> bool:
    word, before = tokens[index].lower, tokens[index - 1].lower
    if not tokens[index].word or (lex.has("determiners", before) and not lex.has("clitics", before)):
        return False
    if verb(word, lex.locale)[0] or lex.has("auxiliaries", word):
        return True
    if lex.locale == "fr":
        return seems_verb(word) and not lex.has("prepositions", before)
    return word.endswith("s") and not word.endswith("ss") and not lex.has("prepositions", before)
