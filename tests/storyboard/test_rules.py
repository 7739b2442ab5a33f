"""The rule director: what it covers, how it cuts, and why."""

import itertools
import math

import numpy as np
import pytest
from hand_stages import CAR, KITCHEN, STREET, action, at_table, figure, in_car, speech, stage, standing_three
from hypothesis import given, settings
from hypothesis import strategies as st

from screenplay.scenes import Beat
from storyboard import rhythm, transitions
from storyboard.directing import Stage
from storyboard.directors.programme import solve
from storyboard.directors.rules import Rules
from storyboard.errors import StoryboardError
from storyboard.moments import peak, read
from storyboard.stage.geometry import Path, Staging
from storyboard.stage.sizes import TIGHT_TO_WIDE

NOBODY = Staging("", ())


def quarrel() -> Stage:
    """Two people at a table whose talk heats up."""
    lines = [
        action("Une cuisine basse, une table de bois."),
        action("Anna verse du café dans deux bols."),
        speech("paul", "Tu ne l'as pas ouverte, cette lettre."),
        speech("anna", "Je t'attendais."),
        speech("paul", "Et si c'est non ?"),
        speech("anna", "Alors on aura eu trois semaines d'espoir."),
        action("Paul regarde l'horloge."),
        speech("paul", "Anna, réponds-moi !"),
        speech("anna", "Laisse-moi tranquille, tu ne comprends rien !"),
        action("Anna pleure."),
        speech("paul", "Je ne voulais pas dire ça."),
    ]
    return stage(KITCHEN, [(line, at_table()) for line in lines])


@given(st.integers(1, 6), st.integers(1, 3), st.integers(1, 3), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_programme_equals_brute_force(count: int, cameras: int, most: int, chance) -> None:  # type: ignore[no-untyped-def]
    """On small scenes the dynamic programme finds the cheapest of all ways to cut."""
    draw = lambda *shape: np.array([chance.random() for _ in range(math.prod(shape))]).reshape(shape)  # noqa: E731
    beats, cuts, start, boundary = draw(count, cameras), draw(cameras, cameras), draw(cameras), draw(count)
    seconds = [0.5 + 3 * chance.random() for _ in range(count)]

    def price(runs: list[tuple[int, int, int]]) -> float:
        total, before = 0.0, -1
        for first, last, camera in runs:
            total += start[camera] if before < 0 else cuts[before, camera] + boundary[first]
            total += beats[first:last, camera].sum() + rhythm.cost(sum(seconds[first:last]), 3.0)
            before = camera
        return total

    ways = []
    for marks in itertools.product([False, True], repeat=count - 1):
        edges = [0, *(i + 1 for i, mark in enumerate(marks) if mark), count]
        spans = list(itertools.pairwise(edges))
        if max(last - first for first, last in spans) <= most:
            ways += [
                price([(first, last, camera) for (first, last), camera in zip(spans, chosen, strict=True)])
                for chosen in itertools.product(range(cameras), repeat=len(spans))
            ]
    found = solve(beats, cuts, seconds, start=start, boundary=boundary, most=most,
                  length_cost=lambda length: rhythm.cost(length, 3.0))  # fmt: skip
    assert price([(run.first, run.last, run.camera) for run in found]) == pytest.approx(min(ways))


def test_a_length_costs_least_at_the_target() -> None:
    """For each second of film, the target's length is the cheapest; beyond 12 s and under 1.5 s it is dear."""
    per_second = {length: rhythm.cost(length, 5.0) / length for length in (1.0, 2.0, 3.5, 5.0, 7.0, 10.0, 14.0)}
    assert min(per_second, key=lambda length: per_second[length]) == 5.0
    assert per_second[1.0] > per_second[2.0] > per_second[3.5]
    assert per_second[14.0] > per_second[10.0] > per_second[7.0]


@pytest.mark.parametrize(
    "played", [quarrel(), stage(STREET, []), stage(KITCHEN, [(action("La cuisine est vide."), NOBODY)])]
)
def test_each_beat_is_in_exactly_one_shot(played: Stage) -> None:
    """Together, in order, nothing twice, nothing left; ids and orders are unique."""
    shots = Rules().direct(played)
    assert [beat for shot in shots for beat in shot.beats] == [beat.id for beat in played.scene.beats]
    assert len({shot.id for shot in shots}) == len(shots)
    assert [shot.order for shot in shots] == list(range(1, len(shots) + 1))
    assert all(shot.reason for shot in shots)


def test_the_same_scene_gives_the_same_shots() -> None:
    """Nothing depends on time, chance or what was directed before."""
    first = Rules().direct(quarrel())
    Rules().direct(stage(CAR, [(speech("anna", "Tu dors ?"), in_car())]))
    assert Rules().direct(quarrel()) == first


def test_a_scene_starts_wide_and_tightens_to_its_peak() -> None:
    """The first shot shows the place or everyone; the hottest moment is seen at least as close as any before."""
    played = quarrel()
    shots = Rules().direct(played)
    assert shots[0].kind in ("estab", "master", "two")
    hot = played.scene.beats[peak(read(played))].id
    at = next(index for index, shot in enumerate(shots) if hot in shot.beats)
    closeness = [TIGHT_TO_WIDE.index(shot.size) for shot in shots]
    assert closeness[at] == min(closeness[: at + 1])
    assert closeness[at] <= TIGHT_TO_WIDE.index("CU")


def test_whoever_speaks_is_seen_or_answered() -> None:
    """No line is played on someone who neither speaks nor hears it."""
    played = quarrel()
    for shot in Rules().direct(played):
        for moment in read(played):
            if moment.beat.id in shot.beats and moment.speaker and shot.kind in ("single", "ots"):
                assert shot.subjects[0] in (moment.speaker, moment.listener)


def test_an_idiom_of_weight_zero_is_off() -> None:
    """Without its wide start, the same scene starts closer."""
    free = Rules(idioms={"start_wide": 0.0, "reestablish": 0.0, "shared": 3.0}).direct(quarrel())
    assert free != Rules().direct(quarrel())


def test_an_unknown_idiom_is_refused_with_the_known_ones() -> None:
    """A misspelt weight is an error, never ignored."""
    with pytest.raises(StoryboardError, match="start_wide"):
        Rules(idioms={"strat_wide": 1.0}).direct(quarrel())


@pytest.mark.parametrize("average", [2.5, 8.0])
def test_the_rhythm_is_the_one_asked_for(average: float) -> None:
    """A nervous cut has more shots than a calm one, near the length asked for."""
    shots = Rules(rhythm=average).direct(quarrel())
    assert abs(math.log(sum(shot.seconds for shot in shots) / len(shots) / average)) < 0.45


def test_who_enters_is_seen_from_head_to_feet() -> None:
    """An entrance gets a full shot or a wide one."""
    enters = Staging("", (figure("anna", 1.6, 1.3, 180, posture="walk"),), entering=("anna",),
                     paths=(Path("anna", ((2.2, 1.3, 0), (1.6, 1.3, 0))),))  # fmt: skip
    played = stage(
        KITCHEN,
        [(action("La cuisine, vide, au petit matin."), NOBODY), (action("Anna entre, un sac à la main."), enters)],
    )
    covering = next(shot for shot in Rules().direct(played) if "b2" in shot.beats)
    assert covering.size in ("FS", "LS") or covering.kind == "master"


def test_the_writer_s_framing_is_kept() -> None:
    """GROS PLAN SUR pins the shot to its own beat, and says that the script decided."""
    lines = [
        action("Anna et Paul se taisent."),
        action("GROS PLAN SUR Anna, qui ferme les yeux."),
        action("Paul attend."),
    ]
    shots = Rules().direct(stage(KITCHEN, [(line, at_table()) for line in lines]))
    pinned = next(shot for shot in shots if "b2" in shot.beats)
    assert (pinned.beats, pinned.origin, pinned.subjects[0]) == (("b2",), "script", "anna")
    assert pinned.size in ("CU", "BCU", "ECU")


def test_a_group_is_seen_together_and_one_by_one() -> None:
    """Three people who talk get a shot of all, and shots of fewer."""
    lines = [action("Anna, Paul et Zoé attendent.")]
    lines += [
        speech(("anna", "paul", "zoe")[i % 3], f"Je te dis que non, et pas pour la {i}e fois !") for i in range(7)
    ]
    kinds = {shot.kind for shot in Rules().direct(stage(KITCHEN, [(line, standing_three()) for line in lines]))}
    assert kinds & {"three", "group", "master", "estab"}
    assert kinds & {"single", "ots", "two"}


def test_a_silence_at_the_end_is_held() -> None:
    """The beat of silence belongs to the shot before it."""
    lines = [speech("paul", "Tu pars vraiment, alors ?"), action("Un long silence.")]
    shots = Rules().direct(stage(KITCHEN, [(line, at_table()) for line in lines]))
    assert len(shots) == 1


def test_a_card_stands_alone() -> None:
    """Centered text is a shot of its own, whatever is around it."""
    card = Beat("", "card", "FIN", "e", 1, 0, 3)
    shots = Rules().direct(stage(KITCHEN, [(action("Anna sort."), at_table()), (card, at_table())]))
    assert shots[-1].kind == "card"
    assert shots[-1].beats == ("b2",)


def test_moves_have_a_limit() -> None:
    """With no share of moves, everything holds still; by default at most a quarter moves."""
    assert all(shot.move == "static" for shot in Rules(moves=0.0).direct(quarrel()))
    shots = Rules().direct(quarrel())
    assert sum(shot.move != "static" for shot in shots) <= 0.25 * len(shots) + 0.5


@pytest.mark.parametrize(
    ("text", "kind"),
    [("FONDU ENCHAÎNÉ :", "dissolve"), ("FONDU AU NOIR.", "fade_out"), ("VOLET", "wipe"), ("FADE IN:", "fade_in"),
     ("FADE OUT.", "fade_out"), ("DISSOLVE TO:", "dissolve"), ("CUT TO:", "cut"), ("", "cut"),
     ("OUVERTURE AU NOIR", "fade_in")],
)  # fmt: skip
def test_transitions_are_understood(text: str, kind: str) -> None:
    """The words of both languages; what names none is a cut."""
    assert transitions.understood(text).kind == kind


def test_after_a_fade_to_black_a_scene_comes_from_black() -> None:
    """FONDU AU NOIR before a heading brings its first shot in from black."""
    played = stage(KITCHEN, [(action("Anna attend."), at_table())], transition="FONDU AU NOIR.")
    assert Rules().direct(played)[0].transition.kind == "fade_in"


def test_reasons_speak_the_script_s_language() -> None:
    """The same scene gives its reasons in French or in English."""
    lines = [(speech("anna", "Non."), at_table())]
    french, english = (Rules().direct(stage(KITCHEN, lines, locale=locale))[0].reason for locale in ("fr", "en"))
    assert french != english
