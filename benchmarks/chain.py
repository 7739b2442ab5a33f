"""What a film costs from text to file, beside the named peer: a plain moviepy assembly of its panels and its sound.

``python benchmarks/chain.py`` prints a table; ``--save FILE`` writes it too. Everything happens in a temporary folder,
each measure in fresh processes. See README.md for what the figures mean.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import msgspec
from measuring import Cost, cost, middle

from previz import backends, pipeline
from previz.assembly import animatic
from previz.project import Project, open_project
from previz.records import read_record
from previz.script.story import Story, understand
from previz.sound.soundtrack import stems
from previz.workshop.build import building
from previz.workshop.store import Store

EXAMPLES = Path(__file__).parents[1] / "examples"
FILM, OTHER = "le-bac", "the-last-reel"
PREVIZ = [sys.executable, "-m", "previz"]


def main() -> None:
    """Measure, print, and save when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each measure but the peer, which runs once")
    parser.add_argument("--no-peer", action="store_true", help="leave out the peer, which takes minutes")
    parser.add_argument("--save", type=Path, help="write the table there too")
    # What builds in a process of its own: a build's workers stay, and would be waited for with what a command left.
    parser.add_argument("--panels", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--plan", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.panels or options.plan:
        print(json.dumps(panel_times(options.panels) if options.panels else plain(open_project(options.plan))))
        return
    with tempfile.TemporaryDirectory(prefix="previz-bench-") as name:
        table = measured(Path(name), options.repeat, peer=not options.no_peer)
    print(table)
    if options.save:
        options.save.write_text(table + "\n", "utf-8")


def measured(folder: Path, repeat: int, *, peer: bool) -> str:
    """The whole run, as a Markdown table."""
    load = os.getloadavg()[0]
    script = folder / f"{FILM}.fountain"
    shutil.copy(EXAMPLES / script.name, script)
    project = open_project(script)
    rows: list[tuple[str, Cost, str]] = []

    def made(*, watch: bool = False) -> Cost:
        return cost([*PREVIZ, "make", script.name], folder=folder, watch=watch)

    def cold(*, watch: bool = False) -> Cost:
        shutil.rmtree(project.folder, ignore_errors=True)
        return made(watch=watch)

    rows.append(("`previz --help`", repeated(repeat, lambda: cost([*PREVIZ, "--help"], folder=folder)), ""))
    whole = repeated(repeat, cold)
    memory = cold(watch=True).memory
    record = read_record(project)
    if record is None:
        raise SystemExit("the film was not made")
    length = record.made.seconds
    rows.append(("a cold `make`", whole, f"at most {length / 10:.1f} s: a tenth of the film"))
    other = None
    if peer:
        plan = folder / "plan.json"
        plan.write_text(json.dumps(apart("--plan", script)))
        other = cost([sys.executable, str(Path(__file__).with_name("peer.py")), str(plan), "peer.mp4"], folder=folder,
                     watch=True)  # fmt: skip
    rows.append(("assembly alone (segments, mix, film)", repeated(repeat, lambda: reassembled(project, made)), ""))
    rows.append(("a second `make`, nothing changed", repeated(repeat, made), "at most 1 s"))
    text, story = script.read_text("utf-8"), understand(project)
    for what, kind in (("one changed line", "speech"), ("one changed sentence of action", "action")):
        costs = []
        for turn in range(repeat):
            script.write_text(changed(text, story, kind, turn), "utf-8")
            costs.append(made())
        rows.append((f"`make` after {what}", middle(costs), ""))
        script.write_text(text, "utf-8")
        made()
    times = [one for example in (FILM, OTHER) for one in drawn(folder, example)]
    lines = [
        f"{FILM}: {length:.0f} s of film, {record.made.shots} shots, {record.made.panels} panels, "
        f"{record.made.lines} lines, at {' x '.join(map(str, project.settings.film.pixels))}. "
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; medians of {repeat}; load before the run {load:.1f}, at its end "
        f"{os.getloadavg()[0]:.1f} (our own included).",
        "",
        "| measure | wall s | CPU s, all processes | wall / film | wall / peer | CPU / peer | wanted |",
        "|---|---|---|---|---|---|---|",
    ]
    if other:
        rows.append(("the peer: plain moviepy, the same panels and sound", other, ""))
    lines += [row(what, spent, length, other, wanted) for what, spent, wanted in rows]
    lines += ["", "| measure | value | of the peer's | wanted |", "|---|---|---|---|"]
    share = f"{memory / other.memory:.2f}" if other else "–"
    lines.append(f"| peak memory of a cold `make`, all processes | {memory / 1e6:.0f} MB | {share} | under 600 MB |")
    if other:
        lines.append(f"| peak memory of the peer | {other.memory / 1e6:.0f} MB | 1 | |")
    lines.append(f"| CPU of a panel, median of {len(times)} | {median(times) * 1e3:.0f} ms | – | at most 100 ms |")
    lines.append(f"| CPU of a panel, 95th centile | {quantiles(times, n=20)[-1] * 1e3:.0f} ms | – | |")
    return "\n".join(lines)


def row(what: str, one: Cost, length: float, other: Cost | None, wanted: str) -> str:
    """A line of the table."""
    shares = (f"{one.wall / other.wall:.3f}", f"{one.cpu / other.cpu:.3f}") if other else ("–", "–")
    return (
        f"| {what} | {one.wall:.2f} | {one.cpu:.2f} | {one.wall / length:.3f} | {shares[0]} | {shares[1]} | {wanted} |"
    )


def repeated(times: int, run: Any) -> Cost:
    """The median of several runs."""
    return middle([run() for _ in range(times)])


def reassembled(project: Project, made: Any) -> Cost:
    """A make that finds voices, ambiences, shots and panels, and has the rest to do: what the peer does, and the mix,
    which the peer is given."""
    for file, entry in ledger(project):
        if entry["step"] in ("segment", "reel", "sound"):
            file.unlink()
    project.script.with_suffix(".mp4").unlink()
    result: Cost = made()
    return result


def ledger(project: Project) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every entry of the film's store, with its file."""
    for file in sorted((project.folder / "store").glob("*/*.made.json")):
        yield file, json.loads(file.read_bytes())


def product(project: Project, step: str) -> Path:
    """The one product of a step."""
    name = next(file for file, entry in ledger(project) if entry["step"] == step).name.removesuffix(".made.json")
    return next((project.folder / "store" / name[:2]).glob(f"{name}.[!m]*"))


def plain(project: Project) -> dict[str, Any]:
    """The film as the peer takes it. Dissolves and fades are left out, which spares the peer work."""
    mix = stems(project, output=project.script.with_suffix(".stems"), report=lambda event: None).stems["MIX"]
    with building(Store(project.folder / "store"), lambda event: None) as build:
        story = understand(project)
        chosen = pipeline.back_ends(project)
        breakdowns, spoken = pipeline.direct_and_speak(story, chosen, project, build)
        cut = pipeline.lay_cut(story, breakdowns, spoken, project.settings)
        setups = [setup for breakdown in breakdowns for setup in breakdown.setups]
        drawing = pipeline.draw(setups, chosen.renderer, project.settings, build, moves=False)
        panels = pipeline.by_panel(setups, drawing)
    pictures = {shown: str(path) for shown, path in panels.items()}
    specs = animatic.plan(cut, setups, pictures, title=str(product(project, "card")), size=project.settings.film.pixels)
    return {
        "size": project.settings.film.pixels,
        "rate": float(cut.rate),
        "sound": mix,
        "specs": [msgspec.to_builtins(replace(spec, incoming=(), mix="cut", fades=())) for spec in specs],
        "panels": [
            {"picture": one.panel, "frames": one.frames, "age": one.age, "move": one.move and _move(asdict(one.move))}
            for spec in specs
            for one in spec.shown
        ],
    }


def _move(move: dict[str, Any]) -> dict[str, Any]:
    ends = {end: [move[end][name] for name in ("x", "y", "size")] for end in ("begin", "end")}
    return {**ends, "frames": move["frames"]}


def changed(text: str, story: Story, kind: str, turn: int) -> str:
    """The screenplay with one beat of its middle changed, another one each turn."""
    beats = [beat for scene in story.scenes for beat in scene.beats if beat.kind == kind and text.count(beat.text) == 1]
    beat = beats[len(beats) // 2 + turn]
    more = " Voilà." if kind == "speech" else " Le temps passe."
    return text.replace(beat.text, beat.text + more)


def drawn(folder: Path, example: str) -> list[float]:
    """CPU seconds of each panel of an example, drawn in a fresh process."""
    script = folder / "panels" / f"{example}.fountain"
    script.parent.mkdir(exist_ok=True)
    shutil.copy(EXAMPLES / script.name, script)
    times: list[float] = apart("--panels", script)
    return times


def apart(what: str, script: Path) -> Any:
    """The answer of this program, asked in a process of its own."""
    words = [sys.executable, __file__, what, str(script)]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def panel_times(script: Path) -> list[float]:
    """CPU seconds of each panel, in this process, one thread."""
    import cv2

    project = open_project(script)
    with building(Store(project.folder / "store"), lambda event: None) as build:
        director = backends.choose("director", project.settings.director.use, {})
        breakdowns = pipeline.direct(understand(project), director, build)
    renderer = backends.choose("renderer", project.settings.renderer.use, {})
    cv2.setNumThreads(1)
    times = []
    for breakdown in breakdowns:
        for setup in breakdown.setups:
            began = time.process_time()
            next(iter(renderer.draw([setup], project.settings.film.pixels)))
            times.append(time.process_time() - began)
    return times


if __name__ == "__main__":
    main()
