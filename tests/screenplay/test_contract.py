import json
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from texts import TEXTS, few

import screenplay
from screenplay.cast import cast
from screenplay.contract import document, schema
from screenplay.fountain import parse
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
    assert list(found)[:11] == [
        *("schema", "encoding", "origin", "locale", "title_page", "elements", "notes"),
        *("scenes", "characters", "locations", "diagnostics"),
    ]
    assert found["schema"] == "Script.1"
    common = {"id", "kind", "text", "source", "line", "column", "offset", "length", "spans"}
    extra = {"scene_heading": {"number"}, "character": {"name", "extensions", "dual"}, "section": {"depth"}}
    for element in found["elements"]:
        assert set(element) == common | extra.get(element["kind"], set())
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
    (styled,) = [element for element in found["elements"] if element["spans"]]
    assert styled["spans"] == [
        {"style": "italic", "start": 3, "end": 7, "line": 11, "column": 4, "offset": 103, "length": 6}
    ]
    assert [note["text"] for note in found["notes"]] == ["à revoir"]


def test_a_small_script_is_this_document() -> None:
    """The contract, literally: what a program written today may go on reading."""
    text = "Titre: Un\n\n.LE PONT #3A#\n\nIl *court*. [[vite]]\n\nLÉA (V.O.) (SUITE)\n(bas)\nNon.\nOui.\n\n"
    text += "NOÉ ^\nSi.\n\n> FIN <\n"
    found = screenplay.document(text, locale="fr")
    assert json.loads((Path(__file__).parent / "fixtures" / "contract.json").read_text("utf-8")) == found
    assert [list(one) for one in found["elements"]][:2] == [
        ["id", "kind", "text", "source", "line", "column", "offset", "length", "number", "spans"],
        ["id", "kind", "text", "source", "line", "column", "offset", "length", "spans"],
    ]


VALIDATOR = Draft202012Validator(schema())
SCRIPTS = sorted([*Path("examples").glob("*.fountain"), *(Path(__file__).parent / "fixtures").glob("*.fountain")])


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_whole_scripts_keep_to_the_schema(path: Path) -> None:
    """Examples and fixtures are what script.schema.json says, and the schema is one."""
    VALIDATOR.check_schema(schema())
    VALIDATOR.validate(screenplay.document(path.read_text("utf-8")))


@few
@given(TEXTS)
def test_any_text_keeps_to_the_schema(text: str) -> None:
    """Whatever is typed, the document keeps to its schema and its ids lead somewhere."""
    found = screenplay.document(text)
    VALIDATOR.validate(found)
    known = {element["id"] for element in found["elements"]}
    assert all(one in known for scene in found["scenes"] for one in scene["elements"])


def test_the_schema_notices_what_is_no_script() -> None:
    """A missing key, a kind that does not exist and a field of another kind are refused."""
    for change in ({"kind": "shot"}, {"number": None}, {"line": 0}, {"id": "É"}):
        found = screenplay.document("Il entre.")
        found["elements"][0].update(change)
        assert not VALIDATOR.is_valid(found)
    assert not VALIDATOR.is_valid({"schema": "Script.1"})
