"""The register of a cast: who a cue names, and whom a sentence of action shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from screenplay.elements import Locale
from screenplay.names import Token, article, composed, key, tokens
from screenplay.people import listed, vocabulary
from screenplay.story import Character


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the action: ``tokens[first:last]`` of the sentence."""

    character: str
    first: int
    last: int
    shown: bool
    """False when only spoken of: LE PAIN DE SAMIR, SANS SAMIR."""


class Register:
    """Looks names up in a finished cast."""

    def __init__(self, people: Sequence[Character], locale: Locale) -> None:
        self._cues: dict[tuple[str, ...], str] = {}
        self._named: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
        self.people = {person.id: person for person in people}
        spelled: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for person in people:
            for name in (person.name, *person.aliases):
                words = key(name)
                self._cues.setdefault(words, person.id)
                spelled[words].add(person.id)
                if not person.common and not person.members and len(words) > 1:
                    bare = [word for word in words if word not in vocabulary(locale).titles]
                    for part in {(bare[0],), (bare[-1],)} if bare else set():
                        if len(part[0]) > 2:
                            spelled[part].add(person.id)
        for words, owners in spelled.items():
            # A first name that two people share names neither; a whole name always names its own.
            owner = self._cues.get(words) or (next(iter(owners)) if len(owners) == 1 else None)
            if owner is not None and not self.people[owner].members:
                self._named[words[0]].append((words, owner, self.people[owner].common))
        for names in self._named.values():
            names.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def speaker(self, name: str) -> str | None:
        """The character id of a cue's name."""
        return self._cues.get(key(name))

    def mentions(self, text: str) -> list[Mention]:
        """Who is named in a sentence of action, in order. Proper names need their capital; a common noun (LA CLIENTE) a
        definite article, or capitals."""
        return self.among(tokens(composed(text)))

    def among(self, words: Sequence[Token]) -> list[Mention]:
        """As ``mentions``, over words already cut."""
        found: list[Mention] = []
        at = 0
        while at < len(words):
            named = self._named.get(words[at].folded)
            entry = next((entry for entry in named if self._fits(words, at, *entry)), None) if named else None
            if entry is None:
                at += 1
                continue
            last = at + len(entry[0])
            found.append(Mention(entry[1], at, last, _shown(words, at, last)))
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
        return at > 0 and words[at - 1].folded in listed("mentions", "definite")


def _shown(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a named person is there, or only spoken of: judged from the words right around the name."""
    if last + 1 < len(words) and words[last].folded == "s" and words[last].start == words[last - 1].end + 1:
        return words[last + 1].folded in listed("mentions", "near")  # Walter's hand, not Walter's bread
    before = [word.folded for word in words[max(0, first - 3) : first]]
    if (
        before
        and before[-1] in listed("mentions", "definite")
        and article(" ".join(w.text for w in words[first - 1 : last]))
    ):
        before.pop()
    if before and before[-1] in listed("mentions", "absent"):
        return False
    if before and before[-1] in ("de", "d", "du", "of"):
        return len(before) > 1 and before[-2] in listed("mentions", "near")
    return True
