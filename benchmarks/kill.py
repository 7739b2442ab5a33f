"""A film's making killed at random moments, over and over: what is left is whole, and the next run ends as a clean one.

``python benchmarks/kill.py --times 200``. By turns `previz make` and `previz watch` (which is saved to while it runs)
are killed with SIGKILL, the main process or one of its workers, after a random part of the time that a clean make
takes. After each kill every product that has a ledger entry is read and must be what its entry says, the decisions and
the drafts must be what they were, and the film, if there is one, must open; every tenth time the film is made to the
end and must have the bytes of a clean build. Ends with 1 at the first thing that does not hold. Linux.
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
from pathlib import Path

import av
from measuring import family

from previz.direction import decisions
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
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed = kill(Path(folder), options.times, random.Random(options.seed))
    print(f"killed {sum(killed.values())} times: " + ", ".join(f"{what} {count}" for what, count in killed.items()))
    return 0


def kill(folder: Path, times: int, chance: random.Random) -> Counter[str]:
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
    killed: Counter[str] = Counter()
    for turn in range(1, times + 1):
        text = chance.choice(texts)
        if chance.random() < 0.3:  # from nothing, so that each stage is interrupted
            run(script, "clean", "--all")
        killed[interrupted(script, text, chance, usual)] += 1
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


def run(script: Path, command: str, *words: str) -> None:
    """A command to its end."""
    settings = () if command in ("retake", "clean") else SMALL
    done = subprocess.run(
        [*_previz(command), str(script), *words, *settings], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def _previz(command: str) -> list[str]:
    return [sys.executable, "-m", "previz", command]


def interrupted(script: Path, text: str, chance: random.Random, usual: float) -> str:
    """Make the film of a text, or watch while it is saved, and kill that somewhere; what was killed."""
    command = chance.choice(("make", "watch"))
    if command == "make":
        script.write_text(text)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    making = subprocess.Popen([*_previz(command), str(script), *SMALL], **quiet)  # type: ignore[call-overload]
    time.sleep(chance.uniform(0, usual))
    if command == "watch":
        script.write_text(text)
        time.sleep(chance.uniform(0, usual / 2))
    workers = [one for one in family(making.pid) if one != making.pid]
    who = "worker" if workers and chance.random() < 0.25 else "main"
    try:
        os.kill(chance.choice(workers) if who == "worker" else making.pid, signal.SIGKILL)
    except ProcessLookupError:
        who = "ended before"
    if command == "watch" and who == "worker":  # it says so and goes on
        time.sleep(1)
        making.kill()
    making.wait()
    return f"{command} ({who})"


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
