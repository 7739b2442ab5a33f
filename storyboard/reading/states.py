"""What people are rather than do: sitting, in tears, by the window, with a bag on the shoulder, somebody's son."""

from collections.abc import Sequence

from storyboard.reading.lexicon import mood, noun, state, verb
from storyboard.reading.objects import words_to
from storyboard.reading.state import KINDS_OF_BODIES, Deed, Reading
from storyboard.reading.tokens import Token

_MOVES_OR_HANDLES = frozenset(
    ("look", "enter", "exit", "walk", "run", "crawl", "jump", "take", "give", "put", "open",
     "point", "reach", "hit", "rise", "carry",
     "sit", "lie", "lean", "kneel", "wave")
)  # fmt: skip


def read_states(reading: Reading, first: int, last: int, actor: tuple[str, ...] | None, done: Sequence[Deed]) -> None:
    if actor == ():
        return
    tokens, lex = reading.tokens, reading.lex
    busy = any(deed.kind in _MOVES_OR_HANDLES and not deed.state for deed in done)
    apposed = _apposed(reading, first - 1) if first and tokens[first - 1].text == "," else None
    for place in range(first, last):
        if tokens[place].text == ",":
            apposed = _apposed(reading, place)
        if place in reading._covered or not tokens[place].word:
            continue
        word, token = tokens[place].lower, tokens[place]
        before = tokens[place - 1] if place else None
        owner = next((one.ids for one in reading.named.values() if one.last == place), actor)
        kind = state(word, lex.locale)
        face, mine = mood(word, lex.locale), owner
        if apposed and not face and _agrees(reading, word, apposed):
            owner = apposed  # "il regarde Odile, debout près de la fenêtre": she stands there
        if kind and (reading.delivery or kind not in ("whisper", "shout")) and not _verb_here(reading, place, done):
            _keep(
                reading,
                Deed(kind, owner or (), token.start, token.end, state=True, thing=_place(reading, place + 1, last)[1]),
                owner,
            )
        if face and not _verb_here(reading, place, done) and _of_someone(reading, place, first, before):
            _keep(reading, Deed("affect", mine or (), token.start, token.end, expression=face, state=True), mine)
        if lex.has("still", word) and not busy:
            end, piece = _place(reading, place, last)
            if piece:
                relation = lex.relations.get(word, "by")
                stop, words = tokens[end - 1].end, reading.text(place, end)
                deed = Deed(
                    "at", owner or (), token.start, stop, words=words, thing=piece, state=True, relation=relation
                )
                _keep(reading, deed, owner)


def _apposed(reading: Reading, comma: int) -> tuple[str, ...] | None:
    """Who is named right before a comma."""
    return next((one.ids for one in reading.named.values() if one.last == comma), None)


def _agrees(reading: Reading, word: str, ids: Sequence[str]) -> bool:
    """Whether a French participle may be said of these people: ``assise`` of no man, ``assis`` of no woman."""
    if reading.lex.locale != "fr" or len(ids) != 1 or not word.endswith(("is", "ise", "é", "ée", "u", "ue")):
        return True
    return reading.who.cast[ids[0]].gender != ("m" if word.endswith("e") else "f")


def _keep(reading: Reading, deed: Deed, owner: tuple[str, ...] | None) -> None:
    if owner:
        reading.found.append(deed)
    else:
        reading.waiting.append(deed)


def _verb_here(reading: Reading, place: int, done: Sequence[Deed]) -> bool:
    return any(deed.start == reading.tokens[place].start for deed in done)


def _of_someone(reading: Reading, place: int, first: int, before: Token | None) -> bool:
    """Whether an adjective or adverb is said of the subject, not of a thing nearby."""
    lex, word = reading.lex, reading.tokens[place].lower
    if reading.delivery or place == first or before is None:
        return True
    if word.endswith("ment" if lex.locale == "fr" else "ly"):
        return True
    index = place - 1
    while index > first and (
        lex.has("adverbs", reading.tokens[index].lower) or lex.has("negations", reading.tokens[index].lower)
    ):
        index -= 1
    return (
        lex.has("auxiliaries", reading.tokens[index].lower)
        or any(mention.last == index + 1 for mention in reading.named.values())
        or index < first
    )


def read_kinship(reading: Reading, first: int, last: int) -> None:
    """``Son fils, BRUNO``; ``NOÉ, son petit-fils``: whose, by whoever was named before."""
    lex, tokens = reading.lex, reading.tokens
    for place in range(first, last):
        if not (tokens[place].lower in lex.kin and place and lex.has("possessives", tokens[place - 1].lower)):
            continue
        near = [
            mention for mention in reading.named.values()
            if 0 <= mention.first - place - 1 <= 1 or 0 <= place - 1 - mention.last <= 5
        ]  # fmt: skip
        if near:
            reading.memory.relate(near[-1].ids)


def read_carrying(reading: Reading, first: int, last: int, actor: tuple[str, ...] | None, done: Sequence[Deed]) -> None:
    """What someone has in hand by the way: ``avec un sac``, ``the letter in his hand``."""
    for place in range(first, last):
        token = reading.tokens[place]
        held = noun(token.lower, reading.lex.locale)[0] if place not in reading._covered else ""
        named = _named_with(reading, place, first, last)
        if held and not _borne(reading, place, done) and (named or _in_hand(reading, place, first, last)):
            words, _, capitals = words_to(reading, max(place - 3, first - 1), place)
            owner = actor or (reading.memory.one(None) if first == reading.sentence else ())
            _keep(
                reading,
                Deed("hold", owner, token.start, token.end, words=words, thing=held, state=True, capitals=capitals),
                owner,
            )


def _borne(reading: Reading, place: int, done: Sequence[Deed]) -> bool:
    """Whether a verb of the clause has this thing as its object already."""
    start = reading.tokens[place].start
    return any(deed.start <= start < deed.end for deed in done if deed.kind not in KINDS_OF_BODIES)


_WORN = frozenset({"hat", "cloth", "ring", "glasses"})
"""What one wears rather than holds."""


def _named_with(reading: Reading, place: int, first: int, last: int) -> bool:
    """``BASILE, barbe blanche, canne, cherche``: a thing alone between commas is in the hands of who is introduced."""
    tokens, lex = reading.tokens, reading.lex
    if not (reading.idle and reading.carried and first and tokens[first - 1].text == ","):
        return False
    if last - first > 4 or noun(tokens[place].lower, lex.locale)[0] in _WORN or reading.has_verb(first, last):
        return False
    before = [token.lower for token in tokens[first:place]]
    return not any(lex.has("prepositions", word) or noun(word, lex.locale) != ("", "") for word in before)


def _in_hand(reading: Reading, place: int, first: int, last: int) -> bool:
    """``avec un sac``, ``un sac sur l'épaule``, ``the letter in his hand``."""
    lex, tokens = reading.lex, reading.tokens
    if any(lex.has("with", tokens[index].lower) for index in range(max(first, place - 3), place)):
        return True
    return any(
        lex.has("in_hand", tokens[index].lower) and lex.has("prepositions", tokens[near].lower)
        for index in range(place + 2, min(place + 5, last))
        for near in range(place + 1, index)
    )


def _place(reading: Reading, place: int, last: int) -> tuple[int, str]:
    """The piece named within four words ("près de la fenêtre"), and the token after it."""
    lex, tokens = reading.lex, reading.tokens
    for index in range(place, min(place + 5, last)):
        if not tokens[index].word or index in reading._covered:
            break
        if (
            index > place
            and verb(tokens[index].lower, lex.locale)[0]
            and lex.locale == "fr"
            and not noun(tokens[index].lower, "fr")[1]
        ):
            break
        piece = noun(tokens[index].lower, lex.locale)[1]
        if piece:
            return index + 1, piece
    return place, ""
