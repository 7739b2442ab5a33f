from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.register import Register
from screenplay.scenes import scenes
from screenplay.tallies import Said, meetings, parts, places, said

TEXT = """INT. BAR - NUIT

LÉA (30 ans) entre. NOÉ (40 ans) et PAUL (50 ans) jouent aux cartes.

LÉA
Bonsoir. Il y a quelqu'un ?
(fort)
Quelqu'un !

NOÉ
Moi.

EXT. RUE - JOUR

Léa marche. Paul la suit.

INT. BAR - NUIT

NOÉ
(au téléphone)
Allô ?

LÉA (V.O.)
(au téléphone)
C'est moi.
"""


def told(text: str = TEXT) -> tuple[object, ...]:
    script = parse(text, locale="fr")
    people = cast(script)
    played = scenes(script, people)
    return played, people, list(said(played, Register(people, script.locale)))


def test_parts_count_what_each_says_and_where_each_is() -> None:
    """Speeches, words, scenes, those in which one is silent or only heard; whoever speaks most comes first."""
    played, people, _ = told()
    rows = {part.character.id: part for part in parts(played, people)}
    assert list(rows)[-1] == "paul"
    lea, paul = rows["lea"], rows["paul"]
    assert (lea.lines, lea.words, lea.scenes, lea.silent, lea.heard) == (2, 8, ("1", "2", "3"), ("2",), ("3",))
    assert (paul.lines, paul.scenes, paul.silent) == (0, ("1", "2"), ("1", "2"))


def test_those_meet_who_are_seen_together_or_talk_from_afar() -> None:
    """Léa and Noé meet at the bar and by telephone; whoever is left out of ``among`` meets nobody."""
    played, people, speeches = told()
    met = {(one.one, one.other): one for one in meetings(played, people, speeches, among={"lea", "noe", "paul"})}
    assert met["lea", "noe"].scenes == ("1", "3")
    assert met["lea", "noe"].lines == 4
    assert met["lea", "paul"].scenes == ("1", "2")
    assert met["noe", "paul"].scenes == ("1",)
    assert [(one.one, one.other) for one in meetings(played, people, speeches, among={"noe", "paul"})] == [
        ("noe", "paul")
    ]


def test_those_under_one_cue_are_no_third_person() -> None:
    """LÉA ET NOÉ meet nobody: Léa and Noé do."""
    played, people, speeches = told("INT. A\n\nLÉA\nUn.\n\nNOÉ\nDeux.\n\nLÉA ET NOÉ\nTrois.\n")
    met = meetings(played, people, speeches, among={one.id for one in people})
    assert [(one.one, one.other) for one in met] == [("lea", "noe")]
    assert {part.character.id: part.lines for part in parts(played, people)}["lea"] == 2


def test_places_add_up() -> None:
    """A place has its scenes, its hours, its length and those seen there, whoever is there most first."""
    played, _, _ = told()
    bar, street = places(played)
    assert (bar.name, bar.scenes, bar.hours, bar.people[0]) == ("BAR", ("1", "3"), {"night": 2}, "noe")
    assert (street.hours, street.people) == ({"day": 1}, ("lea", "paul"))
    assert bar.eighths + street.eighths == sum(scene.eighths for scene in played)


def test_a_speech_is_said_whole_to_someone() -> None:
    """All of a speech, across its parentheticals, with its line and its hearer."""
    _, _, speeches = told()
    assert speeches[0] == Said("int-bar-nuit", 6, "lea", "noe", "Bonsoir. Il y a quelqu'un ? Quelqu'un !")
    assert [(one.speaker, one.hearer) for one in speeches] == [
        ("lea", "noe"),
        ("noe", "lea"),
        ("noe", "lea"),
        ("lea", "noe"),
    ]
