"""The things that play a part: written in capitals (une LETTRE), or known to whoever reads deeds and named again."""

import tomllib
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from screenplay.elements import Locale
from screenplay.folding import slug
from screenplay.names import Token, composed, key, tokens
from screenplay.people import listed, noun
from screenplay.register import Register
from screenplay.story import Character, Scene

_LONGEST = 4
"""Words of a thing's name."""
_JOINTS = (" ", "-", "'", "’", "\u00a0")


@dataclass(frozen=True, slots=True)
class Thing:
    """A prop, by its name: all letters of a script that are called LETTRE are one thing."""

    id: str
    name: str
    """As the action first writes it."""
    kind: str
    """What it is in English, when ``known`` says: ``letter``."""
    capitals: bool
    scenes: dict[str, int] = field(hash=False)
    """How often the action names it, by scene id, in order."""

    @property
    def times(self) -> int:
        return sum(self.scenes.values())


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_name("things.toml").read_text("utf-8"))[name])


def identity(name: str) -> str:
    """One identity for LETTRE, lettres and La Lettre; safe as a file name."""
    return slug(" ".join(_single(word) for word in key(composed(name))), longest=40, otherwise="thing")


def _single(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) and not word.endswith(("ss", "ous")) else word


def things(
    scenes: Sequence[Scene],
    cast: Sequence[Character],
    locale: Locale,
    *,
    known: Callable[[str], str] = lambda word: "",
    used: Container[str] = (),
) -> tuple[Thing, ...]:
    """The things of a script, in order of appearance.

    ``known`` says in English what a lower-case noun is when it is something that hands hold, else an empty text;
    ``used`` holds the identities that someone handles. One that is known, used and named twice counts without capitals.
    """
    register = Register(cast, locale)
    shouted: dict[str, tuple[str, ...]] = {}
    sentences = [
        (scene.id, text, words, {at for one in register.among(words) for at in range(one.first, one.last)})
        for scene in scenes
        for beat in scene.beats
        if beat.kind == "action" and (words := tokens(text := composed(beat.text)))
    ]
    for _, text, words, people in sentences:
        for first, last in _in_capitals(text, words, people, locale):
            parts = tuple(_single(word.folded) for word in words[first:last])
            shouted.setdefault(identity(" ".join(parts)), parts)
    longest = {parts[0]: [] for parts in shouted.values()}  # type: dict[str, list[tuple[str, ...]]]
    for parts in shouted.values():
        longest[parts[0]].append(parts)
    for rows in longest.values():
        rows.sort(key=len, reverse=True)
    counts: dict[str, Counter[str]] = {}
    names: dict[str, tuple[str, str]] = {}
    for scene, text, words, people in sentences:
        at = 0
        while at < len(words):
            parts = () if at in people else _starting(words, at, longest)
            if not parts and at not in people and not words[at].shouted and known(words[at].text.lower()):
                parts = (_single(words[at].folded),)
            if parts:
                name = identity(" ".join(parts))
                last = at + len(parts)
                written = text[words[at].start : words[last - 1].end]
                names.setdefault(name, (written, known(words[last - 1].text.lower())))
                counts.setdefault(name, Counter())[scene] += 1
            at += len(parts) or 1
    found = (
        Thing(name, names[name][0], names[name][1], name in shouted, dict(count)) for name, count in counts.items()
    )
    return tuple(thing for thing in found if thing.capitals or (thing.times > 1 and thing.id in used))


def _starting(words: Sequence[Token], at: int, longest: dict[str, list[tuple[str, ...]]]) -> tuple[str, ...]:
    """The thing in capitals somewhere in the script whose name starts here, however it is written here."""
    for parts in longest.get(_single(words[at].folded), ()):
        if tuple(_single(word.folded) for word in words[at : at + len(parts)]) == parts:
            return parts
    return ()


def _in_capitals(
    text: str, words: Sequence[Token], people: Container[int], locale: Locale
) -> Iterator[tuple[int, int]]:
    """Runs of capitals that name a thing: after an article, in a sentence that is not all capitals."""
    if all(word.shouted or word.text.isdigit() for word in words):
        return
    at = 0
    while at < len(words):
        if not words[at].shouted or at in people:
            at += 1
            continue
        last = at + 1
        while (
            last < len(words)
            and words[last].shouted
            and last not in people
            and text[words[last - 1].end : words[last].start] in _JOINTS
        ):
            last += 1
        first = at
        at = last
        while first + 1 < last and words[first].folded in _listed("determiners"):
            first += 1
        if first == 0 or words[first - 1].folded not in _listed("determiners") or last - first > _LONGEST:
            continue
        run = [word.folded for word in words[first:last]]
        plain = listed("capitals", "things") | _listed("others")
        if len(run[0]) > 1 and not any(word in plain or noun(word, locale) for word in run):
            yield first, last
