"""The picture of a film's structure: well-formed, the same every time, no label over another or off the page."""

import re
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PIL import ImageFont

from previz import i18n
from previz.exports.structure.plan import MOST_PEOPLE, planned
from previz.exports.structure.sheet import HIGH, WIDE, picture
from previz.exports.structure.svg import fitted, width
from previz.script.story import Story
from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.scenes import scenes

SVG = "{http://www.w3.org/2000/svg}"
EXAMPLES = sorted(Path("examples").glob("*.fountain"))


def told(text: str) -> Story:
    script = parse(text)
    people = cast(script)
    return Story(script, scenes(script, people), people)


def odd() -> str:
    """A long French script with more people and places than the sheet has room for, acts, and a flash-back."""
    parts = ["Titre: L'été <où> l'eau & la digue \"cédèrent\"\n"]
    for number in range(150):
        if number % 40 == 0:
            parts.append(f"# Acte {number // 40 + 1} – un titre bien long qui ne tient pas\n\n## Séquence\n")
        hour = ("JOUR", "NUIT", "AUBE", "SOIR (FLASH-BACK)")[number % 4 if number % 9 else 3]
        parts.append(f"INT. LIEU-DIT DE L'ÉGLISE SAINT-GERMAIN, N° {number % 23 + 1} - {hour}\n")
        for turn in range(number % 5):
            who = (number * 7 + turn * (3 + number % 4)) % 43
            name = ("JEAN-BAPTISTE DE LA TOUR", "ÉLÉONORE", "ÇA", "MWMWMWMWMWMW")[who % 4]
            parts.append(f"{name} {chr(65 + who % 26)}{chr(65 + who // 26)}\nOui, je viens.\n")
    return "\n".join(parts)


def boxes(svg: bytes) -> list[tuple[str, float, float, float, float]]:
    """Each text with its left, top, right and bottom, measured with a font that the drawing does not know."""
    found = []
    for one in ET.fromstring(svg).iter(f"{SVG}text"):
        shown = "".join(one.itertext()).removeprefix("".join(one.find(f"{SVG}title").itertext()) if len(one) else "")
        size = float(one.get("font-size", ""))
        wide = ImageFont.load_default(size).getlength(shown) * (1.08 if one.get("font-weight") else 1.0)
        x, y = float(one.get("x", "")), float(one.get("y", ""))
        x -= {"end": wide, "middle": wide / 2}.get(one.get("text-anchor", ""), 0)
        if turned := re.match(r"translate\(([\d.]+) ([\d.]+)\) rotate\(-90\)", one.get("transform", "")):
            left, foot = float(turned[1]), float(turned[2])
            found.append((shown, left - size * 0.75, foot - wide, left + size * 0.2, foot))
        else:
            found.append((shown, x, y - size * 0.75, x + wide, y + size * 0.2))
    return found


@pytest.mark.parametrize("text", [*(path.read_text("utf-8") for path in EXAMPLES), odd()], ids=lambda text: text[:20])
def test_no_label_lies_over_another_or_off_the_page(text: str) -> None:
    """Every text is on the sheet, and no two of them touch."""
    found = boxes(picture(told(text), name="x"))
    assert len(found) > 25
    for shown, left, top, right, bottom in found:
        assert 0 <= left < right <= WIDE, shown
        assert 0 <= top < bottom <= HIGH, shown
    for one, other in combinations(found, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


def test_a_feature_fits_an_a3_sheet() -> None:
    """At most A3 landscape, whatever there is to show; who has no line of their own is in the last one, with a name."""
    story = told(odd())
    root = ET.fromstring(picture(story, name="x"))
    assert root.get("width") == "420mm"
    assert float(root.get("height", "").removesuffix("mm")) <= 297
    plan = planned(story)
    assert len(plan.people) < MOST_PEOPLE < len(plan.people) + len(plan.others) == len(story.cast)
    words = "".join(root.itertext())
    assert all(person.name in words for person in story.cast)


def test_those_who_meet_often_have_their_whole_number() -> None:
    """A hundred scenes together are written 100 in the smallest cell, not cut."""
    scene = "INT. A - DAY\n\n" + "\n\n".join(f"V{chr(65 + n)}X\nYes." for n in range(26))
    svg = picture(told("\n\n".join([scene] * 100)), name="x")
    assert sum(shown == "100" for shown, *_ in boxes(svg)) >= 26 * 25


def test_the_same_story_is_the_same_picture() -> None:
    """The same bytes each time, and text is text: accents whole, marks escaped."""
    story = told(odd())
    assert picture(story, name="x") == picture(told(odd()), name="x")
    root = ET.fromstring(picture(story, name="x"))
    assert root.find(f"{SVG}title").text == "L'été <où> l'eau & la digue \"cédèrent\""
    assert "ÉLÉONORE" in "".join(root.itertext())


def test_the_picture_speaks_the_scripts_language() -> None:
    """Its words are those of the script, whatever its reader's are; a script without a title has its file's name."""
    i18n.use("en")
    french = picture(told("INT. CUISINE - NUIT\n\nLéa dort.\n\nLÉA\nOui, je dors.\n"), name="brouillon").decode()
    assert all(word in french for word in ("Lieux", "parle", "nuit", "brouillon", "1 scène"))
    english = picture(told("INT. KITCHEN - NIGHT\n\nANN\nYes, I am asleep.\n"), name="x").decode()
    assert all(word in english for word in ("Places", "speaks", "night", "1 character"))


def test_the_mouse_tells_scenes_parts_and_meetings() -> None:
    """Titles say which scene, who is in it and how, and where two meet."""
    root = ET.fromstring(picture(told(EXAMPLES[0].read_text("utf-8")), name="x"))
    titles = ["".join(one.itertext()) for one in root.iter(f"{SVG}title")]
    assert any(one.startswith("NOÉ – muet\n6. EXT. QUAI") for one in titles)
    assert "MARTHE et NOÉ : scènes 1, 4, 6, 7 ; répliques entre eux : 7" in titles
    assert any("2. INT. VOITURE DE LÉA - AUBE" in one and "MARTHE (entendu)" in one for one in titles)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.text(max_size=60), some.text(max_size=20), some.text(max_size=20))
def test_nothing_from_a_script_breaks_the_picture(title: str, place: str, name: str) -> None:
    """Control characters, lone surrogates, angle brackets, no text at all: XML that any reader takes."""
    text = f"Title: {title}\n\n# {title}\n\nINT. {place} - DAY\n\n@{name}\n{title}\n"
    ET.fromstring(picture(told(text), name=name))


@pytest.mark.parametrize("text", ["", "FADE OUT.", "INT. A - DAY\n", "INT. A\n\n# Fin", "Il pleut.", "A\n" * 5000])
def test_little_or_too_much_still_makes_a_picture(text: str) -> None:
    """No scene, nobody, one sentence, sections with nothing in them: a sheet that says so."""
    ET.fromstring(picture(told(text), name="x"))


@given(some.text(max_size=80), some.integers(6, 40), some.integers(0, 400))
def test_text_is_cut_to_its_room(text: str, size: int, room: int) -> None:
    """What is shown is never wider than its room, and what fits is not cut."""
    shown = fitted(text, size, room)
    assert width(shown, size) <= max(room, 0)
    assert fitted("abc", size, sys.maxsize) == "abc"
