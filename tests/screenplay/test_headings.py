from pathlib import Path

from screenplay.headings import understand
from screenplay.story import Heading

ROWS = [
    tuple(cell.strip() for cell in row.split("|"))
    for row in (Path(__file__).parent / "fixtures" / "headings.txt").read_text("utf-8").splitlines()[1:]
]


def row(heading: Heading) -> tuple[str, ...]:
    sides = " ".join(side for side, there in (("int", heading.interior), ("ext", heading.exterior)) if there)
    flags = " ".join(flag for flag in ("continuous", "flashback") if getattr(heading, flag))
    hour = f"{heading.hour} ({heading.hour_text})"
    return (heading.text, sides, heading.place, heading.location, hour, flags)


def test_french_headings_are_understood() -> None:
    """Sides, place, identity, hour and flags of headings as the trade writes them, each following the one above."""
    found, previous = [], None
    for text, *_ in ROWS:
        previous = understand(text, locale="fr", previous=previous)
        found.append(row(previous))
    assert found == ROWS


def test_a_suite_is_a_room_in_english() -> None:
    """SUITE means CONTINUOUS in French headings only."""
    heading = understand("INT. HOTEL - SUITE", locale="en")
    assert (heading.place, heading.continuous) == ("HOTEL - SUITE", False)


def test_one_place_has_one_identity_across_spellings() -> None:
    """Case, accents, dashes, apostrophes and a leading article make no other place."""
    spellings = ("INT. L’HÔTEL – CHAMBRE 12 - JOUR", "EXT. Hotel - chambre 12", "INT/EXT. L'HOTEL / CHAMBRE 12 - NUIT")
    assert {understand(text, locale="fr").location for text in spellings} == {"hotel-chambre-12"}
    english = ("INT. JOHN'S HOUSE - KITCHEN - DAY", "INT. JOHN’S HOUSE -- KITCHEN", "INT. Johns House/Kitchen - NIGHT")
    assert {understand(text, locale="en").location for text in english} == {"johns-house-kitchen"}


def test_rooms_are_places_of_their_own() -> None:
    """Every dash or slash opens a sub-place, and a sub-place is another set."""
    heading = understand("INT. VAISSEAU – COULOIR B / SAS - JOUR", locale="fr")
    assert heading.sub_places == ("COULOIR B", "SAS")
    assert heading.location != understand("INT. VAISSEAU - JOUR", locale="fr").location


def test_english_times_that_are_places_stay_places() -> None:
    """A night club is no night."""
    heading = understand("INT. CHICAGO - NIGHT CLUB - LATE AFTERNOON", locale="en")
    assert (heading.place, heading.hour) == ("CHICAGO - NIGHT CLUB", "afternoon")


def test_a_hostile_heading_has_a_safe_identity() -> None:
    """Ten thousand letters, dots and control characters end in sixty safe characters."""
    for text in ("INT. " + "É" * 10_000, "INT. ../\x00/\x1b[31m", "INT. 家"):
        location = understand(text, locale="fr").location
        assert 0 < len(location) <= 60
        assert set(location) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
