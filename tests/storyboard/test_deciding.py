"""What a person decides is what the shots are, and nothing else moves; notes in the script decide too."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import screenplay
from screenplay.cast import cast
from screenplay.scenes import scenes
from storyboard import continuity
from storyboard.breakdown import break_down
from storyboard.deciding import decided
from storyboard.decisions import Choice, Decision
from storyboard.directing import Stage
from storyboard.directors.rules import Rules
from storyboard.glossary import glossary
from storyboard.looks import looks
from storyboard.notes import written
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Light
from storyboard.stage.sets import plan

TALK = """INT. CUISINE - JOUR

MARTHE, soixante ans, verse du café. NOÉ (12 ans) entre.

NOÉ
Il est parti ?

MARTHE
À six heures. Comme toujours.

Noé s'assoit à la table. Il prend un bol.

NOÉ
Maman a dit qu'elle viendrait.

MARTHE
Ta mère dit beaucoup de choses.
"""


def staged(text: str = TALK) -> tuple[Stage, screenplay.elements.Script]:
    script = screenplay.parse(text)
    people, scene = cast(script), scenes(script)[0]
    texts = [beat.text for beat in scene.beats if beat.kind == "action"]
    ground = plan(scene.heading, texts=texts, locale=script.locale)
    stagings = block(scene, ground, people, looks(people, texts), locale=script.locale)
    return Stage(scene, ground, Light(), stagings, tuple(people), script.locale), script


STAGE, _ = staged()
BEATS = [beat.id for beat in STAGE.scene.beats]
SAID = {beat.text: beat.id for beat in STAGE.scene.beats}


def playing(broken, beat):
    return next(shot for shot in broken.shots if beat in shot.beats)


@pytest.mark.parametrize(
    "choice",
    [
        Choice(size="CU", angle="low"),
        Choice(size="FS", subjects=("noe",)),
        Choice(kind="ots", subjects=("marthe", "noe")),
        Choice(kind="two"),
        Choice(move="dolly_in"),
        Choice(lens=100.0),
        Choice(transition="dissolve"),
        Choice(camera=1),
    ],
    ids=lambda choice: " ".join(choice.said),
)
def test_a_choice_is_kept_to_the_letter(choice):
    """Each field that a person named is that of the shot; the shot says whose it is; every beat is still covered."""
    beat = SAID["Ta mère dit beaucoup de choses."]
    broken = break_down(STAGE, Rules(), [Decision(beat, choice)])
    shot = playing(broken, beat)
    for name, value in choice.said.items():
        given_ = shot.transition.kind if name == "transition" else getattr(shot, name)
        assert given_ == value, name
    assert shot.origin == "person"
    assert [one for shot in broken.shots for one in shot.beats] == BEATS


def test_other_shots_stay_as_they_were():
    """A retake of the last shot leaves the first ones alone."""
    before = break_down(STAGE, Rules())
    after = break_down(STAGE, Rules(), [Decision(BEATS[-1], Choice(size="FS"))])
    assert [shot for shot in after.shots if BEATS[-1] not in shot.beats][:2] == list(before.shots[:2])


def test_cuts_come_and_go():
    """A cut before a beat begins a shot there; without one the shot before goes on, in its own framing."""
    beat = SAID["Il prend un bol."]
    cut = break_down(STAGE, Rules(), [Decision(beat, cut="before")])
    assert playing(cut, beat).beats[0] == beat
    first = cut.shots[1].beats[0]
    joined = break_down(STAGE, Rules(), [Decision(first, cut="none")])
    assert playing(joined, first) == joined.shots[0]


def test_a_later_decision_wins_field_by_field():
    """Size by one, angle by the next: the shot has both; a second size replaces the first."""
    beat = BEATS[-1]
    said = [Decision(beat, Choice(size="FS", angle="low")), Decision(beat, Choice(size="CU"))]
    shot = playing(break_down(STAGE, Rules(), said), beat)
    assert (shot.size, shot.angle) == ("CU", "low")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(
            Decision,
            st.sampled_from([*BEATS, "gone"]),
            st.builds(
                Choice,
                size=st.sampled_from([None, "ECU", "CU", "MS", "FS", "ELS"]),
                kind=st.sampled_from([None, "single", "ots", "two", "master", "estab", "pov"]),
                angle=st.sampled_from([None, "low", "high", "overhead", "dutch"]),
                subjects=st.sampled_from([None, ("noe",), ("marthe",), ("marthe", "noe")]),
            ),
            st.sampled_from(["", "before", "none"]),
        ),
        max_size=4,
    )
)
def test_any_decisions_leave_a_whole_scene(decisions):
    """Whatever is asked for together: each beat is played once, and what is hard was asked for."""
    broken = break_down(STAGE, Rules(), decisions)
    assert [one for shot in broken.shots for one in shot.beats] == BEATS
    assert not continuity.hard(broken.findings)


def test_notes_decide():
    """A note before a paragraph begins a shot there, one in a line is about its shot; a wrong word names its line."""
    text = TALK.replace("Noé s'assoit", "[[plan: GP NOÉ contre-plongée]]\n\nNoé s'assoit").replace(
        "toujours.", "toujours. [[shot: CU MARTHE]]"
    )
    stage, script = staged(text + "\n[[plan: GP MARHTE]]\n\n[[une note]]\n")
    decisions, misread = written(script, (stage.scene,), stage.cast, glossary("fr"))
    broken = break_down(stage, Rules(), decisions)
    sits = next(beat.id for beat in stage.scene.beats if "s'assoit" in beat.text)
    shot = playing(broken, sits)
    assert (shot.beats[0], shot.size, shot.angle, shot.subjects) == (sits, "CU", "low", ("noe",))
    assert [decision.cut for decision in decisions] == ["", "before"]
    assert [(one.line, "marthe" in one.message) for one in misread] == [(text.count("\n") + 2, True)]


def test_a_kind_without_a_size_gets_one_that_goes_with_it():
    """Over a shoulder is no long shot, an insert does not follow anybody; a size that a person names is kept."""
    wide = replace(Rules().direct(STAGE)[0], kind="master", size="LS", move="track", subjects=())
    beat = wide.beats[0]

    def shot(**choice):
        return decided(STAGE, [replace(wide, beats=tuple(BEATS))], [Decision(beat, Choice(**choice))])[0]

    assert shot(kind="ots", subjects=("marthe", "noe")).size == "MS"
    assert (shot(kind="insert", subjects=("cup",)).size, shot(kind="insert", subjects=("cup",)).move) == (
        "CU",
        "static",
    )
    assert shot(kind="ots", size="LS", subjects=("marthe", "noe")).size == "LS"
    assert shot(kind="insert", subjects=("cup",), move="dolly_in").move == "dolly_in"


@pytest.mark.parametrize(
    ("line", "kind", "subjects"),
    [
        ("GROS PLAN SUR les billets qui brûlent.", "insert", ("money",)),
        ("INSERT : le couteau.", "insert", ("knife",)),
        ("ANGLE SUR Marthe et Noé.", "two", ("marthe", "noe")),
        ("PLAN SUBJECTIF de Noé : la porte.", "pov", ("door-1", "noe")),
        ("GROS PLAN SUR Noé.", "single", ("noe",)),
    ],
)
def test_what_the_script_frames_is_what_is_seen(line, kind, subjects):
    """A thing that stands nowhere is shown by itself, never a face; two people are two; a view has its owner."""
    stage, _ = staged(TALK + "\n" + line + "\n")
    shot = playing(break_down(stage, Rules()), stage.scene.beats[-1].id)
    assert (shot.kind, shot.subjects, shot.origin) == (kind, subjects, "script")


def test_an_insert_of_a_held_thing_is_taken_on_its_holder():
    """Whoever asks for the hammer need not say who holds it: the camera goes to that hand."""
    stage, _ = staged("EXT. RUE - NUIT\n\nMARTHE (60 ans), un marteau à la main, attend.\n\nMARTHE\nNon.\n")
    beat = stage.scene.beats[0].id
    broken = break_down(stage, Rules(), [Decision(beat, Choice(kind="insert", subjects=("tool",)))])
    setup = broken.setups[0]
    (marthe,) = setup.figures
    assert marthe.held == "tool"
    assert sum((one - other) ** 2 for one, other in zip(setup.camera.at[:2], marthe.at[:2], strict=True)) < 4


def test_a_close_up_without_a_name_is_of_who_acts_first():
    """Of those that the director shows in the shot, the one whom its first beat is about."""
    text = "EXT. COUR - JOUR\n\nODETTE (78 ans) est assise sur un banc.\n\nLÉO (7 ans) sort de la grange en courant.\n"
    stage, _script = staged(text + "\nODETTE\nLéo !\n\nLÉO\nMémé !\n")
    beat = stage.scene.beats[1].id
    broken = break_down(stage, Rules(), [Decision(beat, Choice(size="CU", kind="single"), "before")])
    assert playing(broken, beat).subjects == ("leo",)
