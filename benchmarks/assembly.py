"""Assembly alone, beside plain moviepy and beside encoding: all are given the same panels and the same finished mix.

``python benchmarks/assembly.py`` prints two tables: what the film of an example costs us, the peer, and an encoder that
does nothing but encode its frames with our settings; and how our cost grows with 60, 600 and 1,800 shots. Everything
happens in a temporary folder, each measure in fresh processes. Processor time says more than the clock where others use
the machine too.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Literal

import av
import msgspec
from chain import EXAMPLES, FILM, PREVIZ, plain
from measuring import Cost, cost, middle

from previz.assembly.shown import BurnIn, SegmentSpec

HERE = Path(__file__).parent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--repeat", type=int, default=3, help="runs of ours, of which the median counts; the peer runs once"
    )
    parser.add_argument("--no-peer", action="store_true", help="leave out the peer, which takes minutes")
    parser.add_argument("--shots", type=int, nargs="*", default=[60, 600, 1800], help="lengths of the second table")
    parser.add_argument("--plan", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--encode", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plan:
        options.plan.with_name("plan.json").write_bytes(planned(options.plan))
    elif options.encode:
        print(json.dumps(alone(*options.encode)))
    else:
        with tempfile.TemporaryDirectory(prefix="previz-bench-") as name:
            compared(Path(name), options.repeat, peer=not options.no_peer)
            for shots in options.shots:
                print(grown(Path(name), shots), flush=True)


def planned(script: Path) -> bytes:
    """The film as all of them take it."""
    from previz.project import open_project

    plan = plain(open_project(script))
    return msgspec.json.encode(plan | {"times": 1})


def compared(folder: Path, repeat: int, *, peer: bool) -> None:
    """The first table."""
    load = os.getloadavg()[0]
    script = folder / f"{FILM}.fountain"
    shutil.copy(EXAMPLES / script.name, script)
    cost([*PREVIZ, "make", script.name], folder=folder)
    cost([sys.executable, __file__, "--plan", str(script)], folder=folder)
    plan = folder / "plan.json"
    known = json.loads(plan.read_bytes())
    specs = msgspec.convert(known["specs"], tuple[SegmentSpec, ...])
    store = folder / "store"

    def cold() -> Cost:
        shutil.rmtree(store, ignore_errors=True)
        return ours(folder, plan)

    rows = [("ours, from nothing", middle([cold() for _turn in range(repeat)]))]
    rows.append(("ours, nothing changed", middle([ours(folder, plan) for _turn in range(repeat)])))
    for what, moving in (("one static panel", False), ("one moving panel", True)):
        costs = [ours(folder, redrawn(plan, specs, moving=moving, turn=turn)) for turn in range(repeat)]
        rows.append((f"ours, {what} redrawn", middle(costs)))
    told = json.loads(asked("--encode", str(plan), str(folder / "film.mp4")))
    rows += [
        (f"encoding alone, one thread: all {told['frames']} frames, and the sound", Cost(*told["all"])),
        (f"encoding alone, one thread: the {told['differ']} frames that differ, and the sound", Cost(*told["few"])),
    ]
    if peer:
        words = [sys.executable, str(HERE / "peer.py"), str(plan), "peer.mp4"]
        rows.append(("the peer: plain moviepy", cost(words, folder=folder)))
    first = rows[0][1]
    head = ["", "wall s", "CPU s", "wall / ours", "CPU / ours"]
    print(
        f"{FILM}: {sum(spec.frames for spec in specs)} frames, {len(specs)} segments, "
        f"{' x '.join(map(str, specs[0].size))}. {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores; medians of "
        f"{repeat}; load before the run {load:.1f}.\n"
    )
    headed(head)
    for what, one in rows:
        print(f"| {what} | {one.wall:.2f} | {one.cpu:.2f} | {one.wall / first.wall:.2f} | {one.cpu / first.cpu:.2f} |")
    print()
    kept = ["nothing changed, s", "one static panel, s", "one move, s"]
    headed(["shots", "film s", "cold wall s", "cold CPU s", "peak MB", *kept])


def headed(columns: Sequence[str]) -> None:
    """The head of a table."""
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|", flush=True)


def ours(folder: Path, plan: Path, *, watch: bool = False) -> Cost:
    """What it costs to assemble a plan with what is in the store."""
    words = [sys.executable, str(HERE / "assembling.py"), str(plan), "film.mp4", "--store", "store"]
    return cost(words, folder=folder, watch=watch)


def redrawn(plan: Path, specs: Sequence[SegmentSpec], *, moving: bool, turn: int) -> Path:
    """The plan with one of its panels drawn anew: the one in its middle that moves, or does not."""
    fit = [
        index for index, spec in enumerate(specs)
        if len(spec.shown) == 1 and spec.mix == "cut" and (spec.shown[0].move is not None) == moving
    ]  # fmt: skip
    index = fit[(len(fit) // 2 + turn) % len(fit)]
    other = plan.with_name(f"redrawn-{moving}-{turn}.png")
    shutil.copy(specs[index].shown[0].panel, other)
    changed = list(specs)
    changed[index] = replace(specs[index], shown=(replace(specs[index].shown[0], panel=str(other)),))
    return written(plan, changed, f"redrawn-{moving}-{turn}.json", json.loads(plan.read_bytes())["times"])


def written(plan: Path, specs: Sequence[SegmentSpec], name: str, times: int) -> Path:
    """A plan with other segments."""
    path = plan.with_name(name)
    path.write_bytes(msgspec.json.encode(json.loads(plan.read_bytes()) | {"specs": specs, "times": times}))
    return path


def alone(plan: Path, film: Path) -> dict[str, Any]:
    """Wall and CPU seconds that x264 takes for the frames of a film with our settings, one thread: all of them, and
    those alone that are not the one before them again; with the AAC of its sound. Only calls of encoders are timed."""
    from previz.assembly.segments import encoder

    specs = msgspec.convert(json.loads(plan.read_bytes())["specs"], tuple[SegmentSpec, ...])
    size, rate = specs[0].size, Fraction(*specs[0].rate)
    spent, frames, differ = {"all": Cost(0, 0), "few": Cost(0, 0)}, 0, 0
    every, few = (encoder(size, rate, 25, "aq-mode=0") for _turn in range(2))
    before: bytes | None = None
    for frame in decoded(film, "video"):
        now = bytes(frame.planes[0])
        same, before = now == before, now
        frame.pict_type, frame.time_base, frame.pts = 0, 1 / rate, frames
        frames, differ = frames + 1, differ + (not same)
        spent["all"] = timed(spent["all"], every, frame)
        if not same:
            spent["few"] = timed(spent["few"], few, frame)
    voice = av.CodecContext.create("aac", "w")
    voice.sample_rate, voice.layout, voice.format, voice.bit_rate = 48_000, "stereo", "fltp", 192_000
    voice.options = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0"}
    heard = Cost(0, 0)
    for frame in decoded(film, "audio"):
        heard = timed(heard, voice, frame)
    both = {what: (one.wall + heard.wall, one.cpu + heard.cpu) for what, one in spent.items()}
    return both | {"frames": frames, "differ": differ}


def decoded(film: Path, kind: Literal["video", "audio"]) -> Iterator[Any]:
    """The frames of a film, decoded by one thread."""
    with av.open(film) as file:
        stream: Any = file.streams.best(kind)
        stream.thread_count = 1
        yield from file.decode(stream)


def timed(spent: Cost, encoder: Any, frame: Any) -> Cost:
    """What was spent, and what it takes to encode one frame more."""
    clock, began = time.perf_counter(), time.process_time()
    encoder.encode(frame)
    return Cost(spent.wall + time.perf_counter() - clock, spent.cpu + time.process_time() - began)


def asked(*words: str) -> str:
    """The answer of this program, asked in a process of its own."""
    return subprocess.run([sys.executable, __file__, *words], check=True, capture_output=True, text=True).stdout


def grown(folder: Path, shots: int) -> str:
    """A line of the second table: the film's segments over and over, each with a number of its own burnt in."""
    plan = folder / "plan.json"
    known = json.loads(plan.read_bytes())
    specs = msgspec.convert(known["specs"], tuple[SegmentSpec, ...])
    many = [replace(spec, burn=BurnIn(left=str(n))) for n, spec in enumerate(islice(cycle(specs), shots))]
    seconds = sum(spec.frames for spec in many) * specs[0].rate[1] / specs[0].rate[0]
    whole = sum(spec.frames for spec in specs) * specs[0].rate[1] / specs[0].rate[0]
    long = written(plan, many, "long.json", max(round(seconds / whole), 1))
    shutil.rmtree(folder / "store", ignore_errors=True)
    cold = ours(folder, long, watch=True)
    again = ours(folder, long)
    static, moving = (ours(folder, redrawn(long, many, moving=moves, turn=9)) for moves in (False, True))
    return (
        f"| {shots} | {seconds:.0f} | {cold.wall:.1f} | {cold.cpu:.1f} | {cold.memory / 1e6:.0f} | {again.wall:.2f} "
        f"| {static.wall:.2f} | {moving.wall:.2f} |"
    )


if __name__ == "__main__":
    main()
