"""Looks for texts that break reading: parse, edits, scenes and the JSON document, on whatever Hypothesis thinks of.

``python benchmarks/fuzz.py --minutes 60 --seed 1``. Processor minutes; prints how many texts were tried and every text
that failed, smallest first found, and exits with 1 if there was one.
"""

import argparse
import json
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from screenplay import edit, parse, write
from screenplay.cast import cast
from screenplay.contract import document
from screenplay.locales import LOCALES
from screenplay.scenes import scenes

sys.path.append(str(Path(__file__).parents[1] / "tests" / "screenplay"))
from hostile import CORPUS
from texts import TEXTS, snippets

_ROUND = 2_000
"""Texts for each call of Hypothesis, which then starts anew with another seed."""
_changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 50), snippets), max_size=4)
_locales = st.sampled_from([None, *LOCALES])
_hostile = st.builds(lambda name, size: CORPUS[name](size), st.sampled_from(sorted(CORPUS)), st.integers(0, 400))


def whole(text: str, changes: list[tuple[float, int, str]], locale: str | None) -> None:
    """Nothing is lost, every place is right, an edit is what parsing is, and all the rest copes."""
    script = parse(text, locale=locale)
    assert write(script) == text
    check_places(script)
    for where, length, replacement in changes:
        start = int(where * len(script.text))
        script = edit(script, start, min(start + length, len(script.text)), replacement)
    fresh = parse(script.text, locale=locale)
    assert script == fresh
    people = cast(script)
    told = scenes(script, people)
    json.dumps(document(script, told, people))


def check_places(script) -> None:
    """Every element, note, title key and styled run is the slice of the text that it says."""
    at = 0
    for one in sorted((*script.entries, *script.elements), key=lambda one: one.offset):
        assert script.text[one.offset : one.offset + one.length] == one.source
        assert at <= one.offset
        at = one.offset + one.length
        for span in one.spans:
            assert one.offset <= span.offset <= span.offset + span.length <= at
    for note in script.notes:
        assert script.text[note.offset : note.offset + note.length] == note.source


def main() -> None:
    """Round after round until the minutes are spent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    until = time.process_time() + 60 * options.minutes
    tried = failed = 0
    number = options.seed
    while time.process_time() < until:
        count, failure = turn(number, until)
        tried, number = tried + count, number + 1
        if failure:
            failed += 1
            print(failure, flush=True)
        print(f"{tried} texts, {time.process_time() / 60:.1f} minutes", file=sys.stderr, flush=True)
    print(f"{tried} texts, {failed} failures, seeds {options.seed} to {number - 1}")
    raise SystemExit(bool(failed))


def turn(number: int, until: float) -> tuple[int, str]:
    """One call of Hypothesis: how many texts, and the smallest that failed with its trace."""
    tried: list[tuple[str, object, object]] = []
    count = 0

    @seed(number)
    @settings(max_examples=_ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(TEXTS, TEXTS, _hostile), _changes, _locales)
    def attempt(text: str, changes: list[tuple[float, int, str]], locale: str | None) -> None:
        nonlocal count
        if time.process_time() > until:
            return
        count += 1
        tried[:] = [(text, changes, locale)]
        whole(text, changes, locale)

    run: Callable[[], None] = attempt
    random.seed(number)
    try:
        run()
    except Exception:  # whatever it is, it is what we look for
        return count, f"seed {number}: {tried[0]!r}\n{traceback.format_exc()}"
    return count, ""


if __name__ == "__main__":
    main()
