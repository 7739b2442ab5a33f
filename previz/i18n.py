"""Messages for people, in French or English: the user's locale, or ``--lang``.

The catalogue is ``previz/locale/fr/LC_MESSAGES/previz.po``; ``make messages`` compiles it. argparse's own words are in
it too, since argparse asks the same standard text domain.
"""

import gettext
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

LOCALES = Path(__file__).parent / "locale"


def _(message: str, /, **words: object) -> str:
    """The message in the language in use, with its ``{words}`` filled in."""
    text = gettext.gettext(message)
    return text.format(**words) if words else text


def speaking(language: str) -> Callable[..., str]:
    """``_`` in a given language, for what is made in the script's own rather than in the reader's: a picture."""
    catalogue = gettext.translation("previz", str(LOCALES), [language], fallback=True)

    def said(message: str, /, **words: object) -> str:
        text = catalogue.gettext(message)
        return text.format(**words) if words else text

    return said


def spoken_language(environment: Mapping[str, str] = os.environ) -> Literal["fr", "en"]:
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


def marked(message: str) -> str:
    """A message that is translated later, by whoever shows it: marked for the catalogue, returned as it is."""
    return message


ARGPARSE = (
    marked("usage: "),
    marked("options"),
    marked("positional arguments"),
    marked("show this help message and exit"),
    marked("show program's version number and exit"),
    marked("%(prog)s: error: %(message)s\n"),
    marked("argument %(argument_name)s: %(message)s"),
    marked("expected one argument"),
    marked("invalid %(type)s value: %(value)r"),
    marked("invalid choice: %(value)r (choose from %(choices)s)"),
    marked("the following arguments are required: %s"),
    marked("unrecognized arguments: %s"),
)
"""What argparse says by itself, through the same text domain."""

ROLES = (marked("director"), marked("renderer"), marked("voice"))
