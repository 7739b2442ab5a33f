"""``previz lint``: exit codes, lines that an editor can follow, JSON, both languages."""

import json

import pytest

from previz.cli import main
from previz.errors import SettingsError
from previz.project import open_project

CLEAN = "INT. BAR - JOUR\n\nSamir entre.\n\nSAMIR\nBonjour.\n"
SLIP = CLEAN + "\nLÉA\nBonjour.\n"


def lint(folder, text, *words):
    path = folder / "film.fountain"
    path.write_text(text, "utf-8")
    return main(["lint", str(path), *words])


def test_a_clean_text_exits_with_nothing(tmp_path, capsys):
    """0, no line on stdout, one sentence on stderr."""
    assert lint(tmp_path, CLEAN) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "nothing to mend\n")


@pytest.mark.parametrize(("language", "words"), [("fr", ": attention: « LÉA »"), ("en", ": warning: “LÉA”")])
def test_a_warning_is_a_line_that_editors_follow(tmp_path, capsys, language, words):
    """FILE:LINE:COLUMN first, the code last, in the reader's language whatever the script's; exit code 1."""
    assert lint(tmp_path, SLIP, "--lang", language) == 1
    out, _ = capsys.readouterr()
    assert out.startswith(f"{tmp_path}/film.fountain:8:1")
    assert words in out
    assert out.endswith("[never-introduced]\n")


def test_a_hint_alone_is_no_failure(tmp_path, capsys):
    """What may be meant is shown, and exits with 0."""
    assert lint(tmp_path, CLEAN + "\nINT. RUE - NUIT\n") == 0
    assert "[scene-empty]" in capsys.readouterr().out


def test_json_has_a_schema(tmp_path, capsys):
    """Counts, and each diagnostic with its level, place and remedy."""
    assert lint(tmp_path, SLIP, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["ok"], found["warnings"], found["locale"]) == ("Lint.1", False, 1, "fr")
    assert found["diagnostics"][0].keys() == {"code", "level", "line", "column", "message", "remedy"}


def test_a_code_is_left_out_by_flag_or_by_setting(tmp_path, capsys):
    """--ignore for once, lint.ignore for good; a code that does not exist is refused with the nearest."""
    assert lint(tmp_path, SLIP, "--ignore", "never-introduced") == 0
    assert lint(tmp_path, SLIP, "--ignore", "never-introduce") == 1
    assert "did you mean “never-introduced”?" in capsys.readouterr().err
    (tmp_path / "previz.toml").write_text('[lint]\nignore = ["never-introduced"]\n')
    assert lint(tmp_path, SLIP) == 0


def test_names_of_the_project_are_looked_up(tmp_path, capsys):
    """A [cast] name that nobody bears is told, with the file it is in."""
    (tmp_path / "previz.toml").write_text('[cast."SAMRI"]\nage = 40\n')
    assert lint(tmp_path, CLEAN) == 1
    out, _ = capsys.readouterr()
    assert out.startswith("previz.toml: warning:")
    assert "SAMIR" in out


def test_every_code_is_listed(capsys):
    """--codes needs no screenplay."""
    from screenplay.diagnostics import codes

    assert main(["lint", "--codes"]) == 0
    out, _ = capsys.readouterr()
    assert all(code in out for code in codes())


@pytest.mark.parametrize(
    "text",
    [
        '[cast."MARTHE"]\naliases = ["MAMIE"]\n[cast."LÉA"]\naliases = ["mamie"]\n',
        '[cast."MARTHE"]\naliases = [" "]\n',
        '[cast."MARTHE"]\naliases = "MAMIE"\n',
    ],
)
def test_aliases_that_cannot_be_are_refused(tmp_path, text):
    """One name of two people, an empty one, a word where a list should be."""
    (tmp_path / "previz.toml").write_text(text)
    with pytest.raises(SettingsError, match="cast"):
        open_project(tmp_path / "film.fountain")
