"""Whether someone whom the action names is there, or only spoken of: judged from the words right around the name.

``Elle attend Paul``, ``une lettre de Paul``, ``la rue Saint-Paul``, ``« Paul est parti »``: Paul is not there. ``la
main de Paul``, ``près de Paul``, ``Paul's eyes``: he is. In doubt, whom a sentence names is there.
"""

import re
from collections.abc import Sequence

from screenplay.folding import fold
from screenplay.names import Token, article
from screenplay.people import linked, listed

LINKS = frozenset(("et", "ni", "ou", "and", "nor", "or", "a", "de", "d"))
"""Words between two names that one verb bears on."""
_REACH = 5
"""Words before a name that are weighed."""
_STOP = re.compile(r"[.!?…,;:()«»“”\"—–\n]")
_QUOTED = re.compile(r"«[^»]{0,300}»|“[^”]{0,300}”|\"[^\"\n]{0,300}\"")
_AFTER = 40
_GONE = re.compile(
    r"\s+(?:"
    r"(?:n'est|n'etait)\s(?:toujours |deja |meme )?(?:pas|plus|jamais)\s(?:encore )?"
    r"(?:la|ici|presente?|arrivee?|venue?|rentree?|revenue?)\b"
    r"|n'est nulle part\b|a disparu\b|est (?:absente?|partie?|loin)\b|ne (?:vient|viendra|reviendra) (?:pas|plus)\b"
    r"|(?:is|was)(?:n't| not| still not|n't yet) (?:here|there|in|around|home|back)\b"
    r"|(?:is|was) (?:gone|missing|absent|nowhere|away)\b|has (?:gone|left|vanished|disappeared)\b"
    r"|has(?:n't| not) (?:come|arrived|shown|returned)\b|never (?:came|comes|shows)\b)"
)
_JOINED = re.compile(r"(?:[^\W\d_][\w'’]*)[-‐‑]$")
_JOINING = re.compile(r"[-‐‑][^\W\d_]")


def named_otherwise(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name is a part of a longer one, held by a hyphen: SAINT-PAUL and JEAN-PAUL are not PAUL."""
    start, end = words[first].start, words[last - 1].end
    before = _JOINED.search(text[max(0, start - 30) : start])
    after = _JOINING.match(text, end)
    return bool(before and before[0][0].isupper()) or bool(after and text[end + 1].isupper())


def quotations(text: str) -> list[tuple[int, int]]:
    """What is quoted in a text: read, written or remembered, so not seen."""
    if not any(mark in text for mark in '«“"'):
        return []
    return [match.span() for match in _QUOTED.finditer(text)]


def spoken_of(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words before or after a name leave its bearer out of the picture, and with him those joined to him
    by AND: SANS PAUL NI MARIE."""
    end = words[last - 1].end
    after = text[end : end + _AFTER]
    if after[:1] == " " and _GONE.match(fold(after)):
        return True
    before = [word.folded for word in _clause(text, words, first)]
    lead = words[first - 1] if first and before else None
    if lead and lead.folded in listed("mentions", "definite") and article(f"{lead.text} x"):
        before.pop()
    if not before:
        return False
    if before[-1] in listed("mentions", "absent"):
        return True
    for word in reversed(before[:-1]):
        if word in ("et", "and"):
            return False
        if word in linked(before[-1]):
            return True
    return False


def joined(text: str, words: Sequence[Token], last: int, first: int) -> bool:
    """Whether nothing but commas and AND stands between the end of one name and the start of the next."""
    gap = text[words[last - 1].end : words[first].start]
    if _STOP.search(gap.replace(",", "")):
        return False
    return "," in gap if last == first else all(word.folded in LINKS for word in words[last:first])


def owned(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name only says whose something is: PAUL'S BREAD, LE PAIN DE PAUL; his hand would be himself."""
    near = listed("mentions", "near")
    after = words[last].folded == "s" if last + 1 < len(words) else False
    if after and text[words[last - 1].end : words[last].start] in ("'", "’", "ʼ"):  # and not "PAUL s'assoit"
        return not any(word.folded in near for word in words[last + 1 : last + 3])
    before = [word.folded for word in _clause(text, words, first)]
    if before and before[-1] in listed("mentions", "definite"):
        before.pop()
    if not before or before[-1] not in ("de", "d", "du", "of"):
        return False
    return not any(word in near for word in before[-3:-1])  # LA MAIN DE NOÉ, LE VISAGE FATIGUÉ DE NOÉ


def _clause(text: str, words: Sequence[Token], first: int) -> Sequence[Token]:
    """The words before a name, back to the last stop, comma or line."""
    at = first
    while at and first - at < _REACH and not _STOP.search(text, words[at - 1].end, words[at].start):
        at -= 1
    return words[at:first]
