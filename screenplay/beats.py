"""Beats: a scene's elements cut into sentences of action, runs of speech and cards."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from screenplay.channels import device, from_extensions, pauses, through
from screenplay.elements import Element, Locale
from screenplay.folding import digest
from screenplay.length import PAUSE, SPOKEN, action_seconds, speech_seconds
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


def _closes(element: Element, locale: Locale) -> bool:
    """Whether a paragraph of action is FIN or THE END, which is lettered on the screen and played by nobody."""
    text = element.text.strip()
    return element.kind == "action" and text == text.upper() and bool(profile(locale).closing.fullmatch(text))


def places(element: Element, notes: Sequence[Element], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Offset and length in the file of consecutive pieces of an element's printed text, white space set aside.

    Printed characters stand in the source in order, between marks; notes inside the source are stepped over.
    """
    source, at = element.source, 0
    plain = not notes and source == element.text
    gaps = iter([(note.offset - element.offset, note.offset - element.offset + note.length) for note in notes])
    gap = next(gaps, None)
    for text in texts:
        printed = text.strip()
        while plain and at < len(source) and source[at].isspace():
            at += 1
        if plain and source.startswith(printed, at):
            yield element.offset + at, len(printed)
            at += len(printed)
            continue
        start = end = at
        for char in printed:
            if char.isspace():
                continue
            while at < len(source) and (source[at] != char or (gap is not None and at >= gap[0])):
                if gap is not None and at >= gap[0]:
                    at, gap = max(at, gap[1]), next(gaps, None)
                else:
                    at += 1
            start = at if end == start else start
            at = end = min(at + 1, len(source))
        yield element.offset + min(start, end), end - min(start, end)


@dataclass(slots=True)
class Cutter:
    """Cuts the scenes of one script. ``speaker`` gives a cue's character id; ``notes`` are the script's, in order."""

    locale: Locale
    speaker: Callable[[str], str | None]
    notes: Sequence[Element]
    _seen: dict[str, int] = field(default_factory=dict)
    _note: int = 0

    def cut(self, elements: Sequence[Element], *, scope: str, acting: frozenset[str]) -> list[Beat]:
        """The beats of a scene, in order. ``scope`` is its heading's identity, part of every id; ``acting`` those whom
        the action has there, so that a cue ``LÉA (AU TÉLÉPHONE)`` is in the picture."""
        beats: list[Beat] = []
        transition = ""
        cue: Element | None = None
        delivery: list[str] = []
        opens = True
        printed = [element for element in elements if element.kind != "synopsis"]  # which ends no speech
        for index, element in enumerate(printed):
            made: list[Beat] = []
            if element.kind == "character":
                cue, delivery, opens = element, [], True
                continue
            if element.kind == "parenthetical" and cue is not None:
                following = printed[index + 1].kind if index + 1 < len(printed) else None
                if following in SPOKEN:
                    delivery.append(element.text[1:-1].strip())
                else:
                    made = self._played(element, cue, scope)
            elif element.kind in ("dialogue", "lyric") and cue is not None:
                made = self._speech(element, cue, "; ".join(filter(None, delivery)), scope, acting, opens)
                delivery, opens = [], False
            else:
                cue = None
                if is_transition(element, self.locale):
                    transition = element.text
                elif _closes(element, self.locale):
                    made = self._beats(element, "card", [element.text.strip()], scope)
                elif element.kind == "action":
                    made = self._beats(element, "action", _sentences(element.text), scope)
                elif element.kind in ("centered", "lyric") and element.text.strip():
                    made = self._beats(element, "card", [element.text], scope)
            if made and transition:
                made[0], transition = replace(made[0], transition=transition), ""
            beats += made
        return beats

    def _played(self, element: Element, cue: Element, scope: str) -> list[Beat]:
        """A parenthetical with nothing said under it: a small action of its cue's."""
        text = element.text[1:-1].strip() or element.text
        return self._beats(element, "action", [text], scope, speaker=self.speaker(composed(cue.name or "")))

    def _speech(
        self, element: Element, cue: Element, delivery: str, scope: str, acting: frozenset[str], opens: bool
    ) -> list[Beat]:
        name = composed(cue.name or "")
        who = self.speaker(name)
        channel: Channel = from_extensions(cue.extensions, shown=who in acting) or device(name) or "on"
        if channel == "on" and not cue.extensions and voice_of(name) is not None:
            channel = "off"
        texts = gathered(element.text, usual=USUAL_SPEECH, longest=LONGEST_SPEECH) if element.text else []
        beats = self._beats(
            element,
            "speech",
            texts,
            scope,
            speaker=who,
            channel=through(channel, delivery),
            delivery=delivery,
            dual=cue.dual,
            lyric=element.kind == "lyric",
            opens=opens,
        )
        if beats and pauses(delivery):
            beats[0] = replace(beats[0], seconds=round(beats[0].seconds + PAUSE, 2))
        return beats

    def _beats(
        self,
        element: Element,
        kind: BeatKind,
        texts: Sequence[str],
        scope: str,
        *,
        speaker: str | None = None,
        channel: Channel = "on",
        delivery: str = "",
        dual: Literal["left", "right"] | None = None,
        lyric: bool = False,
        opens: bool = True,
    ) -> list[Beat]:
        beats: list[Beat] = []
        for text, (offset, length) in zip(texts, places(element, self._inside(element), texts), strict=True):
            name = digest(f"{scope}\0{kind}\0{' '.join(text.split())}", size=6)
            count = self._seen[name] = self._seen.get(name, 0) + 1
            seconds = speech_seconds(text, self.locale) if kind == "speech" else action_seconds(text)
            beats.append(
                Beat(
                    id=name if count == 1 else f"{name}-{count}",
                    kind=kind,
                    text=text,
                    element=element.id,
                    line=element.line,
                    offset=offset,
                    length=length,
                    speaker=speaker,
                    channel=channel,
                    delivery=delivery,
                    dual=dual,
                    lyric=lyric,
                    opens=opens and (kind != "speech" or not beats),
                    seconds=seconds,
                )
            )
        return beats

    def _inside(self, element: Element) -> Sequence[Element]:
        """The notes that stand inside an element. Elements come in order, so the notes are walked once."""
        end = element.offset + element.length
        while self._note < len(self.notes) and self.notes[self._note].offset < element.offset:
            self._note += 1
        last = self._note
        while last < len(self.notes) and self.notes[last].offset < end:
            last += 1
        return self.notes[self._note : last]


def _sentences(text: str) -> list[str]:
    """Sentences of action in printed words, long ones cut at the ends of clauses."""
    found: list[str] = []
    for sentence in sentences(text):
        found.extend(" ".join(piece.split()) for piece in pieces(sentence, longest=LONGEST_ACTION))
    return [sentence for sentence in found if sentence]


def played(beats: Sequence[Beat]) -> float:
    """Seconds of a scene: speeches side by side last as long as the longer one."""
    total = left = right = 0.0
    for beat in beats:
        if beat.dual == "right":
            right += beat.seconds
            continue
        if right or beat.dual is None:
            total, left, right = total + max(left, right), 0.0, 0.0
        if beat.dual == "left":
            left += beat.seconds
        else:
            total += beat.seconds
    return round(total + max(left, right), 2)
