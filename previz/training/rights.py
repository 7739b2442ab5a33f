"""Nothing is learnt from drawings whose artist has not signed that it may be."""

from collections.abc import Mapping
from pathlib import Path

from audio.consent import Consent, consents
from previz.errors import PrevizError
from previz.i18n import _
from previz.workshop.store import digest

SHOWN = 6
"""Files that an error names."""


def required(drawings: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The statements that let a model learn from some drawings (SHA-256 by file): SHA-256 of each, by who signed it.

    ``folder`` holds the consents. Raises PrevizError with the remedy when one of the drawings is in none that holds.
    """
    known = [one for one in consents(folder) if one.drawings]
    valid = [one for one in known if not one.trouble]
    missing = [name for name, sha256 in drawings.items() if not any(sha256 in one.drawings for one in valid)]
    if missing:
        raise PrevizError(_refusal(missing, {drawings[name] for name in missing}, known, folder))
    wanted = set(drawings.values())
    return {one.who: digest(one.file) for one in valid if one.drawings & wanted}


def withdrawn(drawings: Mapping[str, str], folder: Path) -> Consent | None:
    """A statement about some of the drawings that was withdrawn, or otherwise holds no more."""
    about = (one for one in consents(folder) if one.trouble and one.drawings & set(drawings.values()))
    valid = [one.drawings for one in consents(folder) if not one.trouble]
    return next(
        (one for one in about if not any(one.drawings & set(drawings.values()) <= each for each in valid)), None
    )


def _refusal(missing: list[str], hashes: set[str], known: list[Consent], folder: Path) -> str:
    names = ", ".join(missing[:SHOWN]) + ("…" if len(missing) > SHOWN else "")
    for one in known:
        if one.trouble and one.drawings & hashes:
            return _(
                "nothing may be learnt from {names}: {file}: {trouble}", names=names, file=one.file, trouble=one.trouble
            )
    return _(
        "nothing may be learnt from {names}: no statement of rights in {folder} is about it; run “previz consent FILE "
        "ARTIST drawings” and let the artist sign what it writes", names=names, folder=folder,
    )  # fmt: skip
