"""Whom a verb of letting or making has do something: ``laisse entrer Paul``, ``makes Jack sit``."""

from storyboard.reading.lexicon import verb
from storyboard.reading.mentions import Mention
from storyboard.reading.state import Reading


def made_to(reading: Reading, place: int, last: int) -> Mention | None:
    """Who is named between a verb of letting or making and the infinitive that they do."""
    someone = reading.named.get(place + 1)
    if someone is None or someone.last >= last:
        return None
    word = reading.tokens[someone.last].lower
    return someone if verb(word, reading.lex.locale)[0] == word else None


def caused(reading: Reading, place: int, after: int, last: int, actor: tuple[str, ...]) -> tuple[str, ...]:
    """Who does what the subject has done: Paul in ``fait entrer Paul`` and ``le fait entrer``; nobody of the cast when
    the text says no one, or when it is done to the subject (``se fait gifler``)."""
    lex, tokens = reading.lex, reading.tokens
    if named := reading.named.get(after + 1):
        return named.ids
    for index in range(after + 1, last):  # "fait lire la lettre à Paul"
        if tokens[index - 1].lower in ("à", "par") and (named := reading.named.get(index)):
            return named.ids
    for index in range(place - 1, -1, -1):
        word = tokens[index].lower
        if not lex.has("clitics", word):
            break
        if lex.has("objects_several", word):
            return reading.memory.several(but=actor)
        for group, gender in (("objects_f", "f"), ("objects_m", "m"), ("objects_any", None)):
            if lex.has(group, word):
                return reading.memory.one(gender, but=actor)
    return ()
