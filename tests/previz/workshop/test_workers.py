"""Workers: gone when the program they work for is gone, and missed in a sentence when they die."""

import os
import signal
import subprocess
import sys
import time

import pytest

from previz.errors import PrevizError
from previz.workshop.build import Job, building
from previz.workshop.store import Recipe, Store

PARENT = """
import os, sys, time
from pathlib import Path
from previz.workshop.build import building
from previz.workshop.store import Store
with building(Store(Path(sys.argv[1])), print) as build:
    print(build._workers().submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def gone(process, seconds=20.0):
    """Whether a process ends within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_no_worker_outlives_a_killed_program(tmp_path):
    """SIGKILL leaves the program no moment to tell its workers; they see it themselves."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, tmp_path], stdout=subprocess.PIPE, text=True)
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    assert gone(worker)


def test_a_request_to_end_is_followed_by_order(tmp_path):
    """SIGTERM ends the workers, sweeps, says nothing of semaphores, and exits as a shell expects."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    worker = int(parent.stdout.readline())
    parent.terminate()
    assert parent.communicate()[1] == ""
    assert parent.returncode == 128 + signal.SIGTERM
    assert gone(worker)


def test_dead_workers_are_said(tmp_path):
    """Whether they die before or after they get work: one sentence, and what to do."""

    def work(build):
        os.kill(build._workers().submit(os.getpid).result(), signal.SIGKILL)
        for number in range(100):
            job = Job(Recipe("card", ".png", {"number": number}), "card", (("A", "", ""), (128, 72)))
            build.start("picture", [job]).paths()

    with building(Store(tmp_path), print) as build, pytest.raises(PrevizError, match="run the same command again"):
        work(build)
