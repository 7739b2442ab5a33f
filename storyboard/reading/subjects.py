"""Who a clause is about: a name, a pronoun, a part of somebody's body, whom the clause before was about, or nobody."""

from screenplay.people import gender_of
from screenplay.people import noun as someone
from storyboard.reading.lexicon import fold, noun, seems_verb, state, verb
from storyboard.reading.mentions import Mention
from storyboard.reading.state import STOPS, Reading


def subject_of(reading: Reading, first: int, last: int, opener: str) -> tuple[tuple[str, ...] | None, int, bool | None]:
    """Who the clause is about: ids, () for someone or something else, None when it does not say; where they end."""
    lex, tokens = reading.lex, reading.tokens
    if opener in lex.grammar["relatives"]:
        for named in reading.named.values():
            if named.last == first - 1:
                return named.ids, first, len(named.ids) > 1
        before = tokens[first - 2].lower if first > 1 else ""
        if before == "," and reading.carried:
            listed = [
                one
                for place, one in sorted(reading.named.items())
                if reading.sentence <= place < first and one.capitals
            ]
            return (listed[-1].ids if listed else reading.carried), first, reading.plural
        return (), first, None
    place = first
    while place < last:
        token = tokens[place]
        word = token.lower
        if mention := reading.named.get(place):
            after = mention.last
            if after < last and tokens[after].lower == "'s":
                return _owned(reading, mention, after + 1, last)
            return mention.ids, after, len(mention.ids) > 1 or reading.is_group(mention.ids)
        if (found := _pronoun(reading, word, place)) is not None:
            return found[0], place + 1, found[1]
        if lex.has("subjects_everyone", word) and place == first:
            return reading.memory.everyone(), place + 1, True
        if lex.has("subjects_nobody", word) and not lex.has("clitics", word):
            return (), place + 1, None
        near = tokens[place + 1].lower if place + 1 < last else ""
        if lex.has("pronominal", word) and reading.carried and verb(near, lex.locale)[0] and not near.endswith("ant"):
            return None, first, None  # "et en sort une photo"
        if lex.has("gerund", word) and place + 1 < last and tokens[place + 1].lower.endswith("ant"):
            return None, first, None
        if lex.has("prepositions", word) and not (lex.has("determiners", word) and place == first):
            place = _past_phrase(reading, place, last)
            continue
        if lex.has("determiners", word):
            if lex.has("clitics", word) and reading.carried and _clitic_verb(reading, place, last):
                return None, first, None
            return _phrase(reading, place, last)
        if reading.skippable(place) or not token.word:
            place += 1
            continue
        if (
            verb(word, lex.locale)[0]
            or state(word, lex.locale)
            or (reading.carried and _unknown_verb(reading, place, last))
        ):
            return None, first, None
        place += 1
        # "Soudain Paul", "Dehors Marie": go on; "People stand", "petite femme sèche": a phrase of its own
        if place < last and place not in reading.named and _pronoun(reading, tokens[place].lower, place) is None:
            return _phrase(reading, place - 1, last)
    return None, first, None


def _unknown_verb(reading: Reading, place: int, last: int) -> bool:
    """Whether a clause starts with a verb that no table knows: ``tricote dans``, ``knits in``."""
    word = reading.tokens[place].lower
    if reading.lex.locale == "fr":
        return seems_verb(word)
    after = reading.tokens[place + 1].lower if place + 1 < last else ""
    follows = not after or any(reading.lex.has(group, after) for group in ("prepositions", "determiners", "adverbs"))
    return word.endswith("s") and not word.endswith("ss") and follows


def names_them(reading: Reading, first: int, last: int, ids: tuple[str, ...]) -> bool:
    return any(mention.ids == ids for place, mention in reading.named.items() if first <= place < last)


def _pronoun(reading: Reading, word: str, place: int) -> tuple[tuple[str, ...], bool] | None:
    lex = reading.lex
    for group, gender in (("subjects_f", "f"), ("subjects_m", "m")):
        if lex.has(group, word):
            return reading.memory.one(gender), False
    if lex.has("subjects_several", word):
        after = reading.tokens[place + 1].lower if place + 1 < len(reading.tokens) else ""
        return reading.memory.everyone() if lex.has("everyone", after) else reading.memory.several(), True
    if lex.has("subjects_several_f", word):
        return reading.memory.several("f"), True
    return None


def _clitic_verb(reading: Reading, place: int, last: int) -> bool:
    """Whether "la", "le", "les" here is an object before its verb ("et la regarde"), not an article."""
    after_comma = place > 0 and reading.tokens[place - 1].lower == ","
    while place < last and reading.lex.has("clitics", reading.tokens[place].lower):
        place += 1
    if place >= last:
        return False
    word = reading.tokens[place].lower
    lemma, ambiguous = verb(word, reading.lex.locale)
    after = reading.tokens[place + 1].lower if place + 1 < last else ""
    if after_comma and ambiguous and word.endswith("e") and after and not reading.lex.has("prepositions", after):
        return False  # ", le souffle court"
    return bool(lemma) and not reading.lex.has("nouns_first", word)


def _past_phrase(reading: Reading, place: int, last: int) -> int:
    """Past a preposition, its article and its noun (or the name it governs)."""
    place += 1
    while (
        place < last
        and (
            reading.lex.has("determiners", reading.tokens[place].lower)
            or reading.lex.has("prepositions", reading.tokens[place].lower)
        )
        and place not in reading.named
    ):
        place += 1
    if mention := reading.named.get(place):
        return mention.last
    return place + 1


def _phrase(reading: Reading, place: int, last: int) -> tuple[tuple[str, ...] | None, int, bool | None]:
    """A noun phrase that names nobody of the cast, unless it is a part of somebody's body or a kinsman."""
    lex, tokens = reading.lex, reading.tokens
    head = place + lex.has("determiners", tokens[place].lower)
    while head < last and lex.has("determiners", tokens[head].lower):
        head += 1
    if head < last:
        owner: tuple[str, ...] = ()
        word = tokens[head].lower
        if lex.has("bodily", word):
            first = tokens[place].lower
            if lex.has("possessives", first):
                gender = "f" if lex.has("possessives_f", first) else "m" if lex.has("possessives_m", first) else None
                owner = reading.memory.one(gender)
            elif head + 2 <= last and tokens[head + 1].lower in ("de", "d'") and (m := reading.named.get(head + 2)):
                return m.ids, m.last, False
            if owner:
                return owner, head + 1, None
        elif lex.kin.get(word) and (named := reading.named.get(head + 1)):  # "leur fils JULIEN"
            return named.ids, named.last, len(named.ids) > 1
        elif (gender := lex.kin.get(word)) and not lex.has("indefinite", tokens[place].lower) and head > place:
            owner = reading.memory.one(gender)
            if owner and reading.who.cast[owner[0]].gender == gender:
                return owner, head + 1, False
    if head < last and someone(fold(tokens[head].lower), lex.locale) and head > place:
        if colon := _named_after_colon(reading, head):
            return colon, head + 1, len(colon) > 1
        counted = any(tokens[index].lower in count for index in range(place, head) for count in lex.counts)
        if counted and lex.has("all_of_them", tokens[place].lower):  # "Les deux hommes": those named last
            gender = gender_of(fold(tokens[head].lower), lex.locale)
            return reading.memory.several(gender), head + 1, True
    if head < last and (held := noun(tokens[head].lower, lex.locale)[0]):
        reading.memory.thing = (reading.text(place, head + 1), held)
    return (), min(head + 1, last), None


def _named_after_colon(reading: Reading, head: int) -> tuple[str, ...]:
    """``Deux enfants marchent : MILO et ANNA``: who they are."""
    tokens = reading.tokens
    colon = next(
        (at for at in range(head, len(tokens)) if tokens[at].text == ":" or tokens[at].lower in STOPS), len(tokens)
    )
    if colon >= len(tokens) or tokens[colon].text != ":":
        return ()
    end = next((at for at in range(colon, len(tokens)) if tokens[at].lower in STOPS), len(tokens))
    named = (mention for place, mention in sorted(reading.named.items()) if colon < place < end and mention.capitals)
    return tuple(dict.fromkeys(identity for mention in named for identity in mention.ids))


def _owned(
    reading: Reading, mention: Mention, place: int, last: int
) -> tuple[tuple[str, ...] | None, int, bool | None]:
    """``Walter's hand trembles`` is about Walter, ``Walter's car stops`` is not; ``Walter's crying`` is."""
    if place >= last or reading.lex.has("bodily", reading.tokens[place].lower):
        return mention.ids, min(place + 1, last), None
    if reading.tokens[place].lower.endswith("ing") or state(reading.tokens[place].lower, "en"):
        return mention.ids, place, False
    return (), place + 1, None
