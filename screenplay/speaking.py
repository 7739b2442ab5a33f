"""Which pieces of a manuscript are one speech: a cue with all that is spoken or sung under it, and what stands unspoken
between."""

from collections.abc import Sequence

from screenplay.manuscript import Piece

HIDDEN = ("note", "boneyard")
"""Pieces that print nothing."""
_SILENT = (*HIDDEN, "synopsis")
"""What interrupts no speech."""


def spoken(pieces: Sequence[Piece], at: int) -> int:
    """Where the block that starts at ``at`` ends: a speech, speeches side by side, or one piece that is no cue."""
    end = _speech(pieces, at)
    if pieces[at].kind == "character":
        while (cue := _past(pieces, end)) < len(pieces) and pieces[cue].kind == "character":
            if pieces[cue].dual != "right":
                break
            end = _speech(pieces, cue)
    return end


def _speech(pieces: Sequence[Piece], at: int) -> int:
    end = at + 1
    if pieces[at].kind == "character":
        while (more := _past(pieces, end)) < len(pieces) and (
            pieces[more].kind in ("parenthetical", "dialogue")
            or (pieces[more].kind == "lyric" and pieces[more - 1].kind != "lyric")
        ):
            end = more + 1
    return end


def _past(pieces: Sequence[Piece], at: int) -> int:
    """The next piece from ``at`` on that is spoken, or is no part of a speech."""
    while at < len(pieces) and pieces[at].kind in _SILENT:
        at += 1
    return at
