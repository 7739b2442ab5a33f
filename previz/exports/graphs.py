"""The scene graph as a file: a picture (.svg), GraphML for Gephi and yEd (.graphml), or JSON."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx

from previz.errors import PrevizError
from previz.exports.structure.sheet import picture
from previz.i18n import _
from previz.project import in_utf8
from previz.script.acts import scene_graph
from previz.script.story import Story
from previz.show import printable
from previz.workshop.store import write_whole
from screenplay.graph import to_json

SUFFIXES = (".svg", ".graphml", ".json")


def check(paths: Sequence[Path]) -> None:
    """Refuse what cannot be written, before anything is read or made."""
    for path in paths:
        in_utf8(path)
        if path.suffix.lower() not in SUFFIXES:
            known = ", ".join(f"story{suffix}" for suffix in SUFFIXES)
            raise PrevizError(_("{path}: the graph is written as one of {known}", path=path, known=known))
        if path.is_dir():
            raise PrevizError(_("{path} is a folder; give the name of a file in it", path=path))
    if len({path.resolve() for path in paths}) < len(paths):
        raise PrevizError(_("the same file is given twice after -o; give each its own name"))


def write(story: Story, paths: Sequence[Path], *, name: str) -> None:
    """Write a story's graph to files, by their suffixes: all are made before the first is written, each whole or not at
    all. ``name`` stands for a title that the script lacks. Raises PrevizError and StoreError with the remedy."""
    check(paths)
    made = {suffix: _made(story, suffix, name) for suffix in {path.suffix.lower() for path in paths}}
    for path in paths:
        write_whole(path, made[path.suffix.lower()])


def _made(story: Story, suffix: str, name: str) -> bytes:
    if suffix == ".svg":
        return picture(story, name=name)
    graph = scene_graph(story)
    if suffix == ".json":
        return msgspec.json.format(msgspec.json.encode(to_json(graph)), indent=2) + b"\n"
    return graphml(graph)


def graphml(graph: "nx.MultiDiGraph[str]") -> bytes:
    """GraphML that any reader takes: edges are numbered, since Gephi and yEd want an id of its own for each; what XML
    forbids in a name becomes a dot."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_clean(graph.graph))
    plain.add_nodes_from((node, _clean(fields)) for node, fields in graph.nodes(data=True))
    for number, (source, target, fields) in enumerate(graph.edges(data=True)):
        plain.add_edge(source, target, f"e{number}", **_clean(fields))
    file = io.BytesIO()
    nx.write_graphml_xml(plain, file, infer_numeric_types=True)
    return file.getvalue()


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: printable(value) if isinstance(value, str) else value for key, value in fields.items()}
