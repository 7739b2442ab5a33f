"""The worker program: loads a pipeline, says what it runs on, and paints until its input ends.

Nothing in it can open a socket: the interpreter itself refuses, and the libraries are told to stay offline.
"""

import os
import queue
import signal
import sys
import threading
from typing import Any

from storyboard.renderers.diffusion import wire

OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "TRANSFORMERS_OFFLINE": "1", "DO_NOT_TRACK": "1",
           "DIFFUSERS_VERBOSITY": "error", "TRANSFORMERS_VERBOSITY": "error"}  # fmt: skip


def main() -> None:
    """Answer every request; what a request fails of is its answer, and the next one is heard."""
    # Ctrl-C reaches every program of the terminal; the one that started us decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the libraries print must not fall between the messages
    _alone()
    from storyboard.renderers.diffusion.engine.desk import Desk

    desk = Desk(lambda message, data=b"": wire.send(out, message, data))
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, desk.cancelled), daemon=True).start()
    while True:
        try:
            desk.answer(requests.get())
        except Exception as trouble:  # a stranger's files may fail in any way
            wire.send(out, {"trouble": _said(trouble)})


def _listen(requests: "queue.SimpleQueue[dict[str, Any]]", cancelled: threading.Event) -> None:
    """Hear requests while others are worked on: a cancellation at once; the end of the input ends the program."""
    while True:
        try:
            request, _data = wire.receive(sys.stdin.buffer)
        except (wire.Closed, OSError):
            os._exit(0)
        if request["do"] == "cancel":
            cancelled.set()
        else:
            requests.put(request)


def _alone() -> None:
    os.environ.update(OFFLINE)

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith("socket.") and event not in ("socket.gethostname", "socket.__new__"):
            raise PermissionError(f"models stay off the network ({event})")

    sys.addaudithook(refuse)


def _said(trouble: Exception) -> str:
    return f"{type(trouble).__name__}: {' '.join(str(trouble).split())[:400]}"


if __name__ == "__main__":
    main()
