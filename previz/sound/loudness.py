"""How loud a film was mixed, and what it could not be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loudness:
    """What there is to say and to prove of a mix's level."""

    expected: float | None
    """LUFS over the whole programme; None when the preset is judged on the dialogue alone, or nothing sounds."""
    lift: float
    """dB by which the ambience was raised, since the film speaks too rarely for its preset."""
    notes: tuple[tuple[str, str], ...]
    """Code and English sentence of each."""
