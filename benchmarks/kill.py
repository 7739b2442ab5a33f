"""A film's making killed at random moments, over and over: what is left is whole, and the next run ends as a clean one.

``python benchmarks/kill.py --times 200``. By turns `previz make` and `previz watch` (which is saved to while it runs),
and with ``--kinds`` also `conform`, `export` and `board`, are killed with SIGKILL, the main process or one of its
workers, after a random part of the time that they take. After each kill every product that has a ledger entry is read
and must be what its entry says, the decisions and the drafts must be what they were, and the film, if there is one,
must open; every tenth time the film is made to the end and must have the bytes of a clean build. What conform has
written down must be whole lines of what it decides, and run again it must come to all of it; an export that is run
again must be that of a clean folder, and a storyboard is there whole or not at all. Ends with 1 at the first thing
that does not hold. Linux.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import opentimelineio as otio
import pypdfium2
from measuring import family

from previz.direction import decisions
from previz.direction.decisions import Entry
from previz.project import Project, open_project
from previz.script import drafts
from previz.workshop.store import Store, digest

SCRIPT = """Titre: Deux lieux

INT. CUISINE - JOUR

MARTHE, soixante ans, lit une LETTRE. Le téléphone sonne.

MARTHE
{line}

FONDU ENCHAÎNÉ :

EXT. RUE - NUIT

{action} Il pleut.

MARTHE (V.O.)
Je savais qu'il viendrait.
"""

LINES = ("Il revient demain.", "Il ne revient pas.", "Il revient, et il est seul.")
ACTIONS = ("Marthe court.", "Marthe attend sous un arbre.", "Marthe s'arrête et regarde derrière elle.")
SMALL = ("--size", "160x90", "--title", "1")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=("make", "watch", "conform", "export", "board"),
                        default=["make", "watch"])  # fmt: skip
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed = kill(Path(folder), options.times, random.Random(options.seed), options.kinds)
    print(f"killed {sum(killed.values())} times: " + ", ".join(f"{what} {count}" for what, count in killed.items()))
    return 0


def kill(folder: Path, times: int, chance: random.Random, kinds: Sequence[str] = ("make", "watch")) -> Counter[str]:
    """Kill and look, ``times`` times; what was killed how often. Raises AssertionError for what does not hold."""
    script = folder / "film.fountain"
    texts = [SCRIPT.format(line=line, action=action) for line in LINES for action in ACTIONS]
    clean: dict[str, str] = {}
    script.write_text(texts[0])
    began = time.perf_counter()
    run(script, "make")
    usual = time.perf_counter() - began
    run(script, "retake", "1A", "GP")
    project = open_project(script)
    decided = decisions.path(project).read_bytes()
    known = handed_over(script) if {*kinds} & {"conform", "export", "board"} else None
    killed: Counter[str] = Counter()
    for turn in range(1, times + 1):
        command = chance.choice(kinds)
        text = texts[0] if known and command in known.seconds else chance.choice(texts)
        if chance.random() < 0.3:  # from nothing, so that each stage is interrupted
            run(script, "clean", "--all")
        if known and command in known.seconds:
            script.write_text(text)
            killed[afterwards(script, command, known, chance, project, decided)] += 1
        else:
            killed[interrupted(script, command, text, chance, usual)] += 1
        looked_at(project, decided)
        if turn % 10 == 0 or turn == times:
            run(script, "make")
            made = digest(script.with_suffix(".mp4"))
            text = script.read_text()
            if text not in clean:
                clean[text] = built(folder / "clean", text, decided, project)
            assert made == clean[text], f"kill {turn}: the film is not that of a clean build"
            run(script, "check")
            print(f"{turn} kills: whole", flush=True)
    return killed


@dataclass(frozen=True, slots=True)
class Known:
    """What the film comes to when nobody interferes."""

    edit: Path
    entries: tuple[object, ...]
    """What conforming that edit decides."""
    files: dict[str, str]
    """Hashes of what an export writes."""
    pages: int
    """Of the storyboard."""
    seconds: dict[str, float]
    """How long each of these takes."""


EXPORTED = ("--to", "otio,edl,mlt,srt,csv", "-o")


def handed_over(script: Path) -> Known:
    """The film exported, drawn on paper, edited, and conformed: each once, to its end."""
    folder, project, seconds = script.parent, open_project(script), {}

    def timed(command: str, *words: str) -> None:
        began = time.perf_counter()
        run(script, command, *words)
        seconds[command] = time.perf_counter() - began

    timed("export", *EXPORTED, str(folder / "first"))
    timed("board", "-o", str(folder / "first.pdf"))
    edit = folder / "edit.otio"
    timeline = otio.adapters.read_from_file(str(folder / "first" / "film.otio"))
    for track in timeline.tracks[:2]:  # the last shot first after the title, the next one gone, another shorter
        last = track.pop(len(track) - 1)
        track[:] = [one for one in track if not isinstance(one, otio.schema.Transition)]
        track.insert(1, last)
        del track[2]
        kept = track[2].source_range
        shorter = kept.duration - otio.opentime.RationalTime(6, kept.duration.rate)
        track[2].source_range = otio.opentime.TimeRange(kept.start_time, shorter)
    otio.adapters.write_to_file(timeline, str(edit))
    before = decisions.path(project).read_bytes()
    timed("conform", str(edit))
    said = tuple(map(_said, decisions.read(project)[before.count(b"\n") :]))
    assert len(said) >= 3, said
    decisions.path(project).write_bytes(before)
    with pypdfium2.PdfDocument(folder / "first.pdf") as paper:
        pages = len(paper)
    return Known(edit, said, hashed(folder / "first"), pages, seconds)


def hashed(package: Path) -> dict[str, str]:
    """The hashes of a package's files, but for the list that says when each was written."""
    files = (path for path in package.rglob("*") if path.is_file() and path.name != "package.json")
    return {path.relative_to(package).as_posix(): digest(path) for path in files}


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.do, entry.beats, entry.head, entry.frames, entry.after, entry.double


def afterwards(
    script: Path, command: str, known: Known, chance: random.Random, project: Project, decided: bytes
) -> str:
    """Kill what takes a film out or brings it back, look, and run it to its end."""
    folder = script.parent
    words = {
        "export": (*EXPORTED, str(folder / "again")),
        "board": ("-o", str(folder / "again.pdf")),
        "conform": (str(known.edit), "--force"),
    }[command]
    settings = () if command == "conform" else SMALL
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    making = subprocess.Popen([*_previz(command), str(script), *words, *settings], **quiet)  # type: ignore[call-overload]
    time.sleep(chance.uniform(0, known.seconds[command]))
    who = killed_one(making, chance)
    making.wait()
    if command == "conform":
        data = decisions.path(project).read_bytes()
        assert data.startswith(decided), "a decision is lost"
        written = [_said(one) for one in decisions.read(project)[decided.count(b"\n") :]]
        assert tuple(written) == known.entries[: len(written)], "conform has decided something else"
        run(script, command, *words)
        standing = [_said(one) for one in decisions.standing(decisions.read(project)) if one.do in decisions.EDITED]
        assert sorted(map(repr, standing)) == sorted(map(repr, known.entries)), "conform has not come to its end"
        decisions.path(project).write_bytes(decided)
    elif command == "export":
        run(script, command, *words)
        assert hashed(folder / "again") == known.files, "the package is not that of a clean folder"
        if chance.random() < 0.5:
            shutil.rmtree(folder / "again")
    else:
        paper = folder / "again.pdf"
        if paper.exists():
            with pypdfium2.PdfDocument(paper) as opened:
                assert len(opened) == known.pages, "the storyboard is cut short"
            paper.unlink()
    return f"{command} ({who})"


def run(script: Path, command: str, *words: str) -> None:
    """A command to its end."""
    settings = () if command in ("retake", "clean", "conform") else SMALL
    done = subprocess.run(
        [*_previz(command), str(script), *words, *settings], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def _previz(command: str) -> list[str]:
    return [sys.executable, "-m", "previz", command]


def interrupted(script: Path, command: str, text: str, chance: random.Random, usual: float) -> str:
    """Make the film of a text, or watch while it is saved, and kill that somewhere; what was killed."""
    if command == "make":
        script.write_text(text)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    making = subprocess.Popen([*_previz(command), str(script), *SMALL], **quiet)  # type: ignore[call-overload]
    time.sleep(chance.uniform(0, usual))
    if command == "watch":
        script.write_text(text)
        time.sleep(chance.uniform(0, usual / 2))
    who = killed_one(making, chance)
    if command == "watch" and who == "worker":  # it says so and goes on
        time.sleep(1)
        making.kill()
    making.wait()
    return f"{command} ({who})"


def killed_one(making: "subprocess.Popen[bytes]", chance: random.Random) -> str:
    """Kill a program or one of its workers; which."""
    if making.poll() is not None:
        return "ended before"
    workers = [one for one in family(making.pid) if one != making.pid]
    who = "worker" if workers and chance.random() < 0.25 else "main"
    try:
        os.kill(chance.choice(workers) if who == "worker" else making.pid, signal.SIGKILL)
    except ProcessLookupError:
        who = "ended before"
    return who


def looked_at(project: Project, decided: bytes) -> None:
    """What is left is whole."""
    store = Store(project.folder / "store")
    for entry in store.root.glob("*/*.made.json"):
        made = json.loads(entry.read_bytes())
        (product,) = (path for path in entry.parent.glob(f"{made['key']}.*") if not path.name.endswith(".made.json"))
        assert digest(product) == made["sha256"], f"{product} is damaged"
    assert decisions.path(project).read_bytes() == decided, "a decision is lost"
    drafts.history(project)
    film = project.script.with_suffix(".mp4")
    if film.exists():
        with av.open(film) as opened:
            assert opened.streams.video[0].frames


def built(folder: Path, text: str, decided: bytes, project: Project) -> str:
    """The hash of the film of a text, made from nothing under the same decisions and drafts."""
    shutil.rmtree(folder, ignore_errors=True)
    script = folder / project.script.name
    script.parent.mkdir(parents=True)
    script.write_text(text)
    shutil.copytree(project.folder, folder / project.folder.name, ignore=shutil.ignore_patterns("store", "film*.json"))
    run(script, "make")
    return digest(script.with_suffix(".mp4"))


if __name__ == "__main__":
    sys.exit(main())
