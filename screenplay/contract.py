"""The public JSON of a screenplay, ``previz script FILE --json``: schema ``Script.1``.

``script.schema.json`` beside this file says it all, for programs; ``previz script --schema`` prints it. ``elements``
are what the script prints, in order: one ``action`` for each paragraph, one ``dialogue`` or ``lyric`` for each run of
its lines, joined by a newline. ``text`` is what is printed, ``source`` the exact slice of the file. ``notes`` are notes
and boneyards. Scenes refer to elements and characters by id. Offsets and lengths count code points; lines and columns
start at 1; ``seconds`` are estimates. Keys are named here, one by one, and always in this order: what is added to the
objects of this package is not public before it is added here.
"""

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from screenplay.cast import cast as read_cast
from screenplay.diagnostics import level
from screenplay.elements import Diagnostic, Element, Locale, Script
from screenplay.fountain import parse
from screenplay.length import total
from screenplay.pages import Pages, paginate
from screenplay.scenes import scenes as read_scenes
from screenplay.story import Character, Scene

SCHEMA = "Script.1"

_ELEMENT = ("id", "kind", "text", "source", "line", "column", "offset", "length")
_OWN = {"scene_heading": ("number",), "character": ("name", "extensions", "dual"), "section": ("depth",)}
_SPAN = ("style", "start", "end", "line", "column", "offset", "length")
_HEADING = (
    *("text", "interior", "exterior", "place", "location", "sub_places"),
    *("hour", "hour_text", "continuous", "flashback", "flashforward", "dream", "omitted"),
)
_BEAT = (
    *("id", "kind", "text", "element", "line", "offset", "length", "speaker", "channel", "delivery"),
    *("dual", "lyric", "opens", "seconds", "transition"),
)
_PRESENCE = ("seen", "speaks", "seconds", "words")
_CHARACTER = (
    *("id", "name", "aliases", "gender", "age", "introduction", "introduction_line", "evidence"),
    *("group", "animal", "common", "members"),
)
_DIAGNOSTIC = ("line", "column", "message", "remedy")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document."""
    text = (resources.files("screenplay") / "script.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def read(text: str, *, locale: Locale | None = None) -> dict[str, Any]:
    """The document of a screenplay's text."""
    script = parse(text, locale=locale)
    people = read_cast(script)
    return document(script, read_scenes(script, people), people)


def document(script: Script, scenes: Sequence[Scene], cast: Sequence[Character]) -> dict[str, Any]:
    """A script with what was understood of it, as plain data ready for ``json.dumps``."""
    length, pages = total(scenes), paginate(script.elements)
    return {
        "schema": SCHEMA,
        "encoding": script.encoding,
        "origin": script.origin,
        "locale": script.locale,
        "title_page": {key: list(lines) for key, lines in script.title_page.items()},
        "elements": [_element(element) for element in script.elements],
        "notes": [_picked(note, _ELEMENT) for note in script.notes],
        "scenes": [_scene(scene, pages) for scene in scenes],
        "characters": [_picked(person, _CHARACTER) for person in cast],
        "locations": _locations(scenes),
        "diagnostics": [_diagnostic(one) for one in script.diagnostics],
        "length": {
            "pages": pages.count,
            "eighths": length.eighths,
            "seconds": length.seconds,
            "speech": length.speech,
        },
    }


def _picked(one: object, names: Iterable[str]) -> dict[str, Any]:
    """The named fields; tuples become lists."""
    fields = {name: getattr(one, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def _element(element: Element) -> dict[str, Any]:
    spans = [_picked(span, _SPAN) for span in element.spans]
    return {**_picked(element, (*_ELEMENT, *_OWN.get(element.kind, ()))), "spans": spans}


def _diagnostic(one: Diagnostic) -> dict[str, Any]:
    return {"code": one.code, "level": level(one.code), **_picked(one, _DIAGNOSTIC)}


def _scene(scene: Scene, pages: Pages) -> dict[str, Any]:
    return {
        "id": scene.id,
        "index": scene.index,
        "number": scene.number,
        "line": scene.line,
        "page": next((pages.starts[element.id] for element in scene.elements if element.id in pages.starts), None),
        "heading": _picked(scene.heading, _HEADING),
        "elements": [element.id for element in scene.elements],
        "beats": [_picked(beat, _BEAT) for beat in scene.beats],
        "cast": {presence.character: _picked(presence, _PRESENCE) for presence in scene.cast},
        "transition": scene.transition,
        "ending": scene.ending,
        "eighths": scene.eighths,
        "seconds": scene.seconds,
    }


def _locations(scenes: Sequence[Scene]) -> list[dict[str, Any]]:
    """Each place once, as it is first spelled, with the scenes that play there."""
    places: dict[str, dict[str, Any]] = {}
    for scene in scenes:
        heading = scene.heading
        place = places.setdefault(
            heading.location,
            {"id": heading.location, "name": heading.place, "sub_places": list(heading.sub_places), "scenes": []},
        )
        place["scenes"].append(scene.id)
    return list(places.values())
