"""The store: once, whole, and under its own name."""

import os
import subprocess

import pytest

from previz.errors import StoreError
from previz.workshop.store import DRAFT, Recipe, Store, whole, write_whole


def write(text):
    def make(draft):
        draft.write_text(text)
        return "noted"

    return make


def test_a_product_is_made_once(tmp_path):
    """The second get finds what the first made, and makes nothing."""
    store, recipe = Store(tmp_path), Recipe("panel", ".txt", {"shot": "a"})
    first = store.get(recipe, write("one"))
    assert store.get(recipe, write("two")) == first
    assert first.read_text() == "one"


def test_the_name_follows_what_it_is_made_of():
    """Equal ingredients give equal keys in any order; another ingredient or step gives another."""
    key = Recipe("panel", ".txt", {"a": 1, "b": 2}).key
    assert key == Recipe("panel", ".txt", {"b": 2, "a": 1}).key
    assert len({key, Recipe("panel", ".txt", {"a": 1, "b": 3}).key, Recipe("take", ".txt", {"a": 1, "b": 2}).key}) == 3


def test_the_ledger_remembers(tmp_path):
    """Each product has an entry that says how it was made."""
    store, recipe = Store(tmp_path), Recipe("panel", ".txt", {"shot": "a"})
    entry = store.entry(store.get(recipe, write("one")))
    assert (entry.step, entry.key, entry.made_from, entry.size, entry.note) == (
        "panel",
        recipe.key,
        {"shot": "a"},
        3,
        "noted",
    )


@pytest.mark.parametrize("damage", ["", "onE", "longer than before"])
def test_a_damaged_product_is_made_again(tmp_path, damage):
    """A truncated, flipped or overgrown product does not count as made."""
    store, recipe = Store(tmp_path), Recipe("panel", ".txt", {"shot": "a"})
    store.get(recipe, write("one")).write_text(damage)
    assert store.find(recipe) is None
    assert store.get(recipe, write("one")).read_text() == "one"


def test_a_swapped_product_is_found_out(tmp_path):
    """A whole product of another recipe under this one's name is refused, entry and all."""
    store = Store(tmp_path)
    one, two = Recipe("panel", ".txt", {"shot": "a"}), Recipe("panel", ".txt", {"shot": "b"})
    a, b = store.get(one, write("one")), store.get(two, write("two"))
    b.write_bytes(a.read_bytes())
    b.with_name(f"{b.stem}.made.json").write_bytes(a.with_name(f"{a.stem}.made.json").read_bytes())
    assert store.find(two) is None


def test_what_fails_leaves_nothing(tmp_path):
    """A maker that raises leaves neither product, nor entry, nor draft."""
    store, recipe = Store(tmp_path), Recipe("panel", ".txt", {"shot": "a"})

    def fail(draft):
        draft.write_text("half")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        store.keep(recipe, fail)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_abandoned_draft_is_swept_and_a_live_one_left(tmp_path):
    """What a killed process left goes; what a running one writes stays."""
    store = Store(tmp_path)
    (tmp_path / "ab").mkdir()
    dead = tmp_path / "ab" / f"{DRAFT}999999999-abcdefgh.png"
    dead.write_text("half")
    with whole(tmp_path / "ab" / "live.png") as live:
        store.sweep()
        assert live.exists()
    assert not dead.exists()


def test_a_refused_folder_says_what_to_do(tmp_path):
    """A file where the folder should be is an error with a remedy, never a traceback of the system's."""
    (tmp_path / "store").write_text("not a folder")
    with pytest.raises(StoreError, match="a file stands where a folder is needed"):
        write_whole(tmp_path / "store" / "ab" / "x.png", b"")


def test_an_altered_entry_counts_for_nothing(tmp_path):
    """Whatever was changed in the ledger, the product is made again rather than believed."""
    store, recipe = Store(tmp_path), Recipe("step", ".txt", {"a": 1})
    path = store.keep(recipe, lambda draft: draft.write_text("x") and "a note")
    assert store.entry(path).note == "a note"
    ledger = path.with_name(f"{path.stem}.made.json")
    for altered in (ledger.read_bytes().replace(b"a note", b"a nose"), b'{"step": "\xff"}', b"[]", b""):
        ledger.write_bytes(altered)
        assert store.find(recipe) is None


def test_drafts_of_the_dead_are_swept(tmp_path):
    """In the store and beside the film, with what libraries write beside a draft; nothing else is touched."""
    (tmp_path / "store" / "ab").mkdir(parents=True)
    dead = subprocess.Popen(["true"])
    dead.wait()
    swept = [".draft-{0}-abcdefgh.png", "..draft-{0}-abcdefgh.wav.{0}.part", "..draft-{0}-abcd_fgh.h264.{0}"]
    names = [name.format(dead.pid) for name in swept]
    kept = [f".draft-{os.getpid()}-abcdefgh.png", ".draft-of-hers", "..draft-1.txt", "film.mp4"]
    for name in (*names, *kept):
        (tmp_path / "store" / "ab" / name).touch()
        (tmp_path / name).touch()
    Store(tmp_path / "store").sweep(tmp_path / "film.mp4")
    assert {path.name for path in (tmp_path / "store" / "ab").iterdir()} == set(kept)
    assert {path.name for path in tmp_path.iterdir()} == {*kept, "store"}
