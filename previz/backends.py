"""Back ends: directors, renderers and voices, ours and strangers', found by entry points and chosen by name."""

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import msgspec

from previz import checked
from previz.errors import BackEndError
from previz.i18n import _
from previz.project import Settings
from previz.store import digest

Role = Literal["director", "renderer", "voice"]
OURS = ("previz", "screenplay", "storyboard", "audio")
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
    back_end = checked.convert(fields, kind, f"{role}.{name}")
    if missing := back_end.unavailable():
        raise BackEndError(_("the {role} “{name}” is not ready: {trouble}", role=_(role), name=name, trouble=missing))
    return back_end


def chosen(settings: Settings, role: Role) -> Any:
    """The back end that a film's settings name, ready to work. Raises as ``choose`` does."""
    one = getattr(settings, role)
    return choose(role, one.use, one.fields)


def origin(role: Role, name: str) -> str:
    """Where a back end comes from: its class, its distribution and version, and the hash of a stranger's source."""
    entry = _registered(role).get(name)
    return f"{entry.value} {_made_by(entry.value)}" if entry else name


def maker(back_end: Any) -> dict[str, Any]:
    """A back end as an ingredient: what it is, where it comes from, and its settings."""
    kind = type(back_end)
    name = f"{kind.__module__}:{kind.__qualname__}"
    return {"name": name, "by": _made_by(name), **msgspec.to_builtins(back_end)}


@cache
def _made_by(value: str) -> str:
    """Distribution and version of ``module:class``, and the hash of its file when it is not ours: whoever writes a
    back end changes it many times under one version. Our own rooms have their fingerprint."""
    known = (entry for role in ROLES for entry in _registered(role).values() if entry.value == value and entry.dist)
    dists = [f"{entry.dist.name} {entry.dist.version}" for entry in known if entry.dist]
    module = value.partition(":")[0]
    if module.partition(".")[0] in OURS:
        return " ".join(dists[:1])
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):  # broken: whoever loads it says so
        spec = None
    source = spec.origin if spec and spec.origin and Path(spec.origin).is_file() else None
    return " ".join([*dists[:1], digest(Path(source))[:16] if source else ""]).strip()


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
