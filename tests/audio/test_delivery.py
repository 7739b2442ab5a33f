"""How lines are said, from what the writer put around them."""

from pathlib import Path

import pytest

from audio.delivery import level, lines, manner
from audio.errors import AudioError
from audio.lines import VoiceSpec
from audio.silences import pause
from audio.tongues import tongue
from screenplay.story import Beat, Heading, Scene

FRENCH = {
    "whisper": ["à voix basse", "chuchotant", "bas", "tout bas", "murmure, sans le regarder"],
    "shout": ["criant", "hurle", "s'écriant", "plus fort", "à tue-tête"],
    "sad": ["tristement", "retenant ses larmes"],
    "laugh": ["riant et pleurant", "pouffe de rire"],
    "cry": ["en larmes", "sanglotant"],
    "hesitant": ["gênée", "hésitant", "bredouille"],
    "fast": ["vite", "haletante", "très vite"],
    "slow": ["lentement", "pesant ses mots"],
    "angry": ["sèchement", "en colère", "entre ses dents"],
    "tired": ["lasse", "soupirant, puis souriant"],
    "ironic": ["ironique", "faussement naïf"],
    "tender": ["tendrement", "souriant", "très doux"],
    "plain": [
        "au téléphone", "à Noé", "sans lever les yeux", "sans crier", "écrivant", "en bas", "à Jean-Fort",
        "ne pleure plus", "un temps",
    ],
}  # fmt: skip
ENGLISH = {
    "whisper": ["whispering", "sotto voce", "quietly"],
    "shout": ["shouting", "crying out", "yells at the dog"],
    "sad": ["holding back tears", "sadly"],
    "laugh": ["laughs", "chuckling"],
    "cry": ["crying", "in tears"],
    "hesitant": ["stammering", "unsure"],
    "fast": ["fast", "out of breath"],
    "slow": ["slowly"],
    "angry": ["coldly", "through gritted teeth"],
    "tired": ["tired", "with a sigh"],
    "ironic": ["dry", "sarcastic"],
    "tender": ["smiling", "softly, then louder"],
    "plain": ["without turning", "into phone", "filtered", "not shouting", "to Iris", "drying a glass"],
}


@pytest.mark.parametrize(("said", "asked"), [(said, asked) for said, all_ in FRENCH.items() for asked in all_])
def test_french_parentheticals(said, asked):
    """The first word that tells decides; a negation takes it back."""
    assert manner(asked, "Oui.", locale="fr") == said


@pytest.mark.parametrize(("said", "asked"), [(said, asked) for said, all_ in ENGLISH.items() for asked in all_])
def test_english_parentheticals(said, asked):
    """The same in English."""
    assert manner(asked, "Yes.", locale="en") == said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_many_ways_to_say_how(language):
    """Over two hundred parentheticals in each language, negations among them: the tables of manners_fr, manners_en."""
    rows = Path(__file__).with_name(f"manners_{language}.txt").read_text(encoding="utf-8").splitlines()[1:]
    asked = [(said, each) for said, _, all_ in (row.partition(": ") for row in rows) for each in all_.split("; ")]
    assert len(asked) > 200
    assert [(said, each) for said, each in asked if manner(each, "Oui.", locale=language) != said] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ARRÊTE !", "shout"), ("JE NE SAIS PAS.", "shout"), ("Non !!!", "shout"), ("La SNCF.", "plain"),
        ("SNCF.", "plain"), ("Je… je ne… sais pas.", "hesitant"), ("J-je t'a-attends.", "hesitant"),
        ("Alors…", "plain"), ("Viens !", "plain"),
    ],
)  # fmt: skip
def test_words_show_their_manner(text, said):
    """Capitals and doubled marks are shouted, broken lines hesitate; an initialism is no shout."""
    assert manner("", text, locale="fr") == said


def test_a_project_has_its_own_words():
    """What a project says of a word wins over the tables."""
    assert manner("goguenard, à voix basse", "Oui.", locale="fr", table={"goguenard": "tender"}) == "tender"


def test_levels_are_ordered():
    """Whisper under plain under exclaimed under shout."""
    assert level("whisper", "Non !") < level("plain", "Non.") < level("plain", "Non !") < level("shout", "Non !")


@pytest.mark.parametrize(
    ("locale", "text", "seconds"),
    [
        ("fr", "un temps", 1.2), ("fr", "Un long silence.", 3.6), ("fr", "puis, après un temps, doucement", 1.2),
        ("fr", "un court temps", 0.6), ("fr", "Silence gêné.", 2.0), ("fr", "Il prend son temps.", 0),
        ("fr", "Le silence de la forêt.", 0), ("en", "beat", 1.2), ("en", "A long pause.", 2.16),
        ("en", "beat, then softly", 1.2), ("en", "a moment to himself", 0), ("fr", "", 0), ("fr", "tristement", 0),
    ],
)  # fmt: skip
def test_silences_last(locale, text, seconds):
    """A clause that is nothing but a pause is one; words about silence are not."""
    assert pause(text, locale=locale) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("delivery", "text", "language"),
    [
        ("", "Well, I don't know what you want from me.", "en"), ("", "Je ne sais pas ce que tu veux.", None),
        ("", "OK, let's go !", None), ("", "Le week-end, on est cool.", None), ("", "No, no.", None),
        ("en anglais", "Sorry.", "en"), ("en espagnol", "Hola, amigo.", "es"), ("en souriant", "Merci.", None),
        ("en anglais", "Je ne sais pas ce que tu veux.", None),
    ],
)  # fmt: skip
def test_another_tongue_is_marked_or_plain(delivery, text, language):
    """A whole line of small words of the other tongue, or a named one; what is plainly French stays French."""
    assert tongue(delivery, text, locale="fr") == language


def speech(number: int, speaker: str | None, text: str, delivery: str = "", kind: str = "speech") -> Beat:
    return Beat(f"b{number}", kind, text, "e", number, 0, len(text), speaker=speaker, delivery=delivery)  # type: ignore[arg-type]


def scene(*beats: Beat) -> Scene:
    heading = Heading("INT. CAFÉ - JOUR", True, False, "CAFÉ", "cafe", (), "day", "JOUR")
    return Scene("s1", 1, "1", heading, None, (), beats, (), "", 1, 8, 60.0)


VOICES = {"lea": VoiceSpec("fr", "f", 34, 0), "noe": VoiceSpec("fr", "m", 12, 1)}


def test_each_speech_is_one_line_in_order():
    """Action is not spoken; texts are the writer's own; manners come from the parentheticals."""
    beats = (
        speech(1, "lea", "Viens.", "à voix basse"),
        speech(2, None, "Il sort.", kind="action"),
        speech(3, "noe", "*Oui*…"),
    )
    found = lines([scene(*beats)], VOICES, locale="fr")
    assert [(line.id, line.text, line.manner, line.voice) for line in found] == [
        ("b1", "Viens.", "whisper", VOICES["lea"]),
        ("b3", "*Oui*…", "plain", VOICES["noe"]),
    ]


def test_interruptions_are_cut_short():
    """A dash cuts; dots cut only when someone else speaks at once."""
    texts = [("lea", "Je voulais--"), ("noe", "Tais-toi…"), ("noe", "Tais-toi —"), ("noe", "Alors…"), ("lea", "Non…")]
    beats = [speech(number, *each) for number, each in enumerate(texts)]
    found = lines([scene(*beats)], VOICES, locale="fr")
    assert [line.cut_short for line in found] == [True, False, True, True, False]


def test_a_line_in_english_has_an_english_voice():
    """The same person, the same variant, another language."""
    (line,) = lines([scene(speech(1, "lea", "I know what you did to him."))], VOICES, locale="fr")
    assert line.voice == VoiceSpec("en", "f", 34, 0)


def test_a_speaker_without_a_voice_is_named():
    """Scene, line, who, and the remedy."""
    with pytest.raises(AudioError, match="scene 1, line 7: no voice for marta; add"):
        lines([scene(speech(7, "marta", "Oui."))], VOICES, locale="fr")


def test_a_scene_without_a_beat_has_no_line():
    """A bare heading is silent."""
    assert lines([scene()], VOICES, locale="fr") == ()
