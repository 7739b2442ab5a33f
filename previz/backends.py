"""Back ends: directors, renderers and voices, ours and strangers', found by entry points and chosen by name."""

import dataclasses
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import msgspec

from previz import checked
from previz.errors import BackEndError, SettingsError
from previz.i18n import _
from previz.project import Project
from previz.workshop.store import digest, fingerprint, library

Role = Literal["director", "renderer", "voice"]
OURS = ("previz", "screenplay", "storyboard", "audio")
ROLES: tuple[Role, ...] = ("director", "renderer", "voice")


@dataclass(frozen=True, slots=True)
class Row:
    """One back end as ``previz doctor`` shows it. ``trouble`` is None when it is ready."""

    role: Role
    name: str
    trouble: str | None
    found: str = ""
    """What a ready back end found on this machine: its weights, and where."""


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


def choose(
    role: Role, name: str, fields: Mapping[str, Any], *, beside: Path | None = None, consents: Path | None = None,
    folder: Path | None = None,
) -> Any:  # fmt: skip
    """The back end ``name`` with its settings, ready to work. Fields that it lists in ``PATHS`` are relative to
    ``beside``, the screenplay's folder; those of ``OF_FILM``, where nobody gives them, lie in ``folder``, the film's. A
    voice or a renderer whose settings name a recording or a picture of somebody needs their consent, a file in
    ``consents``.

    Raises BackEndError when it is unknown, broken or not ready (with the remedy), SettingsError on a wrong field.
    Nothing is ever replaced silently.
    """
    known = sorted(_registered(role))
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = _("did you mean “{near}”?", near=near[0]) if near else _("known: {known}", known=", ".join(known))
        raise BackEndError(_("no {role} is named “{name}”; {hint}", role=_(role), name=name, hint=hint))
    kind = _load(role, name)
    own = {key: str(folder / path) for key, path in getattr(kind, "OF_FILM", {}).items()} if folder else {}
    given = own | _placed(profiled(fields, f"{role}.{name}"), kind, beside)
    back_end = checked.convert(given, kind, f"{role}.{name}")
    if missing := back_end.unavailable():
        raise BackEndError(_("the {role} “{name}” is not ready: {trouble}", role=_(role), name=name, trouble=missing))
    if role == "voice" or hasattr(back_end, "references"):
        _agreed(back_end, role, name, consents, beside)
    return back_end


def chosen(project: Project, role: Role) -> Any:
    """The back end that a film's settings name, ready to work. Raises as ``choose`` does."""
    one = getattr(project.settings, role)
    return of_film(project, role, one.use, one.fields)


def of_film(project: Project, role: Role, name: str, fields: Mapping[str, Any]) -> Any:
    """The back end ``name`` for a film. Raises as ``choose`` does."""
    return choose(
        role, name, fields, beside=project.script.parent, consents=consents_of(project), folder=project.folder
    )


def consents_of(project: Project) -> Path:
    """Where the consents of people whose voices a film imitates lie (audio/consent.py)."""
    return project.folder / "consents"


def _agreed(back_end: Any, role: Role, name: str, consents: Path | None, beside: Path | None) -> None:
    from audio import consent
    from audio.errors import AudioError
    from previz.training.rights import withdrawn

    try:
        consent.require(back_end, consents or Path("consents"), beside=beside)
    except AudioError as trouble:
        raise BackEndError(_("the {role} “{name}”: {trouble}", role=_(role), name=name, trouble=trouble)) from trouble
    for lora in back_end.laid() if hasattr(back_end, "laid") else ():
        taken = withdrawn(lora.about.drawings, consents or Path("consents")) if lora.about else None
        if taken is not None:
            message = _("the LoRA {name} draws no more: {file}: {trouble}; leave it out of loras",
                        name=lora.name, file=taken.file, trouble=taken.trouble)  # fmt: skip
            raise BackEndError(message)


def profiled(fields: Mapping[str, Any], place: str, profile: str | None = None) -> dict[str, Any]:
    """The fields with those of a profile laid over them: the one that ``profile`` names, or that they name themselves.

    ``[renderer.diffusion.profiles.draft]`` holds fields of the back end; ``profile = "draft"`` chooses them. Raises
    SettingsError for a profile that is not there.
    """
    plain = {key: value for key, value in fields.items() if key not in ("profile", "profiles")}
    profiles, name = fields.get("profiles", {}), fields.get("profile", "") if profile is None else profile
    if not name:
        return plain
    if not isinstance(profiles, Mapping) or not isinstance(profiles.get(name), Mapping):
        known = ", ".join(profiles) if isinstance(profiles, Mapping) else ""
        message = _("[{table}] has no profile “{name}”; there are {known}", table=place, name=name, known=known or "–")
        raise SettingsError(message)
    return {**plain, **profiles[name]}


def _placed(fields: Mapping[str, Any], kind: type[Any], beside: Path | None) -> dict[str, Any]:
    """The fields with their paths made whole; ``~`` is the user's home."""
    placed = dict(fields)
    for name in getattr(kind, "PATHS", ()):
        if isinstance(placed.get(name), dict):
            placed[name] = {key: _whole(path, beside) for key, path in placed[name].items()}
        elif name in placed:
            placed[name] = _whole(placed[name], beside)
    return placed


def _whole(path: Any, beside: Path | None) -> Any:
    """A path that a person wrote, made whole; what is no path is left for whoever checks the fields."""
    if not isinstance(path, str) or not path:
        return path
    plain = Path(path).expanduser()
    return str(plain if plain.is_absolute() or beside is None else beside / plain)


def origin(role: Role, name: str) -> str:
    """Where a back end comes from: its class, its distribution and version, and the hash of a stranger's source."""
    entry = _registered(role).get(name)
    return f"{entry.value} {_made_by(entry.value)}" if entry else name


def maker(back_end: Any) -> dict[str, Any]:
    """A back end as an ingredient: what it is, where it comes from, and its settings.

    One that works with files says which by ``ingredients()``, by their contents; where they lie (``PATHS``), and how it
    works (``WORKING``), count for nothing. ``LIBRARIES`` are the distributions that shape what it makes.
    """
    kind = type(back_end)
    name = f"{kind.__module__}:{kind.__qualname__}"
    fields = msgspec.to_builtins(back_end)
    for unseen in (*getattr(kind, "PATHS", ()), *getattr(kind, "WORKING", ())):
        fields.pop(unseen, None)
    if hasattr(back_end, "ingredients"):
        fields["files"] = back_end.ingredients()
    if libraries := getattr(kind, "LIBRARIES", ()):
        fields["libraries"] = library(*libraries)
    return {"name": name, "by": _made_by(name), **fields}


def ingredients(value: Any, back_end: Any, room: str, libraries: Sequence[str]) -> dict[str, Any]:
    """What a product of a back end is made of: its input, the back end with its fields, the code, the libraries."""
    return {
        "input": msgspec.to_builtins(value),
        "back_end": maker(back_end),
        "code": fingerprint("screenplay", room),
        "libraries": library(*libraries),
    }


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


def renderers_with(ability: str) -> list[str]:
    """The renderers of this machine that have an ability, an attribute of their class."""
    found = []
    for name in sorted(_registered("renderer")):
        try:
            kind = _load("renderer", name)
        except BackEndError:
            continue  # broken: ``rows`` says so
        if hasattr(kind, ability):
            found.append(name)
    return found


def rows(settings: Mapping[str, Mapping[str, Any]] | None = None) -> list[Row]:
    """Every registered back end, ready or with what is missing: nothing here raises.

    ``settings`` are the user's own tables by role (``{"voice": {"piper": {"models": …}}}``).
    """
    result = []
    for role in ROLES:
        for name in sorted(_registered(role)):
            found = ""
            try:
                kind = _load(role, name)
                fields = ((settings or {}).get(role) or {}).get(name) or {}
                plain = profiled(fields, f"{role}.{name}")
                back_end = checked.convert(_placed(plain, kind, None), kind, f"{role}.{name}")
                trouble = back_end.unavailable()
                if trouble is None and hasattr(back_end, "found"):
                    found = back_end.found()
            except Exception as error:  # a broken plugin is a row, never a crash
                trouble = str(error)
            result.append(Row(role, name, trouble, found))
    return result
