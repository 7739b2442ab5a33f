"""What goes wrong around a film: a disk that is full, two programs at once, a kill. Nothing is lost, and it is said."""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_film import FLAGS, SCRIPT, ignore

from previz.film import make
from previz.project import open_project
from previz.records import read_record
from previz.workshop.store import digest

SMALL = ["--size", "160x90", "--title", "0"]
BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


def previz(*words, folder, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "previz", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        **more,
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """The hash of the film, made where nothing goes wrong."""
    folder = tmp_path_factory.mktemp("clean")
    (folder / "film.fountain").write_text(SCRIPT, "utf-8")
    project = open_project(folder / "film.fountain", flags=FLAGS)
    make(project, report=ignore)
    return digest(folder / "film.mp4")


@pytest.mark.parametrize("room", [400, 30_000, 300_000])
def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path, clean, room):
    """No file may grow beyond some bytes: one sentence, no film, no draft; then the film of a clean make."""
    (tmp_path / "film.fountain").write_text(SCRIPT, "utf-8")
    flags = ["--size", FLAGS["film.size"], "--title", str(FLAGS["film.title"])]
    full = previz(
        "make", "film.fountain", *flags, folder=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    message = full.communicate()[1]
    assert full.returncode == 1
    assert message.count("\n") == 1
    assert "larger than" in message
    assert not (tmp_path / "film.mp4").exists()
    assert not [path for path in tmp_path.rglob("*") if "draft" in path.name and path.name.startswith(".")]
    assert make(open_project(tmp_path / "film.fountain", flags=FLAGS), report=ignore).frames
    assert digest(tmp_path / "film.mp4") == clean


def test_two_at_once_make_one_film(tmp_path):
    """The second waits, says so, and finds the film made; no product is made twice."""
    (tmp_path / "film.fountain").write_text(SCRIPT, "utf-8")
    both = [previz("make", "film.fountain", "--json", *SMALL, folder=tmp_path) for _one in range(2)]
    said = [one.communicate() for one in both]
    made = sorted((json.loads(out) for out, _error in said), key=lambda one: one["untouched"])
    assert [one.returncode for one in both] == [0, 0]
    assert [one["untouched"] for one in made] == [False, True]
    assert sum("waiting for it" in error for _out, error in said) == 1
    record = read_record(open_project(tmp_path / "film.fountain"))
    assert record is not None
    assert record.sha256 == digest(tmp_path / "film.mp4")


def test_watching_ends_well(tmp_path):
    """Ready, right again after a save, told of a text that cannot be made, right after that; Ctrl-C ends with 0."""
    script = tmp_path / "film.fountain"
    script.write_text(SCRIPT, "utf-8")
    watcher = previz("watch", "film.fountain", "--json", *SMALL, folder=tmp_path)

    def told():
        line = json.loads(watcher.stdout.readline())
        return line["schema"], line["told"]

    assert told()[0] == "Ready.1"
    script.write_text(SCRIPT.replace("Il revient.", "Il ne revient pas."), "utf-8")
    schema, right = told()
    assert schema == "Right.1"
    (changed,) = right["remade"]["changed"]
    assert (changed["why"], changed["words"]) == ("text", "Il ne revient pas.")
    script.write_bytes(b"\x00\x01\x02")
    assert told()[0] == "Wrong.1"
    script.write_text(SCRIPT, "utf-8")
    assert told()[0] == "Right.1"
    watcher.send_signal(signal.SIGINT)
    assert watcher.communicate()[1].strip() == "no longer watching"
    assert watcher.returncode == 0


def test_a_kill_leaves_what_is_whole():
    """Killed at random moments: products are whole, no decision is lost, the next run makes a clean build's film."""
    command = [sys.executable, "kill.py", "--times", "2", "--seed", "3"]
    done = subprocess.run(command, cwd=BENCHMARKS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_damage_in_the_store_is_found_mended_and_said(tmp_path, clean):
    """Of each kind of product one with a bit flipped, one cut in half, two that changed places, and their ledger
    entries likewise: the film is that of a clean make, and its notes say that something was made again."""
    (tmp_path / "film.fountain").write_text(SCRIPT, "utf-8")
    project = open_project(tmp_path / "film.fountain", flags=FLAGS)
    make(project, report=ignore)
    by_kind = {}
    for path in sorted((project.folder / "store").glob("*/*")):
        by_kind.setdefault("".join(path.suffixes), []).append(path)
    assert {".aac", ".json", ".h264", ".png", ".wav", ".made.json"} <= by_kind.keys()
    for paths in by_kind.values():
        first, last, half = paths[0], paths[-1], paths[len(paths) // 2]
        half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
        one, other = first.read_bytes(), last.read_bytes()
        first.write_bytes(other[:-1] + bytes([other[-1] ^ 1]))
        last.write_bytes(one)
    (tmp_path / "film.mp4").unlink()
    made = make(project, report=ignore)
    assert any("damaged" in note for note in made.notes)
    assert digest(tmp_path / "film.mp4") == clean
