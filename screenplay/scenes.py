"""Scenes and beats: what plays under each heading, cut into the smallest pieces that a shot can cover."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from screenplay.addressing import beside
from screenplay.beats import Cutter, is_transition, played
from screenplay.cast import cast
from screenplay.elements import Element, Script
from screenplay.folding import slug
from screenplay.headings import same_place, understand
from screenplay.length import eighths
from screenplay.register import Register
from screenplay.register import register as register_of
from screenplay.story import Beat, Channel, Character, Heading, Hour, Presence, Scene

__all__ = ["Beat", "Channel", "Character", "Heading", "Hour", "Presence", "Scene", "scenes"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PRINTED = frozenset(("action", "centered", "character", "dialogue", "lyric", "parenthetical"))


def scenes(script: Script, people: Sequence[Character] | None = None) -> tuple[Scene, ...]:
    """The scenes in order. ``people`` is the cast, when it is known already.

    A scene may have no beat, when its heading stands alone. One that was taken out (OMITTED) plays nothing: it keeps
    its number and its elements, and has neither beats nor cast, and no length but its heading's. Text before the first
    heading (or a script without any) is a scene without heading, unless it holds nothing but transitions.
    """
    register = register_of(tuple(cast(script) if people is None else people), script.locale)
    cutter = Cutter(script.locale, register.speaker, script.notes)
    found: list[Scene] = []
    seen: Counter[str] = Counter()
    places: dict[str, str] = {}
    heading: Heading | None = None
    leading = ""
    for elements in _parts(script.elements):
        element = elements[0] if elements[0].kind == "scene_heading" else None
        ending = _ending(elements, script)
        if element is None and not any(e.kind in _PRINTED and not is_transition(e, script.locale) for e in elements):
            leading = ending
            continue
        heading = understand(element.text if element else "", locale=script.locale, previous=heading)
        place = places.setdefault(same_place(heading.location, script.locale), heading.location)
        heading = replace(heading, location=place)
        scope = slug(heading.text, longest=48, otherwise="opening" if element is None else "scene")
        seen[scope] += 1
        playing: Sequence[Element] = () if heading.omitted else elements
        shown, acting = _shown(playing, register)
        beats = cutter.cut(playing, scope=scope, acting=acting)
        found.append(
            Scene(
                id=scope if seen[scope] == 1 else f"{scope}-{seen[scope]}",
                index=len(found) + 1,
                number=(element.number if element else None) or str(len(found) + 1),
                heading=heading,
                element=element,
                elements=tuple(elements),
                beats=tuple(beats),
                cast=tuple(_presences(beats, shown, register)),
                transition=leading,
                line=elements[0].line,
                eighths=eighths(playing or elements[:1]),
                seconds=played(beats),
                ending=ending,
            )
        )
        leading = leading if heading.omitted else ending
    return tuple(found)


def _parts(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """The elements under each heading, heading first; those before the first heading by themselves."""
    part: list[Element] = []
    for element in elements:
        if element.kind == "scene_heading" and part:
            yield part
            part = []
        part.append(element)
    if part:
        yield part


def _ending(elements: Sequence[Element], script: Script) -> str:
    """The transition that closes a scene: the last thing printed in it."""
    last = next(
        (e for e in reversed(elements) if e.kind in _PRINTED or e.kind in ("transition", "scene_heading")), None
    )
    return last.text if last is not None and is_transition(last, script.locale) else ""


def _shown(elements: Sequence[Element], register: Register) -> tuple[list[str], frozenset[str]]:
    """Those whom the action shows, in order; and those who open a paragraph of it, so who are there in the flesh and
    not at the far end of a line."""
    shown: dict[str, None] = {}
    acting: set[str] = set()
    for element in elements:
        if element.kind != "action":
            continue
        mentions = register.mentions(element.text)
        shown.update(dict.fromkeys(mention.character for mention in mentions if mention.shown))
        if mentions and mentions[0].first <= 1 and mentions[0].shown:
            acting.add(mentions[0].character)
    return list(shown), frozenset(acting)


def _presences(beats: Sequence[Beat], shown: Sequence[str], register: Register) -> Iterator[Presence]:
    """Everyone seen or heard, in order of appearance; someone heard on one channel only is not seen by that."""
    seconds: Counter[str] = Counter()
    words: Counter[str] = Counter()
    seen = set(shown)
    order = dict.fromkeys(shown)
    for beat in beats:
        if beat.kind != "speech" or beat.speaker is None:
            continue
        speakers = [beat.speaker, *register.people[beat.speaker].members]
        order.update(dict.fromkeys(speakers))
        if beat.channel == "on":
            seen.update(speakers)
        heard_by = beside(beat, register)
        order.update(dict.fromkeys(heard_by))
        seen.update(heard_by)
        for speaker in speakers:
            seconds[speaker] += round(beat.seconds * 100)
            words[speaker] += len(_WORD.findall(beat.text))
    for person in order:
        yield Presence(
            character=person,
            seen=person in seen,
            speaks=words[person] > 0,
            seconds=seconds[person] / 100,
            words=words[person],
        )
