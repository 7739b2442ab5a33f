"""Messages for people, in French or English: the user's locale, or ``--lang``.

The catalogue is ``previz/locale/fr/LC_MESSAGES/previz.po``; ``make messages`` compiles it. argparse's own words are in
it too, since argparse asks the same standard text domain.
"""

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"


def _(message: str, **words: object) -> str:
    """The message in the language in use, with its ``{words}`` filled in."""
    text = gettext.gettext(message)
    return text.format(**words) if words else text


def spoken_language(environment: Mapping[str, str] = os.environ) -> str:
    """``fr`` or ``en``: French when the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set asks for it."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if choice := environment.get(name):
            return "fr" if choice.lower().startswith("fr") else "en"
    return "en"


def use(language: str) -> None:
    """Speak ``language`` from now on."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("previz", str(LOCALES))
    gettext.textdomain("previz")
