"""Back ends: directors, renderers and voices, ours and strangers', found by entry points and chosen by name."""

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

import msgspec

from previz.errors import BackEndError, SettingsError
from previz.i18n import _

Role = Literal["director", "renderer", "voice"]
ROLES: tuple[Role, ...] = ("director", "renderer", "voice")


@dataclass(frozen=True, slots=True)
class Row:
    """One back end as ``previz doctor`` shows it. ``trouble`` is None when it is ready."""

    role: Role
    name: str
    trouble: str | None


@cache
def _registered(role: Role) -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=f"previz.{role}s")}


def _load(role: Role, name: str) -> type[Any]:
    try:
        kind = _registered(role)[name].load()
    except Exception as trouble:  # a stranger's module may fail in any way, and must stay a named row
        raise BackEndError(
            _("the {role} “{name}” is broken: {trouble}", role=_(role), name=name, trouble=trouble)
        ) from trouble
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        raise BackEndError(_("the {role} “{name}” is broken: it is not a dataclass", role=_(role), name=name))
    return kind


def choose(role: Role, name: str, fields: Mapping[str, Any]) -> Any:
    """The back end ``name`` with its settings, ready to work.

    Raises BackEndError when it is unknown, broken or not ready (with the remedy), SettingsError on a wrong field.
    Nothing is ever replaced silently.
    """
    known = sorted(_registered(role))
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = _("did you mean “{near}”?", near=near[0]) if near else _("known: {known}", known=", ".join(known))
        raise BackEndError(_("no {role} is named “{name}”; {hint}", role=_(role), name=name, hint=hint))
    kind = _load(role, name)
    allowed = [field.name for field in dataclasses.fields(kind)]
    for key in fields:
        if key not in allowed:
            raise SettingsError(
                _(
                    "[{table}] has no key “{key}”; its keys are: {known}",
                    table=f"{role}.{name}",
                    key=key,
                    known=", ".join(allowed) or "–",
                )
            )
    try:
        back_end = msgspec.convert(dict(fields), kind)
    except (msgspec.ValidationError, ValueError, TypeError) as trouble:
        raise SettingsError(f"[{role}.{name}] {trouble}") from trouble
    if missing := back_end.unavailable():
        raise BackEndError(_("the {role} “{name}” is not ready: {trouble}", role=_(role), name=name, trouble=missing))
    return back_end


def origin(role: Role, name: str) -> str:
    """Which distribution a back end comes from, with its version: another version is another maker."""
    entry = _registered(role).get(name)
    return f"{entry.value} {entry.dist.name} {entry.dist.version}" if entry and entry.dist else name


def rows() -> list[Row]:
    """Every registered back end, ready or with what is missing: nothing here raises."""
    result = []
    for role in ROLES:
        for name in sorted(_registered(role)):
            try:
                trouble = _load(role, name)().unavailable()
            except Exception as error:  # a broken plugin is a row, never a crash
                trouble = str(error)
            result.append(Row(role, name, trouble))
    return result
