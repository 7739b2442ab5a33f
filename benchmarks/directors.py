"""What directing costs: seconds a scene by rules, and prompt tokens for a model, with and without its prefix kept.

``python benchmarks/directors.py`` breaks down a 120-page screenplay by rules. ``--model FILE.gguf`` also asks a model
about the first scenes of an example; any model will do, since only tokens are counted.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from measuring import cost

from previz import pipeline
from previz.project import open_project
from previz.script.story import understand
from storyboard.breakdown import break_down
from storyboard.directors import held, llama
from storyboard.directors.rules import Rules

HERE = Path(__file__).parent


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--scenes", type=int, default=8, help="scenes that the model is asked about")
    options = parser.parse_args()
    print("| measure | value | wanted |\n|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="previz-bench-") as name:
        script = Path(name) / "feature.fountain"
        words = [sys.executable, str(HERE / "feature.py"), "--pages", str(options.pages)]
        script.write_text(subprocess.run(words, check=True, capture_output=True, text=True).stdout, "utf-8")
        whole = cost([sys.executable, "-m", "previz", "shots", script.name, "--json"], folder=Path(name))
        print(f"| `previz shots` of {options.pages} pages, all processes: wall | {whole.wall:.1f} s | at most 20 s |")
        print(f"| the same: CPU | {whole.cpu:.1f} s | |")
        times = by_scene(script)
        print(f"| a scene by rules, staged and repaired: median of {len(times)} | {median(times):.3f} s CPU | |")
        print(f"| the same, 95th centile | {quantiles(times, n=20)[-1]:.3f} s CPU | 3 s for 30 lines |")
        if options.model:
            for kept in (False, True):
                told, read = by_model(HERE.parent / "examples" / "le-bac.fountain", options, kept=kept)
                how = "kept" if kept else "thrown away"
                print(f"| prompt tokens evaluated a scene, prefix {how} | {read:.0f} of {told:.0f} | |")


def by_scene(script: Path) -> list[float]:
    """CPU seconds of each scene's breakdown, in this process."""
    story = understand(open_project(script))
    times = []
    for scene in story.scenes:
        stage = pipeline.stage_of(story, scene)
        began = time.process_time()
        break_down(stage, Rules())
        times.append(time.process_time() - began)
    return times


def by_model(script: Path, options: argparse.Namespace, *, kept: bool) -> tuple[float, float]:
    """Prompt tokens told and evaluated, a scene on average; not ``kept``: the model starts anew for each scene."""
    story = understand(open_project(script))
    director, scenes = llama.Llama(model=str(options.model), context=8192, threads=1), story.scenes[: options.scenes]
    told = read = 0
    for scene in scenes:
        before = (one.told_of, one.read) if (one := held.kept()) else (0, 0)
        director.direct(pipeline.stage_of(story, scene))
        worker = held.kept()
        assert worker is not None
        told, read = told + worker.told_of - before[0], read + worker.read - before[1]
        if not kept:
            held.let_go()
    held.let_go()
    return told / len(scenes), read / len(scenes)


if __name__ == "__main__":
    main()
