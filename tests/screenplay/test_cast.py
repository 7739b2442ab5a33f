import pytest

from screenplay.cast import cast
from screenplay.elements import Locale
from screenplay.fountain import parse
from screenplay.scenes import scenes
from screenplay.story import Character


def people(text: str, locale: Locale = "fr") -> dict[str, Character]:
    return {person.id: person for person in cast(parse(text, locale=locale))}


def test_one_person_across_the_spellings_of_a_cue() -> None:
    """Accents, apostrophes, extensions, carets and articles make no other person."""
    text = "L'ÉLÈVE\nUn.\n\nL’ELEVE (SUITE)\nDeux.\n\nÉLÈVE (V.O.) ^\nTrois.\n\nL'E\u0301LE\u0300VE\nQuatre."
    found = people(text)
    assert list(found) == ["eleve"]
    assert found["eleve"].name == "L'ÉLÈVE"


def test_a_first_name_joins_the_only_full_name() -> None:
    """LÉA is LÉA MARTIN, unless there are two LÉAs; a title changes nobody."""
    assert list(people("LÉA MARTIN\nUn.\n\nLÉA\nDeux.\n\nMme MARTIN", "fr")) == ["lea-martin"]
    assert len(people("LÉA MARTIN\nUn.\n\nLÉA DUVAL\nDeux.\n\nLÉA\nTrois.")) == 3
    assert list(people("DETECTIVE SARAH PRICE\nOne.\n\nSARAH\nTwo.\n\nSARAH\nThree.", "en")) == ["sarah"]


@pytest.mark.parametrize("cue", ["GARDIEN", "LE GARDIEN", "MOREAU"])
def test_a_trade_or_a_surname_is_the_one_introduced_by_both(cue: str) -> None:
    """LE GARDIEN MOREAU answers to either word; between two such, to neither, and a young Léa is not Léa."""
    text = f"LE GARDIEN MOREAU, 55 ans, attend.\n\n{cue}\nOui."
    (found,) = people(text).values()
    assert (found.name, found.gender, found.age) == (cue, "m", 55)
    assert len(people("LE GARDIEN DUVAL, 30 ans, dort. LE GARDIEN MOREAU, 55 ans, attend.\n\nGARDIEN\nOui.")) == 3
    assert len(people("JEUNE LÉA, 8 ans, court.\n\nLÉA\nOui.")) == 2


@pytest.mark.parametrize("other", ["JEUNE LÉA", "MÈRE DE LÉA", "LÉA ENFANT", "HOMME 2", "VIEIL HOMME"])
def test_some_longer_names_are_other_people(other: str) -> None:
    """A younger self, a relative and a second man have their own lives."""
    assert len(people(f"LÉA\nUn.\n\nHOMME\nDeux.\n\n{other}\nTrois.")) == 3


def test_people_who_speak_together_keep_their_names() -> None:
    """LÉA ET NOÉ is a cue of two, and both are in the scene."""
    script = parse("LÉA\nUn.\n\nNOÉ\nDeux.\n\nLÉA ET NOÉ\nTrois !", locale="fr")
    both = cast(script)[2]
    assert (both.group, both.members) == (True, ("lea", "noe"))
    assert {p.character: p.words for p in scenes(script)[0].cast} == {"lea": 2, "noe": 2, "lea-et-noe": 1}


@pytest.mark.parametrize(
    ("text", "locale", "name", "gender", "age"),
    [
        ("MARTHE, soixante-huit ans, petite femme sèche, verse du café.", "fr", "marthe", "f", 68),
        ("NOÉ (12 ans), son petit-fils, apparaît.", "fr", "noe", "m", 12),
        ("SAMIR, la quarantaine, barbu, lui tend un pain.", "fr", "samir", "m", 45),
        ("UNE CLIENTE, une vieille dame, se penche.", "fr", "cliente", "f", 74),
        ("Deux vieux, GASTON et PAULO, jouent aux cartes.", "fr", "paulo", "m", 74),
        ("Entre Mme HÉBERT.", "fr", "hebert", "f", None),
        ("CAMILLE, quatre-vingt-deux ans, assise, attend.", "fr", "camille", "f", 82),
        ("CAMILLE (32) attend. Elle bâille.", "fr", "camille", "f", 32),
        ("CAMILLE (32) attend. Il pleut.", "fr", "camille", None, 32),
        ("DOMINIQUE, sa fille dans les bras, 40 ans, attend.", "fr", "dominique", None, 40),
        ("UN ENFANT court.", "fr", "enfant", "m", 8),
        ("IRIS (29), red coat, runs. She falls.", "en", "iris", "f", 29),
        ("WALTER, late seventies, white beard, sits.", "en", "walter", "m", 78),
        ("A BOUNCER, a heavy man in a black cap, waits.", "en", "bouncer", "m", None),
        ("SAM, mid-40s, reads her letter.", "en", "sam", "f", 45),
        ("ALEX (30s) waits.", "en", "alex", None, 35),
        ("KIM, 8 years old, waits.", "en", "kim", None, 8),
        ("An OLD WOMAN waits.", "en", "old-woman", "f", 74),
    ],
)
def test_gender_and_age_come_from_the_text(
    text: str, locale: Locale, name: str, gender: str | None, age: int | None
) -> None:
    """Articles, nouns, adjectives, pronouns and figures tell; a first name alone never does."""
    person = people(f"INT. X\n\n{text}\n", locale)[name]
    assert (person.gender, person.age) == (gender, age)
    assert bool(person.evidence) == (gender is not None or age is not None)


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("A GIRL of nine in a life jacket, WREN, sits.\n\nWREN\nNo.", "en", ["wren f"]),
        ("UN HOMME d'une quarantaine d'années, MARC, sort.\n\nMARC\nOui.", "fr", ["marc m"]),
        ("Une femme, ANNA, lit.\n\nANNA\nOui.", "fr", ["anna f"]),
        ("UN HOMME en noir, MARC, PAUL et LÉA entrent.\n\nMARC\nA.\n\nPAUL\nB.\n\nLÉA\nC.", "fr",
         ["homme m", "marc None", "paul None", "lea None"]),
    ],
)  # fmt: skip
def test_the_noun_that_introduces_a_name_is_that_person(text: str, locale: Locale, expected: list[str]) -> None:
    """One person, whose gender the noun tells; names in a list are people of their own."""
    found = people(f"INT. X\n\n{text}", locale).values()
    assert sorted(f"{one.id} {one.gender}" for one in found) == sorted(expected)


def test_a_first_name_tells_no_gender() -> None:
    """MARIE may be anyone until the text says so."""
    assert people("MARIE\nBonjour.")["marie"].gender is None


@pytest.mark.parametrize(
    "word", ["une LETTRE", "La SONNERIE", "BANG !", "GROS PLAN SUR UN VERRE", "PARIS dort.", "la TV"]
)
def test_things_in_capitals_are_no_people(word: str) -> None:
    """Objects, sounds, framings and places in capitals are not cast."""
    assert not people(f"INT. X\n\nOn voit ceci : {word}\n\nElle voit la lettre.")


def test_silent_people_are_cast_and_seen() -> None:
    """Someone introduced in capitals is seen wherever the action names them again, in any later scene."""
    text = "INT. A\n\nBERNARD (50 ans) entre.\n\nINT. B\n\nBernard dort.\n\nINT. C\n\nElle mange le pain de Bernard."
    told = scenes(parse(text, locale="fr"))
    assert [[(p.character, p.seen, p.speaks) for p in scene.cast] for scene in told] == [
        [("bernard", True, False)],
        [("bernard", True, False)],
        [],
    ]


def test_a_common_noun_comes_back_in_small_letters() -> None:
    """A SCIENTIST is the scientist in the next scene, and no scientist at large."""
    text = "INT. A\n\nA SCIENTIST, 50s, waits.\n\nINT. B\n\nThe scientist sleeps.\n\nINT. C\n\nNo scientist here."
    assert [len(scene.cast) for scene in scenes(parse(text, locale="en"))] == [1, 1, 0]


def test_groups_and_animals_are_told_apart() -> None:
    """Crowds are groups; a dog is a dog, whatever its name."""
    found = people("INT. X\n\nDEUX POLICIERS entrent. REX, un vieux chien, dort. Un CHAT passe.\n\nLES ENFANTS\nOui !")
    assert [(p.id, p.group, p.animal) for p in found.values()] == [
        ("policiers", True, ""),
        ("rex", False, "dog"),
        ("chat", False, "cat"),
        ("enfants", True, ""),
    ]


def test_names_of_any_alphabet_have_safe_ids() -> None:
    """Cyrillic, emoji, dots and ten thousand letters give safe, distinct ids."""
    names = ["ПЕТЯ", "ВАСЯ", "../../ETC", "A" * 10_000, "A" * 10_001, "@🎬"]
    found = people("\n\n".join(f"{name}\nOui." for name in names))
    assert len(found) == len(names)
    assert all(len(name) <= 40 and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in found)


@pytest.mark.parametrize(("one", "other"), [("JEAN", "JEANNE"), ("MARIE", "MARIE-LOU"), ("JEAN", "JEAN-PAUL")])
def test_names_that_begin_alike_are_two_people(one: str, other: str) -> None:
    """A feminine and a compound first name are somebody else's."""
    assert len(people(f"{one}\nUn.\n\n{other}\nDeux.")) == 2
    assert list(people("MARIE-LOU DUVAL\nUn.\n\nMARIE-LOU\nDeux.\n\nDUVAL\nTrois.")) == ["marie-lou-duval"]


def test_declared_aliases_make_one_person() -> None:
    """MAMIE and LA VIEILLE are MARTHE when the project says so, in cues, in the action and in company."""
    text = (
        "INT. X\n\nMARTHE (80 ans) entre.\n\nMAMIE\nUn.\n\nLÉA\nDeux.\n\nLÉA ET MAMIE\nTrois.\n\n"
        "INT. Y\n\nLa vieille dort.\n\nINT. Z\n\nLA VIEILLE (OFF)\nQuatre."
    )
    script = parse(text, locale="fr")
    found = cast(script, {"Marthe": ["MAMIE", "LA VIEILLE"]})
    assert [(one.id, one.age, one.members) for one in found] == [
        ("marthe", 80, ()),
        ("lea", None, ()),
        ("lea-et-mamie", None, ("lea", "marthe")),
    ]
    heard = [[(one.character, one.speaks) for one in scene.cast] for scene in scenes(script, found)]
    assert heard[1:] == [[("marthe", False)], [("marthe", True)]]


def test_an_alias_alone_in_the_text_bears_the_declared_name() -> None:
    """Who is only ever MAMIE in this draft is MARTHE all the same."""
    (found,) = cast(parse("MAMIE\nUn.", locale="fr"), {"MARTHE": ["MAMIE"]})
    assert (found.id, found.name, found.aliases) == ("marthe", "MARTHE", ("MAMIE",))


def test_a_title_is_one_however_it_is_written() -> None:
    """MME DELMAS is MADAME DELMAS, and M. DELMAS her husband; a DR is a DOCTOR."""
    titled = ("MADAME", "M.", "MME", "MR", "MONSIEUR")
    text = "\n\n".join(f"{title} DELMAS\nOui." for title in titled)
    assert [one.gender for one in people(text).values()] == ["f", "m"]
    assert len(people("DR. WHO\nOne.\n\nDOCTOR WHO\nTwo.", "en")) == 1


@pytest.mark.parametrize(
    ("text", "locale", "name", "gender"),
    [
        ("ALEX, 30 ans, attend. Un AGENT balaie.\n\nL'AGENT\nOn ferme.\n\nElle s'assoit.", "fr", "alex", "f"),
        ("ALEX attend. Un AGENT balaie.\n\nL'AGENT\nOn ferme, madame.\n\nALEX\nOui.", "fr", "alex", "f"),
        ("ALEX, 30 ans, attend. CHARLIE balaie.\n\nCHARLIE\nOui.\n\nElle s'assoit.", "fr", "alex", None),
        ("ALEX attend. Une femme balaie.\n\nALEX\nOui.\n\nElle s'assoit.", "fr", "alex", None),
        ("ALEX\nJe suis ton grand-père.\n\nCHARLIE\nNon.", "fr", "alex", "m"),
        ("ALEX\nPapa !\n\nCHARLIE\nNon.", "fr", "charlie", None),
        ("ALEX waits. A MAN sweeps.\n\nMAN\nWe're closed, ma'am.\n\nALEX\nRight.", "en", "alex", "f"),
        ("ALEX waits. A MAN aims the gun at her.\n\nMAN\nGo.", "en", "man", "m"),
        ("ALEX waits. The thief walks up to him.\n\nALEX\nNo.", "en", "alex", None),
        ("MARTHE, leur fille SAM, 8 ans, dort.\n\nSAM\nOui.", "fr", "sam", "f"),
    ],
)
def test_a_gender_follows_where_one_person_can_be_meant(
    text: str, locale: Locale, name: str, gender: str | None
) -> None:
    """A pronoun, an address or an avowal of one person only; of two, or of somebody without a name, nothing follows."""
    assert people(f"INT. X\n\n{text}\n", locale)[name].gender == gender
