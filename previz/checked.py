"""Values that people write in TOML, checked against the fields they are for, with an error that one can act on."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from previz.errors import SettingsError
from previz.i18n import _


def convert(table: Mapping[str, Any], kind: type[Any], place: str) -> Any:
    """A dataclass of ``kind`` from a table called ``place``.

    Raises SettingsError for what is no table, an unknown key or a value of the wrong kind, naming the table, the key,
    the value and what it may be.
    """
    if not isinstance(table, Mapping):
        raise SettingsError(_("“{key}” is a table, write [{key}]", key=place))
    known = [field.name for field in dataclasses.fields(kind) if field.init]
    hints = get_type_hints(kind)
    for key, value in table.items():
        if key not in known:
            message = _("[{table}] has no key “{key}”; its keys are: {known}")
            raise SettingsError(message.format(table=place, key=key, known=", ".join(known) or "–"))
        try:
            msgspec.convert(value, hints[key])
        except msgspec.ValidationError:
            message = _("[{table}] {key}: “{value}” cannot be; give {wanted}")
            wanted = _wanted(hints[key])
            raise SettingsError(message.format(table=place, key=key, value=value, wanted=wanted)) from None
    try:
        return msgspec.convert(dict(table), kind)
    except (msgspec.ValidationError, ValueError, TypeError) as trouble:
        raise SettingsError(f"[{place}] {trouble}") from trouble


def _wanted(hint: Any) -> str:
    """What a field takes, in words."""
    if get_origin(hint) is Literal:
        return ", ".join(str(one) for one in get_args(hint))
    plain = {bool: _("true or false"), int: _("a whole number"), float: _("a number"), str: _("a text in quotes")}
    if hint in plain:
        return plain[hint]
    if get_origin(hint) is tuple and get_args(hint) == (str, ...):
        return _('a list of texts in quotes: ["a", "b"]')
    inner = [one for one in get_args(hint) if one is not type(None)]
    return _wanted(inner[0]) if len(inner) == 1 and get_origin(hint) not in (dict, list, tuple) else str(hint)
