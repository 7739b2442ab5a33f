"""What the people of a text do: clauses, their subjects, their verbs and what these bear on.

A verb counts only where its subject is known: right after a name, a pronoun or "qui", or at the start of a clause that
goes on with the subject of the one before. So "entre deux portes", "le sort" or "a short walk" ask for nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from screenplay.elements import Locale
from storyboard.reading.lexicon import REACH, Entry, Lexicon, lexicon, mood, noun, state, verb
from storyboard.reading.mentions import Memory, Mention, Names, mentions
from storyboard.reading.tokens import Token
from storyboard.stage.geometry import Expression


@dataclass(frozen=True, slots=True)
class Deed:
    """Someone does something, or is in some state. Places are offsets in the text."""

    kind: str
    subject: tuple[str, ...]
    start: int
    end: int
    objects: tuple[str, ...] = ()
    """Ids of the people it bears on."""
    words: str = ""
    """The thing it bears on, as printed."""
    thing: str = ""
    """English name of that thing or piece, when known."""
    expression: Expression | None = None
    state: bool = False
    lemma: str = ""
    relation: str = ""
    """``at``: by, on, in or behind the thing."""
    capitals: bool = False


Span = tuple[int, int, str]
"""First token, last (excluded) and the word or mark that opens a clause."""

_MARKS = frozenset(',;:—–()«»"“”')
_STOPS = frozenset(".!?…")
_ENDINGS: dict[Locale, str] = {"fr": "ant", "en": "ing"}
_BEARS_ON_PEOPLE = frozenset(
    ("look", "give", "embrace", "kiss", "hit", "point", "wave", "walk", "run", "reach", "turn_away", "whisper", "shout",
     "sit", "kneel", "lean", "enter", "dance", "crouch", "phone", "lie", "exit")
)  # fmt: skip
_MOVES_OR_HANDLES = frozenset(
    ("look", "enter", "exit", "walk", "run", "take", "give", "put", "open", "point", "reach", "hit", "rise", "carry",
     "sit", "lie", "lean", "kneel", "wave")
)  # fmt: skip


_BODIES = frozenset(
    (
        "enter",
        "exit",
        "walk",
        "run",
        "sit",
        "lie",
        "lean",
        "kneel",
        "crouch",
        "rise",
        "drive",
        "turn_away",
        "dance",
        "embrace",
        "kiss",
    )
)
"""What bodies do: only a piece of the set says where."""


def deeds(tokens: Sequence[Token], who: Names, memory: Memory, *, subject: tuple[str, ...] = ()) -> list[Deed]:
    """What a text says that people do, in order; ``memory`` learns whom it names.

    ``subject``: who the text is about from the start (the speaker, for a delivery).
    """
    reading = _Reading(tokens, who, memory, lexicon(who.locale))
    reading.delivery = bool(subject)
    for first, last in _sentences(tokens, reading.lex):
        reading.carried = subject or None
        reading.waiting = []
        for clause in _clauses(tokens, first, last, reading):
            reading.clause(*clause)
    return sorted(reading.found, key=lambda deed: deed.start)


def _sentences(tokens: Sequence[Token], lex: Lexicon) -> Iterator[tuple[int, int]]:
    first = 0
    for place, token in enumerate(tokens):
        if token.lower in _STOPS and not (place and lex.has("abbreviations", tokens[place - 1].lower)):
            if place > first:
                yield first, place
            first = place + 1
    if first < len(tokens):
        yield first, len(tokens)


def _clauses(tokens: Sequence[Token], first: int, last: int, reading: "_Reading") -> Iterator[Span]:
    lex, start, opener = reading.lex, first, ""
    breaks = lex.grammar["coordinators"] | lex.grammar["relatives"] | _MARKS
    for place in range(first, last):
        word = tokens[place].lower
        if word in breaks and not reading.inside(place):
            if place > start:
                yield start, place, opener
            # ", et": the word says more than the mark
            start, opener = place + 1, word if place > start or word not in _MARKS else (opener or word)
    if last > start:
        yield start, last, opener


@dataclass(slots=True)
class _Reading:
    """A text while it is read."""

    tokens: Sequence[Token]
    who: Names
    memory: Memory
    lex: Lexicon
    delivery: bool = False
    found: list[Deed] = field(default_factory=list)
    carried: tuple[str, ...] | None = None
    """Subject of the clause before; empty when that was nobody of the cast."""
    plural: bool | None = None
    waiting: list[Deed] = field(default_factory=list)
    """States that stand before their subject (``Assise à la table, Marie…``)."""
    named: dict[int, Mention] = field(init=False)
    _covered: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        found = mentions(self.tokens, self.who)
        self.named = {mention.first: mention for mention in found}
        self._covered = frozenset(place for one in found for place in range(one.first, one.last))

    def inside(self, place: int) -> bool:
        """Whether a token belongs to the naming of someone."""
        return place in self._covered

    # ---- clauses

    def clause(self, first: int, last: int, opener: str) -> None:
        """Read one clause."""
        lex, tokens = self.lex, self.tokens
        subject, after, plural = self._subject(first, last, opener)
        actor = subject if subject is not None else self.carried
        if subject is None:
            plural = self.plural
        before = len(self.found)
        if actor:
            self._verbs(after, last, actor, plural, initial=subject is None)
        elif self._nobody_sees(first, last):
            self._discover(first, last)
            if self.found[before:]:
                subject = None
        self._states(first, last, actor, self.found[before:])
        verbal = len(self.found) > before
        others = [
            mention.ids for place, mention in self.named.items() if first <= place < last and mention.ids != subject
        ]
        for ids in others:
            self.memory.name(ids)
        if not verbal and opener in lex.grammar["coordinators"] | {","}:
            self._again(first, last, subject)
        if subject:
            self.memory.name(subject)
            self.found += [replace(deed, subject=subject) for deed in self.waiting]
            self.waiting = []
        phrase = first < last and lex.has("determiners", tokens[first].lower)
        if subject or (subject == () and self._has_verb(after, last, loose=phrase)):
            relative = opener in lex.grammar["relatives"]
            if not relative:
                self.carried, self.plural = subject, plural

    def _subject(self, first: int, last: int, opener: str) -> tuple[tuple[str, ...] | None, int, bool | None]:
        """Who the clause is about: ids, () for someone or something else, None when it does not say; where they end."""
        lex, tokens = self.lex, self.tokens
        if opener in lex.grammar["relatives"]:
            for named in self.named.values():
                if named.last == first - 1:
                    return named.ids, first, len(named.ids) > 1
            before = tokens[first - 2].lower if first > 1 else ""
            if before == "," and self.carried:
                return self.carried, first, self.plural
            return (), first, None
        place = first
        while place < last:
            token = tokens[place]
            word = token.lower
            if mention := self.named.get(place):
                after = mention.last
                if after < last and tokens[after].lower == "'s":
                    return self._owned(mention, after + 1, last)
                return mention.ids, after, len(mention.ids) > 1 or self._group(mention.ids)
            if (found := self._pronoun(word, place)) is not None:
                return found[0], place + 1, found[1]
            if lex.has("subjects_nobody", word) and not lex.has("clitics", word):
                return (), place + 1, None
            if lex.has("gerund", word) and place + 1 < last and tokens[place + 1].lower.endswith("ant"):
                return None, first, None
            if lex.has("prepositions", word) and not (lex.has("determiners", word) and place == first):
                place = self._past_phrase(place, last)
                continue
            if lex.has("determiners", word):
                if lex.has("clitics", word) and self.carried and self._clitic_verb(place, last):
                    return None, first, None
                return self._phrase(place, last)
            if self._skippable(place) or not token.word:
                place += 1
                continue
            if verb(word, lex.locale)[0] or state(word, lex.locale):
                return None, first, None
            place += 1
            # "Soudain Paul", "Dehors Marie": go on; "People stand", "petite femme sèche": a phrase of its own
            if place < last and place not in self.named and self._pronoun(tokens[place].lower, place) is None:
                return self._phrase(place - 1, last)
        return None, first, None

    def _group(self, ids: Sequence[str]) -> bool:
        return any(self.who.cast[identity].group for identity in ids)

    def _pronoun(self, word: str, place: int) -> tuple[tuple[str, ...], bool] | None:
        lex = self.lex
        for group, gender in (("subjects_f", "f"), ("subjects_m", "m")):
            if lex.has(group, word):
                return self.memory.one(gender), False
        if lex.has("subjects_several", word):
            return self.memory.several(), True
        if lex.has("subjects_several_f", word):
            return self.memory.several("f"), True
        return None

    def _clitic_verb(self, place: int, last: int) -> bool:
        """Whether "la", "le", "les" here is an object before its verb ("et la regarde"), not an article."""
        while place < last and self.lex.has("clitics", self.tokens[place].lower):
            place += 1
        if place >= last:
            return False
        word = self.tokens[place].lower
        return bool(verb(word, self.lex.locale)[0]) and not self.lex.has("nouns_first", word)

    def _past_phrase(self, place: int, last: int) -> int:
        """Past a preposition, its article and its noun (or the name it governs)."""
        place += 1
        while (
            place < last
            and (
                self.lex.has("determiners", self.tokens[place].lower)
                or self.lex.has("prepositions", self.tokens[place].lower)
            )
            and place not in self.named
        ):
            place += 1
        if mention := self.named.get(place):
            return mention.last
        return place + 1

    def _phrase(self, place: int, last: int) -> tuple[tuple[str, ...] | None, int, bool | None]:
        """A noun phrase that names nobody of the cast, unless it is a part of somebody's body or a kinsman."""
        lex, tokens = self.lex, self.tokens
        head = place + lex.has("determiners", tokens[place].lower)
        while head < last and lex.has("determiners", tokens[head].lower):
            head += 1
        if head < last:
            owner: tuple[str, ...] = ()
            word = tokens[head].lower
            if lex.has("bodily", word):
                first = tokens[place].lower
                if lex.has("possessives", first):
                    gender = (
                        "f" if lex.has("possessives_f", first) else "m" if lex.has("possessives_m", first) else None
                    )
                    owner = self.memory.one(gender)
                elif head + 2 <= last and tokens[head + 1].lower in ("de", "d'") and (m := self.named.get(head + 2)):
                    return m.ids, m.last, False
                if owner:
                    return owner, head + 1, None
            elif (gender := lex.kin.get(word)) and not lex.has("indefinite", tokens[place].lower) and head > place:
                owner = self.memory.one(gender)
                if owner and self.who.cast[owner[0]].gender == gender:
                    return owner, head + 1, False
        if head < last and (held := noun(tokens[head].lower, lex.locale)[0]):
            self.memory.thing = (self._text(place, head + 1), held)
        return (), min(head + 1, last), None

    def _owned(self, mention: Mention, place: int, last: int) -> tuple[tuple[str, ...] | None, int, bool | None]:
        """``Walter's hand trembles`` is about Walter, ``Walter's car stops`` is not; ``Walter's crying`` is."""
        if place >= last or self.lex.has("bodily", self.tokens[place].lower):
            return mention.ids, min(place + 1, last), None
        if self.tokens[place].lower.endswith("ing") or state(self.tokens[place].lower, "en"):
            return mention.ids, place, False
        return (), place + 1, None

    def _skippable(self, place: int) -> bool:
        """Words that may stand between a subject and its verb."""
        word, lex = self.tokens[place].lower, self.lex
        groups = ("clitics", "adverbs", "negations", "auxiliaries", "perfects", "negated_by")
        adverb = word.endswith("ment") if lex.locale == "fr" else word.endswith("ly")
        return adverb or any(lex.has(group, word) for group in groups)

    def _has_verb(self, first: int, last: int, *, loose: bool = False) -> bool:
        return any(
            verb(self.tokens[place].lower, self.lex.locale)[0] or (loose and self._looks_finite(place))
            for place in range(first, last)
        )

    def _looks_finite(self, place: int) -> bool:
        word = self.tokens[place].lower
        return word.endswith(("ent", "it")) if self.lex.locale == "fr" else word.endswith("s") and len(word) > 3

    # ---- verbs

    def _verbs(self, first: int, last: int, actor: tuple[str, ...], plural: bool | None, *, initial: bool) -> None:
        lex, tokens = self.lex, self.tokens
        adjacent, modal, place = True, False, first
        lead = first
        while place < last:
            if mention := self.named.get(place):
                place, adjacent = mention.last, False
                continue
            word = tokens[place].lower
            if not tokens[place].word:
                place += 1
                continue
            bare = place == first and initial
            lemma, ambiguous = verb(word, lex.locale)
            full = bool(lemma) and any(self._fits(entry, place, last) for entry in lex.entries.get(lemma, ()))
            if adjacent and self._skippable(place) and not full and not (bare and state(word, lex.locale)):
                place += 1
                continue
            participle = word.endswith(_ENDINGS[lex.locale]) and lemma != word
            if lemma and self._finite(place, lead, lemma, ambiguous, plural, participle, adjacent, modal):
                if lex.has("modals", lemma) and not participle and (after := self._past_modal(place, last)):
                    modal, place = True, after
                    continue
                negated = self._negated(lead if not participle else max(lead, place - 2), place)
                for entry in self._fitting(lemma, place, last, negated):
                    self._add(entry, place, last, actor, lemma)
                adjacent = False
            elif not (participle and adjacent):
                adjacent = False
            place += 1

    def _past_modal(self, place: int, last: int) -> int:
        """The place of the infinitive after "vient de", "se met à", "tries to"; 0 when there is none."""
        after = place + 1
        while after < last and (self.lex.has("modal_links", self.tokens[after].lower) or self._skippable(after)):
            after += 1
        if after >= last or after in self._covered:
            return 0
        word = self.tokens[after].lower
        if self.lex.locale == "en":
            linked = any(token.lower == "to" for token in self.tokens[place + 1 : after])
            return after if linked and verb(word, "en")[0] == word else 0
        return after if word.endswith(("er", "ir", "re", "oir")) and verb(word, "fr")[0] == word else 0

    def _finite(
        self, place: int, lead: int, lemma: str, ambiguous: bool, plural: bool | None, participle: bool, adjacent: bool,
        modal: bool,
    ) -> bool:  # fmt: skip
        """Whether a form is used as a verb of the clause's subject here."""
        lex, tokens = self.lex, self.tokens
        word = tokens[place].lower
        before = tokens[place - 1].lower if place else ""
        if state(word, lex.locale) and not (place + 1 < len(tokens) and tokens[place + 1].lower in ("up", "down")):
            return False
        if participle:
            return not (
                lex.has("determiners", before) or lex.has("blocks", before)
                or (lex.locale == "fr" and not (lex.has("gerund", before) or place == lead or adjacent or before in lex.grammar["clitics"]))
                or (lex.locale == "en" and lex.has("prepositions", before))
            )  # fmt: skip
        if not adjacent:
            return False
        if lex.locale == "fr":
            if word.endswith(("er", "ir", "re", "oir")) and lemma == word:
                return modal
            if _past_participle(word, lemma) and word not in lex.forms:
                return False
            clitic = lex.has("clitics", before) and (place - 2 < lead or self._skippable(place - 2))
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

    def _negated(self, lead: int, place: int) -> bool:
        lex, tokens = self.lex, self.tokens
        if not any(lex.has("negations", tokens[index].lower) for index in range(lead, place)):
            return False
        if lex.locale == "en":
            return True
        around = (*tokens[max(lead - 1, 0) : place], *tokens[place + 1 : place + 5])
        return any(lex.has("negated_by", token.lower) for token in around)

    def _fitting(self, lemma: str, place: int, last: int, negated: bool) -> Iterator[Entry]:
        """The most demanding entry of each table that the words around the verb satisfy."""
        done: set[str] = set()
        for entry in self.lex.entries.get(lemma, ()):
            if entry.table in done or not self._fits(entry, place, last):
                continue
            done.add(entry.table)
            if not negated or (lemma == "quitter" and entry.tail):
                yield entry

    def _fits(self, entry: Entry, place: int, last: int) -> bool:
        lex, tokens = self.lex, self.tokens
        if lex.locale == "fr":
            index, reflexive = place - 1, False
            while index >= 0 and (lex.has("clitics", tokens[index].lower)):
                reflexive |= lex.has("reflexives", tokens[index].lower)
                index -= 1
            if reflexive != entry.reflexive:
                return False
        index = place + 1
        for options in entry.tail:
            limit = min(index + REACH, max(last, place + 1) if lex.locale == "fr" else len(tokens))
            while index < limit and tokens[index].lower not in options:
                if tokens[index].lower in _MARKS | _STOPS:
                    return False
                index += 1
            if index >= limit:
                return False
            index += 1
        return not entry.needs_object or self._direct_object(place, last)

    def _direct_object(self, place: int, last: int) -> bool:
        lex, tokens = self.lex, self.tokens
        before = tokens[place - 1].lower if place else ""
        if lex.locale == "fr" and before in ("le", "la", "les", "l'"):
            return True
        after = place + 1
        while after < last and self._skippable(after) and not lex.has("determiners", tokens[after].lower):
            after += 1
        if after >= last:
            return False
        word = tokens[after].lower
        if after in self.named:
            return True
        pronoun = word in ("him", "her", "it", "them")
        return pronoun or (lex.has("determiners", word) and not lex.has("prepositions", word))

    def _add(self, entry: Entry, place: int, last: int, actor: tuple[str, ...], lemma: str) -> None:
        token = self.tokens[place]
        if lemma == "beat" and place + 1 >= last:  # "(beat)" is a silence
            return
        if entry.table == "affect":
            self.found.append(Deed("affect", actor, token.start, token.end, expression=entry.kind, lemma=lemma))  # type: ignore[arg-type]
            return
        objects, words, thing, end, capitals = self._object(entry.kind, place, last, actor)
        kind = entry.kind
        if kind == "hold" and objects and not thing:  # "serre Noé"
            kind = "embrace"
        elif kind == "embrace" and words and not objects:  # "serre son sac contre lui"
            kind = "hold"
        if kind == "lie" and objects:  # "he lies to her"
            return
        standing = lemma == "stand" and not entry.tail
        self.found.append(
            Deed(kind, actor, token.start, self.tokens[end - 1].end, objects, words, thing, state=standing, lemma=lemma,
                 capitals=capitals)
        )  # fmt: skip
        if thing:
            self.memory.thing = (words, thing)
        if kind == "look" and objects:
            self._seen_doing(place, last, objects)

    def _seen_doing(self, place: int, last: int, objects: tuple[str, ...]) -> None:
        """``Elle regarde Paul sortir``, ``she watches him leave``: Paul leaves."""
        for index in range(place + 1, last):
            word = self.tokens[index].lower
            if index in self._covered or self._skippable(index) or word in ("him", "her", "them"):
                continue
            lemma, _ = verb(word, self.lex.locale)
            if lemma and lemma == word and index > place + 1:
                for entry in self._fitting(lemma, index, last, False):
                    self._add(entry, index, last, objects, lemma)
            if not self.lex.has("prepositions", word):
                return

    # ---- what verbs bear on

    def _object(
        self, kind: str, place: int, last: int, actor: tuple[str, ...]
    ) -> tuple[tuple[str, ...], str, str, int, bool]:
        """Ids, words and English name of what a verb bears on, the token after it, and whether it is in capitals."""
        lex, tokens = self.lex, self.tokens
        objects: tuple[str, ...] = ()
        words = thing = ""
        end, capitals = place + 1, False
        people = kind in _BEARS_ON_PEOPLE
        for index in range(place + 1, last):
            word = tokens[index].lower
            if mention := self.named.get(index):
                if (
                    set(mention.ids) != set(actor)
                    and not objects
                    and (not thing or kind == "give")
                    and (people or kind in ("hold", "carry", "take"))
                ):
                    objects, end = tuple(one for one in mention.ids if one not in actor), max(end, mention.last)
                    if kind not in ("give",):
                        break
                continue
            if index in self._covered:
                continue
            if not thing and (found := noun(word, lex.locale)) != ("", ""):
                held, piece = found
                if kind in _BODIES and not piece:
                    continue
                thing = (piece or held) if people and kind != "give" else (held or piece)
                words, end, capitals = self._words(place, index)
                if not people:
                    break
                continue
            pronoun = self._object_pronoun(index, last, actor)
            if people and not objects and not thing and pronoun:
                objects, end = pronoun, max(end, index + 1)
            elif (
                people
                and not objects
                and word in lex.kin
                and not (index and lex.has("indefinite", tokens[index - 1].lower))
            ):
                objects = self.memory.one(lex.kin[word], but=actor)
                end = max(end, index + 1)
        if not objects and not words:
            objects, words, thing = self._clitic(kind, place, actor)
        if not objects and not words:
            words, end, capitals = self._plain_words(place, last)
        return objects, words, thing, end, capitals

    def _object_pronoun(self, index: int, last: int, actor: tuple[str, ...]) -> tuple[str, ...]:
        lex, word = self.lex, self.tokens[index].lower
        after = self.tokens[index + 1].lower if index + 1 < last else ""
        if lex.locale == "fr":
            if not (index and lex.has("prepositions", self.tokens[index - 1].lower)):
                return ()
            if lex.has("after_f", word):
                return self.memory.one("f", but=actor)
            if lex.has("after_m", word):
                return self.memory.one("m", but=actor)
            return self.memory.several(but=actor) if word in ("eux", "elles") else ()
        if lex.has("after_several", word):
            return self.memory.several(but=actor)
        if lex.has("after_m", word):
            return self.memory.one("m", but=actor)
        possessive = bool(after) and after[0].isalpha() and not (
            lex.has("prepositions", after) or lex.has("adverbs", after) or lex.has("determiners", after) or after.endswith("ly")
            or verb(after, "en")[0]
        )  # fmt: skip
        return self.memory.one("f", but=actor) if lex.has("after_f", word) and not possessive else ()

    def _clitic(self, kind: str, place: int, actor: tuple[str, ...]) -> tuple[tuple[str, ...], str, str]:
        """The object before a French verb (or ``it`` after an English one): people for looks and touches, else the last thing."""
        lex, tokens = self.lex, self.tokens
        people = kind in _BEARS_ON_PEOPLE or kind in ("hold", "carry")
        if lex.locale == "en":
            after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
            return (
                ((), *self.memory.thing)
                if after in ("it", "at") and "it" in {t.lower for t in tokens[place + 1 : place + 3]}
                else ((), "", "")
            )
        index = place - 1
        while index >= 0 and lex.has("clitics", tokens[index].lower):
            word = tokens[index].lower
            if not people:
                if word in ("le", "la", "les", "l'") and self.memory.thing[0]:
                    return (), *self.memory.thing
            elif lex.has("objects_several", word):
                return self.memory.several(but=actor), "", ""
            elif lex.has("objects_f", word):
                return self.memory.one("f", but=actor), "", ""
            elif lex.has("objects_m", word):
                return self.memory.one("m", but=actor), "", ""
            elif lex.has("objects_any", word):
                return self.memory.one(None, but=actor), "", ""
            elif lex.has("reflexives", word) and len(actor) > 1:
                return (), "", ""
            index -= 1
        return (), "", ""

    def _words(self, place: int, head: int) -> tuple[str, int, bool]:
        """The words from a verb's complement to its head noun."""
        first = head
        while (
            first - 1 > place
            and self.tokens[first - 1].word
            and not (
                self.lex.has("prepositions", self.tokens[first - 1].lower)
                and self.tokens[first - 1].lower not in ("des", "du")
            )
        ):
            first -= 1
            if self.lex.has("determiners", self.tokens[first].lower):
                break
        return self._text(first, head + 1), head + 1, any(token.capitals for token in self.tokens[first : head + 1])

    def _plain_words(self, place: int, last: int) -> tuple[str, int, bool]:
        """The complement when no table knows its noun: up to four words after the article."""
        first = place + 1
        while (
            first < last
            and (self.lex.has("prepositions", self.tokens[first].lower) or self._skippable(first))
            and not self.lex.has("determiners", self.tokens[first].lower)
        ):
            first += 1
        stop = first
        while (
            stop < last
            and stop - first < 4
            and self.tokens[stop].word
            and not (stop > first and self.lex.has("prepositions", self.tokens[stop].lower))
        ):
            stop += 1
        if stop == first or not self.lex.has("determiners", self.tokens[first].lower):
            return "", place + 1, False
        return self._text(first, stop), stop, any(token.capitals for token in self.tokens[first:stop])

    def _text(self, first: int, last: int) -> str:
        pieces = []
        for index in range(first, last):
            glue = index > first and self.tokens[index].start > self.tokens[index - 1].end
            pieces.append((" " if glue else "") + self.tokens[index].text)
        return "".join(pieces)

    # ---- states, moods, places

    def _states(self, first: int, last: int, actor: tuple[str, ...] | None, done: Sequence[Deed]) -> None:
        if actor == ():
            return
        tokens, lex = self.tokens, self.lex
        busy = any(deed.kind in _MOVES_OR_HANDLES and not deed.state for deed in done)
        for place in range(first, last):
            if place in self._covered or not tokens[place].word:
                continue
            word, token = tokens[place].lower, tokens[place]
            before = tokens[place - 1] if place else None
            owner = next((one.ids for one in self.named.values() if one.last == place), actor)
            kind = state(word, lex.locale)
            if kind and (self.delivery or kind not in ("whisper", "shout")) and not self._verb_here(place, done):
                self._keep(
                    Deed(kind, owner or (), token.start, token.end, state=True, thing=self._place(place + 1, last)[1]),
                    owner,
                )
            face = mood(word, lex.locale)
            if face and not self._verb_here(place, done) and self._of_someone(place, first, before):
                self._keep(Deed("affect", owner or (), token.start, token.end, expression=face, state=True), owner)
            held = noun(word, lex.locale)[0]
            if held and not self._borne(place, done) and self._in_hand(place, first, last):
                self._keep(
                    Deed("hold", owner or (), token.start, token.end, words=self._words(place - 2, place)[0], thing=held,
                         state=True), owner)  # fmt: skip
            if lex.has("still", word) and not busy:
                end, piece = self._place(place, last)
                if piece:
                    relation = lex.relations.get(word, "by")
                    self._keep(
                        Deed("at", owner or (), token.start, tokens[end - 1].end, words=self._text(place, end), thing=piece,
                             state=True, relation=relation), owner)  # fmt: skip

    def _keep(self, deed: Deed, owner: tuple[str, ...] | None) -> None:
        if owner:
            self.found.append(deed)
        else:
            self.waiting.append(deed)

    def _verb_here(self, place: int, done: Sequence[Deed]) -> bool:
        return any(deed.start == self.tokens[place].start for deed in done)

    def _of_someone(self, place: int, first: int, before: Token | None) -> bool:
        """Whether an adjective or adverb is said of the subject, not of a thing nearby."""
        lex, word = self.lex, self.tokens[place].lower
        if self.delivery or place == first or before is None:
            return True
        if word.endswith("ment" if lex.locale == "fr" else "ly"):
            return True
        index = place - 1
        while index > first and (
            lex.has("adverbs", self.tokens[index].lower) or lex.has("negations", self.tokens[index].lower)
        ):
            index -= 1
        return (
            lex.has("auxiliaries", self.tokens[index].lower)
            or any(mention.last == index + 1 for mention in self.named.values())
            or index < first
        )

    def _borne(self, place: int, done: Sequence[Deed]) -> bool:
        """Whether a verb of the clause has this thing as its object already."""
        return any(deed.start <= self.tokens[place].start < deed.end for deed in done)

    def _in_hand(self, place: int, first: int, last: int) -> bool:
        """``avec un sac``, ``un sac sur l'épaule``, ``the letter in his hand``."""
        lex, tokens = self.lex, self.tokens
        if any(lex.has("with", tokens[index].lower) for index in range(max(first, place - 3), place)):
            return True
        return any(
            lex.has("in_hand", tokens[index].lower) and lex.has("prepositions", tokens[near].lower)
            for index in range(place + 2, min(place + 5, last))
            for near in range(place + 1, index)
        )

    def _place(self, place: int, last: int) -> tuple[int, str]:
        """The piece named within four words ("près de la fenêtre"), and the token after it."""
        lex, tokens = self.lex, self.tokens
        for index in range(place, min(place + 5, last)):
            if not tokens[index].word or index in self._covered:
                break
            if (
                index > place
                and verb(tokens[index].lower, lex.locale)[0]
                and lex.locale == "fr"
                and not noun(tokens[index].lower, "fr")[1]
            ):
                break
            piece = noun(tokens[index].lower, lex.locale)[1]
            if piece:
                return index + 1, piece
        return place, ""

    # ---- what the camera discovers, and "puis Jeanne"

    def _nobody_sees(self, first: int, last: int) -> bool:
        return any(self.lex.has("discover_subjects", self.tokens[place].lower) for place in range(first, last))

    def _discover(self, first: int, last: int) -> None:
        for place in range(first, last):
            if self.lex.has("discover_subjects", self.tokens[place].lower):
                for index in range(place + 1, min(place + 4, last)):
                    lemma, _ = verb(self.tokens[index].lower, self.lex.locale)
                    if self.lex.has("discover_verbs", lemma):
                        ids = next((m.ids for spot, m in sorted(self.named.items()) if index < spot < last), ())
                        words, end, capitals = self._plain_words(index, last)
                        thing = next(
                            (
                                t
                                for t in (noun(tok.lower, self.lex.locale) for tok in self.tokens[index + 1 : end])
                                if t != ("", "")
                            ),
                            ("", ""),
                        )
                        self.found.append(
                            Deed("discover", ids, self.tokens[place].start, self.tokens[max(end, index + 1) - 1].end, words=words,
                                 thing=thing[0] or thing[1], lemma=lemma, capitals=capitals))  # fmt: skip
                        self.carried = ids or self.carried
                        return

    def _again(self, first: int, last: int, subject: tuple[str, ...] | None) -> None:
        """``regarde la lettre, puis Jeanne``: the look goes on to someone else."""
        lead = self.found[-1] if self.found else None
        if lead is None or lead.kind != "look" or self._has_verb(first, last):
            return
        objects = subject or ()
        if not objects:
            for index in range(first, last):
                if gender := self.lex.kin.get(self.tokens[index].lower):
                    objects = self.memory.one(gender, but=lead.subject)
        if objects and set(objects) != set(lead.subject):
            self.found.append(
                Deed(
                    "look",
                    lead.subject,
                    self.tokens[first].start,
                    self.tokens[last - 1].end,
                    tuple(objects),
                    lemma=lead.lemma,
                )
            )
            self.memory.name(lead.subject)


def _past_participle(word: str, lemma: str) -> bool:
    """``assise``, ``entré``, ``vue``: not ``crie`` or ``remue``, which are present forms of -er verbs."""
    return word.endswith(("é", "ée", "és", "ées")) or (
        not lemma.endswith("er") and word.endswith(("i", "ie", "u", "ue"))
    )


def phrases(text: str, lex: Lexicon) -> Iterator[tuple[int, int, str, Expression | None]]:
    """Fixed words of several words in a text: start, end, kind of state or ``affect``, and the expression."""
    for pattern, face in lex.moods:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), "affect", face
    for pattern, kind in lex.states:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind, None
