"""Room on the disk: what a film's sound takes is known before it is written, and said when there is too little."""

import shutil
from collections.abc import Collection
from pathlib import Path

from audio import stems, wav
from audio.timeline import Timeline
from previz.errors import PrevizError
from previz.i18n import _


def check_stems(folder: Path, names: Collection[str], timeline: Timeline) -> None:
    """Refuse stems that the disk of a folder has no room for. Raises PrevizError with the remedy.

    A character's stem takes the room of its lines where the file system keeps silence for nothing, and is counted so.
    """
    whole = sum(1 for name in names if not name.startswith(f"{stems.DIALOGUE}_"))
    spoken = sum(line.samples for line in timeline.dialogue) if len(names) > whole else 0
    check(folder, wav.size(whole * timeline.samples + spoken, channels=2, bits=24), _("stems"))


def check(folder: Path, size: int, what: str) -> None:
    """Refuse what takes ``size`` bytes when the disk of a folder, which may not be there yet, has less."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    free = shutil.disk_usage(there).free
    if free < size:
        message = _(
            "{path}: {what} take {size:.1f} GB and {free:.1f} GB are free; make room, or name another folder with -o",
            path=folder, what=what, size=size / 1e9, free=free / 1e9,
        )  # fmt: skip
        raise PrevizError(message)
