"""What a verb bears on: people, by name, pronoun or kinship, or a thing, in its words and by its English name."""

from storyboard.reading.lexicon import noun, verb
from storyboard.reading.state import KINDS_OF_BODIES, Reading

_BEARS_ON_PEOPLE = frozenset(
    ("look", "give", "embrace", "kiss", "hit", "point", "wave", "walk", "run", "reach", "turn_away", "whisper", "shout",
     "sit", "kneel", "lean", "enter", "dance", "crouch", "phone", "lie", "exit",
     "aim", "throw", "push", "pull", "fight", "photograph", "clap")
)  # fmt: skip


def direct_object(reading: Reading, place: int, last: int) -> bool:
    lex, tokens = reading.lex, reading.tokens
    before = tokens[place - 1].lower if place else ""
    if lex.locale == "fr" and before in ("le", "la", "les", "l'"):
        return True
    after = place + 1
    while after < last and reading.skippable(after) and not lex.has("determiners", tokens[after].lower):
        after += 1
    if after >= last:
        return False
    word = tokens[after].lower
    if after in reading.named:
        return True
    if lex.locale == "en" and word.endswith("s") and not (lex.has("prepositions", word) or reading.skippable(after)):
        return True  # "push shoppers aside"
    pronoun = word in ("him", "her", "it", "them")
    return pronoun or (lex.has("determiners", word) and not lex.has("prepositions", word))


def bears_on(
    reading: Reading, kind: str, place: int, last: int, actor: tuple[str, ...]
) -> tuple[tuple[str, ...], str, str, int, bool]:
    """Ids, words and English name of what a verb bears on, the token after it, and whether it is in capitals."""
    lex, tokens = reading.lex, reading.tokens
    objects: tuple[str, ...] = ()
    words = thing = ""
    end, capitals = place + 1, False
    people = kind in _BEARS_ON_PEOPLE
    for index in range(place + 1, last):
        word = tokens[index].lower
        if mention := reading.named.get(index):
            if (
                set(mention.ids) != set(actor)
                and not objects
                and (not thing or kind == "give")
                and (people or kind in ("hold", "carry", "take"))
            ):
                part = set(mention.ids) < set(actor)  # "they all look at Ben"
                objects = mention.ids if part else tuple(one for one in mention.ids if one not in actor)
                end = max(end, mention.last)
                if kind not in ("give",):
                    break
            continue
        if index in reading._covered:
            continue
        if not thing and (found := noun(word, lex.locale)) != ("", ""):
            held, piece = found
            if kind in KINDS_OF_BODIES and not piece:
                continue
            thing = (piece or held) if people and kind != "give" else (held or piece)
            words, end, capitals = words_to(reading, place, index)
            if not people:
                break
            continue
        pronoun = _object_pronoun(reading, index, last, actor)
        if people and not objects and pronoun and (not thing or kind in ("give", "aim", "throw", "point")):
            objects, end = pronoun, max(end, index + 1)
        elif (
            people
            and not objects
            and word in lex.kin
            and not (index and lex.has("indefinite", tokens[index - 1].lower))
        ):
            objects = reading.memory.kinsman(actor, lex.kin[word])
            end = max(end, index + 1)
    if not objects and (not words or kind == "give"):
        objects, *rest = _clitic(reading, kind, place, actor)
        words, thing = (words, thing) if words else (str(rest[0]), str(rest[1]))
    if not objects and not words:
        words, end, capitals = plain_words(reading, place, last)
    return objects, words, thing, end, capitals


def _object_pronoun(reading: Reading, index: int, last: int, actor: tuple[str, ...]) -> tuple[str, ...]:
    lex, word = reading.lex, reading.tokens[index].lower
    after = reading.tokens[index + 1].lower if index + 1 < last else ""
    if lex.locale == "fr":
        if not (index and lex.has("prepositions", reading.tokens[index - 1].lower)):
            return ()
        if lex.has("after_f", word):
            return reading.memory.one("f", but=actor)
        if lex.has("after_m", word):
            return reading.memory.one("m", but=actor)
        return reading.memory.several(but=actor) if word in ("eux", "elles") else ()
    if lex.has("after_several", word):
        return reading.memory.several(but=actor)
    if lex.has("after_m", word):
        return reading.memory.one("m", but=actor)
    possessive = bool(after) and after[0].isalpha() and not (
        any(lex.has(group, after) for group in ("prepositions", "adverbs", "determiners"))
        or after.endswith("ly") or verb(after, "en")[0]
    )  # fmt: skip
    return reading.memory.one("f", but=actor) if lex.has("after_f", word) and not possessive else ()


def _clitic(reading: Reading, kind: str, place: int, actor: tuple[str, ...]) -> tuple[tuple[str, ...], str, str]:
    """The object before a French verb, or ``it`` after an English one: people for looks and touches, else a thing."""
    lex, tokens = reading.lex, reading.tokens
    people = kind in _BEARS_ON_PEOPLE or kind in ("hold", "carry")
    if lex.locale == "en":
        after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
        return (
            ((), *reading.memory.thing)
            if after in ("it", "at") and "it" in {t.lower for t in tokens[place + 1 : place + 3]}
            else ((), "", "")
        )
    index = place - 1
    while index >= 0 and lex.has("clitics", tokens[index].lower):
        word = tokens[index].lower
        handled = kind == "look" and reading.memory.thing_of == actor and word in ("le", "la", "les", "l'")
        if not people or handled:
            if word in ("le", "la", "les", "l'") and reading.memory.thing[0]:
                return (), *reading.memory.thing
        elif lex.has("objects_several", word):
            return reading.memory.several(but=actor), "", ""
        elif lex.has("objects_f", word):
            return reading.memory.one("f", but=actor), "", ""
        elif lex.has("objects_m", word):
            return reading.memory.one("m", but=actor), "", ""
        elif lex.has("objects_any", word):
            return reading.memory.one(None, but=actor), "", ""
        elif lex.has("reflexives", word) and len(actor) > 1:
            return (), "", ""
        index -= 1
    return (), "", ""


def words_to(reading: Reading, place: int, head: int) -> tuple[str, int, bool]:
    """The words from a verb's complement to its head noun."""
    first = head
    while (
        first - 1 > place
        and reading.tokens[first - 1].word
        and not (
            reading.lex.has("prepositions", reading.tokens[first - 1].lower)
            and reading.tokens[first - 1].lower not in ("des", "du")
        )
    ):
        first -= 1
        if reading.lex.has("determiners", reading.tokens[first].lower):
            break
    return reading.text(first, head + 1), head + 1, any(token.capitals for token in reading.tokens[first : head + 1])


def plain_words(reading: Reading, place: int, last: int) -> tuple[str, int, bool]:
    """The complement when no table knows its noun: up to four words after the article."""
    first = place + 1
    while (
        first < last
        and (reading.lex.has("prepositions", reading.tokens[first].lower) or reading.skippable(first))
        and not reading.lex.has("determiners", reading.tokens[first].lower)
    ):
        first += 1
    stop = first
    while (
        stop < last
        and stop - first < 4
        and reading.tokens[stop].word
        and not (stop > first and reading.lex.has("prepositions", reading.tokens[stop].lower))
    ):
        stop += 1
    if stop == first or not reading.lex.has("determiners", reading.tokens[first].lower):
        return "", place + 1, False
    return reading.text(first, stop), stop, any(token.capitals for token in reading.tokens[first:stop])
