"""Doing the work: jobs that make products in the store, on all cores, reported as they go, stopped cleanly.

The pipeline says what depends on what; here is only how it gets done. A job is a recipe and a function that writes
the product; what the store already has is not made again.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Literal

from previz import i18n
from previz.errors import PrevizError
from previz.i18n import _
from previz.workshop.store import Recipe, Store

Step = Literal[
    "breakdown", "panel", "frame", "standing", "guided", "drawing", "locked", "composed", "panel_maps", "vector",
    "look", "card", "slate", "bed", "own", "footage", "weights", "reel", "segment",
]  # fmt: skip
"""A function of ``making``, by name: it is run in another process, and only there are its heavy rooms loaded. A frame
is the exception: a model exists once, and whoever holds it makes them (``frames``)."""


MOST_AT_ONCE = 8
"""Products that a worker makes before it reports: more would make the progress jump, and lose more to a crash."""

EVEN = 3
"""A batch is a worker's share of what is left, divided by this: the last ones are small, and all finish together."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened: ``done`` of ``total`` products of a stage are there. ``fresh`` when this one was made now."""

    stage: str
    done: int
    total: int
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """One product to be had."""

    recipe: Recipe
    make: Step
    arguments: tuple[Any, ...]


@dataclass(slots=True)
class Build:
    """A store, a pool of processes that fills it, and someone who listens."""

    store: Store
    report: Callable[[Event], None]
    processes: int = field(default_factory=lambda: cores())
    here: bool = False
    """Everything is made in this process: for the few products of one retake, workers would take longer to start."""
    made: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    stopping: bool = False
    """Set when the work is to end early; whoever works outside of the pool looks at it."""
    _pool: ProcessPoolExecutor | None = None

    def start(self, stage: str, jobs: Sequence[Job], *, here: bool = False) -> "Pending":
        """Begin a stage: the missing products are queued, and nothing is waited for.

        ``here``: they are made at once, one after the other in this process, for a back end that exists only once.

        Neighbours go to one worker together, since panels of one scene share what was worked out for the last one.
        """
        found = [self.store.find(job.recipe) for job in jobs]
        missing: dict[str, int] = {}
        for index, (job, path) in enumerate(zip(jobs, found, strict=True)):
            if path is None:  # two equal panels are one product
                missing.setdefault(job.recipe.key, index)
        wanted = list(missing.values())
        if here or self.here:
            self._make_here(stage, jobs, found, wanted)
            return Pending(self, stage, jobs, found, {})
        futures, first = {}, 0
        while first < len(wanted):
            share = min(max((len(wanted) - first) // (EVEN * self.processes), 1), MOST_AT_ONCE)
            batch = wanted[first : first + share]
            try:
                with _apart():
                    future = self._workers().submit(_work, self.store, [jobs[index] for index in batch])
            except _DIED as trouble:
                raise _died() from trouble
            futures[future] = batch
            first += share
        kept = len(jobs) - len(wanted)
        self.kept[stage] += kept
        self.report(Event(stage, kept, len(jobs), fresh=False))
        return Pending(self, stage, jobs, found, futures)

    def _make_here(self, stage: str, jobs: Sequence[Job], found: list[Path | None], wanted: Sequence[int]) -> None:
        self.kept[stage] += len(jobs) - len(wanted)
        for done, index in enumerate(wanted, len(jobs) - len(wanted)):
            self.report(Event(stage, done, len(jobs), fresh=False))
            (found[index],) = _work(self.store, [jobs[index]])
            self.made[stage] += 1
        self.report(Event(stage, len(jobs), len(jobs)))

    def note(self, stage: str, *, fresh: bool, done: int, total: int) -> None:
        """Count and report one product that was made outside of the pool."""
        (self.made if fresh else self.kept)[stage] += 1
        self.report(Event(stage, done, total, fresh))

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            language = i18n.spoken_language()
            self._pool = ProcessPoolExecutor(self.processes, prepared(), _prepare, (language,))
        return self._pool

    def warm(self) -> None:
        """Let the workers load what they may need, before anybody waits for them."""
        with _apart():
            for _worker in range(self.processes):
                self._workers().submit(_load)

    def rehearse(self, jobs: Sequence[Job]) -> None:
        """Let each worker do some work once, and throw it away: what that needs is there from then on."""
        with _apart():
            for _worker in range(self.processes):
                self._workers().submit(_rehearse, jobs)

    def mend(self) -> None:
        """Let the workers go when one of them has died: the next job starts others."""
        if self._pool is not None and self._pool._broken:
            self.close(now=True)
            self.stopping = False

    def close(self, *, now: bool = False) -> None:
        """Let the workers go; ``now`` drops what is queued and ends what runs."""
        self.stopping = now
        pool, self._pool = self._pool, None
        if pool is None:
            return
        if not now:
            pool.shutdown(cancel_futures=True)
            return
        with _uninterrupted():  # Ctrl-C comes twice at times: from the terminal, and from whoever started us
            workers = list((pool._processes or {}).values())
            manager: Any = pool._executor_manager_thread  # a thread, whatever typeshed says
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.join(5)
            if manager is not None:  # it closes its pipe as it ends, and Python would write there as it leaves
                manager.join(5)


@dataclass(slots=True)
class Pending:
    """A stage under way."""

    build: Build
    stage: str
    jobs: Sequence[Job]
    found: list[Path | None]
    futures: dict[Future[list[Path]], list[int]]

    @property
    def done(self) -> bool:
        """Whether nobody has to wait for it."""
        return all(future.done() for future in self.futures)

    @property
    def wanted(self) -> list[Path]:
        """Where the product of each job is, or will be."""
        return [found or self.build.store.path(job.recipe) for found, job in zip(self.found, self.jobs, strict=True)]

    def fresh(self) -> list[bool]:
        """Which of the jobs had no product when the stage began."""
        queued = {index for batch in self.futures.values() for index in batch}
        keys = {self.jobs[index].recipe.key for index in queued}
        return [job.recipe.key in keys for job in self.jobs]

    def paths(self) -> list[Path]:
        """Wait for the stage: the path of each job's product, in order. Raises what a job raised."""
        done = len(self.jobs) - sum(map(len, self.futures.values()))
        try:
            for future in as_completed(self.futures):
                for index, path in zip(self.futures[future], future.result(), strict=True):
                    self.found[index] = path
                    done += 1
                    self.build.made[self.stage] += 1
                self.build.report(Event(self.stage, done, len(self.jobs)))
        except BrokenProcessPool as trouble:
            raise _died() from trouble
        return self.wanted


_DIED = (BrokenProcessPool, EOFError, ConnectionError)
"""How a worker, or the server that starts workers, is found to be no more."""


def _died() -> PrevizError:
    return PrevizError(_("a worker process died (too little memory?); run the same command again: it resumes"))


def prepared() -> BaseContext:
    """How workers are started. Called early, it lets what they share load while there is other work to do."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    # forkserver: workers start fast, and never inherit a thread that holds a lock in the middle of something
    from multiprocessing.forkserver import ensure_running

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["previz.workshop.making"])
    with _uninterrupted():
        ensure_running()
    return context


@contextmanager
def _apart() -> Iterator[None]:
    """Workers started in the block do not run the program they come from: a script of five lines is no module."""
    main = sys.modules["__main__"]
    file, spec = main.__dict__.pop("__file__", None), main.__spec__
    main.__spec__ = None
    try:
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__file__ = file


@contextmanager
def building(store: Store, report: Callable[[Event], None], *, here: bool = False) -> Iterator[Build]:
    """A build whose workers are gone when the block ends, however it ends; ``here``: one without workers."""
    build = Build(store, report, here=here)
    try:
        with _leaving_well():
            yield build
    except BaseException:
        build.close(now=True)
        store.sweep()
        raise
    build.close()


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@contextmanager
def _leaving_well() -> Iterator[None]:
    """A request to end, or a terminal that closes, ends the block as Ctrl-C does: by an exception."""
    ours = threading.current_thread() is threading.main_thread()  # no other may set signals
    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if ours and hasattr(signal, name)]
    heard = [one for one in asked if signal.getsignal(one) is signal.SIG_DFL]  # under nohup a hangup is not for us
    for one in heard:
        signal.signal(one, _leave)
    try:
        yield
    finally:
        for one in heard:
            signal.signal(one, signal.SIG_DFL)


def _leave(number: int, _frame: object) -> None:
    sys.exit(128 + number)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started in here never hears the terminal's Ctrl-C: an ignored signal stays so through fork and exec."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set signals, and only it is interrupted
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare(language: str) -> None:
    """In each worker: errors in the user's language, no Ctrl-C (the parent's business), and one thread.

    What the worker was born with is left alone by its garbage collector, whose look would copy it: it stays shared.
    """
    gc.freeze()
    if mallopt := _of_glibc("mallopt"):
        mallopt(_MMAP_THRESHOLD, 4 << 20)
    i18n.use(language)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    import cv2

    cv2.setNumThreads(1)


def _follow() -> None:
    """Ends this worker when the program it works for has ended, however that happened: workers hold both ends of the
    queue they wait at, so that none of them would ever see it close."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(store: Store, jobs: Sequence[Job]) -> list[Path]:
    try:
        return [store.get(job.recipe, partial(_make, job)) for job in jobs]
    finally:
        _give_back()


def _give_back() -> None:
    """Memory that a batch has freed goes back to the system: glibc keeps it by itself, 60 MB a worker after panels."""
    if trim := _of_glibc("malloc_trim"):
        trim(0)


_MMAP_THRESHOLD = -3
"""``M_MMAP_THRESHOLD`` of mallopt(3): what is larger goes back to the system as soon as it is freed. Left alone, glibc
raises it with each array it sees, up to 32 MB, and a worker holds 30 MB more at its peak."""


def _of_glibc(name: str) -> Any:
    """A function of glibc; None under other C libraries, which keep less of what is freed."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


def _load() -> None:
    """All that a worker may need, and a moment in which the next one is asked."""
    import scipy.signal  # noqa: F401

    from previz.assembly import clips  # noqa: F401
    from previz.workshop import making  # noqa: F401

    time.sleep(0.2)


def _rehearse(jobs: Sequence[Job]) -> None:
    """Work, and a moment in which the next worker is asked."""
    with tempfile.TemporaryDirectory() as room:
        for number, job in enumerate(jobs):
            _make(job, Path(room) / f"{number}{job.recipe.suffix}")
    time.sleep(0.2)


def _make(job: Job, draft: Path) -> str | None:
    from previz.workshop import making

    make: Callable[..., str | None] = getattr(making, job.make)
    return make(draft, *job.arguments)
