"""People from draft to draft: by their names, and by what they say where a name was changed everywhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from screenplay.drafts.draft import Draft, PersonText
from screenplay.drafts.matches import Match
from screenplay.drafts.plain import cased
from screenplay.folding import fold

MOST = 0.5
"""The share of someone's lines that another name must speak now, and that name's lines that must have been theirs."""


@dataclass(frozen=True, slots=True)
class People:
    """Who is who."""

    matches: tuple[Match, ...]
    renames: tuple[tuple[str, str], ...]
    before: dict[str, str]
    """For each name of the old draft, the name that this person has in the new one (or had, when there is none)."""
    renamed: Callable[[str], str]
    """An old text with the new names."""


def follow_people(old: Draft, new: Draft) -> People:
    """Match the people of two drafts. Nobody is matched twice."""
    spelled = {}
    for index in range(len(new.people) - 1, -1, -1):
        spelled.update(dict.fromkeys(_spellings(new.people[index]), index))
    found: dict[int, int] = {}
    for main in (True, False):  # whole names first, then spellings that the two drafts share
        for index, person in enumerate(old.people):
            names = [fold(person.name)] if main else _spellings(person)
            other = next((spelled[name] for name in names if name in spelled), None)
            if index not in found and other is not None and other not in found.values():
                found[index] = other
    shares = {}
    arrived = [index for index in range(len(new.people)) if index not in found.values()]
    if arrived:
        silent = _silent(new)  # someone whose old name is still named somewhere, but says nothing any more
        left = [index for index in range(len(old.people)) if index not in found or found[index] in silent]
        for index, other, share in _by_lines(old, new, left, arrived):
            found[index], shares[index] = other, share
    renames = tuple((old.people[i].name, new.people[j].name) for i, j in sorted(found.items()) if i in shares)
    back = {j: i for i, j in found.items()}
    matches = [
        Match(old.people[back[j]].id, person.id, "changed" if back[j] in shares else "same", shares.get(back[j], 1.0))
        if j in back
        else Match(None, person.id, "new")
        for j, person in enumerate(new.people)
    ]
    matches += [Match(person.id, None, "removed") for i, person in enumerate(old.people) if i not in found]
    before = {
        person.name: new.people[found[i]].name if i in found else person.name for i, person in enumerate(old.people)
    }
    return People(tuple(matches), renames, before, _renaming(renames))


def _spellings(person: PersonText) -> list[str]:
    return [fold(name) for name in (person.name, *person.aliases)]


def _silent(draft: Draft) -> set[int]:
    speakers = {element.who for scene in draft.scenes for element in scene.elements if element.who}
    return {index for index, person in enumerate(draft.people) if person.name not in speakers}


def _by_lines(old: Draft, new: Draft, left: list[int], arrived: list[int]) -> Iterator[tuple[int, int, float]]:
    """Whose lines are now whose: both names must have most of each other's, best first."""
    before, now = _lines(old, left), _lines(new, arrived)
    votes: Counter[tuple[int, int]] = Counter()
    told: dict[str, list[int]] = defaultdict(list)
    for other, texts in now.items():
        for text in texts.elements():
            told[text].append(other)
    for index, texts in before.items():
        for text in texts.elements():
            if told.get(text):
                votes[index, told[text].pop()] += 1
    taken: set[int] = set()
    for (index, other), count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        share = count / max(before[index].total(), now[other].total())
        if share >= MOST and index not in taken and ~other not in taken:
            taken |= {index, ~other}
            yield index, other, round(share, 2)


def _lines(draft: Draft, wanted: list[int]) -> dict[int, Counter[str]]:
    names = {draft.people[index].name: index for index in wanted}
    lines: dict[int, Counter[str]] = {index: Counter() for index in wanted}
    for scene in draft.scenes:
        for element in scene.elements:
            if element.who in names and element.kind in ("dialogue", "lyric"):
                lines[names[element.who]].update(cased(beat.text) for beat in element.beats)
    return lines


def _renaming(renames: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """Puts new names for old ones, as a cue has them and as a sentence does."""
    if not renames:
        return str
    table: dict[str, str] = {}
    for before, now in renames:
        forms = (str.title, str.capitalize, str.lower) if " " in before else (str.title,)
        for form in forms:
            table.setdefault(form(before), form(now))
        table[before] = now
    names = "|".join(map(re.escape, sorted(table, key=lambda name: (-len(name), name))))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    return lambda text: pattern.sub(lambda match: table[match[0]], text)
