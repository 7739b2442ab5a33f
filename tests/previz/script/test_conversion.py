import json
from pathlib import Path

import pytest

from previz.cli import main
from screenplay.reading import read

TEXT = "INT. CAFÉ - JOUR #3#\n\nLéa attend. [[Qui ?]]\n\nLÉA\nOui, *toi*.\n"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_script_goes_to_final_draft_and_back(
    script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The path is printed; the text that comes back is the one that left."""
    there, back = tmp_path / "film.fdx", tmp_path / "again.fountain"
    assert main(["script", str(script), "-o", str(there)]) == 0
    assert main(["script", str(there), "-o", str(back)]) == 0
    assert capsys.readouterr().out.split() == [str(there), str(back)]
    assert back.read_text("utf-8") == TEXT
    assert read(there).origin == "fdx"


def test_commands_take_final_draft_where_they_take_fountain(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The scenes and the shots of a film are the same in either file."""
    there = script.with_name("other.fdx")
    main(["script", str(script), "-o", str(there)])
    capsys.readouterr()
    for command in ("script", "shots"):
        told = []
        for path in (script, there):
            assert main([command, str(path), "--lang", "en"]) == 0
            told.append(capsys.readouterr().out)
        assert told[0] == told[1]


def test_nothing_is_overwritten_unasked(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither what is there, unless told to, nor the screenplay itself, whatever is told."""
    other = script.with_name("other.fdx")
    other.write_text("mine")
    assert main(["script", str(script), "-o", str(other), "--lang", "en"]) == 1
    assert "--force" in capsys.readouterr().err
    assert other.read_text() == "mine"
    assert main(["script", str(script), "-o", str(other), "--force"]) == 0
    assert main(["script", str(script), "-o", str(script), "--force"]) == 1
    assert main(["script", str(script), "-o", str(script.with_suffix(".docx"))]) == 1
    assert script.read_text("utf-8") == TEXT
    assert sorted(path.name for path in script.parent.iterdir()) == ["film.fountain", "other.fdx"]


def test_the_origin_is_told_in_json(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was written, and from what."""
    there = script.with_name("other.fdx")
    main(["script", str(script), "-o", str(there), "--json"])
    written = json.loads(capsys.readouterr().out)
    assert (written["schema"], written["origin"], written["elements"]) == ("Converted.1", "fountain", 4)
    main(["script", str(there), "--json"])
    assert json.loads(capsys.readouterr().out)["origin"] == "fdx"
