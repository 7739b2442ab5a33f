"""A program of its own that speaks with espeak-ng, one line for each request, over its standard input and output.

    python espeak_worker.py LIBRARY DATA        (or: python -m audio.voices.espeak_worker LIBRARY DATA)

Licence: espeak-ng is under the GNU General Public Licence, version 3 or later, and this program loads it, so the
running program is under that licence as a whole. Nothing else of ours loads espeak-ng: the two sides exchange text and
sound through pipes. This file needs the standard library only, and imports nothing of ``audio``.

Messages, both ways: four bytes (little endian) of length, then that much JSON. The first message out is
``{"ready": version, "room": folder}``, the folder being what is left to remove when the program is killed. A request is
``{"text", "language": "roa/fr", "variant": voice-file lines, "rate", "pitch", "range", "volume", "gap"}``; its answer
is ``{"hertz", "bytes", "words": [[offset, length, sample], …]}`` followed by that many bytes of 16-bit mono samples in
native order, or ``{"error": sentence}``. Offsets count code points from 0. The program ends with its input.

espeak-ng keeps its state in static variables that outlive ``espeak_Terminate``, so that a line would depend on the
lines before it. The library is therefore opened for each line and closed after it (under half a millisecond): each
line's bytes depend on its request alone.
"""

import _ctypes
import ctypes
import json
import os
import shutil
import signal
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

SYNCHRONOUS, DONT_EXIT, UTF8, BY_CHARACTER = 2, 0x8000, 1, 1
RATE, VOLUME, PITCH, RANGE, GAP = 1, 2, 3, 4, 7
WORD = 1
DATA = "espeak-ng-data"
VOICE = "voice"


class Event(ctypes.Structure):
    """``espeak_EVENT`` of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


HEARD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))


def unload(library: ctypes.CDLL) -> None:
    """Close a library, so that its static variables are new the next time."""
    close = getattr(_ctypes, "dlclose", None) or _ctypes.FreeLibrary  # type: ignore[attr-defined]
    close(library._handle)


def speak(path: str, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Speak one request in the current directory, which holds the data and receives the voice file.

    Both are named by short relative paths: espeak-ng refuses a data path of 160 characters or more.
    """
    language = Path(DATA, "lang", request["language"]).read_text(encoding="utf-8")
    Path(VOICE).write_text(f"{language}\n{request['variant']}\n", encoding="utf-8")
    pcm: list[bytes] = []
    words: list[tuple[int, int, int]] = []

    def heard(wave: int | None, count: int, events: Any) -> int:
        if wave and count > 0:
            pcm.append(ctypes.string_at(wave, 2 * count))
        place = 0
        while events[place].type:
            event = events[place]
            if event.type == WORD:
                words.append((event.text_position - 1, event.length, event.sample))
            place += 1
        return 0

    callback = HEARD(heard)
    library = ctypes.CDLL(path)
    try:
        hertz = library.espeak_Initialize(SYNCHRONOUS, 0, b".", DONT_EXIT)
        if hertz <= 0:
            return {"error": f"espeak-ng cannot read its data (code {hertz})"}, b""
        library.espeak_ng_SetRandSeed(1)
        library.espeak_SetSynthCallback(callback)
        if status := library.espeak_ng_SetVoiceByFile(VOICE.encode()):
            return {"error": f"espeak-ng cannot load the voice (code {status:#x})"}, b""
        for number, name in ((RATE, "rate"), (VOLUME, "volume"), (PITCH, "pitch"), (RANGE, "range"), (GAP, "gap")):
            library.espeak_SetParameter(number, int(request[name]), 0)
        text = request["text"].encode() + b"\0"
        if status := library.espeak_Synth(text, len(text), 0, BY_CHARACTER, 0, UTF8, None, None):
            return {"error": f"espeak-ng cannot speak the text (code {status})"}, b""
        library.espeak_Terminate()
    finally:
        unload(library)
    sound = b"".join(pcm)
    return {"hertz": hertz, "bytes": len(sound), "words": words}, sound


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message, or None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack("<I", head)
    body = stream.read(length)
    return json.loads(body) if len(body) == length else None


def send(stream: BinaryIO, message: dict[str, Any], sound: bytes = b"") -> None:
    """Write one message, and the sound that follows it."""
    body = json.dumps(message).encode()
    stream.write(struct.pack("<I", len(body)) + body + sound)
    stream.flush()


def furnish(data: Path) -> None:
    """Put the data in the current directory: a link, or a copy where links need a privilege."""
    try:
        os.symlink(data, DATA, target_is_directory=True)
    except OSError:
        shutil.copytree(data, DATA)


def main(library: str, data: str) -> None:
    # Ctrl-C reaches every program of the terminal; the one that started us decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Other requests to end must not skip the removal of the folder.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(1))
    library, data = os.path.abspath(library), os.path.abspath(data)
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library itself prints must not fall between the messages
    room = tempfile.mkdtemp(prefix="voice-")
    try:
        os.chdir(room)
        furnish(Path(data))
        opened = ctypes.CDLL(library)
        opened.espeak_Info.restype = ctypes.c_char_p
        version = opened.espeak_Info(None).decode()
        unload(opened)
        send(answers, {"ready": version, "room": room})
        while (request := receive(requests)) is not None:
            try:
                message, sound = speak(library, request)
            except (OSError, KeyError, ValueError) as error:
                message, sound = {"error": f"{type(error).__name__}: {error}"}, b""
            send(answers, message, sound)
    finally:
        os.chdir(tempfile.gettempdir())
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m audio.voices.espeak_worker LIBRARY DATA")
    main(*sys.argv[1:3])
