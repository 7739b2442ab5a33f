"""How soon the film is right again after a save, over many random edits, with `previz watch` as its user has it.

``python benchmarks/watch.py --pages 120 --edits 60``. A line of dialogue or of action is changed at random, saved, and
the time is taken until the watcher says that the film is right; so are the processor seconds of all its processes,
since a machine that others use makes the first figure worse. At the end the film is compared with what
``previz make`` makes of the last text, byte for byte. ``--folder`` keeps the film, so that another run begins warm.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from feature import feature
from measuring import family_cpu, family_memory

WORDS = {
    "fr": ("encore", "vraiment", "toujours", "presque", "donc"),
    "en": ("still", "really", "always", "almost", "so"),
}


def edited(text: str, chance: random.Random, language: str) -> tuple[str, str]:
    """The text with a word more in a line of dialogue or of action, or one less, and which it was."""
    lines = text.split("\n")
    while True:
        at = chance.randrange(10, len(lines))
        words = lines[at].split(" ")
        if len(words) > 3 and not lines[at].startswith(("(", "INT", "EXT")) and lines[at] != lines[at].upper():
            break
    place = chance.randrange(1, len(words) - 1)
    if chance.random() < 0.5:
        words.insert(place, chance.choice(WORDS[language]))
    else:
        del words[place]
    spoken = lines[at - 1].startswith("(") or (bool(lines[at - 1].strip()) and lines[at - 1] == lines[at - 1].upper())
    lines[at] = " ".join(words)
    return "\n".join(lines), "dialogue" if spoken else "action"


def told(watcher: "subprocess.Popen[bytes]") -> Iterator[dict[str, Any]]:
    """What the watcher says, line by line."""
    assert watcher.stdout
    for line in watcher.stdout:
        yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between the film and the next edit")
    parser.add_argument("--language", choices=("fr", "en"), default="fr")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        folder = options.folder or Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        watch(folder / "feature.fountain", options)


def watch(script: Path, options: argparse.Namespace) -> None:
    """The whole measurement."""
    chance = random.Random(options.seed)
    if not script.is_file():
        script.write_text(feature(options.pages, options.language))
    previz = [sys.executable, "-m", "previz"]
    began = time.perf_counter()
    watcher = subprocess.Popen([*previz, "watch", str(script), "--json"], stdout=subprocess.PIPE)
    lines = told(watcher)
    first = next(lines)
    if first["schema"] != "Ready.1":
        raise SystemExit(f"the film was not made: {first}")
    wall = time.perf_counter() - began
    print(f"made in {wall:.1f} s, {family_cpu(watcher.pid):.1f} s of processor; load {os.getloadavg()[0]:.1f}")
    time.sleep(options.pause + 20)
    walls: dict[str, list[float]] = {"dialogue": [], "action": []}
    cpus: list[float] = []
    text = script.read_text()
    for _edit in range(options.edits):
        text, kind = edited(text, chance, options.language)
        before, began = family_cpu(watcher.pid), time.perf_counter()
        script.write_text(text)
        said = next(lines)
        walls[kind].append(time.perf_counter() - began)
        cpus.append(family_cpu(watcher.pid) - before)
        remade = said["told"]["remade"] if said["schema"] == "Right.1" else said
        print(f"{kind:8} {walls[kind][-1]:6.2f} s  {cpus[-1]:6.2f} s of processor  {remade['made']}  "
              f"{len(remade['changed'])} scenes, {remade['written'] / 1e6:.1f} MB", flush=True)  # fmt: skip
        time.sleep(options.pause)
    print(f"memory of all processes: {family_memory(watcher.pid) / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f}")
    began = time.perf_counter()
    watcher.send_signal(signal.SIGINT)
    watcher.wait()
    print(f"ended in {time.perf_counter() - began:.1f} s")
    table(walls, cpus)
    film = script.with_suffix(".mp4")
    patched = film.read_bytes()
    subprocess.run([*previz, "make", str(script), "--quiet"], check=True, stdout=subprocess.DEVNULL)
    print("the film is", "the same, byte for byte" if film.read_bytes() == patched else "NOT THE SAME")


def table(walls: dict[str, list[float]], cpus: list[float]) -> None:
    """Medians and centiles, in seconds."""
    rows = {**walls, "both": [one for some in walls.values() for one in some], "processor": cpus}
    print("| seconds | edits | median | 95th centile | worst |\n|---|---|---|---|---|")
    for name, some in rows.items():
        if len(some) > 1:
            last = quantiles(some, n=20, method="inclusive")[-1]
            print(f"| {name} | {len(some)} | {median(some):.2f} | {last:.2f} | {max(some):.2f} |")


if __name__ == "__main__":
    main()
