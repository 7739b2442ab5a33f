"""The register of a cast: who a cue names, and whom a text of action shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from screenplay import shown
from screenplay.elements import Locale
from screenplay.locales import learned
from screenplay.names import Token, articles, composed, is_count, is_role, key, separable, tokens
from screenplay.people import listed, noun, vocabulary
from screenplay.story import Character


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the action: ``tokens[first:last]`` of the text."""

    character: str
    first: int
    last: int
    shown: bool
    """False when only spoken of: LE PAIN DE SAMIR, SANS SAMIR."""


class Register:
    """Looks names up in a finished cast."""

    def __init__(self, people: Sequence[Character], locale: Locale) -> None:
        self._locale = locale
        self._definite = listed("mentions", "definite") if learned(locale) else articles(locale)
        self._cues: dict[tuple[str, ...], str] = {}
        self._named: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
        self.people = {person.id: person for person in people}
        spelled: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for person in people:
            for name in (person.name, *person.aliases):
                words = key(name, locale)
                self._cues.setdefault(words, person.id)
                spelled[words].add(person.id)
                if not person.common and not person.members and len(words) > 1:
                    bare = [word for word in words if word not in vocabulary(locale).titles]
                    for part in {(bare[0],), (bare[-1],)} if bare else set():
                        if len(part[0]) > 2 and separable(part, name):
                            spelled[part].add(person.id)
        for words, owners in spelled.items():
            # A first name that two people share names neither; a whole name always names its own.
            owner = self._cues.get(words) or (next(iter(owners)) if len(owners) == 1 else None)
            if owner is not None and not self.people[owner].members:
                self._named[words[0]].append((words, owner, self.people[owner].common or is_role(words, locale)))
        for names in self._named.values():
            names.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        self._several = self._introduced_together(people, locale)
        self._mentioned: dict[str, tuple[Mention, ...]] = {}

    def _introduced_together(self, people: Sequence[Character], locale: Locale) -> dict[str, tuple[str, ...]]:
        """Nouns for those who were introduced in one breath: DEUX FRÈRES, JEAN ET LUC; JEAN et LUC, deux frères."""
        sentences: dict[str, set[str]] = defaultdict(set)
        for person in people:
            if person.introduction and not person.group:
                sentences[person.introduction].add(person.id)
        found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for text, ids in sentences.items():
            if len(ids) < 2:
                continue
            words = tokens(composed(text))
            named = [mention for mention in self.among(words) if mention.character in ids]
            for run in _runs(named, words):
                around = (*words[max(0, run[0].first - 3) : run[0].first], *words[run[-1].last : run[-1].last + 3])
                for count, word in pairwise(around):
                    if is_count(count.folded) and noun(word.folded, locale):
                        found[word.folded].add(tuple(dict.fromkeys(mention.character for mention in run)))
        return {word: next(iter(groups)) for word, groups in found.items() if len(groups) == 1}

    def speaker(self, name: str) -> str | None:
        """The character id of a cue's name."""
        return self._cues.get(key(name, self._locale))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Who is named in a sentence of action, in order. Proper names need their capital; a common noun (LA CLIENTE) a
        definite article, or capitals."""
        if text not in self._mentioned:
            self._mentioned[text] = tuple(self._read(composed(text)))
        return self._mentioned[text]

    def _read(self, text: str) -> list[Mention]:
        words = tokens(text)
        found: list[Mention] = []
        quoted = shown.quotations(text)
        hidden_at = -1  # where a run of names that are spoken of ends: SANS PAUL NI MARIE
        for mention in self._all(words):
            first, last = mention.first, mention.last
            if shown.named_otherwise(text, words, first, last):
                continue
            linked = hidden_at >= 0 and shown.joined(text, words, hidden_at, first)
            hidden = linked or shown.spoken_of(text, words, first, last)
            hidden_at = last if hidden else -1
            start, end = words[first].start, words[last - 1].end
            hidden = hidden or any(one < start and end < other - 2 for one, other in quoted)
            found.append(replace(mention, shown=not (hidden or shown.owned(text, words, first, last))))
        return found

    def _all(self, words: Sequence[Token]) -> list[Mention]:
        """Those named, and those whom LES DEUX FRÈRES names together."""
        found = self.among(words)
        if not self._several:
            return found
        definite = listed("mentions", "definite")
        for at, word in enumerate(words):
            if (ids := self._several.get(word.folded)) and any(
                w.folded in definite for w in words[max(0, at - 2) : at]
            ):
                found += [Mention(one, at, at + 1, True) for one in ids]
        return sorted(found, key=lambda mention: mention.first)

    def among(self, words: Sequence[Token]) -> list[Mention]:
        """The names among words already cut, whether their bearers are there or not."""
        found: list[Mention] = []
        at = 0
        while at < len(words):
            named = self._named.get(words[at].folded)
            entry = next((entry for entry in named if self._fits(words, at, *entry)), None) if named else None
            if entry is None:
                at += 1
                continue
            last = at + len(entry[0])
            found.append(Mention(entry[1], at, last, True))
            at = last
        return found

    def _fits(self, words: Sequence[Token], at: int, name: tuple[str, ...], _owner: str, role: bool) -> bool:
        run = words[at : at + len(name)]
        if len(run) < len(name) or any(word.folded != part for word, part in zip(run, name, strict=True)):
            return False
        if not role:
            return run[0].capital
        if all(word.shouted or not word.text[0].isalpha() for word in run):
            return True
        return at > 0 and words[at - 1].folded in self._definite


@lru_cache(maxsize=2)
def register(people: tuple[Character, ...], locale: Locale) -> Register:
    """The register of a cast: the same while the cast is, with what it has read."""
    return Register(people, locale)


def _runs(named: Sequence[Mention], words: Sequence[Token]) -> list[list[Mention]]:
    """Mentions of two people and more that stand in a row: JEAN ET LUC, JEAN, LUC ET PAUL."""
    runs: list[list[Mention]] = []
    for mention in named:
        between = words[runs[-1][-1].last : mention.first] if runs else ()
        if runs and all(word.folded in shown.LINKS or word.text.isdigit() for word in between):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [run for run in runs if len(run) > 1]
