"""How cost grows with the length of the screenplay: a cold ``make`` of ``feature.py``'s, page count by page count.

``python benchmarks/growth.py --pages 5 30`` prints a table.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from feature import feature
from measuring import cost

from previz.project import open_project
from previz.records import read_record


def main() -> None:
    """Measure and print, one line as each film is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[5, 30])
    print(
        "| pages | film s | panels | lines | wall s | CPU s | wall / film | CPU / film | peak MB | second `make`, s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
    for pages in parser.parse_args().pages:
        with tempfile.TemporaryDirectory(prefix="previz-bench-") as name:
            print(row(Path(name), pages), flush=True)


def row(folder: Path, pages: int) -> str:
    """One length."""
    script = folder / "feature.fountain"
    script.write_text(feature(pages), "utf-8")
    command = [sys.executable, "-m", "previz", "make", script.name]
    cold = cost(command, folder=folder, watch=True)
    again = cost(command, folder=folder)
    record = read_record(open_project(script))
    if record is None:
        raise SystemExit("the film was not made")
    made = record.made
    return (
        f"| {pages} | {made.seconds:.0f} | {made.panels} | {made.lines} | {cold.wall:.0f} | {cold.cpu:.0f} "
        f"| {cold.wall / made.seconds:.3f} | {cold.cpu / made.seconds:.3f} | {cold.memory / 1e6:.0f} "
        f"| {again.wall:.2f} |"
    )


if __name__ == "__main__":
    main()
