"""What a command costs, with everything it starts: wall time, processor time of all processes, peak memory. Linux."""

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER, prctl(2): orphans come to us, so that their processor time is counted too."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds and bytes. ``memory`` is the largest sum of the processes' shares (PSS) seen; 0 when not watched."""

    wall: float
    cpu: float
    memory: int = 0


def cost(command: Sequence[str], *, folder: Path, watch: bool = False) -> Cost:
    """Run a command to its end in ``folder``. ``watch`` samples its memory, which costs a few per cent of time."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before = _cpu()
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    watcher = _Watcher(process.pid)
    if watch:
        watcher.start()
    message = process.communicate()[1]
    wall = time.perf_counter() - began
    if watch:
        watcher.done.set()
        watcher.join()
    _wait_for_orphans()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{message}")
    return Cost(wall, _cpu() - before, watcher.most)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        median(one.wall for one in costs), median(one.cpu for one in costs), int(median(one.memory for one in costs))
    )


class _Watcher(threading.Thread):
    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.done = process, 0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.2):
            self.most = max(self.most, sum(_share(one) for one in family(self.process)))


def family(process: int) -> Iterator[int]:
    """A process and all that it started, as far as they are there."""
    yield process
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield from family(int(child))


def _share(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def family_memory(process: int) -> int:
    """Bytes that a process and all it started hold now (PSS)."""
    return sum(_share(one) for one in family(process))


def family_cpu(process: int) -> float:
    """Processor seconds that a process and all it started have used, those that ended included."""
    total = 0
    for one in family(process):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:  # it has just ended
            continue
        total += sum(int(field) for field in fields[11:15])
    return total / os.sysconf("SC_CLK_TCK")


def _wait_for_orphans() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
