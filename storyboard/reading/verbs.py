"""The verbs of a clause that its subject does, and what each asks for."""

from collections.abc import Iterator

from screenplay.elements import Locale
from storyboard.reading.causing import caused, made_to
from storyboard.reading.lexicon import REACH, Entry, noun, seems_verb, state, verb
from storyboard.reading.objects import bears_on, direct_object, plain_words, words_to
from storyboard.reading.state import MARKS, STOPS, Deed, Reading

_IN_HAND = frozenset({"take", "open", "hold", "give", "drop"})
"""Deeds after which "la" and "le" are the thing rather than somebody: ``prend une photo et la regarde``."""
_ENDINGS: dict[Locale, str] = {"fr": "ant", "en": "ing"}


def read_verbs(
    reading: Reading, first: int, last: int, actor: tuple[str, ...], plural: bool | None, *, initial: bool
) -> None:
    lex, tokens = reading.lex, reading.tokens
    adjacent, modal, aside, place = True, False, False, first
    lead = first
    while place < last:
        if mention := reading.named.get(place):
            place, adjacent = mention.last, False
            continue
        word = tokens[place].lower
        if not tokens[place].word:
            place += 1
            continue
        bare = place == first and initial
        lemma, ambiguous = verb(word, lex.locale)
        full = bool(lemma) and any(_fits(reading, entry, place, last) for entry in lex.entries.get(lemma, ()))
        aside_here = lex.has("prepositions", word) and not bare and adjacent and _opens_aside(reading, place, last)
        if (
            adjacent
            and reading.skippable(place)
            and not full
            and not aside_here
            and not (bare and state(word, lex.locale))
        ):
            place += 1
            continue
        participle = word.endswith(_ENDINGS[lex.locale]) and lemma != word
        if aside and _in_phrase(reading, place, lead, lemma, ambiguous, plural):
            place += 1
            continue
        if lemma and _finite(reading, place, lead, lemma, ambiguous, plural, participle, adjacent, modal):
            whole = full and any(
                e.tail and _fits(reading, e, place, last) for e in lex.entries[lemma]
            )  # "laisse tomber"
            causes = not participle and lex.has("causatives", lemma)
            if causes and not whole and (someone := made_to(reading, place, last)):  # "laisse Paul entrer"
                actor, modal, place = someone.ids, True, someone.last
                continue
            if (
                not whole
                and lex.has("modals", lemma)
                and not participle
                and (after := _past_modal(reading, place, last))
            ):
                actor = caused(reading, place, after, last, actor) if causes else actor
                modal, place = True, after
                continue
            negated = _negated(reading, lead if not participle else max(lead, place - 2), place)
            for entry in _fitting(reading, lemma, place, last, negated):
                _add(reading, entry, place, last, actor, lemma)
            adjacent = False
        elif adjacent and not initial and _opens_aside(reading, place, last):
            aside = True
        elif not (participle and adjacent) and not (aside and lead != place):
            adjacent = False
        place += 1


def _opens_aside(reading: Reading, place: int, last: int) -> bool:
    """Whether a preposition between a subject and its verb begins here: ``en chemise``, and not ``en sort``."""
    lex, word = reading.lex, reading.tokens[place].lower
    after = reading.tokens[place + 1].lower if place + 1 < last else ""
    return lex.has("prepositions", word) and not (lex.has("clitics", word) and verb(after, lex.locale)[0])


def _in_phrase(reading: Reading, place: int, lead: int, lemma: str, ambiguous: bool, plural: bool | None) -> bool:
    """Whether a word still belongs to "in dark suits" between a subject and its verb."""
    lex, tokens = reading.lex, reading.tokens
    word, before = tokens[place].lower, tokens[place - 1].lower
    if not lemma or lex.has("determiners", before) or lex.has("prepositions", before) or before in ("de", "d'"):
        return True
    if lex.locale == "fr":
        after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
        goes_on = lex.has("prepositions", after) or lex.has("determiners", after) or after in STOPS
        return ambiguous and not goes_on
    return (word == lemma) != bool(plural) or place - lead < 2


def _past_modal(reading: Reading, place: int, last: int) -> int:
    """The place of the infinitive after "vient de", "se met à", "tries to"; 0 when there is none."""
    after = place + 1
    while after < last and (reading.lex.has("modal_links", reading.tokens[after].lower) or reading.skippable(after)):
        after += 1
    if after >= last or after in reading._covered:
        return 0
    word = reading.tokens[after].lower
    if reading.lex.locale == "en":
        linked = any(token.lower == "to" for token in reading.tokens[place + 1 : after])
        return after if linked and verb(word, "en")[0] == word else 0
    return after if word.endswith(("er", "ir", "re", "oir")) and verb(word, "fr")[0] == word else 0


def read_handling(reading: Reading, first: int, last: int, actor: tuple[str, ...]) -> None:
    """A verb that no table knows, of somebody, with a thing that hands hold: ``essore le torchon``.

    Whatever is done to it, it is in hand.
    """
    lex, tokens = reading.lex, reading.tokens
    place = first
    while place < last and reading.skippable(place):
        place += 1
    if place + 1 >= last or not tokens[place].word or place in reading._covered:
        return
    word = tokens[place].lower
    known = seems_verb(word) if lex.locale == "fr" else word.endswith("s") and not word.endswith("ss")
    if not known or _negated(reading, first, place) or verb(word, lex.locale)[0]:
        return
    for index in range(place + 1, min(place + 5, last)):
        near = tokens[index].lower
        if not tokens[index].word or index in reading._covered or lex.has("prepositions", near):
            return
        held, piece = noun(near, lex.locale)
        if (held or piece) and index > place + 1:
            if held and not piece:
                words, end, capitals = words_to(reading, place, index)
                stop = tokens[end - 1].end
                reading.found.append(Deed("hold", actor, tokens[place].start, stop, (), words, held, capitals=capitals))
                reading.memory.thing = (words, held)
            return


def _finite(
    reading: Reading, place: int, lead: int, lemma: str, ambiguous: bool, plural: bool | None, participle: bool,
    adjacent: bool, modal: bool,
) -> bool:  # fmt: skip
    """Whether a form is used as a verb of the clause's subject here."""
    lex, tokens = reading.lex, reading.tokens
    word = tokens[place].lower
    before = tokens[place - 1].lower if place else ""
    if state(word, lex.locale) and not (place + 1 < len(tokens) and tokens[place + 1].lower in ("up", "down")):
        return False
    if participle:
        return not (
            lex.has("determiners", before) or lex.has("blocks", before)
            or (lex.locale == "fr" and not (adjacent or lex.has("gerund", before) or lex.has("clitics", before)))
            or (lex.locale == "en" and lex.has("prepositions", before))
        )  # fmt: skip
    if not adjacent:
        return False
    if lex.locale == "fr":
        if word.endswith(("er", "ir", "re", "oir")) and lemma == word:
            return modal
        if _past_participle(word, lemma) and word not in lex.forms:
            return False
        clitic = lex.has("clitics", before) and (place - 2 < lead or reading.skippable(place - 2))
        if lex.has("determiners", before) and not (clitic and (not ambiguous or place - 1 >= lead)):
            return False
        if lex.has("blocks", before):
            return False
        if ambiguous and plural is not None and word.endswith("nt") != plural and word not in lex.forms:
            return False
        after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
        return not (word == "entre" and lex.has("not_before_entre", after))
    if lex.has("determiners", before) or lex.has("blocks", before):
        return False
    if any(lex.has("perfects", tokens[index].lower) for index in range(lead, place)):
        return False
    if word.endswith("ed") and any(lex.has("auxiliaries", tokens[index].lower) for index in range(lead, place)):
        return False
    base = word == lemma
    return modal or not base or plural is not False or (place > lead + 1 and before in ("to",))


def _negated(reading: Reading, lead: int, place: int) -> bool:
    lex, tokens = reading.lex, reading.tokens
    if not any(lex.has("negations", tokens[index].lower) for index in range(lead, place)):
        return False
    if lex.locale == "en":
        return True
    around = (*tokens[max(lead - 1, 0) : place], *tokens[place + 1 : place + 5])
    return any(lex.has("negated_by", token.lower) for token in around)


def _fitting(reading: Reading, lemma: str, place: int, last: int, negated: bool) -> Iterator[Entry]:
    """The most demanding entry of each table that the words around the verb satisfy."""
    done: set[str] = set()
    most = 0
    entries = reading.lex.entries.get(lemma, ())
    exact = [entry for entry in entries if _fits(reading, entry, place, last)]
    loose = [entry for entry in entries if entry.tail and _fits(reading, entry, place, last, plurals=True)]
    if any(entry.tail for entry in exact) or not loose:
        loose = []  # "raises her hands" is no "raise hand"
    for entry in sorted((*exact, *loose), key=lambda one: -one.demand):
        if entry.table in done:
            continue
        done.add(entry.table)
        if entry.table == "affect" and entry.tail and entry.demand < most:  # "passes out the papers"
            continue
        most = max(most, entry.demand)
        if negated == entry.denied or (lemma == "quitter" and entry.tail):
            yield entry


def _fits(reading: Reading, entry: Entry, place: int, last: int, *, plurals: bool = False) -> bool:
    lex, tokens = reading.lex, reading.tokens
    if lex.locale == "fr":
        index, reflexive = place - 1, False
        while index >= 0 and (lex.has("clitics", tokens[index].lower)):
            reflexive |= lex.has("reflexives", tokens[index].lower)
            index -= 1
        if reflexive != entry.reflexive:
            return False
    index = place + 1
    for options in entry.tail:
        limit, reach = max(last, place + 1) if lex.locale == "fr" else len(tokens), REACH
        while index < limit and reach and not _is_one(tokens[index].lower, options, plurals):
            if tokens[index].lower in MARKS | STOPS:
                return False
            reach -= not reading.skippable(index) or not lex.has("adverbs", tokens[index].lower)
            index += 1
        if index >= limit or not reach:
            return False
        index += 1
    if not entry.needs_object or direct_object(reading, place, last):
        return True
    return bool(entry.tail) and direct_object(reading, index - 1, last)  # "passes out the papers"


def _is_one(word: str, options: frozenset[str], plurals: bool) -> bool:
    """Whether a word is one of some, or (``plurals``) what it is the plural of is."""
    return word in options or (
        plurals and not options.isdisjoint((word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("x")))
    )


def _add(reading: Reading, entry: Entry, place: int, last: int, actor: tuple[str, ...], lemma: str) -> None:
    token = reading.tokens[place]
    if lemma == "beat" and place + 1 >= last:  # "(beat)" is a silence
        return
    if entry.kind == "nothing" or not actor:
        return
    if entry.table == "affect":
        reading.found.append(Deed("affect", actor, token.start, token.end, expression=entry.kind, lemma=lemma))  # type: ignore[arg-type]
        return
    objects, words, thing, end, capitals = bears_on(reading, entry.kind, place, last, actor)
    kind, after = entry.kind, reading.tokens[place + 1].lower if place + 1 < len(reading.tokens) else ""
    if kind == "hold" and objects and not thing:  # "serre Noé"
        kind = "embrace"
    elif (
        kind == "embrace" and words and not objects and lemma not in ("tomber", "fall", "jeter")
    ):  # "serre son sac contre lui"
        kind = "hold"
    if lemma == "lie" and after == "to":  # "he lies to her"
        return
    if kind == "lie" and lemma == "tomber" and objects and after == "sur":  # "tombe sur Paul": meets him
        kind = "look"
    if kind == "enter" and lemma == "let":  # "lets Jack in"
        actor, objects = objects, ()
    if kind == "drop" and not (thing or words):
        words, end, capitals = plain_words(reading, place + 1, last)
    if kind == "drop" and not thing and (not words or place + 2 in reading.named):  # "laisse tomber Paul"
        return
    standing = lemma == "stand" and not entry.tail
    little = "near" if reading.lex.has("little_moves", lemma) else ""
    if kind == "sit" and any(reading.lex.has("beside", token.lower) for token in reading.tokens[place:last]):
        little = "beside"
    if kind in ("put", "drop"):
        little = _where(reading, place, last)
    elif kind == "lie" and reading.lex.has("falls", lemma):
        little = "fall"
    elif (
        kind in ("sit", "lie", "crouch")
        and not little
        and any(reading.lex.has("under", token.lower) for token in reading.tokens[place:last])
    ):
        little = "under"
    reading.found.append(
        Deed(kind, actor, token.start, reading.tokens[end - 1].end, objects, words, thing, state=standing, lemma=lemma,
             relation=little, capitals=capitals)
    )  # fmt: skip
    for one in reversed(objects):
        reading.memory.name((one,))
    if thing:
        reading.memory.thing = (words, thing)
        reading.memory.thing_of = actor if kind in _IN_HAND else ()
    if kind == "look" and objects:
        _seen_doing(reading, place, last, objects)


def _where(reading: Reading, place: int, last: int) -> str:
    """The piece that something is put on ("pose la lettre sur la table"), or empty."""
    for index in range(place + 1, last - 1):
        if reading.tokens[index].lower in reading.lex.grammar["upon"]:
            for near in range(index + 1, min(index + 4, last)):
                if piece := noun(reading.tokens[near].lower, reading.lex.locale)[1]:
                    return piece
    return ""


def _seen_doing(reading: Reading, place: int, last: int, objects: tuple[str, ...]) -> None:
    """``Elle regarde Paul sortir``, ``she watches him leave``: Paul leaves."""
    for index in range(place + 1, last):
        word = reading.tokens[index].lower
        if index in reading._covered or reading.skippable(index) or word in ("him", "her", "them"):
            continue
        lemma, _ = verb(word, reading.lex.locale)
        if lemma and lemma == word and index > place + 1:
            for entry in _fitting(reading, lemma, index, last, False):
                _add(reading, entry, index, last, objects, lemma)
        if not reading.lex.has("prepositions", word):
            return


def _past_participle(word: str, lemma: str) -> bool:
    """``assise``, ``entré``, ``vue``: not ``crie`` or ``remue``, which are present forms of -er verbs."""
    return word.endswith(("é", "ée", "és", "ées")) or (
        not lemma.endswith("er") and word.endswith(("i", "ie", "u", "ue"))
    )
