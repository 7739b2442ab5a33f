"""Saves are seen however an editor makes them."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from previz.live.saves import Saves


def rename(script: Path) -> None:
    (script.parent / "new").write_text("two")
    (script.parent / "new").replace(script)


def truncate(script: Path) -> None:
    with script.open("w") as file:
        time.sleep(0.1)
        file.write("two")


def remove(script: Path) -> None:
    script.unlink()
    time.sleep(0.1)
    script.write_text("two")


def slowly(script: Path) -> None:
    with script.open("a") as file:
        for _time in range(20):
            file.write("two")
            file.flush()
            time.sleep(0.01)


def often(script: Path) -> None:
    for count in range(5):
        script.write_text("two" * count)


@pytest.mark.parametrize(
    ("editor", "last"),
    [(rename, "two"), (truncate, "two"), (remove, "two"), (slowly, "one" + 20 * "two"), (often, 4 * "two")],
)
def test_the_last_save_is_seen(tmp_path: Path, editor: Callable[[Path], None], last: str) -> None:
    """By renaming, by emptying first, by removing first, in pieces, five times in a row: the last one is seen."""
    script = tmp_path / "film.fountain"
    script.write_text("one")
    saves = Saves(script, (), lambda: None)
    hand = threading.Thread(target=editor, args=(script,))
    hand.start()
    seen = ""
    while seen != last:
        assert saves.next() == (script,)
        seen = script.read_text()
        assert seen != "one"
    hand.join()


def test_a_script_that_is_gone_is_waited_for(tmp_path: Path) -> None:
    """That it is gone is told once; when it is back, that is a save."""
    script, told = tmp_path / "film.fountain", threading.Event()
    script.write_text("one")
    saves = Saves(script, (), told.set)
    script.unlink()

    def back() -> None:
        assert told.wait(20)
        script.write_text("two")

    threading.Thread(target=back).start()
    assert saves.next() == (script,)


def test_what_people_decide_is_a_save_too(tmp_path: Path) -> None:
    """A file beside the script that was not there, and is now."""
    script, other = tmp_path / "film.fountain", tmp_path / "decisions.jsonl"
    script.write_text("one")
    saves = Saves(script, (other,), lambda: None)
    other.write_text("{}\n")
    assert saves.next() == (other,)
