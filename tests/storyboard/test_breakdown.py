"""From staged scenes to panels: nothing lost, no hard finding left, cameras that hold or follow."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hand_stages import CAR, KITCHEN, STREET, action, at_table, figure, in_car, speech, stage, standing_three

from screenplay.scenes import Beat
from storyboard.breakdown import break_down
from storyboard.continuity import findings, hard
from storyboard.directing import Stage
from storyboard.directors.rules import Rules
from storyboard.errors import StoryboardError
from storyboard.shots import Shot, Transition
from storyboard.stage.anatomy import body
from storyboard.stage.geometry import Path, Staging
from storyboard.stage.lens import project

NOBODY = Staging("", ())


def talk(staging: Staging, names: Sequence[str], count: int) -> list[tuple[Beat, Staging]]:
    """A conversation that goes round."""
    lines = [
        "Tu es sûr ?",
        "Je te l'ai déjà dit, et je ne le redirai pas.",
        "Non !",
        "Alors on attend, voilà tout.",
        "Peut-être.",
    ]
    return [(speech(names[i % len(names)], lines[i % len(lines)]), staging) for i in range(count)]


def walk() -> list[tuple[Beat, Staging]]:
    """Someone who crosses the street, runs, stops and weeps."""
    steps = [(-5.0, 0, "walk"), (0.0, 0, "walk"), (3.0, 0, "run"), (3.0, 90, "stand")]
    texts = ["Anna traverse la rue.", "Elle court.", "Elle s'arrête.", "Elle pleure."]
    played = []
    for i, ((x, yaw, posture), text) in enumerate(zip(steps, texts, strict=True)):
        before = steps[i - 1][0] if i else -7.0
        paths = (Path("anna", ((before, 5, 0), (x, 5, 0))),) if before != x else ()
        played.append((action(text), Staging("", (figure("anna", x, 5, yaw, posture=posture),), paths)))
    return played


SCENES = {
    "two": stage(KITCHEN, [(action("Une cuisine."), at_table()), *talk(at_table(), ("anna", "paul"), 12)]),
    "three": stage(KITCHEN, talk(standing_three(), ("anna", "paul", "zoe"), 14)),
    "car": stage(CAR, [(action("La route défile."), in_car()), *talk(in_car(), ("anna", "paul"), 7)]),
    "walk": stage(STREET, walk()),
    "alone": stage(KITCHEN, talk(Staging("", (figure("anna", 0, 2, -90),)), ("anna",), 9)),
    "empty": stage(KITCHEN, [(action("La cuisine est vide."), NOBODY)], names=("anna",)),
    "heading": stage(STREET, []),
    "card": stage(KITCHEN, [(Beat("", "card", "FIN", "e", 1, 0, 3), NOBODY)], names=("anna",)),
    "crowd": stage(
        STREET,
        [(action("La foule."), Staging("", tuple(figure(f"extra-{i}", i - 5, 4 + i % 3, 90) for i in range(10))))],
        names=("anna",),
    ),
    "bed": stage(KITCHEN, talk(Staging("", (
        figure("anna", 0, 1.5, 90, posture="lie", seat=0.5), figure("paul", 0.9, 1.6, 180, gaze=(0, 2.1, 0.6)),
    )), ("paul", "anna"), 6)),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SCENES))
def test_nothing_is_lost_and_no_hard_finding_is_left(name: str) -> None:
    """Each beat is in one panel, each shot has panels, and the eye stumbles on nothing."""
    scene = SCENES[name]
    made = break_down(scene, Rules())
    assert [beat for setup in made.setups for beat in setup.beats] == [beat.id for beat in scene.scene.beats]
    assert [shot.id for shot in made.shots] == list(dict.fromkeys(setup.shot for setup in made.setups))
    assert hard(made.findings) == []
    assert hard(findings(scene, made.shots, made.setups)) == []


@pytest.mark.parametrize("name", ["two", "three", "car", "alone", "bed"])
def test_subjects_are_in_the_picture(name: str) -> None:
    """In each panel the first subject's eyes are inside the frame."""
    made = break_down(SCENES[name], Rules())
    for setup in made.setups:
        people = {one.character: one for one in setup.figures}
        if setup.subjects and setup.subjects[0] in people:
            eyes = project(setup.camera, [tuple(body(people[setup.subjects[0]]).eyes)])[0]
            assert np.abs(eyes[:2]).max() < 1.0
            assert eyes[2] > 0.2


def test_two_runs_give_the_same_panels() -> None:
    """Same input, same cameras, to the last digit."""
    assert break_down(SCENES["three"], Rules()) == break_down(SCENES["three"], Rules())


def test_a_shot_keeps_its_camera_unless_it_moves() -> None:
    """Within a static shot every panel has the same camera."""
    made = break_down(SCENES["two"], Rules())
    for shot in made.shots:
        cameras = {setup.camera for setup in made.setups if setup.shot == shot.id}
        assert len(cameras) == 1 or shot.move != "static"


def test_panels_of_a_shot_differ_in_speaker_or_staging() -> None:
    """A new panel is only made when something in it is new."""
    made = break_down(SCENES["two"], Rules())
    for one, other in zip(made.setups, made.setups[1:], strict=False):
        if one.shot == other.shot:
            assert one.figures != other.figures or other.paths


def test_who_walks_is_followed() -> None:
    """In no panel has the walker left the picture, at either end of the camera's move."""
    made = break_down(SCENES["walk"], Rules())
    for setup in made.setups:
        eyes = tuple(body(setup.figures[0]).eyes)
        for camera in (setup.camera, setup.camera_end or setup.camera):
            assert np.abs(project(camera, [eyes])[0][:2]).max() < 1.0


def test_the_owner_of_a_look_is_not_seen() -> None:
    """A point of view hides the one whose eyes it is."""

    scene = stage(KITCHEN, [(action("Anna regarde Paul."), at_table()), (action("Paul ne bouge pas."), at_table())])
    made = break_down(scene, Fixed((("single", "MCU", ("anna",)), ("pov", "MCU", ("paul", "anna")))))
    assert {figure.character for figure in made.setups[-1].figures} == {"paul"}


@dataclass(frozen=True)
class Fixed:
    """A director of one mind: it gives the shots that it was made with, a beat each."""

    framings: tuple[tuple[str, str, tuple[str, ...]], ...]
    origin: str = "model"

    def unavailable(self) -> str | None:
        """Always ready."""
        return None

    def direct(self, stage: Stage) -> tuple[Shot, ...]:
        """One shot for each beat."""
        return tuple(
            Shot(f"s{i}", stage.scene.id, i, (beat.id,), kind, size, "eye", 50.0, "static", names,  # type: ignore[arg-type]
                 Transition(), 3.0, "why", self.origin)  # type: ignore[arg-type]
            for i, (beat, (kind, size, names)) in enumerate(zip(stage.scene.beats, self.framings, strict=False), 1)
        )  # fmt: skip


def test_a_jump_cut_of_any_director_is_repaired() -> None:
    """Three times the same medium close-up of the same person comes out without a jump cut."""
    scene = stage(KITCHEN, talk(at_table(), ("anna",), 3))
    made = break_down(scene, Fixed((("single", "MCU", ("anna",)),) * 3))
    assert hard(made.findings) == []
    assert len(made.shots) == 3


def test_what_the_script_pinned_stays_and_is_reported() -> None:
    """Pinned shots are never replaced; what is wrong with them is said, as pinned."""
    scene = stage(KITCHEN, talk(at_table(), ("paul",), 2))
    made = break_down(scene, Fixed((("single", "CU", ("anna",)),) * 2, origin="script"))
    assert [(shot.kind, shot.size, shot.subjects) for shot in made.shots] == [("single", "CU", ("anna",))] * 2
    assert hard(made.findings) == []


def test_a_director_that_forgets_a_beat_is_refused() -> None:
    """The message says where, and how much is missing."""
    with pytest.raises(StoryboardError, match="1 missing"):
        break_down(stage(KITCHEN, talk(at_table(), ("anna",), 3)), Fixed((("single", "CU", ("anna",)),) * 2))


def test_shots_of_people_who_are_not_there_still_get_a_camera() -> None:
    """A director may name someone off stage: the place is shown instead of failing."""
    scene = stage(KITCHEN, [(action("Rien."), NOBODY), (action("Toujours rien."), NOBODY)], names=("anna",))
    made = break_down(scene, Fixed((("single", "CU", ("anna",)), ("ots", "MS", ("anna", "paul")))))
    assert len(made.setups) == 2


def test_a_long_scene_is_cut_in_seconds() -> None:
    """Three hundred beats in one scene, none of them lost."""
    scene = stage(KITCHEN, talk(at_table(), ("anna", "paul"), 300))
    made = break_down(scene, Rules())
    assert sum(len(shot.beats) for shot in made.shots) == 300
    assert hard(made.findings) == []


def test_a_shot_s_id_outlives_changes_elsewhere() -> None:
    """The id comes from the first beat: a scene that goes on longer keeps the ids of its first shots' beats."""
    short, longer = (
        SCENES["two"],
        stage(KITCHEN, [(action("Une cuisine."), at_table()), *talk(at_table(), ("anna", "paul"), 13)]),
    )
    first = {shot.beats[0]: shot.id for shot in Rules().direct(short)}
    second = {shot.beats[0]: shot.id for shot in Rules().direct(longer)}
    assert all(second[beat] == name for beat, name in first.items() if beat in second)
