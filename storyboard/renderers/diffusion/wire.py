"""Messages between us and the worker program: JSON, and the bytes that belong to it.

Four bytes (little endian) of length, that much JSON, then as many bytes as its ``bytes`` says.
"""

import json
import struct
from typing import IO, Any


class Closed(Exception):
    """The other side is gone."""


def send(stream: IO[bytes], message: dict[str, Any], data: bytes = b"") -> None:
    """Write one message."""
    body = json.dumps(message | {"bytes": len(data)}).encode()
    stream.write(struct.pack("<I", len(body)) + body + data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises Closed when there will be none."""
    (length,) = struct.unpack("<I", _read(stream, 4))
    message: dict[str, Any] = json.loads(_read(stream, length))
    return message, _read(stream, message.pop("bytes"))


def _read(stream: IO[bytes], count: int) -> bytes:
    found = stream.read(count)
    if len(found) < count:
        raise Closed
    return found
