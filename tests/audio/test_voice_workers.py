"""Worker programs of any kind: one that dies costs a retry, one that dies again is given up, none is left behind."""

import sys
import threading

import pytest

from audio.voices import workers
from audio.voices.workers import asked, in_order, stop_all

PROGRAM = """
import json, os, struct, sys
from pathlib import Path

def send(message, sound=b""):
    body = json.dumps(message).encode()
    sys.stdout.buffer.write(struct.pack("<I", len(body)) + body + sound)
    sys.stdout.buffer.flush()

lives = Path(sys.argv[1])
send({"ready": "1", "room": ""})
while head := sys.stdin.buffer.read(4):
    sys.stdin.buffer.read(struct.unpack("<I", head)[0])
    left = int(lives.read_text())
    lives.write_text(str(left - 1))
    if left > 0:
        os.write(1, b"half an ans")
        os.kill(os.getpid(), 11)
    send({"bytes": 2}, b"ok")
"""


@pytest.fixture
def dying(tmp_path):
    """A program that is killed by a segmentation fault in the middle of its answers, a given number of times."""
    program, lives = tmp_path / "dying.py", tmp_path / "lives"
    program.write_text(PROGRAM)

    def command(times: int) -> tuple[str, ...]:
        lives.write_text(str(times))
        return sys.executable, str(program), str(lives)

    yield command
    stop_all()


def test_a_crash_costs_a_retry(dying):
    """A worker killed in the middle of its answer is asked again, as another program."""
    assert asked(dying(1), {}, seconds=10) == ({"bytes": 2}, b"ok")


def test_a_second_crash_is_told(dying):
    """What kills two workers is given up, and the next request is answered again."""
    command = dying(2)
    assert asked(command, {}, seconds=10) is None
    assert asked(command, {}, seconds=10) == ({"bytes": 2}, b"ok")
    assert sum(each.command == command for each in workers._idle) == 1


def test_work_is_in_order_and_bounded():
    """What is made comes in the order asked, and never far ahead of whoever reads."""
    begun = []
    made = in_order(lambda thing: begun.append(thing) or thing, range(1000), name="counting")
    assert [next(made) for _ in range(10)] == list(range(10))
    made.close()
    assert len(begun) <= 10 + workers.AHEAD + workers.AT_ONCE
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("counting")]
