"""A take at rest: a mono 24-bit WAV that any player opens, its line and word times as JSON in a chunk."""

import json
from pathlib import Path

from audio import wav
from audio.errors import AudioError
from audio.lines import Take, Word

SCHEMA = "Take.2"
_CHUNK = b"take"


def save(take: Take) -> bytes:
    """The file of a take: the same take gives the same bytes."""
    words = [[word.start, word.end, word.begin, word.finish] for word in take.words]
    note = json.dumps(
        {"schema": SCHEMA, "line": take.line, "words": words, "confidence": take.confidence}, separators=(",", ":")
    )
    return wav.to_bytes(take.samples, bits=24, extra=wav.chunk(_CHUNK, note.encode()))


def load(path: Path) -> Take:
    """The take of a file. Raises AudioError when the file holds none."""
    samples, chunks = wav.read_chunks(path)
    try:
        note = json.loads(chunks[_CHUNK])
        if note["schema"] != SCHEMA:
            raise AudioError(f"{path}: a take of kind {note['schema']!r}, not {SCHEMA}; make it again")
        words = tuple(Word(int(a), int(b), float(c), float(d)) for a, b, c, d in note["words"])
        return Take(str(note["line"]), samples, words, float(note["confidence"]))
    except (KeyError, ValueError, TypeError) as error:
        raise AudioError(f"{path}: no take inside; speak the line again") from error
