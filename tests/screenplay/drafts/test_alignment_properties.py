"""Random rewrites of made-up screenplays, for which the right answer is known by construction."""

import random
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rewriting import OPERATIONS, Rewriter, Sheet, Typed, made_up, retyped, write

from screenplay.drafts import align
from screenplay.drafts.draft import Draft
from screenplay.drafts.history import History
from screenplay.drafts.identities import Identities, follow
from screenplay.drafts.plain import Words, cased, likeness

SEEDS = st.integers(0, 2**32 - 1)
DEEDS = st.lists(st.sampled_from(sorted(OPERATIONS)), max_size=25)
few = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rewritten(seed: int, deeds: list[str]) -> tuple[list[Sheet], list[Sheet]]:
    """A made-up screenplay and a rewrite of it."""
    by = Rewriter(random.Random(seed), invented=True)
    pages = made_up(by, by.chance.randint(1, 8))
    changed = pages
    for deed in deeds:
        changed = OPERATIONS[deed](changed, by)
    return pages, changed


def said(draft: Draft) -> dict[str, tuple[str, str]]:
    """Speaker and words of each beat."""
    return {beat.id: (e.who, cased(beat.text)) for s in draft.scenes for e in s.elements for beat in e.beats}


def kept(history: History, typed: Typed) -> tuple[History, Identities]:
    found = follow(typed.draft, history)
    return history.with_draft(found.draft, made="", by="make", script=""), found


@few
@given(SEEDS, DEEDS)
def test_every_piece_is_told_once_and_no_identity_given_twice(seed, deeds):
    """Each piece of both drafts stands in the answer once; an old one is carried to one new piece at most."""
    old, new = (write(pages).draft for pages in rewritten(seed, deeds))
    found = align(old, new)
    for what, matches in (("scenes", found.scenes), ("elements", found.elements), ("beats", found.beats)):
        wanted = [Counter(ids(draft)[what]) for draft in (old, new)]
        assert Counter(one.new for one in matches if one.new and one.how != "merged") == wanted[1]
        assert Counter(one.old for one in matches if one.old and one.how != "split") == wanted[0]


def ids(draft: Draft) -> dict[str, list[str]]:
    elements = [e for s in draft.scenes for e in s.elements]
    return {
        "scenes": [s.id for s in draft.scenes],
        "elements": [e.id for e in elements],
        "beats": [b.id for e in elements for b in e.beats],
    }


@few
@given(SEEDS, DEEDS)
def test_an_untouched_beat_that_stands_once_keeps_its_identity(seed, deeds):
    """Wherever it and its scene went, whatever happened around it."""
    deeds = [deed for deed in deeds if deed != "rename"]
    old, new = map(write, rewritten(seed, deeds))
    before, now = said(old.draft), said(new.draft)
    counts, later = Counter(before.values()), Counter(now.values())
    found = {one.new: one for one in align(old.draft, new.draft).beats if one.new}
    places = {words: name for name, words in before.items()}
    for name, words in now.items():
        if counts[words] == later[words] == 1:
            assert (found[name].old, found[name].how) == (places[words], "same")


@few
@given(SEEDS, DEEDS)
def test_an_identity_never_jumps_to_an_unrelated_text(seed, deeds):
    """What was invented for the new draft was nothing before, and what is carried has words in common."""
    old, new = map(write, rewritten(seed, deeds))
    before, now = said(old.draft), said(new.draft)
    for one in align(old.draft, new.draft).beats:
        if one.carried:
            assert likeness(Words(before[one.old][1]), Words(now[one.new][1])) > 0.3
            assert old.beats[one.old] == new.beats[one.new] or before[one.old][1] == now[one.new][1]


@few
@given(SEEDS, DEEDS)
def test_a_draft_that_comes_back_has_its_identities_again(seed, deeds):
    """A, then B, then A: what each piece was called in A, it is called once more."""
    first, second = map(write, rewritten(seed, deeds))
    history, one = kept(History(), first)
    history, other = kept(history, second)
    history, again = kept(history, first)
    assert again.draft == one.draft
    assert {again.of(beat) for beat in first.beats} == {one.of(beat) for beat in first.beats}
    everything = [x for two in (one, other) for x in ids(two.draft)["beats"]]
    assert set(everything) <= set(history.identities())


@few
@given(SEEDS, DEEDS)
def test_the_same_drafts_give_the_same_identities(seed, deeds):
    """Nothing but the drafts decides: no clock, no chance; and each identity leads back to its piece."""
    first, second = map(write, rewritten(seed, deeds))
    runs = []
    for _ in range(2):
        history, _one = kept(History(), first)
        runs.append(follow(second.draft, history))
    assert runs[0] == runs[1]
    for what, kind in (("scenes", "scene"), ("elements", "element"), ("beats", "beat")):
        for content in ids(second.draft)[what]:
            assert runs[0].place(runs[0].of(content, kind)) == content
    assert all(runs[0].place(identity) is None for identity in runs[0].unplaced)


@few
@given(SEEDS)
def test_what_another_program_types_is_no_change(seed):
    """Curly quotes, long dashes, unbreakable spaces, numbers on the headings: every piece is the same."""
    pages, _ = rewritten(seed, [])
    old, new = write(pages), write(pages, typography=retyped, number=lambda index: f"{index + 7}A")
    found = align(old.draft, new.draft)
    assert {one.how for one in (*found.scenes, *found.elements, *found.beats)} <= {"same"}
