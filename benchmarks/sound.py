"""What the sound of a long film costs: its mix, one changed line, the loudness it reaches, and who makes its sounds.

``python benchmarks/sound.py --minutes 120``. Pictures are left out: each scene is one shot. Linux. Times are processor
seconds of one process.
"""

import argparse
import re
import resource
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path

import imageio_ffmpeg
import msgspec
import numpy as np
from feature import feature
from numpy.typing import NDArray

from audio import sounds
from audio.ambience import bed
from audio.levels import Level
from audio.lines import RATE
from audio.mix import level_of, mix
from audio.places import Place, kinds
from audio.presets import PRESETS
from audio.timeline import Placed, Shelf, Timeline
from previz.assembly.sound import heard
from previz.live.film import Live
from previz.live.pictures import Laid
from previz.project import open_project
from previz.script.story import understand
from previz.sound import scoring
from previz.sound.spoken import Spoken
from previz.workshop.build import Build, Job, Pending, _make
from previz.workshop.store import Store
from screenplay.scenes import Scene
from storyboard.breakdown import Breakdown
from storyboard.shots import Shot, Transition
from storyboard.stage.geometry import Camera, Light, SetPlan, Setup

PLAN = SetPlan("none", "none", True, 5, 4, 2.5, (), ())


class AtHand(Build):
    """A build that works in this process, so that all of its time is counted."""

    def start(self, stage: str, jobs: Sequence[Job], *, here: bool = True) -> Pending:
        found: list[Path | None] = []
        fresh: dict[Future[list[Path]], list[int]] = {}
        for job in jobs:
            path = self.store.find(job.recipe)
            (self.kept if path else self.made)[stage] += 1
            if path is None:
                fresh[Future()] = [len(found)]
            found.append(path or self.store.keep(job.recipe, partial(plainly, job)))
        return Done(self, stage, jobs, found, fresh)


class Done(Pending):
    """A stage that was over before anyone waited for it."""

    def paths(self) -> list[Path]:
        return [path for path in self.found if path]


def plainly(job: Job, draft: Path) -> str | None:
    """A product; but nobody directs: scenes are of one shot each."""
    if job.make != "breakdown":
        return _make(job, draft)
    draft.write_bytes(msgspec.json.encode(one_shot(job.arguments[0])))
    return None


def one_shot(scene: Scene) -> Breakdown:
    """A scene in one shot, if there is anything in it."""
    if not scene.beats:
        return Breakdown(scene.id, (), (), ())
    beats = tuple(beat.id for beat in scene.beats)
    shot = Shot(beats[0], scene.id, 1, beats, "single", "MS", "eye", 35.0, "static", (), Transition(), 0.0, "")
    return Breakdown(scene.id, (shot,), (Setup(shot.id, 0, beats, PLAN, Light(), (), Camera((0, -3, 1.6), 90)),), ())


class Film:
    """A film's sound, made again and again in one folder, as `previz watch` makes it."""

    def __init__(self, folder: Path, text: str, preset: str = "web") -> None:
        self.script = folder / "film.fountain"
        self.script.write_text(text)
        self.project = open_project(self.script, flags={"sound.preset": preset})
        self.build = AtHand(Store(self.project.folder / "store"), lambda event: None)
        self.live = Live(self.project, folder / "film.mp4", self.build)
        self.rest: Iterator[None] = iter(())

    def spoken(self) -> Laid:
        """The film read, and laid on time; what is missing is spoken."""
        story = understand(self.project)
        known, _changed = self.live.scenes.renew(story)
        return self.live.laid(story, known)

    def sound(self, laid: Laid) -> tuple[Level, list[Path]]:
        """The film's sound: all of it, or what has changed."""
        sound = self.live.sound
        found, fresh, weighing = sound.weigh(laid)
        level = sound.level(found, fresh, weighing)
        unheard, recording = sound.record(found, level)
        self.rest = sound.ahead(laid, level)
        return level, sound.blocks(found, unheard, level, recording)

    def ahead(self) -> None:
        """What nobody waits for: the other lengths of the sound of each scene."""
        for _step in self.rest:
            pass

    def timeline(self, laid: Laid) -> Timeline:
        """The whole film's sound on time."""
        cut = laid.little(0, len(laid.scenes), titled=True, rate=self.project.settings.film.frames_per_second)
        said = Spoken(
            tuple(line for one in laid.scenes for line in one.spoken.lines),
            tuple(take for one in laid.scenes for take in one.spoken.takes),
            {},
        )
        beds = [one.bed for one in laid.scenes if one.bed]
        story = replace(laid.story, scenes=tuple(one.scene for one in laid.scenes))
        setups = [setup for one in laid.scenes for setup in one.breakdown.setups]
        return scoring.score(story, cut, said, beds, self.project.settings, {}, setups)

    def made(self) -> Counter[str]:
        """How many products of each kind there are."""
        return Counter(path.suffix for path in self.build.store.root.glob("*/*") if path.name.count(".") == 1)


def cpu(work: Callable[[], object]) -> float:
    """Processor seconds that some work takes here."""
    began = time.process_time()
    work()
    return time.process_time() - began


def long_film(folder: Path, minutes: int) -> None:
    """A long film: all of its sound, then one changed line, which is longer, so that all that follows moves."""
    text = feature(round(minutes * 1.33))
    film = Film(folder, text)
    seconds = cpu(film.spoken)
    laid = film.spoken()
    timeline = film.timeline(laid)
    length = timeline.samples / RATE
    print(f"| length, scenes, lines | {length / 60:.1f} min, {len(laid.scenes)}, {len(timeline.dialogue)} |")
    print(f"| spoken and laid | {seconds:.1f} s, {length / seconds:.0f} x real time |")
    level: list[Level] = []
    print(f"| the mix alone | {cpu(lambda: level.append(mixed(timeline))):.1f} s |")
    before = cpu(lambda: film.sound(laid))
    print(f"| weighed, mixed and encoded in blocks | {before:.1f} s; {level[0].gain_db} dB |")
    print(f"| the other lengths, which nobody waits for | {cpu(film.ahead):.1f} s |")
    print(f"| peak memory of the process | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB |")
    print(f"| nothing changed | {cpu(lambda: film.sound(laid)) * 1000:.0f} ms |")
    for share in (0.3, 0.5, 0.7, 0.9):
        print(f"| one changed line | {one_line(film, text, share)} |")


def one_line(film: Film, text: str, share: float) -> str:
    """A line somewhere in the film gets more words, so that all that follows moves."""
    at = text.index("On verra bien.", int(len(text) * share))
    film.script.write_text(text[:at] + "Et rien d'autre que cela, jamais. " + text[at:])
    was = film.made()
    laid: list[Laid] = []
    laying = cpu(lambda: laid.append(film.spoken()))
    took = cpu(lambda: film.sound(laid[0]))
    fresh = film.made() - was
    film.ahead()
    made = f"{fresh['.aac']} blocks, {fresh['.wav']} line"
    return f"{took * 1000:.0f} ms, {made}; read, spoken and laid {laying * 1000:.0f} ms"


def mixed(timeline: Timeline) -> Level:
    """Both passes of a mix: weighed, then made."""
    shelf = Shelf()
    level = level_of(timeline, "web", shelf=shelf)
    for _block in mix(timeline, level, shelf=shelf):
        pass
    return level


def presets(folder: Path) -> None:
    """How far each preset is missed, on the examples and on odd films, by ffmpeg's meter on the decoded sound."""
    for name, text in odd_films().items():
        for preset in ("web", "tv", "cinema"):
            film = Film(folder, text, preset)
            laid = film.spoken()
            timeline = film.timeline(laid)
            level, found = film.sound(laid)
            goal = PRESETS[preset]
            blocks = [np.ascontiguousarray(block) for block in heard(path.read_bytes() for path in found)]
            lines = timeline.dialogue if goal.gate == "dialogue" else ()
            lufs, peak = ebur128(np.concatenate(blocks, axis=1), lines)
            notes = ", ".join(note.code for note in level.notes)
            print(
                f"| {name}, {preset} | {lufs - goal.lufs:+.2f} LU, {peak:.1f} dBTP; lift {level.lift_db:.0f} {notes} |"
            )


def odd_films() -> dict[str, str]:
    """The examples, and films that are hard on a meter."""
    examples = {
        path.stem: path.read_text()
        for path in sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.fountain"))
    }
    waiting = "\n\n".join(["Elle attend. Rien ne bouge dans la cuisine."] * 40)
    shouts = "\n\n".join(["LÉA\n(hurlant)\nVa-t'en ! Je ne veux plus te voir ! Dehors !"] * 20)
    return examples | {
        "one line": f"INT. CUISINE - JOUR\n\n{waiting}\n\nLÉA\nBon.\n\n{waiting}\n",
        "no line": f"EXT. FORÊT - NUIT\n\n{waiting}\n",
        "only shouting": f"INT. CUISINE - JOUR\n\n{shouts}\n",
        "whispers": f"INT. ÉGLISE - NUIT\n\n{shouts.replace('hurlant', 'chuchotant')}\n",
        "half an hour": feature(40),
    }


def ebur128(sides: NDArray[np.float32], lines: Sequence[Placed]) -> tuple[float, float]:
    """Integrated loudness (of the lines alone, when there are any) and true peak by ffmpeg."""
    peak = _ffmpeg(sides)[1]
    if lines:
        spoken = [sides[:, line.sample : line.sample + line.samples] for line in lines]
        sides = np.concatenate(spoken * 3, axis=1)  # a single short line is less than a window
    return _ffmpeg(sides)[0], peak


def _ffmpeg(sides: NDArray[np.float32]) -> tuple[float, float]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostats", "-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "-"]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    done = subprocess.run(command, input=np.ascontiguousarray(sides.T).tobytes(), capture_output=True, check=True)
    summary = done.stderr.decode().rsplit("Summary:", 1)[1]
    loudness, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


def generators() -> None:
    """Beds and effects, in times of real time: the slowest, the middle one, the fastest."""
    for name, speeds in (
        ("beds", [30 / cpu(partial(bed, Place(kind))) for kind in kinds()]),
        ("effects", [_speed(name) for name in sounds.names()]),
    ):
        print(f"| {name} ({len(speeds)}) | {min(speeds):.0f}, {np.median(speeds):.0f}, {max(speeds):.0f} x real time |")


def _speed(name: str) -> float:
    length = len(sounds.effect(name)) / RATE
    return length / max(cpu(partial(sounds.effect, name)), 1e-4)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=120, help="0 leaves the long film out")
    options = parser.parse_args()
    print("| what | measured |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        if options.minutes:
            long_film(Path(folder), options.minutes)
    with tempfile.TemporaryDirectory() as folder:
        presets(Path(folder))
    generators()
