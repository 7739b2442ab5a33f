"""Who has which voice."""

import random
from dataclasses import replace
from itertools import combinations

import pytest

from audio.casting import CLEAR, cast_voices, casting_notes
from audio.castsheet import alike, cast_sheet
from audio.errors import AudioError
from audio.timbres import distance, timbre, timbres
from screenplay.story import Beat, Character, Heading, Scene

HEADING = Heading("", True, False, "", "", (), "day", "")


def person(name: str, gender: str | None = "f", age: int | None = 30, **more: bool) -> Character:
    return Character(name.lower(), name, (), gender, age, "", 0, "", **more)  # type: ignore[arg-type]


def scene(number: int, *speakers: str, letters: int = 100) -> Scene:
    beats = tuple(
        Beat(f"{number}-{place}", "speech", "x" * letters, "e", 1, 0, letters, speaker=speaker)
        for place, speaker in enumerate(speakers)
    )
    return Scene(f"s{number}", number, str(number), HEADING, None, (), beats, (), "", 1, 8, 60.0)


def film(seed: int) -> tuple[list[Scene], list[Character]]:
    """Twenty scenes with two to four of up to twelve people."""
    chance = random.Random(seed)
    ages = [None, None, 8, 25, 40, 60, 75]
    cast = [person(f"P{seed}-{n}", chance.choice("fm"), chance.choice(ages)) for n in range(chance.randint(3, 12))]
    names = [each.id for each in cast]
    groups = [chance.sample(names, min(len(names), chance.randint(2, 4))) for _ in range(20)]
    return [scene(n, *(chance.choice(group) for _ in range(10))) for n, group in enumerate(groups)], cast


def test_gender_and_age_choose_the_group():
    """A girl, a man, an old woman, and someone of whom nothing is said, each in the language of the script."""
    cast = [person("NINA", "f", 8), person("MARC", "m", None), person("MARTHE", "f", 70), person("SACHA", None, None)]
    voices = cast_voices([], cast, locale="fr")
    assert [timbre(voices[each.id]).group for each in cast] == ["girl", "man", "old-woman", "neutral"]
    assert {voice.language for voice in voices.values()} == {"fr"}


def test_a_name_alone_decides_nothing():
    """Two people of whom the text says nothing get voices of the same neutral kind, and a note says so."""
    cast = [person("MARIE", None), person("PAUL", None)]
    voices = cast_voices([], cast, locale="fr")
    assert {voice.gender for voice in voices.values()} == {None}
    assert [note.partition(" :")[0] for note in casting_notes(cast, locale="fr")] == ["MARIE", "PAUL"]
    assert casting_notes(cast, locale="fr", heard=()) == ()  # nobody wonders about a voice that never speaks


def test_what_the_project_declares_wins():
    """Gender, age, language, variant and voice; by name as well as by id; absent people are noted."""
    said = {
        "Sacha": {"gender": "f", "age": 70, "language": "fr-be"},
        "marc": {"voice": "m3", "gender": ""},
        "NINA": {"variant": 2},
        "ZOE": {"gender": "f"},
    }
    cast = [person("SACHA", "m", 20), person("MARC", "m"), person("NINA", "f", 30)]
    voices = cast_voices([], cast, locale="fr", declared=said)
    assert (voices["sacha"].gender, voices["sacha"].age, voices["sacha"].language) == ("f", 70, "fr-be")
    assert (voices["marc"].name, voices["marc"].gender) == ("m3", None)
    assert timbre(voices["nina"]).name == "woman-2"
    assert [note.split()[0] for note in casting_notes(cast, locale="en", declared=said)] == ["MARC:", '[cast."ZOE"]:']


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"sex": "f"}, "no setting “sex”"), ({"agee": 3}, "it may be age"), ({"gender": "x"}, "gender is"),
        ({"age": "old"}, "age is"), ({"variant": 0}, "from 1"), ({"voice": 3}, "voice is a name"),
    ],
)  # fmt: skip
def test_a_wrong_wish_is_refused_with_the_remedy(wish, message):
    """The character and the setting are named."""
    with pytest.raises(AudioError, match=f"cast, MARC: .*{message}"):
        cast_voices([], [person("MARC", "m")], locale="fr", declared={"MARC": wish})


def test_people_who_share_a_scene_sound_apart():
    """Up to five of one group in one scene are all clearly different; in a hundred films nearly every pair is."""
    cast = [person(f"W{number}", "f", 30) for number in range(5)]
    voices = cast_voices([scene(1, *(each.id for each in cast))], cast, locale="fr")
    assert all(distance(timbre(one), timbre(other)) > 0.8 * CLEAR for one, other in combinations(voices.values(), 2))
    near = []
    for seed in range(100):
        scenes, people = film(seed)
        voices = cast_voices(scenes, people, locale="fr")
        for each in scenes:
            heard = {beat.speaker for beat in each.beats}
            near += [distance(timbre(voices[a]), timbre(voices[b])) for a, b in combinations(sorted(heard), 2)]
    assert sum(apart < 0.8 * CLEAR for apart in near) < 0.02 * len(near)


def changes(before: dict[str, object], after: dict[str, object]) -> int:
    return sum(before[name] != after[name] for name in before)


def test_whoever_comes_later_leaves_the_others_their_voices():
    """In a hundred films, someone who first speaks after everyone else changes nobody's voice."""
    for seed in range(100):
        scenes, people = film(seed)
        new = person(f"NEW{seed}", random.Random(seed).choice("fm"), 35)
        late = scene(99, new.id, *(each.id for each in people), new.id)
        before = cast_voices([*scenes, scene(98, *(each.id for each in people))], people, locale="fr")
        after = cast_voices([*scenes, scene(98, *(each.id for each in people)), late], [*people, new], locale="fr")
        assert changes(before, after) == 0


def test_drafts_change_few_voices():
    """In a hundred films a scene added, one cut, someone new in the middle each move under 3 % of the voices."""
    added = cut = joined = total = 0
    for seed in range(100):
        scenes, people = film(seed)
        before = cast_voices(scenes, people, locale="fr")
        new = person(f"NEW{seed}", random.Random(seed).choice("fm"), 35)
        meeting = scene(99, new.id, people[0].id, new.id)
        added += changes(before, cast_voices([*scenes, scene(99, *before)], people, locale="fr"))
        cut += changes(before, cast_voices([*scenes[:9], *scenes[10:]], people, locale="fr"))
        joined += changes(before, cast_voices([*scenes[:9], meeting, *scenes[9:]], [*people, new], locale="fr"))
        total += len(before)
    assert max(added, cut, joined) < 0.03 * total


def test_a_declared_voice_never_moves():
    """With every voice pinned, a newcomer at the very beginning changes nobody's."""
    scenes, people = film(3)
    before = cast_voices(scenes, people, locale="fr")
    pins = {name: {"variant": voice.variant + 1} for name, voice in before.items()}
    new = person("NEW", "f", 30)
    after = cast_voices([scene(99, new.id), *scenes], [new, *people], locale="fr", declared=pins)
    assert changes(before, after) == 0


def test_rewritten_lines_change_no_voice():
    """However long or short what people say becomes."""
    for seed in range(20):
        scenes, people = film(seed)
        longer = [replace(each, beats=tuple(replace(b, text=b.text * 3) for b in each.beats[::2])) for each in scenes]
        longer = [replace(new, beats=new.beats + old.beats[1::2]) for new, old in zip(longer, scenes, strict=True)]
        assert cast_voices(longer, people, locale="fr") == cast_voices(scenes, people, locale="fr")


def test_the_order_of_the_cast_does_not_matter():
    """Only who speaks in which scene does."""
    scenes, people = film(7)
    assert cast_voices(scenes, people[::-1], locale="fr") == cast_voices(scenes, people, locale="fr")


@pytest.mark.parametrize(
    ("introduction", "locale", "language"),
    [
        ("GUS, soixante ans, un fort accent belge.", "fr", "fr-be"), ("Elle a l'accent vaudois.", "fr", "fr-ch"),
        ("MOIRA, a thick Scottish accent.", "en", "en-gb-scotland"), ("Il parle avec un accent anglais.", "fr", "fr"),
        ("Une Belge, sans accent.", "fr", "fr"),
    ],
)  # fmt: skip
def test_an_accent_is_heard_where_the_text_gives_it(introduction, locale, language):
    """A region of the script's own language; a foreign accent is none. What the project says wins."""
    one = replace(person("GUS", "m", 60), introduction=introduction)
    assert cast_voices([], [one], locale=locale)["gus"].language == language
    assert cast_voices([], [one], locale=locale, declared={"GUS": {"language": "de"}})["gus"].language == "de"


def test_the_sheet_says_why():
    """Voice, reasons, scenes, and who is heard with whom how often, most answered first."""
    cast = [person("LEA", "f", 30), replace(person("NOE", "m", None), evidence="un garçon"), person("MUTE")]
    scenes = [scene(1, "lea", "noe", "lea"), scene(2, "lea")]
    lea, noe = cast_sheet(scenes, cast, locale="fr", declared={"Léa": {"age": 30}})
    assert (lea.called.split("-")[0], lea.scenes, lea.lines, lea.why) == ("woman", 2, 3, ("previz.toml says age = 30",))
    assert noe.why == ("the text says “un garçon”",)
    assert [(one.name, one.scenes, one.answers) for one in lea.heard_with] == [("NOE", 1, 2)]
    assert lea.heard_with[0].distance == noe.heard_with[0].distance > CLEAR


def test_voices_that_may_be_confused_are_named():
    """Two who answer one another under one voice, because the project says so; not those who never do."""
    cast = [person(name, "f", 30) for name in ("ANA", "LEA", "ZOE")]
    same = {each.name: {"variant": 1} for each in cast}
    parts = cast_sheet([scene(1, "ana", "lea"), scene(2, "zoe")], cast, locale="fr", declared=same)
    assert alike(parts) == (("ANA", "LEA"),)
    assert alike(cast_sheet([scene(1, "ana", "lea")], cast, locale="fr")) == ()


def test_there_are_enough_voices():
    """At least twelve adults, four children and six old people, no two of one group alike."""
    sizes = {group: len(voices) for group, voices in timbres().items()}
    assert sizes["woman"] + sizes["man"] >= 12
    assert sizes["girl"] + sizes["boy"] >= 4
    assert sizes["old-woman"] + sizes["old-man"] >= 6
    for voices in timbres().values():
        assert all(distance(one, other) > 0.6 for one, other in combinations(voices, 2))
