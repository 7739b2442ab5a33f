"""Tiny pipelines for tests, built by a program of its own: torch stays out of the tests' process."""

import os
import subprocess
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # workers inherit it: the threads of several at once would wait for one another

PROGRAM = Path(__file__).with_name("tiny_pipelines.py")


def built(folder: Path, *names: str) -> Path:
    """``folder`` with pipelines and nets in it, by the names of ``tiny_pipelines.MAKERS``."""
    subprocess.run([sys.executable, str(PROGRAM), str(folder), *names], check=True, capture_output=True)
    return folder
