"""The public JSON of a screenplay, ``previz script FILE --json``: schema ``Script.1``.

``elements`` and ``notes`` carry ``id, kind, text, source, line, column, offset, length``; headings ``number``, cues
``name``, ``extensions`` and ``dual``, sections ``depth``, styled text ``spans``. Scenes refer to elements, beats and
characters by id. Offsets and lengths count code points; lines and columns start at 1; ``seconds`` are estimates.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from screenplay.elements import Element, Script
from screenplay.length import total
from screenplay.story import Character, Scene

SCHEMA = "Script.1"


def document(script: Script, scenes: Sequence[Scene], cast: Sequence[Character]) -> dict[str, Any]:
    """A script with what was understood of it, as plain data ready for ``json.dumps``."""
    length = total(scenes)
    return {
        "schema": SCHEMA,
        "encoding": script.encoding,
        "locale": script.locale,
        "title_page": {key: list(lines) for key, lines in script.title_page.items()},
        "elements": [_element(element) for element in script.elements],
        "notes": [_element(note) for note in script.notes],
        "scenes": [_scene(scene) for scene in scenes],
        "characters": [asdict(person) for person in cast],
        "locations": _locations(scenes),
        "diagnostics": [asdict(diagnostic) for diagnostic in script.diagnostics],
        "length": {
            "eighths": length.eighths,
            "pages": length.pages,
            "seconds": length.seconds,
            "speech": length.speech,
        },
    }


def _element(element: Element) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": element.id,
        "kind": element.kind,
        "text": element.text,
        "source": element.source,
        "line": element.line,
        "column": element.column,
        "offset": element.offset,
        "length": element.length,
    }
    if element.kind == "scene_heading":
        fields["number"] = element.number
    elif element.kind == "character":
        fields.update(name=element.name, extensions=list(element.extensions), dual=element.dual)
    elif element.kind == "section":
        fields["depth"] = element.depth
    if element.spans:
        fields["spans"] = [asdict(span) for span in element.spans]
    return fields


def _scene(scene: Scene) -> dict[str, Any]:
    heading = asdict(scene.heading)
    return {
        "id": scene.id,
        "index": scene.index,
        "number": scene.number,
        "line": scene.line,
        "heading": heading,
        "elements": [element.id for element in scene.elements],
        "beats": [asdict(beat) for beat in scene.beats],
        "cast": {
            presence.character: {key: value for key, value in asdict(presence).items() if key != "character"}
            for presence in scene.cast
        },
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
