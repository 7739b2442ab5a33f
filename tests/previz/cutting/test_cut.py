"""The cut tiles the film in whole frames, and lays each line where it is spoken."""

import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from audio.blocks import GRAIN
from audio.lines import RATE
from previz.cutting.cut import Cut, CutError
from previz.cutting.timing import lay
from screenplay.scenes import Beat, Heading, Scene
from storyboard.shots import Shot, Transition
from storyboard.stage.geometry import Camera, Light, SetPlan, Setup

HEADING = Heading("INT. CUISINE – JOUR", True, False, "CUISINE", "cuisine", (), "day", "JOUR")
PLAN = SetPlan("cuisine", "kitchen", True, 5, 4, 2.5, (), ())
RATES = [Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001)]


def speech(name: str, dual: str | None = None) -> Beat:
    return Beat(name, "speech", "Bonjour.", "e", 1, 0, 8, speaker="lea", dual=dual, seconds=1.0)  # type: ignore[arg-type]


def action(name: str, seconds: float = 2.0) -> Beat:
    return Beat(name, "action", "Elle entre.", "e", 1, 0, 11, seconds=seconds)


def scene(name: str, *beats: Beat) -> Scene:
    return Scene(name, 1, name, HEADING, None, (), beats, (), "", 1, 1, 0.0)


def shot(scene: str, order: int, *beats: Beat, seconds: float = 0.0) -> Shot:
    covered = tuple(beat.id for beat in beats)
    name = f"{scene}-{order}"
    return Shot(name, scene, order, covered, "single", "MS", "eye", 50, "static", (), Transition(), seconds, "")


def panels(shot: Shot, *beats: tuple[str, ...]) -> list[Setup]:
    camera = Camera((0, -3, 1.6), 90)
    return [
        Setup(shot.id, index, covered, PLAN, Light(), (), camera)
        for index, covered in enumerate(beats or (shot.beats,))
    ]


def one_shot_each(*scenes: Scene) -> tuple[list[Shot], list[Setup]]:
    shots = [shot(scene.id, order, beat) for scene in scenes for order, beat in enumerate(scene.beats, 1)]
    return shots, [setup for each in shots for setup in panels(each)]


def tiles(cut: Cut) -> bool:
    """Whether title, scenes, shots and panels each tile what holds them, and nothing is empty."""
    spans = [[cut.title, *(scene.span for scene in cut.scenes)]]
    spans.append([cut.title, *(shot.span for shot in cut.shots)])
    spans.append([cut.title, *(panel.span for shot in cut.shots for panel in shot.panels)])
    return all(
        row[0].start == 0
        and all(a.end == b.start and b.frames > 0 for a, b in pairwise(row))
        and row[-1].end == cut.frames
        for row in spans
    )


@given(
    lengths=some.lists(some.lists(some.floats(0, 20), min_size=1, max_size=12), min_size=1, max_size=6),
    rate=some.sampled_from(RATES),
    title=some.floats(0, 5),
)
def test_the_film_is_tiled_to_the_frame_at_every_rate(lengths: list[list[float]], rate: Fraction, title: float) -> None:
    """Title, scenes, shots and panels tile the film without a gap, an overlap or an empty shot, at every rate."""
    scenes = [
        scene(str(n), *(speech(f"{n}.{k}") if k % 2 else action(f"{n}.{k}", length) for k, length in enumerate(row)))
        for n, row in enumerate(lengths)
    ]
    takes = {f"{n}.{k}": length for n, row in enumerate(lengths) for k, length in enumerate(row)}
    assert tiles(lay(scenes, *one_shot_each(*scenes), takes, rate=rate, title_seconds=title))


@pytest.mark.parametrize("rate", RATES)
def test_hours_of_film_do_not_drift(rate: Fraction) -> None:
    """After two hours of lines that are no whole frames, the last line still lies within a frame of its picture."""
    beats = [speech(str(n)) for n in range(5000)]
    long = scene("1", *beats)
    cut = lay([long], *one_shot_each(long), {beat.id: 1.1234567 for beat in beats}, rate=rate)
    assert abs(Fraction(cut.lines[-1].sample, RATE) - cut.shots[-1].span.start / rate) <= 1 / rate
    assert abs(cut.frames / rate - 5000 * (round(1.1234567 * RATE) / RATE + 0.3)) <= 1 / rate


@given(some.lists(some.floats(0.01, 20), min_size=1, max_size=20), some.sampled_from(RATES))
def test_each_line_is_heard_once_inside_its_shot(lengths: list[float], rate: Fraction) -> None:
    """Each speech is in the sound exactly once, as long as its take, and within its shot to half a frame; sound is
    laid on packets, twice at most."""
    beats = [speech(str(n)) for n in range(len(lengths))]
    talk = scene("1", *beats)
    cut = lay([talk], *one_shot_each(talk), {str(n): length for n, length in enumerate(lengths)}, rate=rate)
    assert [line.line for line in cut.lines] == [beat.id for beat in beats]
    for line, length, at in zip(cut.lines, lengths, cut.shots, strict=True):
        assert line.samples == round(length * RATE)
        assert Fraction(line.sample, RATE) >= (at.span.start - Fraction(1, 2)) / rate - Fraction(GRAIN, RATE)
        assert Fraction(line.sample + line.samples, RATE) <= at.span.end / rate


def test_measured_speech_wins_over_the_estimate() -> None:
    """A take of 4 s makes a shot of 4.3 s, whatever the director had estimated."""
    talk = scene("1", speech("a"))
    one = shot("1", 1, *talk.beats, seconds=1.0)
    assert lay([talk], [one], panels(one), {"a": 4.0}, rate=Fraction(25)).frames == round(4.3 * 25)


def test_a_silent_shot_keeps_the_length_its_director_gave_it() -> None:
    """An establishing shot of 3.5 s on a beat of 2 s lasts 3.5 s; a beat alone is held between 1.5 and 12 s."""
    quiet = scene("1", action("a", 2.0))
    one = shot("1", 1, *quiet.beats, seconds=3.5)
    assert lay([quiet], [one], panels(one), {}, rate=Fraction(24)).frames == 84
    for estimate, held in ((0.2, 1.5), (60.0, 12.0)):
        quiet = scene("1", action("a", estimate))
        assert lay([quiet], *one_shot_each(quiet), {}, rate=Fraction(24)).frames == held * 24


def test_pauses_are_silence_around_the_line() -> None:
    """ "(un temps)" holds before the line is heard, a hold after it; an interrupted line has no tail."""
    talk = scene("1", speech("a"), speech("b"))
    cut = lay([talk], *one_shot_each(talk), {"a": 1.0, "b": 1.0}, rate=Fraction(24), pauses={"a": 1}, holds={"b": 2},
              interrupted={"a"})  # fmt: skip
    assert cut.lines[0].sample == RATE
    assert cut.shots[0].span.frames == 24 + 24 + 1
    assert cut.shots[1].span.frames == math.ceil(24 * 3.3)


def test_both_sides_of_a_dual_dialogue_start_together() -> None:
    """Left and right are heard from the same sample on, the pair lasts the longer, and both have their picture."""
    talk = scene("1", action("a"), speech("l1", "left"), speech("l2", "left"), speech("r", "right"), speech("z"))
    cut = lay([talk], *one_shot_each(talk), {"l1": 1, "l2": 1, "r": 4, "z": 1}, rate=Fraction(24))
    heard = {line.line: line.sample for line in cut.lines}
    assert heard["l1"] == heard["r"] == 2 * RATE
    assert heard["z"] == round((2 + 4.3) * RATE)
    assert tiles(cut)


def test_panels_begin_with_their_beats() -> None:
    """A shot over two speeches shows its second panel from the second speech on; two panels on one beat share it."""
    talk = scene("1", speech("a"), speech("b"))
    one = shot("1", 1, *talk.beats)
    drawn = panels(one, ("a",), ("b",), ("b",))
    cut = lay([talk], [one], drawn, {"a": 1.7, "b": 3.7}, rate=Fraction(24))
    assert [(panel.span.start, panel.span.frames) for panel in cut.shots[0].panels] == [(0, 48), (48, 48), (96, 48)]


def test_what_is_missing_is_named() -> None:
    """A beat in no shot, a shot without a panel, a line without a take, an empty film: each is said."""
    talk = scene("1", speech("a"), speech("b"))
    shots, setups = one_shot_each(talk)
    for broken, message in (
        (lambda: lay([talk], shots[:1], setups, {"a": 1, "b": 1}, rate=Fraction(24)), "in no shot"),
        (lambda: lay([talk], shots, setups[:1], {"a": 1, "b": 1}, rate=Fraction(24)), "no panel"),
        (lambda: lay([talk], shots, setups, {"a": 1}, rate=Fraction(24)), "no take"),
        (lambda: lay([scene("1")], [], [], {}, rate=Fraction(24)), "nothing to show"),
    ):
        with pytest.raises(CutError, match=message):
            broken()


def test_without_voices_the_estimates_stand() -> None:
    """Before any voice exists the film is laid on estimates, and its sound holds no line."""
    talk = scene("1", replace(speech("a"), seconds=2.0))
    cut = lay([talk], *one_shot_each(talk), None, rate=Fraction(24))
    assert (cut.frames, cut.lines) == (48, ())


def test_a_heading_alone_still_shows_its_place() -> None:
    """A scene that nothing is written under lasts as long as its one shot asks."""
    bare = scene("1")
    one = shot("1", 1, seconds=3.0)
    assert lay([bare], [one], panels(one), {}, rate=Fraction(25)).frames == 75


def test_the_sound_of_a_scene_turns_often_and_where_its_words_say() -> None:
    """About one beat in three, never two in a row and none far off; another word moves only turns beside it."""

    def turning(names: list[str]) -> list[int]:
        cut = lay(*_laid(names), rate=Fraction(24))
        return [number for number, beat in enumerate(cut.beats) if beat.turns]

    names = [f"beat {number}" for number in range(40)]
    found = turning(names)
    assert 8 <= len(found) <= 20
    assert all(2 <= later - sooner <= 7 for sooner, later in pairwise(found))
    for number in range(1, 39):
        changed = turning([*names[:number], "another", *names[number + 1 :]])
        assert not {at for at in set(found) ^ set(changed) if abs(at - number) > 1}


def _laid(names: list[str]) -> tuple[list[Scene], list[Shot], list[Setup], dict[str, float]]:
    one = scene("1", *(speech(name) for name in names))
    return [one], *one_shot_each(one), dict.fromkeys(names, 1.5)
