"""Model files on the user's disk, and programs that hold a model."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from storyboard import programs


@pytest.fixture
def model(tmp_path, monkeypatch):
    """A file as large as one whose hash is remembered, and a user with no data yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "platform", "linux")
    path = tmp_path / "model.safetensors"
    with path.open("wb") as file:
        file.truncate(programs.LARGE)
    return path


def again():
    """Another run of the program."""
    programs._remembered.cache_clear()
    programs._digest.cache_clear()


def test_a_large_model_is_read_once_until_it_is_written_again(model):
    """Its hash is remembered between runs by size and time; what is remembered of files that are gone is forgotten."""
    notes = programs.models_folder("known.json")
    assert programs.contents(model) == hashlib.sha256(model.read_bytes()).hexdigest()
    known = json.loads(notes.read_text("utf-8"))
    notes.write_text(
        json.dumps({str(model.resolve()): ["kept", *known[str(model.resolve())][1:]], "/gone": []}), "utf-8"
    )
    again()
    assert programs.contents(model) == "kept"
    with model.open("r+b") as file:
        file.write(b"other")
    os.utime(model, ns=(1, 1))
    assert programs.contents(model) == hashlib.sha256(model.read_bytes()).hexdigest()
    assert list(json.loads(notes.read_text("utf-8"))) == [str(model.resolve())]


@pytest.mark.parametrize("damage", ["", "[]", "{", "[1]", '{"x": 3}'])
def test_damaged_notes_cost_a_reading(model, damage):
    """And nothing else; a data folder that is a file costs one each time."""
    notes = programs.models_folder("known.json")
    notes.parent.mkdir(parents=True)
    notes.write_text(damage, "utf-8")
    assert programs.contents(model) == hashlib.sha256(model.read_bytes()).hexdigest()


def test_who_takes_too_long_is_ended():
    """The program, and not who waits for it."""
    program = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip
    watched = programs.Watched(program)
    assert program.stdout is not None
    with watched.within(0.1) as late:
        assert program.stdout.read() == b""
    assert late.is_set()
    watched.stop()
