"""Beats: a scene's elements cut into sentences of action, runs of speech and cards."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from screenplay.channels import device, from_extensions, pauses, through
from screenplay.elements import Element, Locale
from screenplay.folding import digest
from screenplay.length import action_seconds, speech_seconds
from screenplay.locales import profile
from screenplay.names import composed, voice_of
from screenplay.sentences import gathered, pieces, sentences
from screenplay.story import Beat, Channel

BeatKind = Literal["action", "speech", "card"]
LONGEST_ACTION = 300
USUAL_SPEECH = 220
LONGEST_SPEECH = 300


def is_transition(element: Element, locale: Locale) -> bool:
    """Transitions, and paragraphs of action that say nothing else (FADE OUT., which plain Fountain reads as action)."""
    if element.kind == "transition":
        return True
    text = element.text.strip()
    return element.kind == "action" and text == text.upper() and bool(profile(locale).meant.fullmatch(text))


def places(element: Element, notes: Sequence[Element], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Offset and length in the file of consecutive pieces of an element's printed text, white space set aside.

    Printed characters stand in the source in order, between marks; notes inside the source are stepped over.
    """
    source, at = element.source, 0
    gaps = iter([(n.offset - element.offset, n.offset - element.offset + n.length) for n in notes])
    gap = next(gaps, None)
    for text in texts:
        start = end = at
        begun = False
        for char in text:
            if char.isspace():
                continue
            while at < len(source):
                if gap is not None and at >= gap[0]:
                    at, gap = max(at, gap[1]), next(gaps, None)
                    continue
                if source[at] == char:
                    break
                at += 1
            if not begun:
                start, begun = at, True
            at += 1
            end = at
        yield element.offset + start, end - start


@dataclass(slots=True)
class Cutter:
    """Cuts the scenes of one script. ``speaker`` gives a cue's character id; ``notes`` are the script's, in order."""

    locale: Locale
    speaker: Callable[[str], str | None]
    notes: Sequence[Element]
    _seen: Counter[str] = field(default_factory=Counter)
    _note: int = 0

    def cut(self, elements: Sequence[Element], *, scope: str, handset: frozenset[str]) -> list[Beat]:
        """The beats of a scene. ``scope`` is its heading's identity, part of every id; ``handset`` those whom the action
        shows, so that a cue ``LÉA (AU TÉLÉPHONE)`` is in the picture."""
        beats: list[Beat] = []
        transition = ""
        cue: Element | None = None
        delivery: list[str] = []
        opens = True

        def add(element: Element, kind: BeatKind, texts: Sequence[str], **fields: object) -> None:
            nonlocal transition, opens
            for text, (offset, length) in zip(texts, self._places(element, texts), strict=True):
                beat = self._beat(element, kind, text, offset, length, scope)
                beats.append(replace(beat, transition=transition, **fields, **({"opens": opens} if cue else {})))  # type: ignore[arg-type]
                transition, opens = "", False

        for index, element in enumerate(elements):
            if element.kind == "character":
                cue, delivery, opens = element, [], True
            elif element.kind == "parenthetical" and cue is not None:
                delivery.append(element.text[1:-1].strip())
                following = elements[index + 1].kind if index + 1 < len(elements) else None
                if following not in ("parenthetical", "dialogue", "lyric"):
                    speech, cue = cue, None  # nothing is said under it: it is played
                    played = element.text[1:-1].strip() or element.text
                    add(element, "action", [played], speaker=self.speaker(composed(speech.name or "")))
                    cue = speech
            elif element.kind in ("dialogue", "lyric") and cue is not None:
                said = "; ".join(word for word in delivery if word)
                self._speech(element, cue, said, handset, add)
                delivery = []
            else:
                cue = None
                if is_transition(element, self.locale):
                    transition = element.text
                elif element.kind == "action":
                    add(element, "action", _sentences(element.text))
                elif element.kind in ("centered", "lyric") and element.text.strip():
                    add(element, "card", [element.text])
        return beats

    def _speech(
        self, element: Element, cue: Element, delivery: str, handset: frozenset[str], add: Callable[..., None]
    ) -> None:
        name = composed(cue.name or "")
        who = self.speaker(name)
        channel: Channel = from_extensions(cue.extensions, shown=who in handset) or device(name) or "on"
        if channel == "on" and not cue.extensions and voice_of(name) is not None:
            channel = "off"
        add(
            element,
            "speech",
            gathered(element.text, usual=USUAL_SPEECH, longest=LONGEST_SPEECH) if element.text else [],
            speaker=who,
            channel=through(channel, delivery),
            delivery=delivery,
            dual=cue.dual,
            lyric=element.kind == "lyric",
        )

    def _places(self, element: Element, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        end = element.offset + element.length
        while self._note < len(self.notes) and self.notes[self._note].offset < element.offset:
            self._note += 1
        last = self._note
        while last < len(self.notes) and self.notes[last].offset < end:
            last += 1
        return places(element, self.notes[self._note : last], texts)

    def _beat(
        self,
        element: Element,
        kind: BeatKind,
        text: str,
        offset: int,
        length: int,
        scope: str,
    ) -> Beat:
        name = digest(f"{scope}\0{kind}\0{' '.join(text.split())}", size=6)
        self._seen[name] += 1
        count = self._seen[name]
        return Beat(
            id=name if count == 1 else f"{name}-{count}",
            kind=kind,
            text=text,
            element=element.id,
            line=element.line,
            offset=offset,
            length=length,
        )


def _sentences(text: str) -> list[str]:
    """Sentences of action in printed words, long ones cut at the ends of clauses."""
    found: list[str] = []
    for sentence in sentences(text):
        found.extend(" ".join(piece.split()) for piece in pieces(sentence, longest=LONGEST_ACTION))
    return [sentence for sentence in found if sentence]


def timed(beats: Sequence[Beat], locale: Locale) -> tuple[list[Beat], float]:
    """The beats with their estimated seconds, and the scene's: speeches side by side last as long as the longer one."""
    found: list[Beat] = []
    paused: str | None = None
    total = left = right = 0.0
    for beat in beats:
        if beat.kind == "speech":
            pause = pauses(beat.delivery) and (beat.opens or beat.delivery != paused)
            seconds = speech_seconds(beat.text, locale, pause=pause)
            paused = beat.delivery
        else:
            seconds, paused = action_seconds(beat.text), None
        found.append(replace(beat, seconds=seconds))
        if beat.dual == "right":
            right += seconds
            continue
        if right:
            total += max(left, right)
            left = right = 0.0
        if beat.dual == "left":
            left += seconds
        else:
            total, left = total + left + seconds, 0.0
    return found, round(total + max(left, right), 2)
