"""Continuity findings: each is found where it is, with its numbers, and only there."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hand_stages import KITCHEN, action, at_table, speech, stage

from storyboard import continuity
from storyboard.seen import look_at
from storyboard.shots import Kind, Shot, Size, Transition
from storyboard.stage.anatomy import body
from storyboard.stage.axis import orders
from storyboard.stage.camera import one
from storyboard.stage.framing import placements
from storyboard.stage.geometry import Camera, Light, Setup, Staging
from storyboard.stage.judging import View
from storyboard.stage.sizes import SIZES

STAGED = at_table()
ORDER = orders([STAGED])[0]


def shot(kind: Kind, size: Size, *subjects: str, name: str = "s") -> Shot:
    """A shot of the scene at the table."""
    return Shot(name, "sc", 1, ("b1",), kind, size, "eye", SIZES[size].focal, "static", subjects, Transition(), 3.0, "")


def setup(of: Shot, camera: Camera, staging: Staging = STAGED) -> Setup:
    """A panel of it."""
    return Setup(of.id, 0, of.beats, KITCHEN, Light(), staging.figures, camera, subjects=of.subjects)


def placed(of: Shot) -> Setup:
    """A panel seen by the camera that we would choose."""
    return setup(of, placements(of, View(KITCHEN, STAGED, ORDER))[0].camera)


def kinds(first: Setup, second: Setup, a: Shot, b: Shot) -> set[str]:
    """The hard findings of the cut between two panels."""
    found = continuity.between(look_at(a, first), look_at(b, second), ORDER, ORDER)
    return {finding.kind for finding in found if finding.hard}


def mirrored(camera: Camera) -> Camera:
    """The same camera on the other side of the table's axis."""
    x, y, z = camera.at
    return replace(camera, at=(x, 2 * 1.7 - y, z), yaw=-camera.yaw)


def test_our_reverses_answer_each_other() -> None:
    """Singles of two people, as placed, cut together without a finding."""
    a, b = shot("single", "MCU", "anna"), shot("single", "MCU", "paul")
    assert kinds(placed(a), placed(b), a, b) == set()


def test_a_camera_across_the_line_is_found() -> None:
    """From the other side, the axis is crossed and the looks no longer meet."""
    a, b = shot("single", "MCU", "anna"), shot("single", "MCU", "paul")
    first, second = placed(a), placed(b)
    assert {"axis", "eyeline"} <= kinds(first, replace(second, camera=mirrored(second.camera)), a, b)


def test_people_who_swap_sides_are_found() -> None:
    """Two two-shots from both sides of the line flip the order of the people."""
    a = shot("two", "MLS", "anna", "paul")
    first = placed(a)
    assert "order" in kinds(first, replace(first, camera=mirrored(first.camera)), a, a)


def test_a_master_excuses_a_crossing() -> None:
    """A wide shot shows everyone again: the line may be on the other side after it."""
    a, wide = shot("single", "MCU", "anna"), shot("master", "LS", "anna", "paul")
    assert "axis" not in kinds(placed(a), replace(placed(wide), camera=mirrored(placed(wide).camera)), a, wide)


@pytest.mark.parametrize(
    ("turn", "larger", "jumps"), [(10, 1.1, True), (40, 1.0, False), (0, 1.5, False), (25, 1.3, True)]
)
def test_the_thirty_degree_rule(turn: float, larger: float, jumps: bool) -> None:
    """The same subject needs 30 degrees or a ratio of sizes of 1.4."""
    eyes = tuple(float(value) for value in body(STAGED.figures[0]).eyes)
    a = shot("single", "MS", "anna")
    cameras = [one(eyes, height=0.8 * size, focal=50, bearing=-40 + angle, elevation=0, u=-0.2, v=0.4)  # type: ignore[arg-type]
               for angle, size in ((0.0, 1.0), (turn, larger))]  # fmt: skip
    assert ("jump_cut" in kinds(setup(a, cameras[0]), setup(a, cameras[1]), a, a)) == jumps


def test_a_size_that_lies_is_found() -> None:
    """A close-up placed as a medium shot is measured, and refused."""
    said, meant = shot("single", "CU", "anna"), shot("single", "MS", "anna")
    wrong = continuity.inside(look_at(said, replace(placed(meant), shot="s")), [])
    assert [finding.kind for finding in wrong if finding.hard] == ["size"]
    assert not [f for f in continuity.inside(look_at(meant, placed(meant)), []) if f.hard]


def test_a_speaker_behind_someone_is_found() -> None:
    """A camera that stands behind Paul's head does not show Anna speak."""
    anna, paul = (body(figure) for figure in STAGED.figures)
    at = tuple(float(value) for value in paul.centre + (paul.centre - anna.centre) * 0.5)
    camera = Camera(at=at, yaw=180.0, focal=50)  # type: ignore[arg-type]
    two = shot("two", "MLS", "anna", "paul")
    found = continuity.inside(look_at(two, setup(two, camera)), [replace(speech("anna", "Non."), id="b1")])
    assert "hidden" in {finding.kind for finding in found}


def test_a_line_without_its_speaker_or_listener_is_found() -> None:
    """A frame that shows nobody while Anna speaks leaves the line uncovered."""
    away = Camera(at=(0.0, 1.7, 1.2), yaw=90.0, focal=85)
    of = shot("single", "CU", "anna")
    found = continuity.inside(look_at(of, setup(of, away)), [replace(speech("anna", "Non."), id="b1")])
    assert "uncovered" in {finding.kind for finding in found}


def test_findings_are_told_with_names_numbers_and_a_remedy() -> None:
    """The sentence is in the script's language, and names people as the script does."""
    scene = stage(KITCHEN, [(action("Anna attend."), STAGED)], locale="en")
    a, b = shot("single", "MCU", "anna"), shot("single", "MCU", "paul")
    second = placed(b)
    raw = continuity.between(
        look_at(a, placed(a)), look_at(b, replace(second, camera=mirrored(second.camera))), ORDER, ORDER
    )
    told = {finding.kind: finding for finding in continuity.told(raw, scene)}
    assert told["axis"].message == "The line between ANNA and PAUL is crossed."
    assert told["axis"].repair
    assert dict(told["eyeline"].numbers).keys() == {"first", "second"}


def test_a_monologue_may_stay_close() -> None:
    """With one person alone, nobody needs to be placed again."""
    scene = stage(KITCHEN, [(action("Anna attend."), Staging("", STAGED.figures[:1]))])
    close = [replace(shot("single", "CU", "anna", name=f"s{i}"), seconds=6.0) for i in range(8)]
    assert "lost" not in {finding.kind for finding in continuity.over_all(scene, close, 6.0)}


def test_every_finding_has_its_words_in_both_languages() -> None:
    """No kind is without a message or a repair, and both languages name the same things."""
    for kind, text in continuity._messages().items():
        assert {"fr", "en", "fr_repair", "en_repair"} <= text.keys(), kind
        assert set(re.findall(r"\{\w+\}", text["fr"])) == set(re.findall(r"\{\w+\}", text["en"])), kind


def test_twenty_seconds_of_close_shots_are_noticed() -> None:
    """A scene that never shows where everyone is gets a soft finding, not a hard one."""
    scene = stage(KITCHEN, [(action("Anna attend."), STAGED)])
    close = [replace(shot("single", "CU", ("anna", "paul")[i % 2], name=f"s{i}"), seconds=6.0) for i in range(8)]
    found = continuity.over_all(scene, close, 6.0)
    assert {"not_established", "lost"} <= {finding.kind for finding in found}
    assert not any(finding.hard for finding in found)


def test_nothing_is_seen_behind_the_lens() -> None:
    """People behind the camera are in no place of the picture."""
    of = shot("single", "CU", "anna")
    seen = look_at(of, setup(of, Camera(at=(0.0, 1.7, 1.2), yaw=0.0, focal=35)))
    assert "anna" not in seen.places
    assert np.isfinite(seen.height)
