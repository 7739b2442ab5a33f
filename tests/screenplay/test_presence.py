import pytest

from screenplay.elements import Locale
from screenplay.fountain import parse
from screenplay.scenes import scenes


def present(action: str, locale: Locale, *, cast: str = "PAUL (30 ans), MARIE (30 ans) et SAMIR (30 ans).") -> str:
    """Who is seen in a scene of that action, in a script that knows Paul, Marie and Samir."""
    text = f"INT. A\n\n{cast}\n\nINT. B\n\n{action}\n"
    return " ".join(one.character for one in scenes(parse(text, locale=locale))[1].cast if one.seen)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Paul entre. Marie le suit.", "paul marie"),
        ("Marie tend la lettre à Paul.", "marie paul"),
        ("Marie parle à Paul et à Samir.", "marie paul samir"),
        ("La main de Paul tremble. Le visage fatigué de Samir.", "paul samir"),
        ("Marie s'approche de Paul.", "marie paul"),
        ("Elle sort. Paul entre.", "paul"),
        ("Marie appelle. Paul se retourne.", "marie paul"),
        ("Sans un mot, Paul sort.", "paul"),
        ("Marie ne voit pas Paul, derrière elle.", "marie paul"),
        ("Tous sortent, sauf Paul.", "paul"),
        ("Marie pense à Paul.", "marie"),
        ("Marie pense encore à Paul et à Samir.", "marie"),
        ("Marie attend Paul.", "marie"),
        ("Marie parle de Paul.", "marie"),
        ("Marie part sans Paul ni Samir.", "marie"),
        ("Ni Paul ni Samir ne sont là. Marie attend.", "marie"),
        ("Paul n'est pas là. Samir n'est toujours pas rentré. Marie a disparu.", ""),
        ("Marie lit une lettre de Paul. Sur l'enveloppe, le nom de Samir.", "marie"),
        ("Marie écrit à Paul. Une lettre cachetée pour Samir.", "marie"),
        ("Marie lit : « Paul est parti. Samir aussi. »", "marie"),
        ("Le père de Paul entre chez Samir.", ""),
        ("Marie longe la rue Saint-Paul. Jean-Paul la salue. Samir-Louis aussi.", "marie"),
        ("Ce n'est pas Paul : c'est Samir.", "samir"),
        ("Elle entre. Il la regarde. Ils sortent.", ""),
        ("Une photo de Paul. La voiture de Samir.", ""),
        ("Marie marche comme Paul.", "marie"),
    ],
)
def test_in_french_whom_the_action_shows_is_there(action: str, expected: str) -> None:
    """Named and acting, one is present; thought of, waited for, owned, quoted or part of another name, one is not."""
    assert present(action, "fr") == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Paul enters. Marie follows Samir.", "paul marie samir"),
        ("Paul's hand trembles. Samir's tired eyes.", "paul samir"),
        ("Marie looks at Paul and Samir.", "marie paul samir"),
        ("Marie talks to Paul. She opens the door for Samir.", "marie paul samir"),
        ("Marie waits for Paul. She writes to Samir.", "marie"),
        ("Marie thinks about Paul.", "marie"),
        ("Paul's mother enters. The son of Samir.", ""),
        ("Marie reads a letter from Paul. Still no Samir.", "marie"),
        ("Paul isn't here. Samir is gone.", ""),
        ("A sign reads “Paul and Sons”. Marie stops.", "marie"),
        ("Marie walks like Paul, past Saint-Samir.", "marie"),
        ("She calls Paul. Paul doesn't answer.", "paul"),
    ],
)
def test_in_english_whom_the_action_shows_is_there(action: str, expected: str) -> None:
    """The same in English."""
    assert present(action, "en", cast="PAUL (30), MARIE (30) and SAMIR (30).") == expected


def test_those_introduced_together_are_named_together() -> None:
    """LES DEUX FRÈRES are the two who were introduced as brothers, and nobody when two pairs were."""
    one = "Deux frères, JEAN et LUC, jouent aux cartes."
    assert present("Les deux frères entrent.", "fr", cast=one) == "jean luc"
    assert present("Les frères se battent. Luc tombe.", "fr", cast=one) == "jean luc"
    assert present("Des frères passent.", "fr", cast=one) == ""
    two = one + "\n\nDeux frères, PAUL et MARC, arrivent."
    assert present("Les deux frères entrent.", "fr", cast=two) == ""
    assert present("The two sisters enter.", "en", cast="ANN (20) and EVE (22), two sisters, wait.") == "ann eve"


def test_whom_a_line_is_said_to_is_there() -> None:
    """(à Marie) has Marie in the room; by telephone it has not."""
    said = "PAUL{}\n({})\nViens.\n"
    assert present(said.format("", "à Marie"), "fr") == "paul marie"
    assert present(said.format("", "bas, à Marie et Samir"), "fr") == "paul marie samir"
    assert present(said.format("", "au téléphone, à Marie"), "fr") == "paul"
    assert present(said.format(" (V.O.)", "à Marie"), "fr") == ""


def test_a_crowd_is_there_when_the_action_says_so() -> None:
    """A group that speaks somewhere is present elsewhere by its noun; those who speak together are each of them."""
    text = "INT. A\n\nLES ENFANTS\nOui !\n\nPAUL ET MARIE\nNon !\n\n"
    text += "INT. B\n\nLes enfants jouent.\n\nPAUL\nLà.\n\nMARIE\nQui ?"
    first, second = scenes(parse(text, locale="fr"))
    assert {one.character for one in first.cast} == {"enfants", "paul-et-marie", "paul", "marie"}
    assert [one.character for one in second.cast if not one.speaks] == ["enfants"]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_reflexive_verb_is_no_possessive(apostrophe) -> None:
    """PAUL s'assoit is Paul, sitting; PAUL'S HAT is a hat."""
    assert present(f"PAUL s{apostrophe}assoit.", "fr") == "paul"
    assert present(f"PAUL{apostrophe}S HAT lies there.", "en") == ""
