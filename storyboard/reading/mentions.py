"""Who a text names, and who "il", "elle" or "they" then are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from screenplay.elements import Locale
from screenplay.scenes import Character
from storyboard.reading.lexicon import fold, lexicon
from storyboard.reading.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Mention:
    """People named at tokens ``first`` to ``last`` (excluded)."""

    first: int
    last: int
    ids: tuple[str, ...]
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """How the people of a cast are called, as folded words."""

    locale: Locale
    cast: dict[str, Character]
    by_word: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    """First word to (words, id, whether it is a role that may be written without a capital), longest first."""
    several: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Who they are whom one name means together: of ``deux policiers`` each one."""


def names(cast: Sequence[Character], locale: Locale) -> Names:
    """The ways a cast is named: names, aliases, names without their article, and the parts of full names."""
    lex = lexicon(locale)
    articles = lex.grammar["articles"]
    full: dict[tuple[str, ...], tuple[str, bool]] = {}
    parts: dict[str, set[str]] = {}
    for character in cast:
        for name in dict.fromkeys((character.name, *character.aliases)):
            words = [token.lower for token in tokenize(name, locale) if token.word]
            had_article = bool(words) and words[0] in articles and len(words) > 1
            core = tuple(map(fold, words[had_article:]))
            if not core:
                continue
            role = had_article or character.common or _introduced_as_role(character, core, locale)
            full.setdefault(core, (character.id, role))
            if len(core) > 1 and not had_article and not role and not character.group:
                for word in (core[0], core[-1]):
                    if len(word) > 2 and word not in lex.grammar["prepositions"]:
                        parts.setdefault(word, set()).add(character.id)
    for word, ids in parts.items():
        if len(ids) == 1:
            full.setdefault((word,), (next(iter(ids)), False))
    rows: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for key, (identity, role) in full.items():
        rows.setdefault(key[0], []).append((key, identity, role))
    return Names(
        locale,
        {character.id: character for character in cast},
        {word: tuple(sorted(found, key=lambda row: -len(row[0]))) for word, found in rows.items()},
        {character.id: character.members for character in cast if character.members},
    )


def _introduced_as_role(character: Character, core: tuple[str, ...], locale: Locale) -> bool:
    """Whether the text introduces the name with an article (A BOUNCER, UNE CLIENTE): a role, not a proper name."""
    words = [fold(token.lower) for token in tokenize(character.introduction, locale)]
    articles = {fold(word) for word in lexicon(locale).grammar["articles"]}
    span = len(core)
    return any(
        words[place - 1] in articles and tuple(words[place : place + span]) == core
        for place in range(1, len(words) - span + 1)
    )


def mentions(tokens: Sequence[Token], who: Names) -> list[Mention]:
    """The people named in a text, in order, without pronouns; ``A, B et C`` are one mention of three."""
    lex = lexicon(who.locale)
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        row = _named(tokens, place, who)
        if row is None:
            place += 1
            continue
        count, identity = row
        capitals = all(token.text.isupper() for token in tokens[place : place + count] if token.word)
        first = place
        if place and tokens[place - 1].lower in lex.grammar["articles"]:
            first -= 1
        found.append(Mention(first, place + count, who.several.get(identity, (identity,)), capitals))
        place += count
    return _joined(found, tokens, lex.grammar["and"])


def _named(tokens: Sequence[Token], place: int, who: Names) -> tuple[int, str] | None:
    token = tokens[place]
    if not token.word:
        return None
    for words, identity, role in who.by_word.get(fold(token.lower), ()):
        piece = tokens[place : place + len(words)]
        if len(piece) < len(words) or tuple(fold(part.lower) for part in piece) != words:
            continue
        if token.text[0].isupper():
            return len(words), identity
        before = tokens[place - 1].lower if place else ""
        if role and (
            before in lexicon(who.locale).grammar["articles"] or before in ("au", "aux", "this", "that", "ce", "cette")
        ):
            return len(words), identity
    return None


def _joined(found: list[Mention], tokens: Sequence[Token], conjunctions: frozenset[str]) -> list[Mention]:
    """Mentions joined by ``et``; a list by commas only when it ends with ``et``."""
    result: list[Mention] = []
    run: list[Mention] = []

    def flush() -> None:
        nonlocal run
        while run:
            last = max(
                (place for place in range(1, len(run)) if tokens[run[place].first - 1].lower in conjunctions),
                default=0,
            )
            if not last:
                result.extend(run)
                run = []
                return
            group, run = run[: last + 1], run[last + 1 :]
            ids = tuple(dict.fromkeys(identity for one in group for identity in one.ids))
            result.append(Mention(group[0].first, group[-1].last, ids, all(one.capitals for one in group)))

    for mention in found:
        between = [token.lower for token in tokens[run[-1].last : mention.first]] if run else []
        if run and not (
            between in ([","], ["&"]) or (between and between[-1] in conjunctions and between[:-1] in ([], [","]))
        ):
            flush()
        run.append(mention)
    flush()
    return sorted(result, key=lambda mention: mention.first)


@dataclass(slots=True)
class Memory:
    """Who was named so far in a scene, the last one at the end; and the last thing."""

    cast: dict[str, Character]
    order: list[str] = field(default_factory=list)
    together: tuple[str, ...] = ()
    thing: tuple[str, str] = ("", "")
    """Words and English name."""
    thing_of: tuple[str, ...] = ()
    """Who handled it, when nobody else has been named since."""
    kin: list[tuple[str, str]] = field(default_factory=list)
    moving: dict[str, str] = field(default_factory=dict)
    """How each one moved last, ``walk`` or ``run``, until the body does something else: who goes on, goes on so."""

    def name(self, ids: Sequence[str]) -> None:
        """Remember that these were named."""
        if self.thing_of and set(ids) != set(self.thing_of):
            self.thing_of = ()
        for identity in ids:
            if identity in self.order:
                self.order.remove(identity)
            self.order.append(identity)
        if len(ids) > 1:
            self.together = tuple(ids)

    def one(self, gender: str | None, *, but: Sequence[str] = ()) -> tuple[str, ...]:
        """The last person named of a gender (``None``: of any), else one whose gender nobody told."""
        present = [one for one in reversed(self.order) if one not in but and not self.cast[one].group]
        people = [one for one in present if not self.cast[one].animal]
        if gender is None:
            return tuple(present[:1])
        for row in (people, present):
            sure = [one for one in row if self.cast[one].gender == gender]
            unsure = [one for one in row if self.cast[one].gender is None]
            if but and unsure and unsure[0] == next((one for one in row), ""):
                return tuple(unsure[:1])  # "Voss grabs her. She elbows him": the one right before
            if sure or unsure:
                return tuple((sure or unsure)[:1])
        silent = [
            identity
            for identity, character in self.cast.items()
            if character.gender == gender and identity not in but and identity not in self.order and not character.group
        ]
        return tuple(silent) if len(silent) == 1 else ()

    def relate(self, ids: Sequence[str]) -> None:
        """``Son fils, BRUNO``: Bruno is kin to whoever was named last."""
        other = self.one(None, but=ids)
        if other and len(ids) == 1:
            self.kin.append((ids[0], other[0]))

    def kinsman(self, ids: Sequence[str], gender: str) -> tuple[str, ...]:
        """``sa mère``: a relative who was said to be one, else the last one named of that gender."""
        for pair in reversed(self.kin):
            if len(ids) == 1 and ids[0] in pair:
                other = pair[0] if pair[1] == ids[0] else pair[1]
                if self.cast[other].gender in (gender, None):
                    return (other,)
        return self.one(gender, but=ids)

    def everyone(self) -> tuple[str, ...]:
        """All who were named so far, in the order of the cast."""
        return tuple(identity for identity in self.cast if identity in self.order)

    def several(self, gender: str | None = None, *, but: Sequence[str] = ()) -> tuple[str, ...]:
        """The last people named together, else the last two named, or a group."""
        if self.together and not set(self.together) & set(but) and self._suit(self.together, gender):
            recent = self.order[-(len(self.together) + 1) :]
            if set(self.together) & set(recent):
                return self.together
        people = [
            identity for identity in reversed(self.order)
            if identity not in but and (gender is None or self.cast[identity].gender in (gender, None))
        ]  # fmt: skip
        if people and self.cast[people[0]].group:
            return (people[0],)
        return tuple(reversed(people[:2]))

    def _suit(self, ids: Sequence[str], gender: str | None) -> bool:
        return gender is None or all(self.cast[identity].gender in (gender, None) for identity in ids)
