import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, get_args

import pytest

from screenplay.elements import Locale
from screenplay.fountain import parse
from screenplay.scenes import scenes
from screenplay.story import Beat, Channel


def beats(text: str, locale: Locale = "fr") -> list[Beat]:
    return [beat for scene in scenes(parse(text, locale=locale)) for beat in scene.beats]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Roux entre. Mme Roux sort.", ["M. Roux entre.", "Mme Roux sort."]),
        (
            "Né avant J.-C. dit-on... ou presque ! dit-il. Bon.",
            ["Né avant J.-C. dit-on... ou presque ! dit-il.", "Bon."],
        ),
        ("Il lit : « Viens. Vite. » Il part.", ["Il lit : « Viens. Vite. »", "Il part."]),
        ("Il attend… Rien. Dr. No entre.", ["Il attend…", "Rien.", "Dr. No entre."]),
        ("GROS PLAN SUR LA MAIN\nElle tremble.", ["GROS PLAN SUR LA MAIN", "Elle tremble."]),
        ("Un homme\nattend.", ["Un homme attend."]),
    ],
)
def test_action_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    """Abbreviations, ellipses and quotations do not break a sentence."""
    assert [beat.text for beat in beats(f"INT. X\n\n{text}")] == expected


def test_a_synopsis_inside_a_speech_does_not_end_it() -> None:
    """What is said after it is the same character's, with its parenthetical; the synopsis is not said."""
    found = beats("LÉA\nUn et un\n=1+1\n(bas)\n= tout bas\nfont deux.\n\nTOM ^\nNon.\n= il ment\n~La la")
    assert [(beat.speaker, beat.text, beat.delivery, beat.dual) for beat in found] == [
        ("lea", "Un et un", "", "left"),
        ("lea", "font deux.", "bas", "left"),
        ("tom", "Non.", "", "right"),
        ("tom", "La la", "", "right"),
    ]


def test_a_very_long_sentence_is_cut_at_its_clauses() -> None:
    """Over three hundred characters, clauses are beats of their own, and no word is lost."""
    text = ", ".join(["elle traverse la place sans regarder personne"] * 12) + "."
    found = [beat.text for beat in beats(f"INT. X\n\n{text}")]
    assert len(found) > 1
    assert all(len(piece) <= 300 for piece in found)
    assert " ".join(found) == text


def test_a_scene_taken_out_plays_nothing() -> None:
    """It stays in the list with its number and its text, without beats or people; a transition passes it by."""
    text = "INT. A\n\nLÉA entre.\n\nFONDU AU NOIR.\n\n.SUPPRIMÉE #7#\n\nPAUL\nNon.\n\nINT. B\n\nRien."
    before, gone, after = scenes(parse(text, locale="fr"))
    assert (gone.number, gone.beats, gone.cast, gone.eighths, gone.seconds) == ("7", (), (), 1, 0)
    assert "Non." in [element.text for element in gone.elements]
    assert (before.ending, after.transition) == ("FONDU AU NOIR.", "FONDU AU NOIR.")


def test_long_speeches_are_cut_at_sentence_ends() -> None:
    """A long speech breaks after whole sentences; only its first beat opens it; joined, it is the writer's text."""
    speech = "Je me souviens de tout. " * 20
    found = beats(f"LÉA\n(bas)\n{speech}")
    assert len(found) > 1
    assert all(beat.text.rstrip().endswith(".") and len(beat.text) <= 230 for beat in found)
    assert [beat.opens for beat in found] == [True] + [False] * (len(found) - 1)
    assert "".join(beat.text for beat in found) == speech.strip()


def test_a_parenthetical_governs_what_follows_it() -> None:
    """A delivery holds until the next one; one with nothing under it is played by its speaker."""
    found = beats("LÉA\n(bas)\nUn.\n(fort)\nDeux.\n(elle sort)")
    assert [(b.kind, b.text, b.delivery, b.speaker, b.opens) for b in found] == [
        ("speech", "Un.", "bas", "lea", True),
        ("speech", "Deux.", "fort", "lea", False),
        ("action", "elle sort", "", "lea", True),
    ]


@pytest.mark.parametrize(
    ("cue", "delivery", "channel"),
    [
        ("LÉA", "au téléphone", "on"),
        ("LÉA", "into phone", "on"),
        ("LÉA", "filtered", "phone"),
        ("LÉA (AU TÉLÉPHONE)", "", "phone"),
        ("MAX (AU TÉLÉPHONE)", "", "on"),
        ("MAX (FILTERED)", "", "phone"),
        ("LÉA (V.O.)", "au téléphone", "phone"),
        ("LÉA (V.O.)", "", "vo"),
        ("LÉA (EN VOIX OFF)", "", "vo"),
        ("LÉA (OFF)", "", "off"),
        ("LÉA (O.S.)", "", "off"),
        ("LÉA (HORS CHAMP) (SUITE)", "", "off"),
        ("LÉA (À LA RADIO)", "", "radio"),
        ("RADIO", "", "radio"),
        ("TÉLÉVISION", "", "tv"),
        ("LÉA (À LA TÉLÉ)", "", "tv"),
        ("HAUT-PARLEUR", "", "speaker"),
        ("LÉA (OVER LOUDSPEAKER)", "", "speaker"),
        ("LÉA (DERRIÈRE LA PORTE)", "", "door"),
        ("LÉA (OFF)", "à travers la porte", "door"),
        ("LÉA", "through the door, louder", "door"),
        ("LÉA", "dans le mégaphone", "speaker"),
        ("LÉA", "à la porte", "on"),
        ("VOIX DE MARIN", "", "off"),
        ("LÉA (SUITE)", "", "on"),
    ],
)
def test_channels(cue: str, delivery: str, channel: str) -> None:
    """Extensions and parentheticals say how a voice reaches us. MAX, whom the action shows, is there."""
    text = f"INT. X\n\nMAX (40 ans) entre.\n\n{cue}\n" + (f"({delivery})\n" if delivery else "") + "Oui."
    assert beats(text)[-1].channel == channel


def test_every_channel_is_in_the_public_schema() -> None:
    """The JSON Schema that others read names the channels that there are."""
    schema = files("screenplay").joinpath("script.schema.json").read_text("utf-8")
    assert list(get_args(Channel)) in [part["enum"] for part in _parts(json.loads(schema)) if "enum" in part]


def _parts(node: object) -> Iterator[dict[str, Any]]:
    """Every object inside a schema."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _parts(inner)


def test_heard_is_not_seen() -> None:
    """V.O., telephone and OFF leave their speaker out of the picture, unless the action shows them."""
    text = "INT. X\n\nMax dort.\n\nLÉA (V.O.)\nUn.\n\nNOÉ (OFF)\nDeux.\n\nMAX (OFF)\nTrois."
    (scene,) = scenes(parse(text, locale="fr"))
    assert {p.character: (p.seen, p.speaks) for p in scene.cast} == {
        "max": (True, True),
        "lea": (False, True),
        "noe": (False, True),
    }


def test_ids_outlive_edits_elsewhere() -> None:
    """A new line changes no other beat's id, nor does a scene put before."""
    old = "INT. A - JOUR\n\nIl entre. Il sort.\n\nLÉA\nOui.\n"
    new = "EXT. B - NUIT\n\nLa mer.\n\nINT. A - JOUR\n\nIl entre. Il hésite. Il sort.\n\nLÉA\nOui.\n"
    assert {beat.id for beat in beats(old)} < {beat.id for beat in beats(new)}
    assert scenes(parse(old))[0].id == scenes(parse(new))[1].id


def test_text_before_the_first_heading_is_a_scene() -> None:
    """A script without headings is one scene, nowhere; a transition alone makes none."""
    (scene,) = scenes(parse("Il attend.\n\nLÉA\nOui."))
    assert (scene.element, scene.heading.place, scene.heading.interior, scene.heading.exterior) == (
        None,
        "",
        False,
        False,
    )
    told = scenes(parse("FADE IN:\n\nINT. A - DAY\n\nHe waits.\n\nFADE OUT.", locale="en"))
    assert [(one.transition, one.ending, len(one.beats)) for one in told] == [("FADE IN:", "FADE OUT.", 1)]


def test_transitions_lead_into_what_follows() -> None:
    """A transition between scenes ends one and opens the next; one inside a scene leads into its next beat."""
    text = "INT. A\n\nUn.\n\nVOLET\n\nDeux.\n\nFONDU AU NOIR.\n\nINT. B\n\nTrois."
    one, two = scenes(parse(text, locale="fr"))
    assert [beat.transition for beat in one.beats] == ["", "VOLET"]
    assert (one.ending, two.transition) == ("FONDU AU NOIR.", "FONDU AU NOIR.")


@pytest.mark.parametrize(("text", "locale"), [("FIN", "fr"), ("THE END", "en"), ("THE END.", "fr"), ("ENDE", "de")])
def test_the_end_is_a_card(text: str, locale: Locale) -> None:
    """FIN alone on its line is lettered, not played; in a sentence it is a word like others."""
    told = beats(f"INT. CHAMBRE\n\nIl dort.\n\n{text}", locale)
    assert [(beat.kind, beat.text) for beat in told] == [("action", "Il dort."), ("card", text)]
    assert beats(f"INT. CHAMBRE\n\n{text} du jour.", locale)[0].kind == "action"


def test_side_by_side_speeches_last_as_long_as_the_longer() -> None:
    """Dual dialogue costs the time of one speech, not of two."""
    single = scenes(parse("LÉA\nOui, je viens tout de suite."))[0].seconds
    dual = scenes(parse("LÉA\nOui, je viens tout de suite.\n\nNOÉ ^\nOui."))[0].seconds
    assert dual == single


def test_silences_are_held() -> None:
    """(un temps) and a long silence take time."""
    assert beats("LÉA\n(un temps)\nOui.")[0].seconds == pytest.approx(beats("LÉA\nOui.")[0].seconds + 1)
    assert beats("INT. X\n\nUn long silence.", "fr")[0].seconds > beats("INT. X\n\nUn long chien noir", "fr")[0].seconds


def test_beats_point_at_their_words_in_the_file() -> None:
    """Through marks and notes, a beat's offset and length frame its own words."""
    text = "INT. X\n\nIl *court*. [[il court]] Il tombe. Il court.\n"
    assert [text[b.offset : b.offset + b.length] for b in beats(text)] == ["Il *court*.", "Il tombe.", "Il court."]
