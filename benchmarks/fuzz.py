"""Looks for texts that break us: reading, edits, scenes, lint, graph, lengths, drafts, and the forms a script can take.

``python benchmarks/fuzz.py --minutes 60 --seed 1``, in minutes of the clock; ``--only forms`` for one family. Prints
every case that failed, the smallest that Hypothesis found, and how many were tried, and exits with 1 if one failed.
Ctrl-C stops it and prints the same.
"""

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from previz.exports.graphs import graphml
from previz.exports.structure.sheet import picture
from previz.script import drafts
from previz.script.acts import scene_graph
from previz.script.story import Story
from screenplay import edit, parse, write
from screenplay.cast import cast
from screenplay.contract import document
from screenplay.drafts.draft import draft_of
from screenplay.drafts.history import History
from screenplay.drafts.identities import follow
from screenplay.drafts.numbers import Numbered, locked, numbered
from screenplay.elements import Element, Entry, Locale, Script
from screenplay.errors import ScreenplayError
from screenplay.finaldraft.reading import read as final_draft
from screenplay.finaldraft.writing import write as final_draft_of
from screenplay.graph import to_json
from screenplay.lint import lint
from screenplay.locales import LOCALES
from screenplay.manuscript import manuscript
from screenplay.reading import decode
from screenplay.scenes import scenes

sys.path.append(str(Path(__file__).parents[1] / "tests" / "screenplay"))
from hostile import CORPUS
from rounds import (
    PARAGRAPHS,
    UNWRITTEN,
    Made,
    composed_anew,
    fits_final_draft,
    keeps_every_letter,
    through_final_draft,
    xml,
)
from texts import TEXTS, snippets

_ROUND = 500
"""Cases for each call of Hypothesis, which then starts anew with another seed."""
_Changes = list[tuple[float, int, str]]
_changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 50), snippets), max_size=4)
_locales = st.sampled_from([None, *LOCALES])
_hostile = st.builds(lambda name, size: CORPUS[name](size), st.sampled_from(sorted(CORPUS)), st.integers(0, 400))
_texts = st.one_of(TEXTS, TEXTS, _hostile)
_paragraphs = st.lists(PARAGRAPHS, max_size=8)
_cuts = st.tuples(st.floats(0, 1), st.integers(0, 6), st.binary(max_size=6))


def parsing(text: str, changes: _Changes, locale: Locale | None) -> None:
    """Nothing is lost, every place is right, and an edit is what parsing is."""
    script = parse(text, locale=locale)
    assert write(script) == text
    _check_places(script)
    edited = _edited(script, changes)
    assert edited == parse(edited.text, locale=locale)


def _edited(script: Script, changes: _Changes) -> Script:
    for where, length, replacement in changes:
        start = int(where * len(script.text))
        script = edit(script, start, min(start + length, len(script.text)), replacement)
    return script


def _check_places(script: Script) -> None:
    """Every element, note, title key and styled run is the slice of the text that it says."""
    at = 0
    everything: list[Entry | Element] = [*script.entries, *script.elements]
    for one in sorted(everything, key=lambda one: one.offset):
        assert script.text[one.offset : one.offset + one.length] == one.source
        assert at <= one.offset
        at = one.offset + one.length
        for span in one.spans:
            assert one.offset <= span.offset <= span.offset + span.length <= at
    for note in script.notes:
        assert script.text[note.offset : note.offset + note.length] == note.source


def understanding(text: str, locale: Locale | None) -> None:
    """All that is read in a text copes with it: cast, scenes, lengths, lint, graph, documents; and what is said is said
    word for word."""
    script = parse(text, locale=locale)
    people = cast(script)
    told = scenes(script, people)
    json.dumps(document(script, told, people))
    played: dict[str, str] = {}
    for beat in (beat for scene in told for beat in scene.beats):
        played[beat.element] = played.get(beat.element, "") + beat.text
    for one in script.elements:
        if one.kind in ("dialogue", "lyric", "centered"):
            assert "".join(played.get(one.id, "").split()) == "".join(one.text.split())
    for slip in lint(script, told, people, declared=["LÉA", text[:9]]):
        assert slip.message
        assert slip.remedy
    story = Story(script, told, people)
    network = scene_graph(story)
    json.dumps(to_json(network))
    ElementTree.fromstring(graphml(network))
    ElementTree.fromstring(picture(story, name="film"))


def rewriting(text: str, changes: _Changes) -> None:
    """A rewrite keeps every identity at most once, the draft that comes back has its own, no number is given twice."""
    history, known = History(), []
    lock: tuple[Numbered, ...] = ()
    first = parse(text)
    for script in (first, _edited(first, changes), first):
        people = cast(script)
        found = follow(draft_of(script, scenes(script, people), people), history)
        listed = [Numbered(one.id, one.number, one.heading) for one in found.draft.scenes]
        assert len({one.scene for one in listed}) == len(listed)
        lock = numbered(lock, listed) if lock else locked(listed)
        assert len({one.number for one in lock}) == len(lock)
        history = history.with_draft(found.draft, made="", by="make", script="")
        assert drafts.decode(drafts.encode(history), Path(drafts.NAME)) == history
        known.append([one.scene for one in listed])
    assert known[0] == known[2]


def forms(text: str, locale: Locale | None) -> None:
    """A script written anew, and one that was in Final Draft, read the same."""
    composed_anew(parse(text, locale=locale))
    script = parse(UNWRITTEN.sub("?", text), locale=locale)
    if fits_final_draft(script):
        through_final_draft(script)
    else:
        final_draft(final_draft_of(manuscript(script)), "film.fdx")


def imports(made: list[Made], dual: bool, cut: tuple[float, int, bytes]) -> None:
    """No letter of a Final Draft file is lost; a damaged one is read or refused."""
    keeps_every_letter(made, dual)
    data = xml(made, dual)
    place = int(cut[0] * len(data))
    with suppress(ScreenplayError):
        final_draft(data[:place] + cut[2] + data[place + cut[1] :], "film.fdx")


def files(data: bytes) -> None:
    """Any bytes are refused, or a text that gives the same bytes again."""
    with suppress(ScreenplayError):
        text, encoding = decode(data, "film.fountain")
        assert write(parse(text, encoding=encoding)).encode(encoding) == data


def _in(encoding: str) -> Callable[[str], bytes]:
    return lambda text: text.encode(encoding, "ignore")


FAMILIES: dict[str, tuple[Callable[..., None], tuple[st.SearchStrategy[object], ...]]] = {
    "parsing": (parsing, (_texts, _changes, _locales)),
    "understanding": (understanding, (_texts, _locales)),
    "rewriting": (rewriting, (TEXTS, _changes)),
    "forms": (forms, (_texts, _locales)),
    "imports": (imports, (_paragraphs, st.booleans(), _cuts)),
    "files": (
        files,
        (st.one_of(st.binary(max_size=80), *(_texts.map(_in(name)) for name in ("utf-8", "utf-16", "cp1252"))),),
    ),
}


def main() -> None:
    """Family after family, round after round, until the minutes are over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=FAMILIES, action="append")
    options = parser.parse_args()
    until = time.monotonic() + 60 * options.minutes
    tried: Counter[str] = Counter()
    failed = 0
    number = options.seed
    with suppress(KeyboardInterrupt):
        for name, number in _turns(options.only or list(FAMILIES), options.seed):
            if time.monotonic() > until:
                break
            count, failure = turn(name, number, until)
            tried[name] += count
            failed += bool(failure)
            if failure:
                print(failure, flush=True)
            print(f"{tried.total()} cases, {time.process_time() / 60:.1f} processor minutes", file=sys.stderr)
    print(", ".join(f"{name} {count}" for name, count in tried.items()))
    minutes = time.process_time() / 60
    print(
        f"{tried.total()} cases, {failed} failures, {minutes:.1f} processor minutes, seeds {options.seed} to {number}"
    )
    raise SystemExit(bool(failed))


def _turns(names: list[str], first: int) -> Iterator[tuple[str, int]]:
    number = first
    while True:
        yield from ((name, number) for name in names)
        number += 1


def turn(name: str, number: int, until: float) -> tuple[int, str]:
    """One call of Hypothesis: how many cases, and the smallest that failed with its trace."""
    check, parts = FAMILIES[name]
    last: list[object] = []
    count = 0

    @seed(number)
    @settings(
        max_examples=_ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(st.tuples(*parts))
    def attempt(case: tuple[object, ...]) -> None:
        nonlocal count
        if time.monotonic() > until:
            return
        count += 1
        last[:] = [case]
        check(*case)

    run: Callable[[], None] = attempt
    random.seed(number)
    try:
        run()
    except Exception:  # whatever it is, it is what we look for
        return count, f"{name}, seed {number}: {last[0]!r}\n{traceback.format_exc()}"
    return count, ""


if __name__ == "__main__":
    main()
