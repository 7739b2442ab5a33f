"""A project's own pronunciations: words and how to say them, spelled as their language would, so that every voice can
read them."""

import re
from collections.abc import Mapping
from gettext import gettext as _

from audio.errors import AudioError

Pronounce = Mapping[str, str | Mapping[str, str]]
"""A word to its sound in the script's language (``"Guyenne" = "gui-yenne"``), or to a sound for each language
(``"GIF" = { fr = "jif", en = "jiff" }``)."""


def written_as(word: str) -> re.Pattern[str]:
    """Where a word of the table stands alone in a text: in any case when it is written without capitals; else as it is
    written, or all in capitals, so that ``US`` leaves "us" alone. A straight apostrophe stands for a curly one too."""
    forms = sorted({word, word.upper()}, key=len, reverse=True)
    pattern = "|".join(re.escape(form).replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE if word == word.lower() else re.NOFLAG)


def respelled(text: str, table: Pronounce, language: str, *, locale: str) -> tuple[tuple[str, str], ...]:
    """What the table says of the words of a text spoken in ``language``: only those that are in it, longest first, so
    that a change of the table remakes no other line.

    AudioError when an entry cannot be read aloud.
    """
    found = []
    for word, said in table.items():
        _checked(word, said)
        sounds = {locale[:2]: said} if isinstance(said, str) else said
        sound = sounds.get(language, sounds.get(language[:2]))
        if sound is not None and written_as(word).search(text):
            found.append((word, sound))
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


def _checked(word: str, said: str | Mapping[str, str]) -> None:
    if not re.search(r"\w", word):
        raise AudioError(_("pronounce: “{word}” is no word; give letters or figures").format(word=word))
    for sound in (said,) if isinstance(said, str) else said.values():
        if not re.search(r"[^\W_]", sound) or re.search(r"[\[\]<>{}|\\/]", sound):
            message = _("pronounce: “{word}” cannot be said “{sound}”; spell it as it sounds, with plain letters")
            raise AudioError(message.format(word=word, sound=sound))
