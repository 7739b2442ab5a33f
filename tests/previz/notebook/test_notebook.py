"""The director's notebook: retakes shown at once, decisions that stay, pages that stay light; run in a real kernel."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import previz
from previz.errors import PrevizError
from previz.notebook import Film

EXAMPLES = Path(__file__).parents[3] / "examples"
LIGHT = 200_000
"""Bytes of a display."""


@pytest.fixture
def film(tmp_path, monkeypatch):
    shutil.copy(EXAMPLES / "une-lettre.fountain", tmp_path)
    monkeypatch.chdir(tmp_path)
    return previz.open("une-lettre.fountain", film_size="320x180")


def shown(thing):
    """A display, which must be light, and must hold its pictures by file."""
    page = thing._repr_html_()
    assert len(page.encode()) < LIGHT
    assert "data:" not in page
    for address in re.findall(r'<(?:img|video) src="([^"#]+)', page):
        assert Path(address).is_file()
    return page


def test_everything_shows_itself(film):
    """A film, a scene, a shot, a plan: as a page with pictures by file, and as text without one."""
    assert "<table>" in shown(film)
    assert "<svg" in shown(film.scenes[0])
    assert shown(film.shots[0]).count("<img") == len(film.shots[0].panels)
    for thing in (film, film.scenes[0], film.shots[0], film.scenes[0].plan):
        assert len(repr(thing)) > 10
        assert "<" not in repr(thing).splitlines()[0]


def test_shots_and_scenes_by_number(film):
    """film["1"] is a scene, film["1B"] a shot; what there is not is said."""
    assert film["1"].text is film.scenes[0].text
    assert film["1B"].label == "1B"
    assert [shot.label for shot in film["1"]] == [shot.label for shot in film.shots if shot.label.startswith("1")]
    with pytest.raises(PrevizError, match="1Z"):
        film["1Z"]


def test_retake_and_undo(film):
    """By name or in words; the shot is so from then on, for whoever opens the film, until it is undone."""
    before = film["1B"].row
    done = film["1B"].retake(size="PE", angle="high")
    assert "<img" in shown(done)
    assert (film["1B"].row.size, film["1B"].row.angle) == ("LS", "high")
    assert previz.open("une-lettre.fountain")["1B"].row.size == "LS"
    done.undo()
    assert film["1B"].row == before


def test_alternatives_decide_nothing_until_one_is_taken(film):
    """Each way is another camera; looking changes nothing; taking one does, and the way as it is can be taken too."""
    before = film["1B"].row
    ways = film["1B"].alternatives()
    assert len(ways) >= 3
    assert shown(ways).count("<img") == len(ways)
    assert film["1B"].row == before
    assert not film.decisions.standing
    ways.take(2)
    assert len(film.decisions.standing) == 1
    with pytest.raises(PrevizError, match="give 1 to"):
        ways.take(99)
    film.undo()
    ways.take(1)
    assert film.decisions.standing[0].do == "lock"


def test_compare_splits_and_merges(film):
    """Two ways in words, side by side; shots are cut and joined from here too."""
    assert [row.size for row in film.compare("1B", "GP", "PE").rows] == ["CU", "LS"]
    count = len(film.shots)
    film["1A"].merge()
    assert len(film.shots) == count - 1
    film.undo()
    assert len(film.shots) == count
    with pytest.raises(PrevizError, match="last shot"):
        film.shots[-1].merge()


def test_play_points_into_the_film(film):
    """A scene's stretch of the film, by file; the film is made when it must be."""
    played = film["1"].play()
    assert played.film.is_file()
    assert 0 <= played.start < played.end
    assert f"#t={played.start:.3f}" in shown(played)
    assert "s" in repr(played)


def test_a_rewrite_is_read_again(film):
    """reload() reads the screenplay anew; what was decided holds."""
    film["1A"].retake("PE plongée")
    film.project.script.write_text(film.project.script.read_text("utf-8") + "\nUn long silence.\n", "utf-8")
    assert isinstance(film.reload(), Film)
    assert film["1A"].row.angle == "high"


def test_the_example_notebook_runs(tmp_path):
    """examples/retakes.ipynb from top to bottom in a real Jupyter kernel, and no display is heavy."""
    for name in ("une-lettre.fountain", "retakes.ipynb"):
        shutil.copy(EXAMPLES / name, tmp_path)
    notebook = nbformat.read(tmp_path / "retakes.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pages = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert len(pages) >= 9
    assert all(len(page.encode()) < LIGHT for page in pages)
    assert not [output for output in outputs if output["output_type"] == "error"]


FORMS = """
import previz
film = previz.open("une-lettre.fountain", film_size="320x180")
form = film["1B"].form()
before = form.shown.outputs
form.size.value = "CU"
assert form.shown.outputs != before and not form.keep.disabled and not film.decisions.standing
form.keep.click()
assert film["1B"].row.size == "CU" and "GP" in form.said.value
form.back.click()
assert not film.decisions.standing and form.back.disabled
choose = film["1B"].alternatives().form()
choose.take[1].click()
assert len(film.decisions.standing) == 1 and choose.result.outputs
film["1B"].lock()
form.keep.click()
assert "previz lock 1B --unlock" in form.said.value
form
"""


def test_forms_try_and_keep_in_a_real_kernel(tmp_path):
    """A choice shows its panel and decides nothing; kept, it is a decision that can be undone; troubles are said."""
    shutil.copy(EXAMPLES / "une-lettre.fountain", tmp_path)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(FORMS)])
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    (shown,) = [output for output in notebook.cells[0].outputs if output["output_type"] != "stream"]
    assert "application/vnd.jupyter.widget-view+json" in shown["data"]


def test_without_ipywidgets_the_remedy_is_said(film, monkeypatch):
    """Everything else works without; the form names the extra."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(PrevizError, match=r"ecriture-liquide\[widgets\]"):
        film["1B"].form()
    assert film["1B"].retake("GP").changed.after[0].size == "CU"


def test_a_plain_script_of_five_lines_works(tmp_path):
    """No `if __name__` is asked of a director: workers never run the program they come from."""
    shutil.copy(EXAMPLES / "une-lettre.fountain", tmp_path)
    (tmp_path / "mine.py").write_text("import previz\nprint(len(previz.open('une-lettre.fountain').shots))\n")
    done = subprocess.run([sys.executable, "mine.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 1
