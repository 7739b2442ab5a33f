"""The command line: what it prints where, its exit codes, and what it does with anything that is thrown at it."""

import ast
import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from previz.cli import main

SHORT = "INT. CUISINE - JOUR\n\nMARTHE entre.\n\nMARTHE\nBonjour.\n"
SMALL = ["--size", "160x90", "--title", "0"]


def run(*words, folder=None, **more):
    return subprocess.run(
        [sys.executable, "-m", "previz", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        **more,
    )


def test_help_loads_nothing_heavy():
    """`previz --help` is there at once: no numpy, no networkx, no moviepy, no OpenCV behind it."""
    heavy = "numpy networkx moviepy cv2 av scipy rich torch msgspec storyboard audio"
    code = (
        "import sys; from previz.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_chain_loads_no_filters():
    """scipy is the workers': it would take 80 MB of the process that only says what there is to do."""
    code = "import sys, previz.film, previz.pipeline; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("language", "word"), [("fr", "faire le film"), ("en", "make the film")])
def test_help_speaks_both_languages(language, word, capsys):
    """`--lang` decides, before or after the command."""
    for words in (["--lang", language, "--help"], ["make", f"--lang={language}", "--help"]):
        with pytest.raises(SystemExit):
            main(words)
        assert word in capsys.readouterr().out


def test_help_follows_the_locale(monkeypatch, capsys):
    """Without --lang, the person's own locale decides, argparse's words included."""
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "usage :" in capsys.readouterr().out


def test_stdout_holds_the_path_and_nothing_else(tmp_path):
    """What one pipes into a player is the film's path."""
    (tmp_path / "film.fountain").write_text(SHORT)
    done = run("make", "film.fountain", *SMALL, folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "film.mp4\n")
    assert (tmp_path / "film.mp4").stat().st_size > 1000


def test_the_film_skips_scenes_taken_out(tmp_path):
    """No shot, no line and no second of them, and the film is whole; the list of scenes still has them."""
    gone = ".OMITTED #2#\n\nPAUL\nNever said.\n\n"
    (tmp_path / "film.fountain").write_text(f"{SHORT}\n{gone}INT. HALL - OMITTED\n\n{SHORT}", "utf-8")
    made = json.loads(run("make", "film.fountain", *SMALL, "--json", folder=tmp_path).stdout)
    assert (made["scenes"], made["lines"]) == (2, 2)
    assert [note for note in made["notes"] if "OMITTED" in note] != []
    assert json.loads(run("check", "film.fountain", *SMALL, "--json", folder=tmp_path).stdout)["findings"] == []
    listed = json.loads(run("script", "film.fountain", "--json", folder=tmp_path).stdout)["scenes"]
    assert [scene["heading"]["omitted"] for scene in listed] == [False, True, True, False]
    refused = run("plan", "film.fountain", "--scene", "2", "-o", "plans", folder=tmp_path)
    assert (refused.returncode, "taken out" in refused.stderr) == (1, True)


def test_json_is_one_document(tmp_path):
    """--json prints one JSON document with its schema, for each command that reads a film."""
    (tmp_path / "film.fountain").write_text(SHORT)
    for words in (["make", *SMALL], ["script"], ["graph"], ["shots"], ["board", *SMALL], ["check"]):
        done = run(words[0], "film.fountain", *words[1:], "--json", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["schema"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.fountain", None, "does not exist"),
        ("empty.fountain", b"", "empty"),
        ("blank.fountain", b" \n\n\t\n", "empty"),
        ("binary.fountain", bytes(range(256)) * 40, "not text"),
        ("nul.fountain", b"INT. X - DAY\n\nA\0B\n", "not text"),
        ("film.pdf", b"%PDF-1.7\n", "PDF"),
        ("titles.fountain", b"Title: Only\nAuthor: A title page\n", ""),
    ],
)
def test_bad_files_get_a_sentence(tmp_path, name, content, message):
    """What, where, the remedy; exit 1; no traceback, and nothing left behind but the input."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("make", name, *SMALL, folder=tmp_path)
    assert "Traceback" not in done.stderr
    if message:
        assert done.returncode == 1
        assert message in done.stderr
        assert name in done.stderr
        assert {path.name for path in tmp_path.iterdir()} <= {name}


def test_a_title_page_alone_is_a_film_of_its_card(tmp_path):
    """No scene, and a title to show: so many seconds of it, silent and whole."""
    (tmp_path / "film.fountain").write_text("Title: Only\nAuthor: A title page\n")
    done = run("make", "film.fountain", "--size", "160x90", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert (made["scenes"], made["seconds"] > 1) == (0, True)
    assert run("check", "film.fountain", folder=tmp_path).returncode == 0


def test_a_folder_is_no_screenplay(tmp_path):
    """A folder in place of the file says so."""
    done = run("make", tmp_path, *SMALL)
    assert (done.returncode, "is a folder" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "Just some words, and no heading at all.\n",
        "INT. KITCHEN - DAY\n\nINT. STREET - NIGHT\n",
        "JEAN\nTalk without a place.\n",
        "INT. ../../../tmp/escape - DAY\n\n../../EVIL\nHello.\n",
        "INT. \x1b[31mRED\x07 - DAY\n\nBE\x08LL\nHello.\n",
        f"INT. {'A' * 10_000} - DAY\n\n{'B' * 10_000}\nHello {'long' * 500}.\n",
        "EXT. 海 - 夜\n\n@太郎\nこんにちは。\n\n🙂🙂🙂\n",
        "INT. HERE - DAY\n\n!\n\n.\n\n>\n\n~\n\n@\n\n((\n\nX ^\n(\n)\n",
    ],
    ids=["no-heading", "headings-only", "no-place", "paths", "controls", "10000-letters", "scripts", "marks"],
)
def test_odd_scripts_make_a_film(tmp_path, text):
    """Whatever it says, a text becomes a film, and no file appears outside of the film's folder."""
    (tmp_path / "film.fountain").write_text(text, "utf-8")
    done = run("make", "film.fountain", *SMALL, folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "film.mp4\n"), done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"film.fountain", "film.mp4", "film.previz"}
    assert run("check", "film.fountain", folder=tmp_path).returncode == 0


def test_the_screenplay_is_not_overwritten(tmp_path):
    """-o that names the screenplay is refused."""
    (tmp_path / "film.mp4").write_text(SHORT)
    done = run("make", "film.mp4", *SMALL, folder=tmp_path)
    assert (done.returncode, (tmp_path / "film.mp4").read_text()) == (1, SHORT)


def test_of_several_screenplays_the_filmed_one_is_meant(tmp_path, monkeypatch, capsys):
    """A conversion beside it and another script are no reason to ask; two films are, and both are named."""
    monkeypatch.chdir(tmp_path)
    for name in ("film.fountain", "film.fdx", "notes.fountain"):
        (tmp_path / name).write_text(SHORT)
    assert main(["takes", "--json"]) == 1
    assert "film.fountain, notes.fountain" in capsys.readouterr().err
    (tmp_path / "film.previz").mkdir()
    assert main(["takes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"][0]["text"] == "Bonjour."


def test_the_diagnostics_are_listed_for_programs(capsys):
    """Without a screenplay; --json wherever it stands."""
    assert main(["lint", "--codes", "--json"]) == 0
    found = {one["code"]: one["level"] for one in json.loads(capsys.readouterr().out)["diagnostics"]}
    assert (found["omitted-text"], found["scene-empty"]) == ("warning", "hint")


def test_output_that_nobody_takes(tmp_path):
    """A pipe that closes early, a full disk, a stdout that was closed: no traceback, and an honest exit code."""
    (tmp_path / "film.fountain").write_text(SHORT)
    command = f"{sys.executable} -m previz script film.fountain"
    for tail, expected in (
        (f"{command} | head -c 1 >/dev/null", 0),
        (f"{command} >&-", 0),
        (f"{command} >/dev/full", 1),
    ):
        done = subprocess.run(["bash", "-o", "pipefail", "-c", tail], capture_output=True, cwd=tmp_path, check=False)
        assert done.returncode == expected, tail
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr


def test_wrong_usage_is_2(capsys):
    """An unknown flag is usage, not failure."""
    with pytest.raises(SystemExit, match="2"):
        main(["make", "film.fountain", "--nonsense"])
    assert "unrecognized" in capsys.readouterr().err


def test_the_only_film_of_a_folder_goes_unnamed(tmp_path, monkeypatch, capsys):
    """For commands that take nothing else; where there are two, they are named."""
    (tmp_path / "film.fountain").write_text("INT. ROOM - DAY\n\nANNA enters.\n")
    monkeypatch.chdir(tmp_path)
    assert main(["shots", "--json"]) == 0
    assert "ROOM" in capsys.readouterr().out
    (tmp_path / "other.fountain").write_text("INT. HALL - DAY\n\nANNA leaves.\n")
    (tmp_path / "other.previz").mkdir()
    assert main(["check", "--continuity"]) == 1
    assert "film.fountain, other.fountain" in capsys.readouterr().err


def test_interrupted_then_resumed(tmp_path):
    """Ctrl-C exits with 130, leaves nothing half-written, and the next run ends what was begun."""
    text = "\n\n".join(f"INT. ROOM {n} - DAY\n\nANNA enters.\n\nANNA\nLine number {n}." for n in range(12))
    (tmp_path / "film.fountain").write_text(text)
    command = [sys.executable, "-m", "previz", "make", "film.fountain", "--title", "0"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    end = time.monotonic() + 120
    while not list(tmp_path.glob("film.previz/store/*/*.png")) and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
    time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # and again, by somebody impatient
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert not (tmp_path / "film.mp4").exists()
    done = run("make", "film.fountain", "--title", "0", "--json", folder=tmp_path)
    assert sum(json.loads(done.stdout)["kept"].values()) > 0
    assert not list(tmp_path.glob("film.previz/store/*/.draft*"))


PLUGIN = """
from dataclasses import dataclass
import numpy as np

@dataclass(frozen=True)
class Skies:
    tone: int = 200
    def unavailable(self):
        return None if 0 <= self.tone <= 255 else "tone is out of range; give 0 to 255"
    def draw(self, setups, size):
        for setup in setups:
            yield np.full((size[1], size[0], 3), self.tone, np.uint8)
"""


@pytest.fixture
def strangers(tmp_path):
    """A distribution of someone else's, with a renderer that works and one that is broken."""
    site = tmp_path / "site"
    info = site / "skies-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "skies.py").write_text(PLUGIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: skies\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[previz.renderers]\nskies = skies:Skies\nbroken = skies_that_are_not:X\n")
    return os.environ | {"PYTHONPATH": str(site)}


def test_a_strangers_back_end_works_by_name(tmp_path, strangers):
    """Ten lines and an entry point: doctor lists it, make draws with it, its settings are its fields."""
    (tmp_path / "film.fountain").write_text(SHORT)
    done = run("make", "film.fountain", *SMALL, "--renderer", "skies", folder=tmp_path, env=strangers)
    assert done.returncode == 0, done.stderr
    (tmp_path / "previz.toml").write_text("[renderer.skies]\ntone = 999\n")
    refused = run("make", "film.fountain", *SMALL, "--renderer", "skies", folder=tmp_path, env=strangers)
    assert (refused.returncode, "give 0 to 255" in refused.stderr) == (1, True)


def test_a_broken_back_end_is_a_row(strangers):
    """doctor names it and what is wrong, and everything else still works."""
    done = run("doctor", "--json", env=strangers)
    rows = {row["name"]: row["trouble"] for row in json.loads(done.stdout)["back_ends"]}
    assert rows["sketch"] is None
    assert rows["skies"] is None
    assert "skies_that_are_not" in rows["broken"]


def test_the_catalogue_is_compiled():
    """The French messages that ship are those of the .po file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from previz.i18n import LOCALES

    folder = LOCALES / "fr" / "LC_MESSAGES"
    with (folder / "previz.po").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    assert [message.id for message in catalogue if message.id and not message.string] == []
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    assert buffer.getvalue() == (folder / "previz.mo").read_bytes()


def test_every_message_is_in_the_catalogue():
    """What stands in ``_()`` is translated, also where nobody who gathers messages sees it: within an f-string."""
    from babel.messages.pofile import read_po

    from previz.i18n import LOCALES

    with (LOCALES / "fr" / "LC_MESSAGES" / "previz.po").open("rb") as file:
        known = {message.id for message in read_po(file, locale="fr")}
    root = LOCALES.parents[1]
    sources = [path for room in ("previz", "screenplay", "storyboard", "audio") for path in (root / room).rglob("*.py")]
    calls = [
        (path.name, node.args[0].value)
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "marked")
        if node.args and isinstance(node.args[0], ast.Constant)
    ]
    assert len(calls) > 500
    assert [one for one in calls if one[1] not in known] == []
