"""Locked scene numbers: letters for what comes between, retirement for what goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenplay.drafts.numbers import Numbered, locked, numbered


def lock(scenes: str, **given: str) -> tuple[Numbered, ...]:
    return locked([Numbered(name, given.get(name, ""), "") for name in scenes])


def after(*drafts: str) -> list[str]:
    """The list after some drafts, each a letter a scene; omitted scenes in brackets."""
    found = lock(drafts[0])
    for scenes in drafts[1:]:
        found = numbered(found, [Numbered(name, "", "") for name in scenes])
    return [one.number if one.scene in drafts[-1] else f"[{one.number}]" for one in found]


@pytest.mark.parametrize(
    ("drafts", "wanted"),
    [
        (("abc", "axbc"), "1 1A 2 3"),
        (("abc", "axybc"), "1 1A 1B 2 3"),
        (("abc", "axbc", "ayxbc"), "1 A1A 1A 2 3"),
        (("abc", "axbc", "ayxbc", "ayzxbc"), "1 A1A B1A 1A 2 3"),
        (("abc", "axbc", "axybc"), "1 1A 1B 2 3"),
        (("abc", "axybc", "axzybc"), "1 1A A1B 1B 2 3"),
        (("abc", "xabc"), "A1 1 2 3"),
        (("abc", "xabc", "xyabc", "zxyabc"), "AA1 A1 B1 1 2 3"),
        (("abc", "abcx"), "1 2 3 4"),
        (("abc", "ac"), "1 [2] 3"),
        (("abc", "ac", "axc"), "1 [2] 2A 3"),
        (("abc", "axbc", "abc", "aybc"), "1 [1A] 1B 2 3"),
        (("abc", "cab"), "3 1 2"),
        (("abc", "ab", "abx"), "1 2 [3] 4"),
        (("abc", "a", "abc"), "1 2 3"),
        (("abc", "x"), "[1] [2] [3] 4"),
    ],
)
def test_the_rule(drafts, wanted):
    """Between, before, after, removed, back, moved."""
    assert sorted(after(*drafts)) == sorted(wanted.split())
    if drafts[-1] != "x":
        assert after(*drafts) == wanted.split()


def test_letters_leave_out_i_and_o_and_go_on_after_z():
    """As on a slate: thirty scenes put between two."""
    new = "abcdefghijklmnopqrstuvwxyzABCD"
    numbers = [one.number for one in numbered(lock("12"), [Numbered(name, "", "") for name in f"1{new}2"])][1:-1]
    assert numbers[7:9] == ["1H", "1J"]
    assert numbers[12:14] == ["1N", "1P"]
    assert numbers[23:26] == ["1Z", "1AA", "1AB"]


def test_the_writers_own_numbers_are_locked_as_they_are():
    """What she numbered twice, or the count would number again, gets a letter; her spelling stays."""
    assert [one.number for one in lock("abcde", a="12", b="12", d="3", e="SÉQ 9")] == ["12", "12A", "12B", "3", "SÉQ 9"]
    found = numbered(lock("ab", a="SÉQ 9", b="9bis"), [Numbered(name, "", "") for name in "axby"])
    assert [one.number for one in found] == ["SÉQ 9", "SÉQ 9A", "9bis", "9bis-A"]


def test_a_new_scene_keeps_the_number_that_it_brings():
    """If it is free."""
    found = numbered(
        lock("ab"), [Numbered("a", "", ""), Numbered("x", "1C", ""), Numbered("y", "2", ""), Numbered("b", "", "")]
    )
    assert [one.number for one in found] == ["1", "1C", "1D", "2"]


@given(st.lists(st.permutations("abcdefghij").flatmap(lambda s: st.integers(0, 10).map(lambda n: s[:n])), max_size=8))
def test_numbers_are_never_shared_nor_changed(drafts):
    """Whatever is added, moved, removed and put back."""
    found = lock("abcd")
    for scenes in drafts:
        before = {one.scene: one.number for one in found}
        found = numbered(found, [Numbered(name, "", "") for name in scenes])
        now = {one.scene: one.number for one in found}
        assert before.items() <= now.items()
        assert len(set(now.values())) == len(found) == len(now)
        assert [one.scene for one in found if one.scene in scenes] == list(scenes)
