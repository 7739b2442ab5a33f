"""What the people of a text do: clauses, their subjects, their verbs and what these bear on.

A verb counts only where its subject is known: right after a name, a pronoun or "qui", or at the start of a clause that
goes on with the subject of the one before. So "entre deux portes", "le sort" or "a short walk" ask for nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storyboard.reading.lexicon import Lexicon, lexicon, noun, verb
from storyboard.reading.mentions import Memory, Names
from storyboard.reading.objects import plain_words
from storyboard.reading.state import MARKS, STOPS, Deed, Reading
from storyboard.reading.states import read_carrying, read_kinship, read_states
from storyboard.reading.subjects import names_them, subject_of
from storyboard.reading.tokens import Token
from storyboard.reading.verbs import read_handling, read_verbs
from storyboard.stage.geometry import Expression

__all__ = ["Deed", "deeds", "phrases"]

Span = tuple[int, int, str]
"""First token, last (excluded) and the word or mark that opens a clause."""


def deeds(tokens: Sequence[Token], who: Names, memory: Memory, *, subject: tuple[str, ...] = ()) -> list[Deed]:
    """What a text says that people do, in order; ``memory`` learns whom it names.

    ``subject``: who the text is about from the start (the speaker, for a delivery).
    """
    if not lexicon(who.locale).verbs:
        return []  # a language without words here: nothing is guessed
    reading = Reading(tokens, who, memory, lexicon(who.locale))
    reading.delivery = bool(subject)
    for first, last in _sentences(tokens, reading.lex):
        reading.carried = subject or None
        reading.waiting, reading.idle = [], False
        reading.sentence = first
        known = len(reading.found)
        for clause in _clauses(tokens, first, last, reading):
            _clause(reading, *clause)
        _all_there(reading, first, last, known)
    return sorted(reading.found, key=lambda deed: deed.start)


def _all_there(reading: Reading, first: int, last: int, known: int) -> None:
    """``Autour de la table : JULIEN, INÈS et TOM``: where a list of people begins, there they all are."""
    listed = [one for place, one in sorted(reading.named.items()) if first <= place < last and one.capitals]
    ids = tuple(dict.fromkeys(identity for one in listed for identity in one.ids))
    if len(listed) < 2 or len(ids) < 3:
        return
    begins = reading.tokens[listed[0].first].start
    for place, deed in enumerate(reading.found[known:], known):
        if deed.state and deed.kind in ("at", "sit") and deed.start < begins:
            reading.found[place] = replace(deed, subject=ids)


def _sentences(tokens: Sequence[Token], lex: Lexicon) -> Iterator[tuple[int, int]]:
    first = 0
    for place, token in enumerate(tokens):
        if token.lower in STOPS and not (place and lex.has("abbreviations", tokens[place - 1].lower)):
            if place > first:
                yield first, place
            first = place + 1
    if first < len(tokens):
        yield first, len(tokens)


def _clauses(tokens: Sequence[Token], first: int, last: int, reading: Reading) -> Iterator[Span]:
    lex, start, opener = reading.lex, first, ""
    breaks = lex.grammar["coordinators"] | lex.grammar["relatives"] | MARKS
    for place in range(first, last):
        word = tokens[place].lower
        if word in breaks and not reading.inside(place):
            if place > start:
                yield start, place, opener
            # ", et": the word says more than the mark
            start, opener = place + 1, word if place > start or word not in MARKS else (opener or word)
    if last > start:
        yield start, last, opener


def _clause(reading: Reading, first: int, last: int, opener: str) -> None:
    """Read one clause."""
    lex, tokens = reading.lex, reading.tokens
    subject, after, plural = subject_of(reading, first, last, opener)
    if subject is None and first == reading.sentence and (late := _inverted(reading, first, last)):
        reading.carried, subject, plural = late, None, len(late) > 1
    actor = subject if subject is not None else reading.carried
    if subject is None:
        plural = reading.plural
    before = len(reading.found)
    if (
        reading.idle
        and opener in lex.grammar["and"]
        and subject
        and reading.carried
        and names_them(reading, first, last, subject)
    ):
        actor = subject = tuple(dict.fromkeys((*reading.carried, *subject)))
        plural = True
    if actor:
        read_verbs(reading, after, last, actor, plural, initial=subject is None)
        if not reading.found[before:]:
            read_handling(reading, after, last, actor)
    elif _nobody_sees(reading, first, last):
        _discover(reading, first, last)
        if reading.found[before:]:
            subject = None
    read_carrying(reading, first, last, actor or reading.carried, reading.found[before:])
    read_states(reading, first, last, actor, reading.found[before:])
    verbal = len(reading.found) > before
    read_kinship(reading, first, last)
    others = [
        mention.ids for place, mention in reading.named.items() if first <= place < last and mention.ids != subject
    ]
    for ids in others:
        reading.memory.name(ids)
    if not verbal and subject and _along(reading, first, last):
        lead = reading.found[-1]
        reading.found.append(replace(lead, subject=subject, start=tokens[first].start, end=tokens[last - 1].end))
        reading.memory.name(subject)
        subject = lead.subject
    elif before and not subject and others and _followed(reading, first, last):
        reading.found += [replace(reading.found[before - 1], subject=ids) for ids in others]
    elif not verbal and opener in lex.grammar["coordinators"] | {","}:
        _again(reading, first, last, subject)
    if subject:
        reading.memory.name(subject)
        reading.found += [replace(deed, subject=subject) for deed in reading.waiting]
        reading.waiting = []
    phrase = first < last and lex.has("determiners", tokens[first].lower)
    apposition = reading.idle and opener == "," and bool(reading.carried)
    if subject or (subject == () and not apposition and reading.has_verb(after, last, loose=phrase)):
        relative = opener in lex.grammar["relatives"]
        if not relative:
            reading.carried, reading.plural = subject, plural
            reading.idle = bool(subject) and not verbal and not reading.has_verb(after, last, loose=True)
    elif verbal:
        reading.idle = False


def _inverted(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Who comes after the verb: ``Entre un facteur``, ``Arrive Marie``."""
    late = reading.named.get(first + 1)
    if reading.lex.locale != "fr" or late is None or late.last < last - 4:
        return ()
    lemma, _ = verb(reading.tokens[first].lower, "fr")
    return late.ids if lemma and reading.lex.has("inverted", lemma) else ()


def _nobody_sees(reading: Reading, first: int, last: int) -> bool:
    return any(reading.lex.has("discover_subjects", reading.tokens[place].lower) for place in range(first, last))


def _discover(reading: Reading, first: int, last: int) -> None:
    for place in range(first, last):
        if reading.lex.has("discover_subjects", reading.tokens[place].lower):
            for index in range(place + 1, min(place + 4, last)):
                lemma, _ = verb(reading.tokens[index].lower, reading.lex.locale)
                if reading.lex.has("discover_verbs", lemma):
                    ids = next((m.ids for spot, m in sorted(reading.named.items()) if index < spot < last), ())
                    words, end, capitals = plain_words(reading, index, last)
                    stop = reading.tokens[max(end, index + 1) - 1].end
                    thing = next(
                        (
                            t
                            for t in (noun(tok.lower, reading.lex.locale) for tok in reading.tokens[index + 1 : end])
                            if t != ("", "")
                        ),
                        ("", ""),
                    )
                    reading.found.append(
                        Deed("discover", ids, reading.tokens[place].start, stop, words=words,
                             thing=thing[0] or thing[1], lemma=lemma, capitals=capitals))  # fmt: skip
                    reading.carried = ids or reading.carried
                    return


def _along(reading: Reading, first: int, last: int) -> bool:
    """``Marthe avance, Noé derrière elle``: Noé does what she does."""
    lead = reading.found[-1] if reading.found else None
    if lead is None or lead.kind not in ("walk", "run", "enter", "exit") or first < 2:
        return False
    if reading.tokens[first - 1].lower in STOPS or lead.start < reading.tokens[reading.sentence].start:
        return False
    follows = reading.lex.grammar["after_f"] | reading.lex.grammar["after_m"] | reading.lex.grammar["follows"]
    return any(reading.tokens[place].lower in follows for place in range(first, last))


def _followed(reading: Reading, first: int, last: int) -> bool:
    """``Marthe entre, suivie de Noé``: Noé does what she does."""
    lead = reading.found[-1] if reading.found else None
    if lead is None or lead.kind not in ("walk", "run", "enter", "exit"):
        return False
    if lead.start < reading.tokens[reading.sentence].start:
        return False
    return any(
        reading.tokens[place].lower in reading.lex.grammar["followed"] for place in range(first, min(first + 2, last))
    )


def _again(reading: Reading, first: int, last: int, subject: tuple[str, ...] | None) -> None:
    """``regarde la lettre, puis Jeanne``: the look goes on to someone else."""
    lead = reading.found[-1] if reading.found else None
    if lead is None or lead.kind != "look" or reading.has_verb(first, last):
        return
    objects = subject or ()
    if not objects:
        for index in range(first, last):
            if gender := reading.lex.kin.get(reading.tokens[index].lower):
                objects = reading.memory.kinsman(lead.subject, gender)
    if objects and set(objects) != set(lead.subject):
        reading.found.append(
            Deed(
                "look",
                lead.subject,
                reading.tokens[first].start,
                reading.tokens[last - 1].end,
                tuple(objects),
                lemma=lead.lemma,
            )
        )
        reading.memory.name(lead.subject)


def phrases(text: str, lex: Lexicon) -> Iterator[tuple[int, int, str, Expression | None]]:
    """Fixed words of several words in a text: start, end, kind of state or ``affect``, and the expression."""
    for pattern, face in lex.moods:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), "affect", face
    for pattern, kind in lex.states:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind, None
