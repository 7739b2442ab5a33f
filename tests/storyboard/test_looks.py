"""Looks: what the text says, and nobody like anybody else for the rest."""

from itertools import combinations

import pytest

from screenplay.scenes import Character
from storyboard.looks import difference, looks, stranger


def person(
    name: str, introduction: str = "", *, gender: str | None = None, age: int | None = None, **more: str
) -> Character:
    """Someone of a cast, by name."""
    return Character(name.lower().replace(" ", "-"), name, (), gender, age, introduction, 1, "", **more)


@pytest.mark.parametrize(
    ("introduction", "field", "value"),
    [
        ("PAUL, la cinquantaine, barbu, entre avec un sac de courses.", "accessory", "beard"),
        ("PAUL, lunettes rondes, attend.", "accessory", "glasses"),
        ("PAUL, chauve, attend.", "hair", "bald"),
        ("PAUL, cheveux longs, attend.", "hair", "long"),
        ("PAUL, massif, attend.", "build", "heavy"),
        ("PAUL, petit homme sec, attend.", "build", "slim"),
        ("PAUL, en manteau noir, attend.", "top", "coat"),
        ("PAUL, en manteau noir, attend.", "top_tone", 0.1),
        ("PAUL, gilet gris, attend.", "top", "sweater"),
        ("PAUL, vieux pêcheur, attend.", "age", "old"),
        ("PAUL (29), red coat, curly hair, waits.", "top", "coat"),
        ("PAUL (29), red coat, curly hair, waits.", "hair", "curly"),
        ("PAUL, late seventies, white beard, glasses, waits.", "hair_tone", 0.97),
        ("A BOUNCER, PAUL, a heavy man in a black cap.", "accessory", "cap"),
        ("PAUL, vêtu de noir, attend.", "top_tone", 0.1),
        ("PAUL, a bald man in a dark suit, waits.", "top", "jacket"),
    ],
)
def test_the_introduction_is_believed(introduction: str, field: str, value: object) -> None:
    """Age, build, hair, clothes, tones and accessories come from the introducing sentence, in both languages."""
    character = person("PAUL", introduction, gender="m")
    assert getattr(looks([character], [introduction])["paul"], field) == value


def test_clothes_worn_elsewhere_count_and_clothes_carried_do_not() -> None:
    """ "en manteau noir" dresses, "prend son manteau" does not."""
    worn = looks([person("ANNE", gender="f")], ["Anne entre, en uniforme."])["anne"]
    taken = looks([person("ANNE", gender="f")], ["Anne prend un uniforme dans l'armoire."])["anne"]
    assert worn.top == "uniform"
    assert taken.top != "uniform"


def test_another_ones_coat_is_not_mine() -> None:
    """A sentence that names two people dresses each in what follows the name."""
    text = "ANNE, en robe claire, et MARC, barbu, casquette, entrent."
    dressed = looks([person("ANNE", text, gender="f"), person("MARC", text, gender="m")], [text])
    assert (dressed["anne"].top, dressed["marc"].accessory) == ("dress", "beard")
    assert dressed["anne"].accessory not in ("beard", "cap")


def test_years_decide_the_age_and_the_height() -> None:
    """A child of twelve is no adult, and smaller than one; seventy is old."""
    cast = [person("NOÉ", gender="m", age=12), person("LÉA", gender="f", age=34), person("MARTHE", gender="f", age=70)]
    child, adult, old = looks(cast, []).values()
    assert (child.age, adult.age, old.age) == ("child", "adult", "old")
    assert child.height < 1.55 < adult.height


def test_a_trade_dresses() -> None:
    """A policeman wears his uniform without a word of the text."""
    assert looks([person("LE POLICIER", gender="m")], [])["le-policier"].top == "uniform"


@pytest.mark.parametrize("told", ["bald", "red hair in a ponytail", "curly hair", "black hair"])
def test_nobody_gets_a_hat_over_hair_that_is_told(told: str) -> None:
    """Told hair is seen, whoever has it; a hat that is told stays on it."""
    names = [f"SAM {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    for name in names:
        [look] = looks([person(name, f"{name}, {told}, waits.", gender="m")], []).values()
        assert look.accessory not in ("hat", "cap")
    [hatted] = looks([person("SAM", f"SAM, {told}, in a hat, waits.", gender="m")], []).values()
    assert hatted.accessory == "hat"


def test_no_accessory_twice_unless_it_is_told() -> None:
    """Glasses, a hat or a beard mark one silhouette of a film, that of whom the text gives it first of all."""
    names = [f"PAUL {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    cast = [person(name, gender="mf"[number % 2]) for number, name in enumerate(names)]
    worn = [look.accessory for look in looks([*cast, person("ZOÉ", "ZOÉ porte un chapeau.")], []).values()]
    given = [one for one in worn if one]
    assert len(given) == len(set(given)) > 3
    assert worn[-1] == "hat"


def test_old_women_are_drawn_as_women() -> None:
    """Of seventy and more: no man's crop and no man's hat."""
    cast = [person(f"ROSE {letter}", gender="f", age=70 + number) for number, letter in enumerate("ABCDEFGHIJKL")]
    dressed = looks(cast, []).values()
    assert not {"short", "crop", "bald"} & {look.hair for look in dressed}
    assert not {"hat", "cap", "tie"} & {look.accessory for look in dressed}
    assert sum("skirt" in (look.bottom,) or look.top == "dress" for look in dressed) > 6


def test_twelve_people_differ() -> None:
    """Nobody of a cast of twelve of one sex has the silhouette of another."""
    cast = [
        person(name, gender="f")
        for name in ("ANNE", "BÉA", "CLÉO", "DINA", "ÈVE", "FLO", "GINA", "HÉLÈNE", "INÈS", "JADE", "KIM", "LOU")
    ]
    dressed = looks(cast, [])
    assert min(difference(one, other) for one, other in combinations(dressed.values(), 2)) > 2.0


def test_newcomers_change_nobody() -> None:
    """Looks of those who came first stay when the cast grows."""
    cast = [person(name, gender="m") for name in ("ADAM", "BORIS", "CARL", "DAVID", "ÉMILE", "FRED")]
    assert looks(cast[:3], []) == {
        key: value for key, value in looks(cast, []).items() if key in ("adam", "boris", "carl")
    }


def test_an_animal_is_one() -> None:
    """A cat has no hat."""
    cat = looks([person("LE CHAT", animal="cat")], [])["le-chat"]
    assert (cat.animal, cat.accessory) == ("cat", "")


def test_strangers_vary_and_stay() -> None:
    """Extras are drawn from their names."""
    crowd = [stranger(f"place-{number}") for number in range(12)]
    assert len(set(crowd)) == 12
    assert crowd == [stranger(f"place-{number}") for number in range(12)]


def test_hostile_words_are_only_words() -> None:
    """Patterns in a name or an introduction do not reach the regular expressions."""
    odd = person("(.*)+[", "(.*)+[ entre, barbu.", gender="m")
    assert looks([odd], ["(.*)+[ entre."])[odd.id].height > 1
