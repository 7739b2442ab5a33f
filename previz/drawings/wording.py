"""What a person should know of the film's drawings, in sentences."""

from previz.drawings.binding import Drawing, Drawings
from previz.i18n import _


def notes_of(held: Drawings) -> tuple[str, ...]:
    """What a person should know of the drawings, a sentence each."""
    told = [note for one in held.all if (note := _note(one))]
    told += [
        _("{file} is of no shot by its name; say whose it is with “previz drawings --assign”", file=path.name)
        for path in held.unassigned
    ]
    told += [_("{file} is of a kind that is not read; save it as PNG, JPEG, TIFF or WebP", file=path.name)
             for path in held.unread]  # fmt: skip
    return tuple(told)


def _note(one: Drawing) -> str:
    file, shot = one.note.file, one.shot.label if one.shot else ""
    words = " ".join(one.note.said)[:80]
    if one.changed:
        return _("{file} is locked: the film keeps the picture of then; “previz drawings --unlock” takes the new one",
                 file=file)  # fmt: skip
    if one.state == "stale":
        return _("{file} is shown in {shot}, whose text has changed since it was drawn", file=file, shot=shot)
    if one.state == "hidden":
        return _("{file} is not shown in {shot}: another drawing has its place", file=file, shot=shot)
    if one.state == "unplaced":
        return _("{file} is of “{words}”, which is not in this draft; it is kept", file=file, words=words)
    return ""
