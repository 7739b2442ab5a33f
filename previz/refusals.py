"""What a wrong value should have been, in a sentence, from what the check of types says."""

import re
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from previz.i18n import _, marked

_PLACE = re.compile(r" - at `\$\.?(.*)`$")

_EXPECTED = {
    "str": marked("a text in quotes"),
    "int": marked("a whole number"),
    "float": marked("a number"),
    "bool": marked("true or false"),
    "object": marked("a table"),
    "array": marked("a list"),
}
"""The types of msgspec's messages, as TOML writes them."""


def refused_value(trouble: Exception, kind: type[Any]) -> tuple[str, str]:
    """The dotted key that was refused (empty when the table as a whole was) and what it should be.

    ``kind`` is the dataclass that the table was to become. What the dataclass itself says is passed on as it is.
    """
    text = str(trouble)
    found = _PLACE.search(text)
    key = found[1].replace("[...]", "") if found else ""
    if choices := _choices(kind, key):
        return key, _("give one of {known}", known=", ".join(choices))
    if isinstance(trouble, msgspec.ValidationError) and (said := re.match(r"Expected `(\w+)", text)):
        return key, _("give {expected}", expected=_(_EXPECTED.get(said[1], said[1])))
    return key, _PLACE.sub("", text)


def _choices(kind: Any, key: str) -> tuple[str, ...]:
    """The values of a key that may only have some."""
    for name in filter(None, key.split(".")):
        hints = get_type_hints(kind) if isinstance(kind, type) else {}
        kind = hints.get(name)
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return tuple(str(one) for option in options if get_origin(option) is Literal for one in get_args(option))
