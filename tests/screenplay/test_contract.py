import json

from screenplay.cast import cast
from screenplay.contract import document
from screenplay.fountain import parse
from screenplay.graph import graph, to_json
from screenplay.length import total
from screenplay.scenes import scenes

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


def read() -> dict[str, object]:
    script = parse(TEXT)
    people = cast(script)
    return document(script, scenes(script, people), people)


def test_the_public_document_has_what_it_promises() -> None:
    """Every key of the contract is there, and the whole is JSON."""
    found = json.loads(json.dumps(read()))
    assert list(found)[:10] == [
        *("schema", "encoding", "locale", "title_page", "elements", "notes"),
        *("scenes", "characters", "locations", "diagnostics"),
    ]
    assert found["schema"] == "Script.1"
    common = {"id", "kind", "text", "source", "line", "column", "offset", "length"}
    extra = {"scene_heading": {"number"}, "character": {"name", "extensions", "dual"}, "section": {"depth"}}
    for element in found["elements"]:
        assert set(element) - {"spans"} == common | extra.get(element["kind"], set())
        assert TEXT[element["offset"] :][: element["length"]] == element["source"]
    assert {"id", "number", "heading", "elements", "cast", "eighths", "seconds"} <= set(found["scenes"][0])


def test_the_document_holds_together() -> None:
    """Scenes name elements and characters that exist; a location lists its scenes; styled words are spans."""
    found = json.loads(json.dumps(read()))
    elements = {element["id"]: element for element in found["elements"]}
    people = {person["id"] for person in found["characters"]}
    assert [scene["number"] for scene in found["scenes"]] == ["4", "2"]
    for scene in found["scenes"]:
        assert set(scene["elements"]) <= set(elements)
        assert set(scene["cast"]) <= people
    assert [(place["id"], len(place["scenes"])) for place in found["locations"]] == [("bar", 2)]
    (styled,) = [element for element in found["elements"] if "spans" in element]
    assert styled["spans"] == [{"style": "italic", "start": 3, "end": 7}]
    assert [note["text"] for note in found["notes"]] == ["à revoir"]


def test_the_graph_tells_who_is_where_and_with_whom() -> None:
    """Scenes follow and continue, play in one location, feature people who speak to each other."""
    script = parse(TEXT)
    people = cast(script)
    story = graph(script, scenes(script, people), people)
    edges = {(kind, source.split(":")[1], target.split(":")[1]) for source, target, kind in story.edges(keys=True)}
    first, second = "int-bar-jour", "int-bar-suite"
    assert edges == {
        ("set in", first, "bar"),
        ("set in", second, "bar"),
        ("follows", first, second),
        ("continues", first, second),
        ("features", first, "lea"),
        ("features", first, "noe"),
        ("features", second, "noe"),
        ("speaks to", "noe", "lea"),
        ("speaks to", "lea", "noe"),
    }
    silent = story.edges[f"scene:{second}", "character:noe", "features"]
    assert (silent["words"], silent["lines"], silent["seen"], silent["speaks"]) == (0, 0, True, False)
    assert story.edges["character:noe", "character:lea", "speaks to"]["lines"] == 1


def test_the_graph_is_plain_data() -> None:
    """Nodes and edges go through JSON and come back the same, in the same order every time."""
    script = parse(TEXT)
    people = cast(script)
    told = scenes(script, people)
    found = [to_json(graph(script, told, people)) for _ in range(2)]
    assert found[0] == found[1] == json.loads(json.dumps(found[0]))
    assert {node["type"] for node in found[0]["nodes"]} == {"scene", "location", "character"}


def test_pages_are_counted_in_eighths() -> None:
    """Fifty-five lines are a page; the smallest scene is an eighth; two speeches side by side cost the longer one."""
    page = "INT. A - DAY\n\n" + "\n\n".join(["He waits."] * 26)
    (scene,) = scenes(parse(page, locale="en"))
    assert scene.eighths == 8
    assert total([scene]).pages == "1"
    assert [s.eighths for s in scenes(parse("INT. A - DAY\n\nINT. B - DAY\n\nHe waits."))] == [1, 1]
    speech = "JOHN{}\n" + "Words and more words to fill some lines of dialogue.\n" * 6
    alone = scenes(parse(speech.format("")))[0].eighths
    assert scenes(parse(speech.format("") + "\n" + speech.format(" ^")))[0].eighths == alone
