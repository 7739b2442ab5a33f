import json

import networkx as nx
from hypothesis import given
from texts import TEXTS, few

from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.graph import Act, graph, to_json
from screenplay.scenes import scenes
from screenplay.sequences import sequences
from screenplay.things import identity, things

TEXT = """Titre: Deux scènes

# Un

INT. BAR - JOUR #4#

LÉA (30 ans) entre. [[à revoir]]

LÉA (V.O.)
(à Noé)
Je *sais*.

NOÉ
Non. Je ne sais pas.

LÉA
Si.

INT. BAR - SUITE

Noé dort.
"""


def read(text: str, **given: object) -> "nx.MultiDiGraph[str]":
    script = parse(text)
    people = cast(script)
    return graph(script, scenes(script, people), people, **given)  # type: ignore[arg-type]


def edges(text: str, kind: str) -> set[tuple[str, str]]:
    found = read(text).edges(data="type")
    return {(source.split(":")[1], target.split(":")[1]) for source, target, what in found if what == kind}


def test_the_graph_tells_who_is_where_and_with_whom() -> None:
    """Scenes follow and continue, play in one location, feature people who speak to each other."""
    story = read(TEXT)
    found = {(kind, source.split(":")[1], target.split(":")[1]) for source, target, kind in story.edges(keys=True)}
    first, second = "int-bar-jour", "int-bar-suite"
    assert found == {
        *(("set in", one, "bar") for one in (first, second)),
        *((kind, first, second) for kind in ("follows", "continues")),
        *(("part of", one, "un") for one in (first, second)),
        ("features", first, "lea"),
        ("features", first, "noe"),
        ("features", second, "noe"),
        ("speaks to", "noe", "lea"),
        ("speaks to", "lea", "noe"),
    }
    silent = story.edges[f"scene:{second}", "character:noe", "features"]
    assert (silent["words"], silent["lines"], silent["seen"], silent["speaks"]) == (0, 0, True, False)
    said = story.edges["character:noe", "character:lea", "speaks to"]
    assert (said["weight"], said["scenes"], said["where"]) == (1, 1, first)


def test_the_graph_is_plain_data() -> None:
    """Nodes and edges go through JSON and come back the same, in the same order every time; every field is a scalar."""
    found = [to_json(read(TEXT)) for _ in range(2)]
    assert found[0] == found[1] == json.loads(json.dumps(found[0]))
    assert {node["type"] for node in found[0]["nodes"]} == {"scene", "location", "character", "sequence"}
    fields = [value for row in (*found[0]["nodes"], *found[0]["edges"]) for value in row.values()]
    assert all(isinstance(value, str | int | float | bool) and value != "" for value in fields)


def test_sections_hold_scenes_and_each_other() -> None:
    """A scene is part of the section right above it, a section of the one with fewer #; one without a title is one."""
    text = "# A\n\nINT. X\n\n## B\n\nINT. Y\n\n## C\n\n# A\n\nINT. Z\n\n###\n\nINT. W\n"
    script = parse(text)
    told = sequences(script, scenes(script))
    assert [(one.id, one.within, one.scenes) for one in told] == [
        ("a", None, ("int-x",)),
        ("b", "a", ("int-y",)),
        ("c", "a", ()),
        ("a-2", None, ("int-z",)),
        ("sequence", "a-2", ("int-w",)),
    ]
    assert {("int-y", "b"), ("b", "a"), ("int-w", "sequence"), ("sequence", "a-2")} <= edges(text, "part of")


def test_a_section_before_any_heading_holds_what_is_told_without_one() -> None:
    """Text without a heading is a scene, and has its section too."""
    assert edges("# A\n\nIl attend.\n\nINT. B\n", "part of") == {("opening", "a"), ("int-b", "a")}


def test_rooms_are_part_of_their_house() -> None:
    """A sub-place is part of its place, which is a node even when no scene plays in it by itself."""
    text = "INT. MAISON DE LÉA - CUISINE - JOUR\n\nINT. MAISON DE LÉA - CHAMBRE - NUIT\n\nINT. MAISON DE LÉA - JOUR\n"
    assert edges(text, "part of") == {
        ("maison-de-lea-cuisine", "maison-de-lea"),
        ("maison-de-lea-chambre", "maison-de-lea"),
    }
    assert len({target for _, target in edges(text, "set in")}) == 3


def test_a_flash_back_is_remembered_from_where_it_opens() -> None:
    """Only the scene right before the first of a flash-back leads into it."""
    text = "INT. A - JOUR\n\nINT. B - NUIT (FLASH-BACK)\n\nINT. C - NUIT (FLASH-BACK)\n\nINT. D - JOUR\n"
    assert edges(text, "remembers") == {("int-a-jour", "int-b-nuit-flash-back")}


def props(text: str, known: dict[str, str] | None = None, used: tuple[str, ...] = ()) -> dict[str, dict[str, int]]:
    script = parse(text, locale="fr")
    people = cast(script)
    words = known or {}
    found = things(scenes(script, people), people, "fr", known=lambda word: words.get(word, ""), used=used)
    return {thing.id: thing.scenes for thing in found}


def test_things_in_capitals_play_a_part() -> None:
    """A thing after its article; a sound, a framing, a sign, a hand and someone are none."""
    text = (
        "INT. A\n\nUne LETTRE cachetée sur la table. Un COUP DE FEU. BANG !\n\nGROS PLAN SUR LA LETTRE\n\n"
        "L'enseigne dit HÔTEL. Sa MAIN tremble. UN HOMME entre, son gros REVOLVER à la ceinture.\n\n"
        "INT. B\n\nIl lit les lettres. Le revolver. Deux LETTRES.\n"
    )
    assert props(text) == {"lettre": {"int-a": 2, "int-b": 2}, "revolver": {"int-a": 1, "int-b": 1}}


def test_known_things_count_when_used_and_named_again() -> None:
    """Without capitals a thing must be known, handled by someone, and named twice; a name is no flower."""
    text = "INT. A\n\nROSE (8 ans) prend un bol. Rose pose le bol. Un verre. Une rose. Rose rit. Le sac. Le sac."
    known = {"bol": "bowl", "verre": "glass", "rose": "flowers", "sac": "bag"}
    assert props(text, known, used=("bol", "verre", "rose")) == {"bol": {"int-a": 2}}
    assert identity("La Lettre") == identity("lettres") == "lettre"


def test_acts_are_laid_between_those_who_exist() -> None:
    """Looks and uses add up over the script; an act on what is no node of the graph is left out."""
    one = Act("looks at", "int-bar-jour", "lea", "character:noe")
    other = Act("uses", "int-bar-jour", "lea", "thing:nothing")
    story = read(TEXT, acts=[one, one, other])
    assert story.edges["character:lea", "character:noe", "looks at"]["weight"] == 2
    assert not [kind for _, _, kind in story.edges(keys=True) if kind == "uses"]


@few
@given(TEXTS)
def test_any_text_has_its_graph(text: str) -> None:
    """Whatever is typed, the graph is whole: every node has its type, and no edge leads to nothing."""
    story = read(text)
    assert all("type" in fields for _, fields in story.nodes(data=True))
    assert sum(kind == "set in" for *_, kind in story.edges(data="type")) == len(scenes(parse(text)))
