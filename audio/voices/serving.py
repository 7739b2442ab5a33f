"""The worker program's side of the pipes, for engines that are Python libraries: they are loaded here and nowhere else.

Messages, both ways: four bytes (little endian) of length, then that much JSON. The first message out is
``{"ready": version, "room": folder}``, the folder being what is left to remove when the program is killed. Each request
gets one answer: ``{"hertz", "bytes", …}`` followed by that many bytes of mono float samples in native order, or
``{"error": sentence}``. The program ends with its input.

Nothing in such a program can open a socket: the interpreter itself refuses, and libraries are told to stay offline.
"""

import json
import os
import signal
import struct
import sys
import tempfile
from collections.abc import Callable
from typing import Any

Answer = tuple[dict[str, Any], bytes]

OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "TRANSFORMERS_OFFLINE": "1", "DO_NOT_TRACK": "1"}


def serve(version: str, answer: Callable[[dict[str, Any]], Answer]) -> None:
    """Answer every request of our standard input, until it ends.

    What ``answer`` raises becomes the error of that request: models are strangers' files, and may fail in any way.
    """
    # Ctrl-C reaches every program of the terminal; the one that started us decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the libraries print must not fall between the messages
    with tempfile.TemporaryDirectory(prefix="voice-", ignore_cleanup_errors=True) as room:
        tempfile.tempdir = room  # what they leave lying about is removed with it, by us or by whoever kills us
        _send(out, {"ready": version, "room": room})
        _answer_all(out, answer)


def _answer_all(out: Any, answer: Callable[[dict[str, Any]], Answer]) -> None:
    while len(head := sys.stdin.buffer.read(4)) == 4:
        (length,) = struct.unpack("<I", head)
        body = sys.stdin.buffer.read(length)
        if len(body) < length:
            return
        try:
            message, sound = answer(json.loads(body))
        except Exception as trouble:
            said = " ".join(str(trouble).split())
            message, sound = {"error": f"{type(trouble).__name__}: {said[:300]}"}, b""
        _send(out, message | {"bytes": len(sound)}, sound)


def _send(stream: Any, message: dict[str, Any], sound: bytes = b"") -> None:
    body = json.dumps(message).encode()
    stream.write(struct.pack("<I", len(body)) + body + sound)
    stream.flush()


def alone() -> None:
    """From now on this program stays off the network: call it before an engine is imported."""
    os.environ.update(OFFLINE)

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith("socket.") and event not in ("socket.gethostname", "socket.__new__"):
            raise PermissionError(f"voices stay off the network ({event})")

    sys.addaudithook(refuse)


def session(path: str) -> Any:
    """An ONNX model, on one thread of the processor: the same bytes on every run. ``path`` may be the model itself."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    onnxruntime.set_seed(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
