"""Sound cues found in the action, in both languages, and their false friends."""

import pytest

from audio.effects import MOST, effects, stops
from audio.sounds import effect
from screenplay.elements import Locale
from screenplay.scenes import Beat


def beat(text: str, kind: str = "action") -> Beat:
    return Beat("b", kind, text, "e", 1, 0, len(text))  # type: ignore[arg-type]


HEARD: list[tuple[Locale, str, str]] = [
    ("fr", "On frappe à la porte.", "knock"),
    ("fr", "Trois coups secs à la porte.", "knock"),
    ("fr", "Il tambourine contre la vitre du train.", "knock"),
    ("fr", "Toc, toc, toc.", "knock"),
    ("fr", "Le téléphone sonne.", "phone_ring"),
    ("fr", "SON TÉLÉPHONE SONNE.", "phone_ring"),
    ("fr", "La sonnerie du téléphone retentit dans l’appartement.", "phone_ring"),
    ("fr", "Le portable de Léa se met à vibrer sur la table.", "phone_buzz"),
    ("fr", "Son téléphone vibre.", "phone_buzz"),
    ("fr", "On sonne à la porte.", "doorbell"),
    ("fr", "Coup de sonnette. Elle sursaute.", "doorbell"),
    ("fr", "Elle sort et claque la porte.", "door_slam"),
    ("fr", "Une portière claque.", "door_slam"),
    ("fr", "Le portail grince.", "door_creak"),
    ("fr", "UN COUP DE FEU éclate.", "gunshot"),
    ("fr", "Il appuie sur la détente.", "gunshot"),
    ("fr", "Marc tire deux fois.", "gunshot"),
    ("fr", "Un coup de tonnerre ébranle les murs.", "thunder"),
    ("fr", "Au loin, une sirène de police.", "siren"),
    ("fr", "Bruits de pas dans l'escalier.", "footsteps"),
    ("fr", "Des pas lourds s'approchent.", "footsteps"),
    ("fr", "Elle court dans le couloir.", "footsteps"),
    ("fr", "Le verre se brise sur le carrelage.", "glass_break"),
    ("fr", "Bruit de verre brisé.", "glass_break"),
    ("fr", "La vitrine vole en éclats.", "glass_break"),
    ("fr", "Le moteur vrombit.", "engine"),
    ("fr", "Paul met le contact.", "engine"),
    ("fr", "Une voiture passe lentement.", "car_pass"),
    ("fr", "Coup de klaxon.", "horn"),
    ("fr", "Un chien aboie.", "dog"),
    ("fr", "Aboiements au loin.", "dog"),
    ("fr", "Les cloches de l'église sonnent.", "bell"),
    ("fr", "Un train passe à toute vitesse.", "train"),
    ("fr", "Le public applaudit.", "applause"),
    ("fr", "Tonnerre d'applaudissements.", "applause"),
    ("fr", "Une explosion souffle les vitres.", "explosion"),
    ("fr", "L'alarme se déclenche.", "alarm"),
    ("fr", "Le réveil sonne : 6 h 30.", "alarm_clock"),
    ("fr", "Seul le tic-tac de l'horloge.", "clock"),
    ("fr", "L'eau coule dans l'évier.", "water_run"),
    ("fr", "Elle plonge dans l'eau noire.", "splash"),
    ("fr", "Il s’effondre.", "thud"),
    ("fr", "Les pneus crissent.", "tires"),
    ("fr", "Le chat miaule.", "cat"),
    ("fr", "Il craque une allumette.", "match_strike"),
    ("fr", "Le photographe prend une photo.", "camera_shutter"),
    ("fr", "Un coup de sifflet.", "whistle"),
    ("fr", "Son cœur bat à tout rompre.", "heartbeat"),
    ("fr", "Les chevaux partent au galop.", "gallop"),
    ("fr", "Il débouche une bouteille.", "cork"),
    ("fr", "Elle agite ses clés.", "keys"),
    ("fr", "Il plante un clou.", "hammer"),
    ("fr", "Elle froisse la lettre.", "paper"),
    ("en", "He strikes a match.", "match_strike"),
    ("en", "Cameras click.", "camera_shutter"),
    ("en", "The referee blows his whistle.", "whistle"),
    ("en", "Her heart pounds.", "heartbeat"),
    ("en", "Hoofbeats.", "gallop"),
    ("en", "A cork pops.", "cork"),
    ("en", "Keys jingle.", "keys"),
    ("en", "He drives a nail.", "hammer"),
    ("en", "She crumples the letter.", "paper"),
    ("en", "A KNOCK at the door.", "knock"),
    ("en", "She knocks on the window.", "knock"),
    ("en", "Someone pounds on the front door.", "knock"),
    ("en", "The phone rings.", "phone_ring"),
    ("en", "Her cell phone is ringing.", "phone_ring"),
    ("en", "His phone buzzes on the nightstand.", "phone_buzz"),
    ("en", "The doorbell rings.", "doorbell"),
    ("en", "She slams the door.", "door_slam"),
    ("en", "The car door slams shut.", "door_slam"),
    ("en", "The gate creaks.", "door_creak"),
    ("en", "A GUNSHOT.", "gunshot"),
    ("en", "Two shots ring out.", "gunshot"),
    ("en", "He pulls the trigger.", "gunshot"),
    ("en", "Thunder rolls.", "thunder"),
    ("en", "Sirens wail in the distance.", "siren"),
    ("en", "FOOTSTEPS on the stairs.", "footsteps"),
    ("en", "The window shatters.", "glass_break"),
    ("en", "The sound of breaking glass.", "glass_break"),
    ("en", "The engine roars to life.", "engine"),
    ("en", "A truck drives past.", "car_pass"),
    ("en", "A car HONKS.", "horn"),
    ("en", "A dog barks.", "dog"),
    ("en", "Church bells.", "bell"),
    ("en", "The train pulls in.", "train"),
    ("en", "The audience claps.", "applause"),
    ("en", "The van explodes.", "explosion"),
    ("en", "The fire alarm goes off.", "alarm"),
    ("en", "An alarm clock blares.", "alarm_clock"),
    ("en", "The clock ticks.", "clock"),
    ("en", "The tap drips.", "water_run"),
    ("en", "He jumps into the pool.", "splash"),
    ("en", "A dull thud upstairs.", "thud"),
    ("en", "Tires screech.", "tires"),
    ("en", "He slams on the brakes.", "tires"),
]

SILENT: list[tuple[Locale, str]] = [
    ("fr", "Elle ne répond pas."),
    ("fr", "Ils ne sont pas lourds, ces sacs."),
    ("fr", "Il fait un pas vers elle."),
    ("fr", "À deux pas de là, Paul attend."),
    ("fr", "Elle a reçu un coup de fil ce matin."),
    ("fr", "Un coup de téléphone l'a réveillée hier."),
    ("fr", "Il est en train de passer le balai."),
    ("fr", "Le téléphone ne sonne pas."),
    ("fr", "Elle attend que le téléphone sonne."),
    ("fr", "Il hésite à frapper à la porte."),
    ("fr", "Sans claquer la porte, elle sort."),
    ("fr", "La nouvelle tombe comme un coup de tonnerre."),
    ("fr", "Elle explose de rire."),
    ("fr", "Il lui donne une claque."),
    ("fr", "Elle claque des doigts."),
    ("fr", "Il tire sur sa cigarette."),
    ("fr", "Elle tire le rideau."),
    ("fr", "Sa queue de sirène scintille."),
    ("fr", "Il tire la sonnette d'alarme."),
    ("fr", "Elle s'effondre en larmes."),
    ("fr", "La réunion démarre."),
    ("fr", "Il aboie un ordre."),
    ("fr", "Des débris de verre brisé jonchent le sol."),
    ("fr", "Un chien dort sous la table."),
    ("fr", "Une cloche à fromage."),
    ("en", "She twists her wedding ring."),
    ("en", "He knocks over a chair."),
    ("en", "The phone doesn't ring."),
    ("en", "She is about to knock on the door."),
    ("en", "It hits her like a gunshot."),
    ("en", "He loses his train of thought."),
    ("en", "She trains with the team every day."),
    ("en", "Close shot of a shot glass."),
    ("en", "He barks orders at the crew."),
    ("en", "She explodes with laughter."),
    ("en", "Broken glass on the floor."),
    ("en", "He steps back."),
    ("en", "A dog sleeps by the fire."),
    ("en", "She fires him."),
    ("en", "They wait for the bus."),
]


@pytest.mark.parametrize(("locale", "text", "name"), HEARD)
def test_cue_is_heard(locale: Locale, text: str, name: str) -> None:
    """The effect that the sentence names, and no other."""
    assert [cue.name for cue in effects(beat(text), locale=locale)] == [name]


@pytest.mark.parametrize(("locale", "text"), SILENT)
def test_false_friends_are_silent(locale: Locale, text: str) -> None:
    """Idioms, similes, negations and things not done make no sound."""
    assert effects(beat(text), locale=locale) == ()


def test_speech_makes_no_effects() -> None:
    """What a character says is not heard to happen."""
    assert effects(beat("Le téléphone sonne.", "speech"), locale="fr") == ()


def test_capitals_weigh_more_and_distance_is_marked() -> None:
    """Emphasis, not condition."""
    loud, plain, far = [
        effects(beat(text), locale="en")[0]
        for text in ("A GUNSHOT breaks the night.", "A gunshot breaks the night.", "A gunshot in the distance.")
    ]
    assert loud.weight > plain.weight == far.weight
    assert (loud.far, plain.far, far.far) == (False, False, True)


def test_start_is_an_offset_of_the_writers_text() -> None:
    """Ligatures and combining accents before the cue do not move it."""
    text = "Sœur Éléa prie. Le téléphone sonne."
    (cue,) = effects(beat(text), locale="fr")
    assert text[cue.start :].startswith("téléphone")


def test_cues_come_in_order_and_few() -> None:
    """A breathless sentence keeps its first ones."""
    text = "Le téléphone sonne, un chien aboie, la porte claque, une vitre se brise, une sirène hurle."
    cues = effects(beat(text), locale="fr")
    assert [cue.name for cue in cues] == ["phone_ring", "dog", "door_slam"]
    assert len(cues) == MOST


def test_hostile_text_ends() -> None:
    """Ten thousand words without a stop are searched in a moment."""
    assert effects(beat("porte " * 10_000 + "claque"), locale="fr")[0].name == "door_slam"


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("fr", "La sonnerie s'arrête.", "phone_ring"),
        ("fr", "Elle décroche.", "phone_ring"),
        ("fr", "Il coupe le moteur.", "engine"),
        ("fr", "Les sirènes se taisent.", "siren"),
        ("fr", "Elle ferme le robinet.", "water_run"),
        ("en", "The ringing stops.", "phone_ring"),
        ("en", "She picks up.", "phone_ring"),
        ("en", "He kills the engine.", "engine"),
        ("en", "The dog falls silent.", "dog"),
    ],
)
def test_what_ends_a_sound_makes_none(locale: Locale, text: str, name: str) -> None:
    """Words that say a sound is over end it, and do not start it again."""
    assert name in [cue.name for cue in stops(beat(text), locale=locale)]
    assert name not in [cue.name for cue in effects(beat(text), locale=locale)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "On n'entend rien, ni chien ni sirène."),
        ("fr", "Il ouvre sans bruit."),
        ("fr", "Aucun coup de feu."),
        ("en", "No gunshot."),
        ("en", "The phone never rings."),
    ],
)
def test_what_is_only_spoken_of_is_not_heard(locale: Locale, text: str) -> None:
    """Denied sounds make none."""
    assert effects(beat(text), locale=locale) == ()


NOT_NOW: list[tuple[Locale, str]] = [
    ("fr", "Elle espère que le téléphone va sonner."),
    ("fr", "Si le téléphone sonne, il décrochera."),
    ("fr", "Hier, le téléphone a sonné."),
    ("fr", "Le téléphone pourrait sonner."),
    ("fr", "Il rêve que le téléphone sonne."),
    ("fr", "Il pense au coup de feu."),
    ("fr", "Le coup de feu de la veille la hante."),
    ("fr", "Pas un coup de feu, pas un cri."),
    ("fr", "Il regarde la statue de la sirène."),
    ("fr", "Il fait semblant de frapper à la porte."),
    ("en", "She hopes the phone will ring."),
    ("en", "If the phone rings, he'll answer."),
    ("en", "The phone is about to ring."),
    ("en", "They wait in silence for a knock at the door."),
    ("en", "He thinks about the explosion."),
]


@pytest.mark.parametrize(("locale", "text"), NOT_NOW)
def test_what_is_hoped_for_feared_or_past_is_not_heard(locale, text):
    """A sound that does not sound here and now is no cue."""
    assert effects(beat(text), locale=locale) == ()


STILL: list[tuple[Locale, str, str]] = [
    ("fr", "Il ne bouge pas quand le téléphone sonne.", "phone_ring"),
    ("fr", "Le téléphone n'arrête pas de sonner.", "phone_ring"),
    ("fr", "Le chien ne cesse d'aboyer.", "dog"),
    ("fr", "Elle hésite, puis frappe à la porte.", "knock"),
    ("fr", "Quelqu'un frappe.", "knock"),
    ("en", "He does not move when the phone rings.", "phone_ring"),
    ("en", "She is about to leave when a dog barks.", "dog"),
    ("en", "The phone doesn't stop ringing.", "phone_ring"),
]


@pytest.mark.parametrize(("locale", "text", "name"), STILL)
def test_what_stands_in_another_clause_takes_no_sound_away(locale, text, name):
    """A denial reaches as far as its clause, and not to cease is to go on."""
    assert [cue.name for cue in effects(beat(text), locale=locale)] == [name]
    assert stops(beat(text), locale=locale) == ()


@pytest.mark.parametrize(
    ("locale", "text", "times"),
    [
        ("fr", "Un chien aboie deux fois.", 2),
        ("fr", "Cinq coups secs à la porte.", 5),
        ("fr", "Il tire six fois.", 6),
        ("en", "The dog barks twice.", 2),
        ("en", "Four shots ring out.", 4),
        ("en", "A dog barks.", None),
    ],
)
def test_a_sound_comes_as_often_as_the_text_says(locale, text, times):
    """Two barks are two, and take less time than four."""
    (cue,) = effects(beat(text), locale=locale)
    assert cue.times == times
    if times:
        assert len(effect(cue.name, 1, times)) < len(effect(cue.name, 1, times + 1))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Un chien aboie dehors.", "Un chien aboie"),
        ("Nuit. On frappe.", "On frappe"),
        ("Un TÉLÉPHONE SONNE.", "TÉLÉPHONE SONNE"),
    ],
)
def test_a_cue_knows_the_words_that_name_it(text: str, words: str) -> None:
    """Papers print those words: all of them, and no more."""
    (cue,) = effects(beat(text), locale="fr")
    assert text[cue.start : cue.end] == words
