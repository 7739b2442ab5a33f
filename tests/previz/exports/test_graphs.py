"""The scene graph as files: GraphML and JSON that say what the graph says, all files or none."""

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

from previz.cli import main
from previz.errors import PrevizError
from previz.exports.graphs import graphml, write
from previz.project import open_project
from previz.script.acts import scene_graph
from previz.script.story import Story, understand

LE_BAC = Path("examples/le-bac.fountain")


@pytest.fixture(scope="module")
def story() -> Story:
    return understand(open_project(LE_BAC))


def acts(story: Story, kind: str) -> set[tuple[str, str]]:
    return {(one, other) for one, other, what in scene_graph(story).edges(data="type") if what == kind}


def test_looks_and_uses_are_those_of_the_text(story: Story) -> None:
    """Who looks at whom, and what hands do with which thing, as the storyboard reads it."""
    looks, uses = acts(story, "looks at"), acts(story, "uses")
    assert {("character:noe", "character:lea"), ("character:lea", "character:yvonne")} <= looks
    assert ("character:yvonne", "thing:horloge") in looks
    assert {("character:gaston", "thing:carte"), ("character:marthe", "thing:pain")} <= uses
    assert not {("character:samir", "character:lea"), ("character:noe", "thing:telephone")} & (looks | uses)


def test_graphml_is_read_back_equal(story: Story) -> None:
    """networkx reads the nodes and edges that were written, field by field; each edge has an id of its own."""
    graph = scene_graph(story)
    back = nx.parse_graphml(graphml(graph), force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(back.edges(data=True), key=str) == sorted(graph.edges(data=True), key=str)
    ids = [one.get("id") for one in ET.fromstring(graphml(graph)).iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(ids)) == len(ids) == graph.number_of_edges()


def test_graphml_takes_any_name(tmp_path: Path) -> None:
    """What XML forbids becomes a dot; brackets and quotes come back."""
    (tmp_path / "a.fountain").write_text('INT. <A> & \x1b"B" - DAY\n\nBE\x08LL\nHello.\n', "utf-8")
    graph = scene_graph(understand(open_project(tmp_path / "a.fountain")))
    labels = [fields["label"] for _, fields in nx.parse_graphml(graphml(graph)).nodes(data=True)]
    assert '1. INT. <A> & ·"B" - DAY' in labels


def test_the_suffix_says_what_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several -o, each by its suffix in either case; the paths alone on stdout; the same bytes twice."""
    shutil.copy(LE_BAC, tmp_path / "film.fountain")
    paths = [tmp_path / name for name in ("a.svg", "b.GraphML", "c.json", "deep/d.svg")]
    words = ["graph", str(tmp_path / "film.fountain"), *(word for path in paths for word in ("-o", str(path)))]
    assert main(words) == 0
    assert capsys.readouterr().out.split() == [str(path) for path in paths]
    first = [path.read_bytes() for path in paths]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"schema": "GraphFiles.1", "files": [str(path) for path in paths]}
    assert [path.read_bytes() for path in paths] == first
    assert first[0] == first[3]
    assert json.loads(first[2])["schema"] == "SceneGraph.1"


def test_one_wrong_name_and_nothing_is_written(tmp_path: Path, story: Story) -> None:
    """An unknown suffix, a folder, the same file twice: said with the remedy, before anything is made."""
    good = tmp_path / "a.svg"
    (tmp_path / "folder.svg").mkdir()
    for others in ([tmp_path / "b.png"], [tmp_path / "folder.svg"], [tmp_path / "x" / ".." / "a.svg"]):
        with pytest.raises(PrevizError):
            write(story, [good, *others], name="x")
        assert not good.exists()


def test_the_tables_say_who_meets_whom(capsys: pytest.CaptureFixture[str]) -> None:
    """Parts, meetings, places with their hours, things, and the lines between women, to be read."""
    assert main(["graph", str(LE_BAC), "--all"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["MARTHE", "NOÉ", "4", "2:29", "7", "1,", "4,", "6,", "7"] in rows
    assert ["MARTHE", "10", "57", "0:17", "5", "1", "1", "1", "7"] in rows
    assert ["CHAMBRE", "DE", "NOÉ", "1", "2/8", "0:15", "night", "1", "CHAT"] in rows
    assert ["verre", "2", "5", "YVONNE"] in rows
    assert ["5", "146", "YVONNE", "LÉA", "Bonjour,", "Léa."] in rows


def test_long_tables_are_cut_and_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A crowd's table ends, with a note on stderr; --all shows everyone; --quiet says nothing."""
    text = "INT. A - DAY\n\n" + "\n\n".join(f"VOICE{chr(65 + n)}X\nYes." for n in range(26))
    (tmp_path / "crowd.fountain").write_text(text, "utf-8")
    main(["graph", str(tmp_path / "crowd.fountain")])
    short = capsys.readouterr()
    main(["graph", str(tmp_path / "crowd.fountain"), "--all", "--quiet"])
    whole = capsys.readouterr()
    assert "VOICEZX" not in short.out
    assert "--all" in short.err
    assert "VOICEZX" in whole.out
    assert whole.err == ""


def test_the_schema_is_printed_without_a_screenplay(capsys: pytest.CaptureFixture[str]) -> None:
    """``previz script --schema`` prints the schema that --json keeps to."""
    with pytest.raises(SystemExit) as done:
        main(["script", "--schema"])
    assert done.value.code == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Script.1"


def test_the_script_is_shown_with_its_sequences_and_lengths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sections stand over their scenes; pages in eighths and sheets of paper are both counted; a crowd is cut short."""
    people = "\n\n".join(f"VOICE{letter}X\nYes." for letter in "ABCDEFGHI")
    (tmp_path / "a.fountain").write_text(
        f"# Act one\n\nINT. A - DAY\n\n{people}\n\n===\n\nINT. B - DAY\n\nRain.\n", "utf-8"
    )
    assert main(["script", str(tmp_path / "a.fountain")]) == 0
    out = capsys.readouterr().out
    assert out.index("# Act one") < out.index("INT. A - DAY")
    assert "+3" in out
    assert "scenes: 2; pages: 5/8 in eighths, 2 on paper; time: about" in out
