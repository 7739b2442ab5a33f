"""What the text asks for, in both languages, and what looks like it and does not."""

import pytest

from screenplay.scenes import Beat, Character, Heading, Presence, Scene
from storyboard.cues import Cue, cues, scene_cues


def person(identity: str, gender: str | None = None, name: str = "", **more: object) -> Character:
    """Someone of a cast."""
    return Character(
        identity, name or identity.upper(), (), gender, None, str(more.pop("introduction", "")), 1, "", **more
    )


FRENCH = (person("marie", "f"), person("paul", "m"), person("serveur", "m", "LE SERVEUR"), person("rose", "f"),
          person("enfants", None, "LES ENFANTS", group=True))  # fmt: skip
ENGLISH = (person("mary", "f"), person("jack", "m"), person("cop", "m", "THE COP"), person("will", "m"))


def action(text: str, number: int = 1) -> Beat:
    """A beat of action."""
    return Beat(f"b{number}", "action", text, "e", number, 0, len(text))


def speech(speaker: str, text: str, delivery: str = "", number: int = 1) -> Beat:
    """A beat of speech."""
    return Beat(f"b{number}", "speech", text, "e", number, 0, len(text), speaker=speaker, delivery=delivery)


def told(text: str) -> list[tuple[str, str, str]]:
    """(kind, subject, object or thing) of a French sentence's cues."""
    return _short(cues(action(text), FRENCH, locale="fr"))


def told_in_english(text: str) -> list[tuple[str, str, str]]:
    """The same of an English one."""
    return _short(cues(action(text), ENGLISH, locale="en"))


def _short(found: tuple[Cue, ...]) -> list[tuple[str, str, str]]:
    return [(cue.kind, "+".join(cue.subject), cue.thing or cue.object or cue.name) for cue in found]


def scene(*beats: Beat, cast: tuple[Character, ...]) -> Scene:
    """A scene of these beats."""
    heading = Heading("INT. X", True, False, "X", "x", (), "day", "")
    people = tuple(Presence(character.id, True, True, 1.0, 1) for character in cast)
    return Scene("s", 1, "1", heading, None, (), beats, people, "", 1, 1, 1.0)


@pytest.mark.parametrize(
    "text",
    ["Marie, entre deux portes, attend.", "Marie entre les mains vides.", "Le sort en est jeté.", "La porte de Marie.",
     "La montre de Paul est arrêtée.", "Elle rate une marche.", "La marche est longue.", "Le lit est défait.",
     "La joue de Marie.", "Un verre entre deux assiettes.", "Paul, le souffle court, attend.", "Une rose fanée.",
     "Une lettre de Paul, courte et froide.", "Le vent pousse la porte.", "Paul ne sort pas.",
     "À court d'idées, Paul attend.",
     "La danse de Marie.", "Un court instant, Paul hésite.", "Une pointe de sel.", "L'entrée est sombre.",
     "Le car part sans Paul.", "Personne ne court."],
)  # fmt: skip
def test_french_nouns_and_prepositions_ask_for_no_gesture(text: str) -> None:
    """What is no verb of somebody of the cast asks for nothing."""
    gestures = [cue for cue in told(text) if cue[0] not in ("pause", "sound", "at", "affect", "pass")]
    assert gestures == []


@pytest.mark.parametrize(
    "text",
    ["A look passes between them.", "Autumn leaves fall.", "Mary's long walk.", "Jack's car stops.", "The run is over.",
     "Will will answer.", "Mary doesn't look at Jack.", "A short drive.", "The kiss of death.", "He lies to her.",
     "The stand is empty.", "Jack, head down, waits.", "Waves break.", "The cooks are tired."],
)  # fmt: skip
def test_english_nouns_ask_for_no_gesture(text: str) -> None:
    """The same for English, where most verbs are nouns too."""
    gestures = [cue for cue in told_in_english(text) if cue[0] not in ("pause", "sound", "at", "affect", "pass")]
    assert gestures == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Marie entre.", ("enter", "marie", "")),
        ("Paul sort du café.", ("exit", "paul", "du café")),
        ("Paul sort un couteau de sa poche.", ("take", "paul", "knife")),
        ("Paul vient de rentrer.", ("enter", "paul", "")),
        ("Paul se met à courir.", ("run", "paul", "")),
        ("Marie regarde Paul qui sort.", ("exit", "paul", "")),
        ("Marie regarde Paul sortir.", ("exit", "paul", "")),
        ("Marie ne quitte pas Paul des yeux.", ("look", "marie", "paul")),
        ("Marie lève les yeux vers Paul.", ("look", "marie", "paul")),
        ("Assise à la table, Marie lit une lettre.", ("sit", "marie", "table")),
        ("Le serveur, tout en essuyant un verre, observe Marie.", ("cook", "serveur", "glass")),
        ("Le serveur, tout en essuyant un verre, observe Marie.", ("look", "serveur", "marie")),
        ("Marie et Paul s'embrassent.", ("kiss", "marie+paul", "")),
        ("MARIE (45 ans), tailleur noir, et PAUL, barbu, dînent.", ("eat", "marie+paul", "")),
        ("Les yeux de Marie se remplissent de larmes.", ("affect", "marie", "")),
        ("On découvre Paul, allongé sur le lit.", ("lie", "paul", "bed")),
        ("Paul lui tend la clé.", ("give", "paul", "key")),
        ("Derrière le comptoir, LE SERVEUR essuie un verre.", ("at", "serveur", "counter")),
        ("Paul dort dans le fauteuil.", ("lie", "paul", "armchair")),
        ("Marie, un sac sur l'épaule, attend.", ("hold", "marie", "bag")),
        ("La foule du samedi.", ("crowd", "", "foule")),
        ("Le TÉLÉPHONE sonne.", ("sound", "", "TÉLÉPHONE sonne")),
        ("Un long silence.", ("pause", "", "")),
        ("GROS PLAN SUR la main de Marie.", ("framing", "marie", "la main de Marie")),
        ("TRAVELLING AVANT sur Paul.", ("framing", "paul", "Paul")),
    ],
)
def test_french_cues(text: str, cue: tuple[str, str, str]) -> None:
    """French verbs, states, places, sounds and framings, by lemma."""
    assert cue in told(text)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("She watches Jack leave.", ("exit", "jack", "")),
        ("Jack raises his hands.", ("hands_up", "jack", "his hands")),
        ("Mary and Jack sit at the table, eating.", ("eat", "mary+jack", "")),
        ("Seated at the counter, Mary reads a newspaper.", ("sit", "mary", "counter")),
        ("Jack picks the letter up.", ("take", "jack", "letter")),
        ("Jack tries to open the door.", ("open", "jack", "door")),
        ("Mary starts to cry.", ("affect", "mary", "")),
        ("Jack's hand trembles.", ("affect", "jack", "")),
        ("The cop points his gun at Jack.", ("point", "cop", "gun")),
        ("Mary stands by the window, smoking.", ("smoke", "mary", "")),
        ("MARY, a heavyset waitress in her fifties, wipes the counter.", ("cook", "mary", "counter")),
        ("Jack, in a dark suit, enters.", ("enter", "jack", "")),
        ("THE COP in the black cap enters.", ("enter", "cop", "")),
        ("A KNOCK at the door.", ("sound", "", "A KNOCK")),
        ("CLOSE ON Mary's face.", ("framing", "mary", "Mary's face")),
        ("We see Jack, asleep on the couch.", ("discover", "jack", "")),
        ("Jack storms out.", ("run", "jack", "")),
    ],
)
def test_english_cues(text: str, cue: tuple[str, str, str]) -> None:
    """English verbs, states, places, sounds and framings, by lemma."""
    assert cue in told_in_english(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("PLAN LARGE : la rue.", "wide"), ("TGP les lèvres.", "ecu"), ("PLAN D'ENSEMBLE.", "estab"),
     ("PLAN SUBJECTIF de Paul.", "pov"), ("TRAVELLING ARRIÈRE.", "pull_back"), ("PANORAMIQUE sur la ville.", "pan"),
     ("TRAVELLING D'ACCOMPAGNEMENT.", "track"), ("INSERT : la lettre.", "insert"), ("ANGLE SUR Marie.", "angle")],
)  # fmt: skip
def test_french_pins(text: str, name: str) -> None:
    """Framing written in French pins the shot."""
    assert [(cue.name, cue.weight) for cue in cues(action(text), FRENCH, locale="fr") if cue.kind == "framing"] == [
        (name, 2.0)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [("WIDE ON the street.", "wide"), ("ECU Mary's eyes.", "ecu"), ("ANGLE ON THE DOOR", "angle"),
     ("JACK'S POV", "pov"), ("INSERT - THE LETTER", "insert"), ("PUSH IN on Jack.", "push_in"),
     ("PULL BACK to reveal the crowd.", "pull_back"),
     ("PAN to the window.", "pan"), ("TRACK with Mary.", "track"), ("BACK TO SCENE", "back")],
)  # fmt: skip
def test_english_pins(text: str, name: str) -> None:
    """Framing written in English pins the shot."""
    assert [cue.name for cue in cues(action(text), ENGLISH, locale="en") if cue.kind == "framing"] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [("On the opposite pavement, Mary leans against a wall.", []), ("On a table, Jack finds a key.", []),
     ("On the wall hangs a portrait.", []), ("Wide-eyed, Mary stares.", []),
     ("ON THE DOOR", ["angle"]), ("On MARY, in tears.", ["angle"]), ("On the MAN.", ["angle"]),
     ("On Jack.", ["angle"])],
)  # fmt: skip
def test_a_sentence_that_begins_with_a_place_is_no_framing(text: str, names: list[str]) -> None:
    """ON frames in capitals, before a name in capitals, or with what it is on alone on the line."""
    assert [cue.name for cue in cues(action(text), ENGLISH, locale="en") if cue.kind == "framing"] == names


def test_pronouns_are_the_last_one_named_of_their_gender() -> None:
    """il and elle, their objects and ils, from beat to beat."""
    rows = scene_cues(
        scene(action("Marie tend la clé à Paul."), action("Il la prend."), action("Elle sourit."),
              action("Ils sortent."), cast=FRENCH), FRENCH, locale="fr")  # fmt: skip
    assert [(cue.kind, cue.subject, cue.thing) for cue in rows[1]] == [("take", ("paul",), "key")]
    assert rows[2][0].subject == ("marie",)
    assert set(rows[3][0].subject) == {"marie", "paul"}


def test_kinship_words_find_the_relative() -> None:
    """ "sa mère" is she who was introduced as such, not the last woman named."""
    cast = (person("simone", "f"), person("bruno", "m"), person("lea", "f", "LÉA"))
    rows = scene_cues(
        scene(action("SIMONE attend."), action("Son fils, BRUNO, arrive."), action("LÉA entre."),
              action("Bruno regarde sa mère."), cast=cast), cast, locale="fr")  # fmt: skip
    assert [(cue.subject, cue.object) for cue in rows[3]] == [(("bruno",), "simone")]


def test_a_verbless_companion_does_the_same() -> None:
    """ "Marie avance, Paul derrière elle": both walk."""
    assert ("walk", "paul", "") in [(kind, who, "") for kind, who, _ in told("Marie avance, Paul derrière elle.")]


@pytest.mark.parametrize(
    ("delivery", "kind", "expression"),
    [("souriant", "affect", "joy"), ("en larmes", "affect", "sadness"), ("furieux", "affect", "anger"),
     ("se levant", "rise", None), ("au téléphone", "phone", None), ("à voix basse", "whisper", None),
     ("un temps", "pause", None), ("criant", "shout", None)],
)  # fmt: skip
def test_french_deliveries(delivery: str, kind: str, expression: str | None) -> None:
    """Parentheticals are cues of the speaker."""
    found = cues(speech("paul", "Oui.", delivery), FRENCH, locale="fr")
    assert [(cue.kind, cue.expression, cue.subject) for cue in found] == [(kind, expression, ("paul",))]


@pytest.mark.parametrize(
    ("delivery", "kind"),
    [
        ("whispering", "whisper"),
        ("into phone", "phone"),
        ("standing up", "rise"),
        ("smiling", "affect"),
        ("beat", "pause"),
    ],
)
def test_english_deliveries(delivery: str, kind: str) -> None:
    """The same in English."""
    assert [cue.kind for cue in cues(speech("jack", "Yes.", delivery), ENGLISH, locale="en")] == [kind]


def test_a_delivery_names_whom_the_line_is_for() -> None:
    """(à Marie) makes the speaker look at her; (sans la regarder) makes nothing."""
    assert [
        (cue.kind, cue.object, cue.name) for cue in cues(speech("paul", "Viens.", "à Marie"), FRENCH, locale="fr")
    ] == [("look", "marie", "address")]
    assert cues(speech("paul", "Viens.", "sans la regarder"), FRENCH, locale="fr") == ()


def test_words_of_a_cue_are_where_it_says() -> None:
    """``start`` and ``end`` cut the words out of the beat, decomposed accents and typographic apostrophes included."""
    text = "Marie, éblouie, s’assoit à la table."
    cue = next(cue for cue in cues(action(text), FRENCH, locale="fr") if cue.kind == "sit")
    assert text[cue.start : cue.end] == "assoit à la table"


def test_a_first_appearance_is_an_introduction() -> None:
    """A name in capitals in its introducing sentence; not when the name comes back in capitals."""
    cast = (person("ana", "f", introduction="ANA, trente ans, attend."),)
    assert [cue.kind for cue in cues(action("ANA, trente ans, attend."), cast, locale="fr")] == ["intro"]
    assert cues(action("ANA attend."), cast, locale="fr") == ()


@pytest.mark.parametrize(
    "text", ["", "…", "((((", "l'l'l'l'", "'s 's", "\u0301\u0301", "et et et", "qui qui", "A" * 20_000, "se " * 3_000]
)
def test_odd_text_is_read_without_complaint(text: str) -> None:
    """Nothing that is no sentence stops the reading."""
    assert isinstance(cues(action(text), FRENCH, locale="fr"), tuple)
    assert isinstance(cues(action(text), ENGLISH, locale="en"), tuple)


def test_who_follows_someone_in_comes_in_too() -> None:
    """Suivi de, followed by: they do what the first one does."""
    assert [(kind, who) for kind, who, _ in told("Marie entre, suivie de Paul.")] == [
        ("enter", "marie"),
        ("enter", "paul"),
    ]
    assert ("exit", "jack") in [(kind, who) for kind, who, _ in told_in_english("Mary leaves, followed by Jack.")]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Paul laisse tomber sa canne.", "drop", "paul"),
        ("Paul fait tomber un vase.", "drop", "paul"),
        ("Paul lâche son verre.", "drop", "paul"),
        ("Paul se laisse tomber sur une chaise.", "sit", "paul"),
        ("Marie laisse échapper un cri.", "shout", "marie"),
        ("Marie fait entrer Paul.", "enter", "paul"),
        ("Marie laisse Paul entrer.", "enter", "paul"),
        ("Marie fait lire la lettre à Paul.", "read", "paul"),
        ("Marie fait signe à Paul.", "wave", "marie"),
        ("Marie tombe sur Paul.", "look", "marie"),
        ("Marie tombe sur le sol.", "lie", "marie"),
        ("Marie tombe dans les bras de Paul.", "embrace", "marie"),
        ("Paul lève son verre.", "take", "paul"),
        ("Paul se lève.", "rise", "paul"),
        ("Marie enlève son manteau.", "take_off", "marie"),
        ("Paul essore le torchon.", "hold", "paul"),
        ("Paul ouvre le tiroir et en sort une photo.", "take", "paul"),
        ("PAUL, barbe blanche, canne, attend.", "hold", "paul"),
        ("Arrive Marie.", "enter", "marie"),
    ],
)
def test_french_deeds_are_what_their_words_say_together(text: str, kind: str, who: str) -> None:
    """A verb and what goes with it ask for one thing, of whoever does it."""
    assert (kind, who) in [cue[:2] for cue in told(text)]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Jack drops his cane.", "drop", "jack"),
        ("Jack lets the glass fall.", "drop", "jack"),
        ("Jack drops to his knees.", "kneel", "jack"),
        ("Jack drops onto a chair.", "sit", "jack"),
        ("Jack drops by.", "enter", "jack"),
        ("Mary lets Jack in.", "enter", "jack"),
        ("Mary makes Jack sit.", "sit", "jack"),
        ("Mary passes out the papers.", "give", "mary"),
        ("Mary passes out.", "lie", "mary"),
        ("Mary falls asleep.", "lie", "mary"),
        ("Mary raises her hands.", "hands_up", "mary"),
        ("Mary raises her glass.", "take", "mary"),
        ("Jack takes off his coat.", "take_off", "jack"),
        ("Mary polishes a glass.", "hold", "mary"),
    ],
)
def test_english_deeds_are_what_their_words_say_together(text: str, kind: str, who: str) -> None:
    """The same in English."""
    assert (kind, who) in [cue[:2] for cue in told_in_english(text)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("La nuit tombe.", "fr"), ("Marie tombe amoureuse de Paul.", "fr"), ("Paul se fait gifler.", "fr"),
        ("Marie envoie promener Paul.", "fr"), ("Paul se laisse aller.", "fr"), ("Marie laisse tomber Paul.", "fr"),
        ("Jack falls silent.", "en"), ("Mary falls in love.", "en"), ("Mary takes her time.", "en"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_deed_of_the_body_is_none(text: str, locale: str) -> None:
    """Nobody lies down for it."""
    assert (told if locale == "fr" else told_in_english)(text) == []


def test_two_who_are_listed_after_a_colon_are_those_told_of() -> None:
    """Deux amis : MARIE et PAUL; and all those listed are at the table."""
    assert ("walk", "marie+paul", "tree") in told("Deux amis marchent entre les arbres : MARIE et PAUL.")
    assert ("at", "marie+paul+rose", "table") in told("Autour de la table : MARIE, 40 ans, PAUL, 8 ans, et ROSE.")


def test_what_is_taken_is_what_is_looked_at() -> None:
    """``la`` after a photo that one has just taken is the photo, though a woman is there."""
    beats = [action("Rose dort."), action("Paul sort une photo de sa poche.", 2), action("Il la regarde.", 3)]
    looks = [cue for cue in scene_cues(scene(*beats, cast=FRENCH), FRENCH, locale="fr")[2] if cue.kind == "look"]
    assert [(cue.subject, cue.thing) for cue in looks] == [(("paul",), "photo")]
