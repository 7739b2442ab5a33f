"""Which shot each drawing is of, in this draft.

A file is first bound by its name; from then on its note binds it to the beats of its shot, so that it follows them
through rewrites and new numbers, whatever its name says. ``--assign`` binds it anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from previz.direction.retakes import Named, find
from previz.drawings import ledger, naming
from previz.drawings.ledger import Note
from previz.drawings.naming import Use
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.script.story import Story
from previz.sound.takes import plain, same
from previz.workshop.store import digest, write_whole
from screenplay.drafts.identities import Identities

State = Literal["shown", "stale", "hidden", "aside", "reference", "unplaced"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing as it stands for this draft."""

    note: Note
    path: Path
    state: State
    """``stale``: shown, though the words have changed since; ``hidden``: another drawing has its place; ``unplaced``:
    this draft does not have what it is of."""
    shot: Named | None = None
    who: str = ""
    """Character id, for a drawn person or a reference."""
    mask: Path | None = None
    changed: bool = False
    """Whether it is locked, and its file is no longer what was locked."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """Every drawing of a film, and the files that are nobody's, or that nobody reads."""

    all: tuple[Drawing, ...] = ()
    unassigned: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()
    """Pictures of a kind that is not read."""

    @property
    def shown(self) -> tuple[Drawing, ...]:
        """Those that are laid into panels."""
        return tuple(one for one in self.all if one.state in ("shown", "stale"))


@dataclass(frozen=True, slots=True)
class _Film:
    """What names may mean here."""

    story: Story
    shots: Sequence[Named]
    follows: Identities

    def people(self) -> dict[str, str]:
        return {plain(name): one.id for one in self.story.cast for name in (*one.aliases, one.name)}

    def places(self) -> dict[str, str]:
        return {
            key: scene.heading.location
            for scene in self.story.scenes
            for key in (plain(scene.heading.place), plain(scene.heading.location))
        }

    def numbers(self) -> dict[str, tuple[Named, int]]:
        """Shots, and which panel, by what files may call them."""
        found: dict[str, tuple[Named, int]] = {}
        for one in self.shots:
            panels = sum(setup.shot == one.shot.id for setup in one.breakdown.setups)
            name = naming.tidy(one.label)
            found |= {f"{name}-{number}": (one, number) for number in range(1, panels + 1)}
        return found | {naming.tidy(one.label): (one, 0) for one in self.shots}


def drawings(project: Project, story: Story, shots: Sequence[Named]) -> Drawings:
    """The drawings as they lie in the folder, bound to ``shots``. What was not known of a file is written down.

    Where ``shots`` are some of the film's only, the drawings of the others are ``unplaced``.
    Raises PrevizError when drawings.jsonl is damaged.
    """
    paths, notes, unread = ledger.files(project), ledger.read(project), tuple(ledger.unread(project))
    if not paths and not notes:
        return Drawings(unread=unread)
    from previz.script import drafts

    film = _Film(story, shots, drafts.follow(project, story))
    names = {ledger.name_of(project, path): path for path in paths}
    masks = {drawing: path for name, path in names.items() if (drawing := naming.mask_of(name)) is not None}
    learnt: list[Note] = []
    unassigned: list[Path] = []
    for name, path in names.items():
        if (drawing := naming.mask_of(name)) is not None:
            if not any(other.rsplit(".", 1)[0] == drawing for other in names):
                unassigned.append(path)
            continue
        note = notes.get(name)
        now = _seen(path, name, note, film)
        if now is None:
            unassigned.append(path)
        elif now != note:
            learnt.append(now)
    if learnt:
        drafts.record(project, story, by="drawing")  # the next draft is told by this one
        ledger.write(project, learnt)
        notes = ledger.read(project)
    placed = [
        _placed(note, names.get(note.file), film, project, masks)
        for note in notes.values()
        if note.file in names or note.locked
    ]
    return Drawings(tuple(_one_each(placed)), tuple(unassigned), unread)


def assign(
    project: Project, story: Story, shots: Sequence[Named], file: Path, label: str, *, use: Use = "keep", who: str = "",
    strength: float | None = None, as_is: bool = False,
) -> Drawing:  # fmt: skip
    """Say what a drawing is of: a shot by its number (``12B``, or ``12B-2`` for its second panel). A file outside of
    the folder is copied into it.

    Raises PrevizError when there is no such file, shot or person, or the file is no picture.
    """
    from previz.drawings.trouble import checked
    from previz.script import drafts

    if not project.settings.drawings.folder:
        raise PrevizError(_("[drawings] folder is empty: name one in previz.toml, so that drawings have a place"))
    if not file.is_file():
        raise PrevizError(_("{path}: there is no such file", path=file))
    checked(file)  # an error now is better than one when the film is made
    film = _Film(story, shots, drafts.record(project, story, by="drawing").identities)
    shot, panel = film.numbers().get(naming.tidy(label), (None, 0))
    shot = shot or find(shots, label)
    person = _person(film, who) if who else ""
    if not ledger.inside(project, file):
        taken = [ledger.name_of(project, path) for path in ledger.files(project)]
        name = naming.file_name(label, "person" if person else use, who, file.suffix.lower(), taken)
        write_whole(ledger.folder(project) / name, file.read_bytes())
        file = ledger.folder(project) / name
    name = ledger.name_of(project, file)
    note = _noted(film, name, shot, panel, "person" if person else use, person)
    note = replace(note, strength=strength, as_is=as_is)
    ledger.write(project, [_as_it_is(note, file)])
    return next(one for one in drawings(project, story, shots).all if one.note.file == name)


def _person(film: _Film, who: str) -> str:
    found = film.people().get(plain(who))
    if found is None:
        known = ", ".join(one.name for one in film.story.cast) or "–"
        raise PrevizError(_("nobody is called “{who}”; the people of this film: {known}", who=who, known=known))
    return found


def _seen(path: Path, name: str, note: Note | None, film: _Film) -> Note | None:
    """What is known of a file now: its note, with the file as it is; None when nobody knows what it is of."""
    if note is not None:
        status = path.stat()
        if (status.st_size, status.st_mtime_ns) == (note.size, note.changed):
            return note
        return _as_it_is(note, path)
    fresh = _by_name(name, film)
    return _as_it_is(fresh, path) if fresh else None


def _as_it_is(note: Note, path: Path) -> Note:
    """A note with its file as it is now."""
    status = path.stat()
    return replace(note, sha256=digest(path), size=status.st_size, changed=status.st_mtime_ns)


def _by_name(name: str, film: _Film) -> Note | None:
    people = film.people()
    said = naming.meant(name, people)
    if said is None:
        return None
    if said.shot in (numbers := film.numbers()):
        shot, panel = numbers[said.shot]
        return _noted(film, name, shot, panel, said.use, said.who)
    if said.use == "keep" and plain(said.shot) in people:
        who = film.follows.of(people[plain(said.shot)], "character")
        return Note(name, "", "reference", "", 0, 0, who=who)
    if said.use == "keep" and plain(said.shot) in (places := film.places()):
        return Note(name, "", "reference", "", 0, 0, place=places[plain(said.shot)])
    return None


def _noted(film: _Film, name: str, shot: Named, panel: int, use: Use, who: str) -> Note:
    texts = {beat.id: beat.text for beat in shot.scene.beats}
    return Note(
        name, shot.label, use, "", 0, 0, panel,
        film.follows.of(shot.scene.id, "scene"),
        tuple(film.follows.of(beat) for beat in shot.shot.beats),
        tuple(texts[beat] for beat in shot.shot.beats),
        film.follows.of(who, "character") if who else "",
    )  # fmt: skip


def _placed(
    note: Note, path: Path | None, film: _Film, project: Project, masks: dict[str, Path]
) -> Drawing:  # fmt: skip
    where = path or ledger.locker(project, note.locked)
    changed = bool(note.locked) and (path is None or note.sha256 != note.locked_from)
    who = film.follows.place(note.who) or "" if note.who else ""
    mask = masks.get(note.file.rsplit(".", 1)[0])
    if note.use in ("aside", "reference"):
        return Drawing(note, where, note.use, who=who, mask=mask, changed=changed)
    beats = {beat: said for name, said in zip(note.beats, note.said, strict=True) if (beat := film.follows.place(name))}
    shot = _shot(note, beats, film)
    if shot is None or (note.who and not who):
        return Drawing(note, where, "unplaced", who=who, mask=mask, changed=changed)
    texts = {beat.id: beat.text for beat in shot.scene.beats}
    told = len(beats) == len(note.beats) and all(same(texts.get(beat, said), said) for beat, said in beats.items())
    return Drawing(note, where, "shown" if told else "stale", shot, who, mask, changed)


def _shot(note: Note, beats: Collection[str], film: _Film) -> Named | None:
    """The shot that plays most of the beats, the first of those that do; of a heading alone, its scene's."""
    if not note.beats:
        scene = film.follows.place(note.scene)
        return next((one for one in film.shots if one.scene.id == scene and not one.shot.beats), None)
    best = max(film.shots, key=lambda one: len(set(one.shot.beats) & set(beats)), default=None)
    return best if best is not None and set(best.shot.beats) & set(beats) else None


def _one_each(placed: Sequence[Drawing]) -> list[Drawing]:
    """Of several drawings for one place in one panel, the one said last is shown."""
    last: dict[object, str] = {}
    for one in placed:
        if one.shot is not None:
            last[_slot(one)] = one.note.file
    return [
        replace(one, state="hidden") if one.shot is not None and last[_slot(one)] != one.note.file else one
        for one in placed
    ]


def _slot(one: Drawing) -> tuple[object, ...]:
    use = "guide" if one.note.use in ("scribble", "img2img") else one.note.use
    return (one.shot.shot.id if one.shot else "", one.note.panel, use, one.who)
