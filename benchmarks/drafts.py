"""How well, and how fast, identities follow a rewrite: simulated rewrites of the examples and of a long screenplay.

``python benchmarks/drafts.py`` prints two tables. *Precision*: of the beats that were taken for an older one, the share
that was right; *recall*: of those that went on, the share that was followed. Beats are counted strictly: of two equal
lines the other one is wrong. *CPU* is what the alignment takes, without reading.
"""

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from feature import feature

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "screenplay" / "drafts"))

from rewriting import OPERATIONS, Rewriter, Sheet, Typed, retyped, sheets, write  # noqa: E402

from screenplay.drafts import align  # noqa: E402

SMALL = ("edit", "edit", "insert", "delete", "rewrite", "carry")
LARGE = ("move", "swap", "split", "merge", "omit", "add", "rehead")


def rewritten(pages: list[Sheet], *, seed: int, share: float, scenes: float, rename: bool) -> list[Sheet]:
    """A rewrite that touches ``share`` of the beats and ``scenes`` of the scenes."""
    by = Rewriter(random.Random(seed))
    beats = sum(len(block.units) for page in pages for block in page.blocks)
    deeds = [by.chance.choice(SMALL) for _ in range(max(round(beats * share), 1))]
    deeds += [by.chance.choice(LARGE) for _ in range(round(len(pages) * scenes))]
    by.chance.shuffle(deeds)
    for deed in deeds + ["rename"] * rename:
        pages = OPERATIONS[deed](pages, by)
    return pages


def judged(old: Typed, new: Typed) -> tuple[Counter[str], float]:
    """Right, wrong and lost beats and scenes, and the seconds of CPU of the alignment."""
    began = time.process_time()
    found = align(old.draft, new.draft)
    spent = time.process_time() - began
    counts: Counter[str] = Counter()
    for what, matches, before, now in (
        ("beat", found.beats, old.beats, new.beats),
        ("scene", found.scenes, old.scene_tags, new.scene_tags),
    ):
        followed = {one.new: before.get(one.old or "") for one in matches if one.carried}
        there = set(before.values())
        for name, tag in now.items():
            got = followed.get(name)
            if got is not None:
                counts[f"{what} right" if got == tag else f"{what} wrong"] += 1
            if tag in there and got != tag:
                counts[f"{what} lost"] += 1
    return counts, spent


def row(name: str, text: str, repeat: int, **rewrite: object) -> str:
    """One kind of rewrite of one script."""
    pages = sheets(text)
    old = write(pages)
    total: Counter[str] = Counter()
    times = []
    for seed in range(repeat):
        changed = rewritten(pages, seed=seed, rename=bool(rewrite.get("rename")),
                            share=float(str(rewrite["share"])), scenes=float(str(rewrite["scenes"])))  # fmt: skip
        new = write(changed, typography=retyped) if rewrite.get("retyped") else write(changed)
        counts, spent = judged(old, new)
        total += counts
        times.append(spent)

    def share(what: str, other: str) -> str:
        return f"{100 * total[what + ' right'] / max(total[what + ' right'] + total[f'{what} {other}'], 1):.2f}"

    cells = [share(what, other) for what in ("beat", "scene") for other in ("wrong", "lost")]
    return f"| {name} | " + " | ".join(cells) + f" | {1000 * statistics.median(times):.0f} |"


def main() -> None:
    """Measure and print, one line as each is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    scripts = {path.stem: path.read_text("utf-8") for path in sorted((HERE.parent / "examples").glob("*.fountain"))}
    scripts["feature, 120 pages"] = feature(120)
    kinds = {
        "one line": {"share": 0.0, "scenes": 0.0},
        "light: 5 % of the beats": {"share": 0.05, "scenes": 0.0},
        "a new draft: 15 %, 10 % of the scenes": {"share": 0.15, "scenes": 0.1},
        "the same, typed anew, someone renamed": {"share": 0.15, "scenes": 0.1, "retyped": True, "rename": True},
        "heavy: 40 %, 30 % of the scenes": {"share": 0.4, "scenes": 0.3},
    }
    print("| script, rewrite | beats: precision % | recall % | scenes: precision % | recall % | CPU ms |")
    print("|---|---|---|---|---|---|", flush=True)
    for name, text in scripts.items():
        repeat = max(options.repeat // 5, 2) if name.startswith("feature") else options.repeat
        for kind, rewrite in kinds.items():
            print(row(f"{name}; {kind}", text, repeat, **rewrite), flush=True)
    print("\n| scenes | heavily rewritten, CPU s | one line changed, CPU s |\n|---|---|---|", flush=True)
    for pages in (120, 600):
        old = sheets(feature(pages))
        heavy = judged(write(old), write(rewritten(old, seed=1, share=0.4, scenes=0.3, rename=True)))[1]
        light = judged(write(old), write(OPERATIONS["edit"](old, Rewriter(random.Random(1)))))[1]
        print(f"| {len(old)} | {heavy:.2f} | {light:.3f} |", flush=True)


if __name__ == "__main__":
    main()
