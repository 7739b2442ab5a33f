"""A shot written by hand, in few words: ``GP MARIE contre-plongée, travelling avant`` or ``CU MARIE low, push in``.

The words are those of every glossary, the one in use first, and those of ``wording.toml``; names are the cast's.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Any, get_args

from screenplay.elements import Locale
from screenplay.folding import words as folded
from screenplay.locales import told_in
from screenplay.scenes import Character
from storyboard.decisions import Choice
from storyboard.errors import StoryboardError
from storyboard.glossary import Field, Glossary, glossaries
from storyboard.reading.lexicon import noun

_LONGEST = 5
"""Words of the longest term."""
_LENS = re.compile(r"(\d{2,3})\s?mm\b")


def chosen(text: str, cast: Sequence[Character], glossary: Glossary) -> Choice:
    """What a shot's words ask for. Raises StoryboardError that names the word nobody knows, and the nearest known one.

    One name is who the shot is on; after "amorce" or "OTS" a second one is whose shoulder stands before the lens; of a
    subjective shot the name is whose eyes it is seen with.
    """
    found: dict[str, Any] = {}
    people: list[str] = []
    things: list[str] = []
    lens = _LENS.search(text)
    tokens = folded(_LENS.sub(" ", text))
    names = _names(cast)
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            term = " ".join(tokens[at : at + size])
            if term in names:
                people.append(names[term])
            elif (meaning := _meaning(term, glossary)) is not None:
                if found.setdefault(*meaning) != meaning[1]:
                    message = _("“{text}”: {one} and {other} are two different things for one shot; keep one")
                    words = [glossary.word(meaning[0], identity) for identity in (found[meaning[0]], meaning[1])]
                    raise StoryboardError(message.format(text=text, one=words[0], other=words[1]))
            else:
                continue
            at += size
            break
        else:
            if tokens[at] not in _tables()["filler"]["words"]:
                things.append(_thing(tokens[at], text, names, glossary, insert=found.get("kind") == "insert"))
            at += 1
    subjects = tuple(dict.fromkeys([*people, *things]))
    return Choice(**found, lens=float(lens[1]) if lens else None, subjects=subjects or None)


def _thing(word: str, text: str, names: Mapping[str, str], glossary: Glossary, *, insert: bool) -> str:
    """What an insert is of, by the English name that the stage knows. Raises for a word that means nothing here."""
    held, piece = noun(word, glossary.language)
    if insert and (held or piece):
        return held or piece
    near = difflib.get_close_matches(word, [*names, *_known(glossary)], 1, 0.6)
    if near:
        message = _("“{text}”: “{word}” is no word for a shot, and nobody's name; did you mean “{near}”?")
        raise StoryboardError(message.format(text=text, word=word, near=near[0]))
    message = _("“{text}”: “{word}” is no word for a shot, and nobody's name; write a size, a name, an angle, a move")
    raise StoryboardError(message.format(text=text, word=word))


def _names(cast: Sequence[Character]) -> dict[str, str]:
    """Every name and alias as it is compared, to its character."""
    return {
        " ".join(folded(name)): one.id for one in cast for name in (one.id.replace("-", " "), *one.aliases, one.name)
    }


def _meaning(term: str, glossary: Glossary) -> tuple[Field, str] | None:
    """The field and the id of a term, the glossary in use before all others."""
    return _known(glossary).get(term)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))


def _known(glossary: Glossary) -> Mapping[str, tuple[Field, str]]:
    return _terms(glossary.name)


@cache
def _terms(name: str) -> Mapping[str, tuple[Field, str]]:
    every = glossaries()
    order = [every[name], *(one for one in every.values() if one.name != name)]
    terms: dict[str, tuple[Field, str]] = {}
    for field, identity, term in _spoken(order):
        terms.setdefault(" ".join(folded(term)), (field, identity))
    terms.pop("", None)
    return terms


def _spoken(order: Sequence[Glossary]) -> Iterator[tuple[Field, str, str]]:
    """Field, id and term: the glossaries' words, then the ids themselves, then what people also say."""
    for one in order:
        for field in get_args(Field):
            for identity, pair in one.words[field].items():
                yield from ((field, identity, word) for word in pair)
    for field in get_args(Field):
        for identity in order[0].words[field]:
            yield field, identity, identity.replace("_", " ")
    for field in get_args(Field):
        for identity, phrases in _tables()[field].items():
            yield from ((field, identity, phrase) for phrase in phrases)


def glossary_of(locale: Locale, name: str = "auto") -> Glossary:
    """The glossary of a film: the one it names, or its language's own. Raises StoryboardError for a name nobody has."""
    every = glossaries()
    found = every.get(told_in(locale) if name == "auto" else name)
    if found is None:
        known = ", ".join(("auto", *every))
        message = _("cut.glossary: nobody has one named “{name}”; known: {known}")
        raise StoryboardError(message.format(name=name, known=known))
    return found
