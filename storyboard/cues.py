"""What the text asks for: who looks, enters, sits, takes; what is heard; and the framing that the writer wrote."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, cast

from screenplay.elements import Locale
from screenplay.scenes import Beat, Character, Scene
from storyboard.reading.deeds import Deed, deeds, phrases
from storyboard.reading.lexicon import Lexicon, lexicon, mood, noun, state, verb
from storyboard.reading.mentions import Memory, Names, mentions, names
from storyboard.reading.tokens import Token, tokenize
from storyboard.reading.vehicles import passages, vehicle_in
from storyboard.reading.walkons import extra
from storyboard.stage.geometry import Expression

CueKind = Literal[
    # what bodies do
    "look", "enter", "exit", "sit", "rise", "lie", "kneel", "crouch", "lean", "walk", "run", "drive", "at", "turn_away",
    "crawl", "jump", "ride", "swim", "climb",
    # what hands do
    "take", "give", "hold", "put", "open", "read", "write", "drink", "eat", "phone", "hang_up", "point", "wave",
    "reach", "embrace", "kiss", "hit", "dance", "cook", "smoke", "type", "play", "carry", "hide_face", "hands_up",
    "cross_arms", "throw", "push", "pull", "aim", "clap", "pray", "shrug", "sweep", "paint", "sew", "sing", "fight",
    "knock", "photograph", "cover_ears", "think", "drop", "take_off", "put_on",
    # what happens
    "affect", "whisper", "shout", "crowd", "pass", "sound", "pause", "intro", "discover", "framing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing that a beat asks of the stage or the camera. ``start`` and ``end`` are offsets in the beat's text.

    A cue read in a delivery ("(se levant)") has ``start == end == 0``.
    """

    kind: CueKind
    subject: tuple[str, ...] = ()
    """Ids of the characters who do it; empty when nobody of the cast does (a crowd, a bell, the camera)."""
    object: str = ""
    """Id of the character it is done to or looked at, or the thing's words as printed."""
    start: int = 0
    end: int = 0
    weight: float = 1.0
    """How much it asks for a picture of its own: 0.5 faint, 1 usual, 1.5 written in capitals or strong, 2 pinned."""
    thing: str = ""
    """English name of the thing or of the kind of piece meant, when the tables know it: ``letter``, ``window``."""
    expression: Expression | None = None
    """``affect``: what the face shows."""
    name: str = ""
    """What kind of it. Of a ``sound``: ``phone``, ``knock``, ``bell``, ``gunshot`` …; of a ``crowd``: the words for it;
    ``at``: ``by``, ``on``, ``in`` or ``behind``; ``walk``: ``near`` for a step, ``far`` for who comes in the distance;
    ``sit``: ``beside``; ``lie``: ``under`` or ``fall``; ``put``: the piece that it is put on; ``look``: ``address`` for
    whom a line is said to; of a ``framing``, the pin: ``close``, ``ecu``, ``medium``, ``angle``, ``wide``, ``estab``,
    ``pov``, ``insert``, ``push_in``, ``pull_back``, ``pan``, ``tilt``, ``track``, ``two``, ``overhead``, ``low``,
    ``high``, ``back``."""
    state: bool = False
    """True for what already is (sitting, assise) rather than happens (sits down, s'assoit)."""


_QUANTITY = 32
"""Letters before a crowd within which its number stands."""
_OF_WHAT = re.compile(r" (?:de |d'|d’|of )[^\W\d_]+")
_FAINT = {"at", "walk", "hold", "whisper", "shout", "turn_away", "lean", "drive"}
_STRONG = {"kiss", "hit", "lie", "embrace", "hide_face", "hands_up"}


def cues(beat: Beat, scene_cast: Sequence[Character], *, locale: Locale) -> tuple[Cue, ...]:
    """What one beat asks for, read alone: pronouns know only who is named in it. See ``scene_cues``."""
    who = names(scene_cast, locale)
    return _beat_cues(beat, who, Memory(who.cast), ())


def scene_cues(scene: Scene, cast: Sequence[Character], *, locale: Locale) -> tuple[tuple[Cue, ...], ...]:
    """What each beat of a scene asks for, in order; "il", "elle" and "they" are the last ones named in the scene.

    ``cast``: the film's; only those whom the scene lists are looked for.
    """
    present = {presence.character for presence in scene.cast}
    present |= {one for character in cast if character.id in present for one in character.members}
    who = names([one for one in cast if one.id in present and (not one.members or extra(one.id))], locale)
    memory = Memory(who.cast)
    named = [_first_named(beat, who) for beat in scene.beats]
    return tuple(
        _beat_cues(beat, who, memory, list(dict.fromkeys(one for row in named[number + 1 : number + 9] for one in row)))
        for number, beat in enumerate(scene.beats)
    )


def _first_named(beat: Beat, who: Names) -> list[str]:
    """Whom a beat's action names."""
    if beat.kind != "action":
        return []
    return [one for mention in mentions(tokenize(beat.text, who.locale), who) for one in mention.ids]


def _stranger(tokens: Sequence[Token], who: Names, coming: Sequence[str]) -> str:
    """Who "une silhouette" or "a figure" turns out to be: one of those ``coming`` whom the text names soon after."""
    lex = lexicon(who.locale)
    for one, after in pairwise(tokens):
        if lex.has("indefinite", one.lower) and lex.has("strangers", after.lower) and not mentions(tokens, who):
            return next(iter(coming), "")
    return ""


def _runs(tokens: Sequence[Token], locale: Locale) -> bool:
    lex = lexicon(locale)
    return any(entry.kind == "run" for token in tokens for entry in lex.entries.get(verb(token.lower, locale)[0], ()))


def _unframed(text: str, locale: Locale) -> str:
    """The text with its written framings blanked, offsets kept: the plan of GROS PLAN is no sheet of paper."""
    for pattern, _ in lexicon(locale).pins:
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _beat_cues(beat: Beat, who: Names, memory: Memory, coming: Sequence[str]) -> tuple[Cue, ...]:
    if beat.kind == "card":
        return ()
    if beat.kind == "speech":
        found = tuple(_delivery_cues(beat, who, memory))
        if beat.speaker in who.cast:
            memory.name((beat.speaker,))
        return found
    tokens = tokenize(beat.text, who.locale)
    if stranger := _stranger(tokens, who, [one for one in coming if one not in memory.order]):
        memory.name((stranger,))
        arrival = [Cue("run" if _runs(tokens, who.locale) else "walk", (stranger,), name="far")]
    else:
        arrival = []
    pins = list(_pins(beat.text, who))
    found_cues = [
        *pins,
        *arrival,
        *_introductions(beat, tokens, who),
        *_people(
            _going_on(deeds(tokenize(_unframed(beat.text, who.locale), who.locale), who, memory), memory),
            beat.text,
            who.locale,
        ),
        *_fixed_words(beat.text, tokens, who, memory),
        *_world(beat.text, who.locale),
    ]
    return tuple(sorted(_once(found_cues), key=lambda cue: (cue.start, cue.end)))


def _once(found: Sequence[Cue]) -> list[Cue]:
    """Without repetitions: one cue for one kind, subject, object and expression."""
    seen: dict[tuple[object, ...], Cue] = {}
    for cue in found:
        seen.setdefault((cue.kind, cue.subject, cue.object, cue.thing, cue.expression, cue.name), cue)
    return list(seen.values())


_STILL = frozenset({"sit", "rise", "lie", "kneel", "crouch", "lean", "at", "enter", "exit", "embrace", "kiss"})
"""What ends a walk or a run."""


def _going_on(found: Sequence[Deed], memory: Memory) -> Iterator[Deed]:
    """The deeds, with "goes on" and "does not slow down" put as the walk or the run that goes on."""
    for deed in found:
        kind = deed.kind
        if kind == "go_on":
            kind = next((memory.moving[one] for one in deed.subject if one in memory.moving), "")
        if kind in ("walk", "run", "crawl", "jump"):
            memory.moving.update(dict.fromkeys(deed.subject, kind))
        elif kind in _STILL:
            for one in deed.subject:
                memory.moving.pop(one, None)
        if kind:
            yield deed if kind == deed.kind else replace(deed, kind=kind, objects=(), words="", thing="")


def _people(found: Iterable[Deed], text: str, locale: Locale) -> Iterator[Cue]:
    for deed in found:
        weight = 1.5 if deed.capitals or deed.kind in _STRONG else 0.5 if deed.kind in _FAINT else 1.0
        thing, name = deed.thing, deed.relation
        if deed.kind in ("drive", "ride"):
            thing = _vehicle(deed.kind, text, deed.start, locale)
            name = "fast" if lexicon(locale).has("fast", deed.lemma) else ""
        for target in deed.objects or (deed.words,):
            yield Cue(
                cast(CueKind, deed.kind), deed.subject, target, deed.start, deed.end, weight, thing, deed.expression,
                name, deed.state,
            )  # fmt: skip
        if deed.kind in ("enter", "exit") and lexicon(locale).has("fast", deed.lemma):
            yield Cue("run", deed.subject, "", deed.start, deed.end, 0.5)
        if deed.lemma in ("apparaître", "appear") and deed.kind == "enter":
            yield Cue("discover", deed.subject, "", deed.start, deed.end)


def _fixed_words(text: str, tokens: Sequence[Token], who: Names, memory: Memory) -> Iterator[Cue]:
    """States and moods that take several words (``en larmes``, ``on the phone``), of whoever was named before them."""
    lex = lexicon(who.locale)
    rows = list(phrases(text, lex))
    if not rows:
        return
    named = mentions(tokens, who)
    for start, end, kind, face in rows:
        if kind in ("whisper", "shout"):
            continue
        before = [token.lower for token in tokens if token.end <= start][-3:]
        if kind == "embrace" and any(noun(word, who.locale)[0] for word in before):  # "a baby in her arms"
            continue
        owners = [mention.ids for mention in named if tokens[mention.first].start < start]
        subject = owners[-1] if owners else memory.one(None)
        if subject:
            thing = _vehicle(kind, text, start, who.locale) if kind in ("drive", "ride") else ""
            yield Cue(cast(CueKind, kind), subject, "", start, end, 1.0, thing, face, "", True)


def _vehicle(kind: str, text: str, start: int, locale: Locale) -> str:
    """What somebody drives or rides: named after the verb, else before it."""
    ridden = kind == "ride"
    return vehicle_in(text[start:], locale, ridden=ridden) or vehicle_in(text[:start], locale, ridden=ridden)


def _introductions(beat: Beat, tokens: Sequence[Token], who: Names) -> Iterator[Cue]:
    """A name in capitals where its character is introduced."""
    for mention in mentions(tokens, who):
        if not mention.capitals:
            continue
        for identity in mention.ids:
            character = who.cast[identity]
            here = character.introduction and (
                character.introduction in beat.text or beat.text in character.introduction
            )
            if here or (not character.introduction and character.introduction_line == beat.line):
                first, last = tokens[mention.first], tokens[mention.last - 1]
                yield Cue("intro", (identity,), "", first.start, last.end, 1.5)


def _world(text: str, locale: Locale) -> Iterator[Cue]:
    """Crowds, sounds and silences."""
    lex = lexicon(locale)
    if (match := lex.crowd.search(text)) and not _counted(text[: match.start()], locale):
        yield Cue("crowd", (), "", *match.span(), name=_crowd_name(text, match, lex))
    heard: set[str] = set()
    for pattern, name in lex.sounds:
        match = pattern.search(text)
        if match and name not in heard and not (name == "noise" and heard):
            heard.add(name)
            loud = any(len(word) > 2 and word.isupper() for word in re.findall(r"[^\W\d_]+", match.group()))
            yield Cue("sound", (), match.group(), *match.span(), 1.5 if loud else 1.0, name=name)
    for passage in passages(text, locale):
        yield Cue("pass", (), "", passage.start, passage.end, thing=passage.kind, name=passage.how,
                  state=passage.known)  # fmt: skip
    if match := lex.pauses.search(text):
        yield Cue("pause", (), "", *match.span())


def _crowd_name(text: str, match: re.Match[str], lex: Lexicon) -> str:
    """What a crowd is called: its number before or after it (``immense``), and whom a number is of."""
    before, after = text[max(match.start() - _QUANTITY, 0) : match.start()], text[match.end() : match.end() + 14]
    many = [*lex.many.findall(before), *lex.many.findall(after)]
    words = [*many, match.group()]
    if lex.many.search(match.group()) and (whom := lex.crowd.search(text, match.end(), match.end() + _QUANTITY)):
        words.append(whom.group())
    return " ".join(words)


def _counted(before: str, locale: Locale) -> bool:
    """Whether those that follow are two, three or four, and no crowd."""
    last = before.split()[-1:]
    return any(word.lower() in count for word in last for count in lexicon(locale).counts)


def _pins(text: str, who: Names) -> Iterator[Cue]:
    """Framing written in the text, with who or what it is on."""
    taken: list[tuple[int, int]] = []
    lex = lexicon(who.locale)
    for pattern, name in lex.pins:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            rest = re.split(r"[.,;:!?\n]|\b(?:qui|who|which|that)\b", text[end:].lstrip(" :-–—,"), maxsplit=1)[
                0
            ].strip()
            rest = re.sub(r"^(?:sur|de|on|of|to|from)\s+", "", rest)
            shown = re.match(r"[^.;!?\n:]*:([^.;!?\n]*)", text[end:].lstrip(" :-–—,")) if name == "pov" else None
            tokens = tokenize(f"{rest} {shown[1]}" if shown else rest, who.locale)  # POV DE NINA : la porte
            subject = tuple(dict.fromkeys(identity for one in mentions(tokens, who) for identity in one.ids))
            if not subject and name == "pov":
                before = mentions(tokenize(text[:start], who.locale), who)
                subject = before[-1].ids if before else ()
            people = {place for one in mentions(tokens, who) for place in range(one.first, one.last)}
            nouns = (noun(token.lower, who.locale) for place, token in enumerate(tokens) if place not in people)
            thing = next((held or piece for held, piece in nouns if held or piece), "")  # ROSE is no flower
            yield Cue(
                "framing",
                subject,
                rest,
                start,
                end + (text[end:].find(rest) + len(rest) if rest else 0),
                2.0,
                thing,
                name=name,
            )


def _delivery_cues(beat: Beat, who: Names, memory: Memory) -> Iterator[Cue]:
    """What a parenthetical asks of the speaker: (souriant), (se levant), (à Noé), (into phone)."""
    speaker = (beat.speaker,) if beat.speaker else ()
    text = beat.delivery.strip()
    if not text or not speaker or beat.speaker not in who.cast:
        return
    lex = lexicon(who.locale)
    tokens = tokenize(text, who.locale)
    memory.name(speaker)
    if lex.phone_delivery.search(text):
        yield Cue("phone", speaker, weight=0.5, state=True)
    found: list[Cue] = []
    for deed in _going_on(deeds(tokens, who, memory, subject=speaker), memory):
        found += [
            Cue(cast(CueKind, deed.kind), deed.subject, target, weight=0.5 if deed.kind in _FAINT else 1.0,
                thing=deed.thing, expression=deed.expression, name=deed.relation, state=deed.state)
            for target in deed.objects or (deed.words,)
        ]  # fmt: skip
    for token in tokens:
        face = mood(token.lower, who.locale)
        if face and not any(cue.kind == "affect" for cue in found):
            found.append(Cue("affect", speaker, expression=face, state=True))
        voice = state(token.lower, who.locale)
        if voice in ("whisper", "shout"):
            found.append(Cue(cast(CueKind, voice), speaker, state=True))
    for _, _, kind, face in phrases(text, lex):
        found.append(Cue(cast(CueKind, kind), speaker, expression=face, state=True))
    if tokens and lex.has("delivery_address", tokens[0].lower):
        for mention in mentions(tokens, who):
            if mention.first <= 2:
                found += [
                    Cue("look", speaker, identity, weight=0.5, name="address")
                    for identity in mention.ids
                    if identity not in speaker
                ]
    if lex.pauses.search(text):
        found.append(Cue("pause", speaker))
    seen: set[tuple[str, str, object]] = set()
    for cue in found:
        if (cue.kind, cue.object, cue.expression) not in seen and not (cue.kind == "phone" and not cue.weight < 1):
            seen.add((cue.kind, cue.object, cue.expression))
            yield cue
