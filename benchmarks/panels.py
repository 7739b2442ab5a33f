"""What a panel costs in each style, and its maps and its SVG beside it: processor time over the examples' panels.

``python benchmarks/panels.py``: medians and 95th centiles in milliseconds at 1280 x 720, one thread. The pencil is the
peer of the others, in the same run. The load of the machine is printed before and after. ``--every 6`` takes every
sixth panel.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from previz.direction import retakes
from previz.project import open_project
from previz.script.story import understand
from previz.workshop.build import building
from previz.workshop.store import Store
from storyboard.maps import maps
from storyboard.renderers.sketch import Sketch, drawing
from storyboard.stage.geometry import Setup

SIZE = (1280, 720)
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def setups(script: Path) -> list[Setup]:
    """Every panel of a film, in its order."""
    with tempfile.TemporaryDirectory() as folder:
        project = open_project(script, folder=Path(folder))
        with building(Store(Path(folder) / "store"), lambda event: None, here=True) as build:
            return [setup for _, setup in retakes.panels(project, understand(project), build)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one panel in N")
    cv2.setNumThreads(1)
    every = [one for script in sorted(EXAMPLES.glob("*.fountain")) for one in setups(script)]
    every = every[:: max(parser.parse_args().every, 1)]
    passes: list[dict[str, Callable[[Setup], object]]] = [
        {
            "panel, pencil": lambda one: next(Sketch().draw([one], SIZE)),
            "its maps, after it": lambda one: maps(one, SIZE),
        },
        {"panel, clear line": lambda one: next(Sketch(style="clear").draw([one], SIZE))},
        {"panel, ink wash": lambda one: next(Sketch(style="wash").draw([one], SIZE))},
        {"panel as SVG": lambda one: drawing(one, SIZE, Sketch())},
        {"maps alone": lambda one: maps(one, SIZE)},
    ]
    print(f"{len(every)} panels; load {os.getloadavg()[0]:.1f}")
    for makers in passes:
        spent: dict[str, list[float]] = {name: [] for name in makers}
        for one in every:
            for name, make in makers.items():
                began = time.process_time()
                make(one)
                spent[name].append((time.process_time() - began) * 1000)
        for name, costs in spent.items():
            print(f"| {name} | {np.median(costs):.0f} ms | {np.percentile(costs, 95):.0f} ms |", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
