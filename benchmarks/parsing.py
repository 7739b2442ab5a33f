"""What reading a screenplay costs, beside screenplain and screenplay-tools in the same run; prints Markdown tables.

``python benchmarks/parsing.py`` (about two minutes), ``--quick`` without the 100,000 scenes. The peers come with the
extra ``bench``. Seconds are processor seconds of this process.
"""

import argparse
import io
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from feature import feature

from screenplay import edit, locales, parse
from screenplay.elements import Script

sys.path.append(str(Path(__file__).parents[1] / "tests" / "screenplay"))
from hostile import CORPUS

PAGES = 120
SCENES = 100_000
_MANY = """
import resource, sys, time
sys.path.insert(0, {here!r})
from parsing import cpu, many
from screenplay import parse
from screenplay.cast import cast
from screenplay.scenes import scenes
text = many({count})
read, script = cpu(lambda: parse(text))
listed, elements = cpu(lambda: script.elements)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
told = sum(cpu(part)[0] for part in (lambda: cast(script), lambda: scenes(script))) if {told} else 0
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(text), len(elements), read + listed, used / 1024, told, peak / 1024)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the 100,000 scenes")
    parser.add_argument("--repeat", type=int, default=9)
    options = parser.parse_args()
    peers(options.repeat)
    edits()
    if not options.quick:
        scale()
    doubling(200_000, options.repeat // 3 or 1)


def cpu(work: Callable[[], object]) -> tuple[float, object]:
    """Processor seconds that something takes, and what it gives."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def screenplain(text: str) -> object:
    from screenplain.parsers import fountain

    return list(fountain.parse(io.StringIO(text)))


def screenplay_tools(text: str) -> object:
    from screenplay_tools.fountain.parser import Parser

    reader = Parser()
    reader.add_text(text)
    return reader


def ours(text: str) -> object:
    return parse(text).elements


def ours_with_all(text: str) -> object:
    script: Script = parse(text)
    return script.elements, script.notes, script.diagnostics


def peers(repeat: int) -> None:
    """Every reader reads the same texts in turn, another one each time so that nothing can be remembered."""
    readers = {"previz": ours, "previz, with diagnostics": ours_with_all}
    readers |= {"screenplain": screenplain, "screenplay-tools": screenplay_tools}
    print(f"| {PAGES} pages | language | ms, median | of them the fastest | times previz |\n|---|---|---|---|---|")
    for language in ("en", "fr"):
        taken: dict[str, list[float]] = {name: [] for name in readers}
        for seed in range(repeat + 1):
            text = feature(PAGES, language, seed + 1)
            for name, read in readers.items():
                locales._window.cache_clear()
                locales._paragraph.cache_clear()
                try:
                    taken[name].append(cpu(lambda read=read, text=text: read(text))[0])  # type: ignore[misc]
                except ImportError as error:
                    raise SystemExit(f"{error}; install the peers: pip install -e '.[bench]'") from error
        base = median(taken["previz"][1:])
        for name, seconds in taken.items():
            middle, best = median(seconds[1:]), min(seconds[1:])  # the first run imports and compiles
            print(
                f"| {name} | {language} | {middle * 1000:.1f} | {best * 1000:.1f} | {middle / base:.2f} |", flush=True
            )


def edits(count: int = 400) -> None:
    """A line more, a line less, somewhere, again and again in one script."""
    print(f"\n| an edit in {PAGES} pages | language | ms, median | 95 of 100 under | worst |\n|---|---|---|---|---|")
    for language, line in (("en", "He waits for her at the corner."), ("fr", "Il l'attend au coin de la rue.")):
        chance = random.Random(1)
        script = parse(feature(PAGES, language))
        alone: list[float] = []
        listed: list[float] = []
        for turn in range(count):
            at = script.text.find("\n", chance.randrange(len(script.text) - 200)) + 1
            end = script.text.find("\n", at) if turn % 2 else at
            before, began = script, time.process_time()
            script = edit(before, at, end, line if turn % 2 else line + "\n")
            alone.append(time.process_time() - began)
            began = time.process_time()
            del before  # the old list goes when there is a new one
            _ = script.elements
            listed.append(time.process_time() - began)
        for what, seconds in (("read", alone), ("its elements listed, moved to their places", listed)):
            ordered = [one * 1000 for one in sorted(seconds)]
            worst = ordered[-1]
            print(f"| {what} | {language} | {median(ordered):.2f} | {ordered[count * 95 // 100]:.2f} | {worst:.2f} |")


def many(count: int) -> str:
    """So many small scenes."""
    chance = random.Random(1)
    names = ("ANNA", "BEN", "CARL", "DORA")
    return "Title: Many\n\n" + "".join(
        f"INT. PLACE {number % 500} - DAY\n\n{chance.choice(names).title()} waits by door {number}.\n\n"
        f"{chance.choice(names)}\nLine {number} of the film.\n\n"
        for number in range(count)
    )


def scale() -> None:
    """Each size in a process of its own, for its memory."""
    print("\n| scenes | MB of text | elements | parse, s | peak MB | cast and scenes too, s | peak MB |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for count in (SCENES // 2, SCENES):
        program = _MANY.format(here=str(Path(__file__).parent), count=count, told=True)
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        size, elements, read, used, told, peak = map(float, done.stdout.split())
        row = f"{size / 1e6:.1f} | {elements:.0f} | {read:.2f} | {used:.0f} | {told + read:.1f} | {peak:.0f}"
        print(f"| {count} | {row} |", flush=True)


def doubling(size: int, repeat: int) -> None:
    """What twice the length costs, for each hostile text, with diagnostics; the fastest of a few runs."""
    print(f"\n| hostile text | ms for {size // 1000},000 characters | twice as long | ratio |\n|---|---|---|---|")
    rows: list[tuple[float, str]] = []
    for name, text in CORPUS.items():
        once, twice = (fastest(ours_with_all, text(length), repeat) for length in (size, 2 * size))
        rows.append((twice / once, f"| {name} | {once * 1000:.1f} | {twice * 1000:.1f} | {twice / once:.2f} |"))
    for _, row in sorted(rows, reverse=True):
        print(row)


def fastest(read: Callable[[str], object], text: str, repeat: int) -> float:
    return min(cpu(lambda: read(text))[0] for _ in range(repeat))


if __name__ == "__main__":
    main()
