"""Identities: what each piece of a new draft is called for good, by the drafts before it.

A new identity is made from the draft's order and the piece's content id, so that the same drafts give the same ones.
What was removed and comes back, comes back as itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from screenplay.drafts.alignment import align
from screenplay.drafts.draft import BeatText, Draft, ElementText, SceneText
from screenplay.drafts.history import History
from screenplay.drafts.matches import Alignment, Match
from screenplay.drafts.plain import cased
from screenplay.folding import digest

Kind = Literal["scene", "element", "beat", "character"]

Piece = tuple[Kind, str]
"""A piece by its kind and its content id."""

BACK = 0.6
"""How sure it must be that a scene which was removed is back."""

_MARKS: dict[Kind, str] = {"scene": "s", "element": "e", "beat": "b", "character": "c"}


@dataclass(frozen=True, slots=True)
class Identities:
    """The identities of one draft. ``matches`` says how each piece was known, ``old`` being identities and ``new``
    content ids; None when there was nothing to know it by."""

    draft: Draft
    """The draft, under its identities."""
    matches: Alignment | None
    unplaced: tuple[str, ...]
    """Identities once given that this draft has no place for."""
    recorded: bool
    """Whether the film's folder holds them: until it does, another rewrite may give others."""
    _of: Mapping[Kind, Mapping[str, str]]
    _places: Mapping[str, str]

    def of(self, content: str, kind: Kind = "beat") -> str:
        """The identity of a piece by its content id. Raises KeyError when the draft has no such piece."""
        return self._of[kind][content]

    def place(self, identity: str) -> str | None:
        """The content id that an identity has in this draft; None when it has no place there."""
        return self._places.get(identity)


def follow(new: Draft, history: History) -> Identities:
    """The identities of a draft that was just read, after those of the ``history``.

    A draft that is word for word an earlier one gets that one's identities.
    """
    number = history.same(new.digest)
    if number is not None:
        before = history.draft(number)
        names = {piece: kept[1] for piece, kept in zip(_pieces(new), _pieces(before), strict=True)}
        called = {person.name: person.id for person in before.people}
        names |= {("character", one.id): called[one.name] for one in new.people if one.name in called}
        recorded = number == len(history.drafts) or history.drafts[-1].digest == new.digest
        last = before if recorded else history.draft(-1)
        return _identities(new, names, align(last, new), history, recorded=recorded)
    if not history.drafts:
        return _identities(new, {}, None, history, recorded=False)
    matches = align(history.draft(-1), new)
    names = {
        (kind, match.new): match.old
        for kind, several in _kinds(matches)
        for match in several
        if match.carried and match.old and match.new
    }
    returned = _returned(new, names, history)
    return _identities(new, names | returned, _with(matches, returned), history, recorded=False)


def _kinds(matches: Alignment) -> list[tuple[Kind, tuple[Match, ...]]]:
    return [
        ("scene", matches.scenes),
        ("element", matches.elements),
        ("beat", matches.beats),
        ("character", matches.people),
    ]


def _pieces(draft: Draft) -> list[Piece]:
    """Every piece of a draft's text, by kind and id, in order: drafts of the same words have the same."""
    found: list[Piece] = []
    for scene in draft.scenes:
        found.append(("scene", scene.id))
        for element in scene.elements:
            found.append(("element", element.id))
            found += [("beat", beat.id) for beat in element.beats]
    return found


def _identities(
    new: Draft, names: Mapping[Piece, str], matches: Alignment | None, history: History, *, recorded: bool
) -> Identities:
    taken = {*history.identities(), *names.values()}
    of: dict[Kind, dict[str, str]] = defaultdict(dict)
    people: list[Piece] = [("character", person.id) for person in new.people]
    for kind, content in [*_pieces(new), *people]:
        of[kind][content] = names.get((kind, content)) or _fresh(kind, content, len(history.drafts), taken)
    draft = Draft(
        tuple(
            replace(
                scene,
                id=of["scene"][scene.id],
                elements=tuple(
                    replace(
                        element,
                        id=of["element"][element.id],
                        beats=tuple(BeatText(of["beat"][beat.id], beat.text) for beat in element.beats),
                    )
                    for element in scene.elements
                ),
            )
            for scene in new.scenes
        ),
        tuple(replace(person, id=of["character"][person.id]) for person in new.people),
    )
    places = {identity: content for table in of.values() for content, identity in table.items()}
    unplaced = tuple(name for name in dict.fromkeys(history.identities()) if name not in places)
    return Identities(draft, matches, unplaced, recorded, dict(of), places)


def _fresh(kind: Kind, content: str, ordinal: int, taken: set[str]) -> str:
    """An identity that was never given."""
    salt = 0
    while (name := _MARKS[kind] + digest(f"{kind}\0{ordinal}\0{content}\0{salt}", size=6)) in taken:
        salt += 1
    taken.add(name)
    return name


def _returned(new: Draft, names: Mapping[Piece, str], history: History) -> dict[Piece, str]:
    """What was removed in an earlier draft and is back: scenes with all that they hold, then beats word for word."""
    alive = set(names.values())
    last: dict[str, SceneText] = {}
    for scene in history.scenes:
        last[scene.id] = scene
    gone = tuple(scene for name, scene in last.items() if name not in alive)
    arrived = tuple(scene for scene in new.scenes if ("scene", scene.id) not in names)
    back: dict[Piece, str] = {}
    if gone and arrived:
        found = align(Draft(gone, history.drafts[-1].people), Draft(arrived, new.people))
        sure = {match.new for match in found.scenes if match.carried and match.sure >= BACK}
        inside = {
            piece
            for scene in arrived
            if scene.id in sure
            for piece in (scene.id, *(e.id for e in scene.elements), *(b.id for e in scene.elements for b in e.beats))
        }
        for kind, several in _kinds(found)[:3]:
            for match in several:
                old, now = match.old, match.new
                if match.carried and old and now in inside and old not in alive and (kind, now) not in names:
                    back[kind, now] = old
                    alive.add(old)
    back.update(_beats_returned(new, {**names, **back}, alive, history))
    for person in new.people:
        if ("character", person.id) not in names:
            earlier = (p for kept in reversed(history.drafts) for p in kept.people if p.name == person.name)
            known = next((p.id for p in earlier if p.id not in alive), None)
            if known is not None:
                back["character", person.id] = known
                alive.add(known)
    return back


def _beats_returned(new: Draft, names: Mapping[Piece, str], alive: set[str], history: History) -> dict[Piece, str]:
    """Beats that are back word for word, and their elements, where only one was removed that said so."""
    arrived: dict[tuple[str, str], list[tuple[ElementText, BeatText]]] = defaultdict(list)
    for element in (element for scene in new.scenes for element in scene.elements):
        for beat in element.beats:
            if ("beat", beat.id) not in names:
                arrived[element.who, cased(beat.text)].append((element, beat))
    if not arrived:
        return {}
    gone: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for element in (element for scene in history.scenes for element in scene.elements):
        for beat in element.beats:
            if beat.id not in alive:
                gone[element.who, cased(beat.text)][beat.id] = element.id
    back: dict[Piece, str] = {}
    for said, places in arrived.items():
        known = [(beat, element) for beat, element in gone.get(said, {}).items() if beat not in alive]
        if len(known) == len(places) == 1:
            (beat_id, element_id), (element, beat) = known[0], places[0]
            back["beat", beat.id] = beat_id
            alive.add(beat_id)
            if element_id not in alive and ("element", element.id) not in {**names, **back}:
                back["element", element.id] = element_id
                alive.add(element_id)
    return back


def _with(matches: Alignment, returned: Mapping[Piece, str]) -> Alignment:
    """The matches, with what is back said to be the same."""

    def told(kind: Kind, several: Sequence[Match]) -> tuple[Match, ...]:
        return tuple(
            Match(returned[kind, match.new], match.new, "same", 0.8)
            if match.new is not None and (kind, match.new) in returned
            else match
            for match in several
        )

    return replace(
        matches,
        scenes=told("scene", matches.scenes),
        elements=told("element", matches.elements),
        beats=told("beat", matches.beats),
        people=told("character", matches.people),
    )
