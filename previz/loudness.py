"""What the ledger remembers of a mix."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a film was mixed, and what it could not be."""

    expected: float | None
    """LUFS over the whole programme; None when the preset is judged on the dialogue alone, or nothing sounds."""
    notes: tuple[tuple[str, str], ...]
    """Code and English sentence of each."""
    short: float = 0.0
    """LU by which it stays under the preset."""
