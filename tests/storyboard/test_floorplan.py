"""Floor plans: the set, everyone, each shot's camera and its field, in one SVG that any viewer reads."""

import math
import re
from dataclasses import replace
from xml.etree import ElementTree

from test_deciding import STAGE

from storyboard.breakdown import break_down
from storyboard.directors.rules import Rules
from storyboard.floorplan import METRE, floor_plan

SVG = "{http://www.w3.org/2000/svg}"
BROKEN = break_down(STAGE, Rules())
LABELS = {shot.id: f"1{chr(65 + number)}" for number, shot in enumerate(BROKEN.shots)}


def drawn(**more):
    names = {one.id: one.name for one in STAGE.cast} | more.pop("names", {})
    text = floor_plan(STAGE.plan, STAGE.stagings, BROKEN.setups, labels=LABELS, names=names, locale="fr", **more)
    return ElementTree.fromstring(text)  # noqa: S314 - our own picture


def test_everyone_and_every_shot_is_on_the_plan():
    """Names, numbers and the axis are there; each number stands by one camera."""
    plan = drawn()
    said = [text.text or "" for text in plan.iter(f"{SVG}text")]
    assert {"MARTHE", "NOÉ"} <= set(said)
    numbers = [one for text in said for one in text.split(", ") if one in LABELS.values()]
    assert sorted(numbers) == sorted(LABELS.values())
    assert [line.get("class") for line in plan.iter(f"{SVG}line")] == ["axis"]


def test_a_field_is_as_wide_as_its_lens():
    """The wedge of a camera opens by the angle that its focal length gives on a 36 mm sensor."""
    focals = {round(2 * math.degrees(math.atan(18 / setup.camera.focal)), 1) for setup in BROKEN.setups}
    for path in (one for one in drawn().iter(f"{SVG}path") if one.get("class") == "camera"):
        x, y, ax, ay, bx, by = (float(number) for number in re.findall(r"-?\d+\.\d", path.get("d"))[:6])
        angle = abs(math.degrees(math.atan2(ay - y, ax - x) - math.atan2(by - y, bx - x))) % 360
        assert min(abs(min(angle, 360 - angle) - focal) for focal in focals) < 0.3
        assert math.hypot(ax - x, ay - y) <= 2 * METRE


def test_names_cannot_break_the_picture():
    """What a script calls people is text and nothing else."""
    evil = '<script>alert("é")</script>&'
    plan = drawn(names={"noe": evil}, title=evil)
    assert evil in [text.text for text in plan.iter(f"{SVG}text")]
    assert not list(plan.iter(f"{SVG}script"))


def test_everything_lies_on_the_paper():
    """No label and no camera is cut off by the border."""
    plan = drawn()
    _, _, width, height = map(float, plan.get("viewBox").split())
    for text in plan.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= width
        assert 0 <= float(text.get("y")) <= height


def test_an_insert_of_what_is_not_there_has_no_camera_on_the_floor():
    """A thing that stands nowhere is taken on a table elsewhere; one that someone holds is taken here."""
    first = replace(BROKEN.setups[0], thing="money")
    held = replace(first, figures=tuple(replace(figure, held="money") for figure in first.figures))
    numbers = [
        [text.text for text in ElementTree.fromstring(  # noqa: S314 - our own picture
            floor_plan(STAGE.plan, STAGE.stagings, [setup], labels=LABELS, names={}, locale="fr")
        ).iter(f"{SVG}text")] for setup in (first, held)
    ]  # fmt: skip
    assert [LABELS[first.shot] in said for said in numbers] == [False, True]
