"""What is printed: nothing that commands a terminal, nothing without end, the same on every alphabet."""

import io
import json
import sys

from previz import show
from previz.cli import main


def test_nothing_from_a_script_commands_the_terminal():
    """Escapes, bells and marks of direction become a dot; French spaces and joined emoji stay."""
    assert show.printable("\x1b[31mA\x07\u202eB\x9b") == "·[31mA··B·"
    assert show.printable("Qui\u202f?\u00a0👩\u200d👧") == "Qui\u202f?\u00a0👩\u200d👧"


def test_errors_command_nothing_and_end(capsys, tmp_path):
    """A name given on the command line comes back without its escapes, and cut when it has no end."""
    assert main(["script", str(tmp_path / "\x1b[2Jfilm.fountain")]) == 1
    assert main(["script", str(tmp_path / ("a" * 5000))]) == 1
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert len(told) < 1500


def test_other_alphabets_of_the_terminal(monkeypatch, tmp_path):
    """Where stdout cannot write a letter it is marked, and JSON stays UTF-8."""
    (tmp_path / "film.fountain").write_text("INT. 海 - DAY\n\nRain.\n", "utf-8")
    for words, encoding, expected in (([], "latin-1", "\\u6d77"), (["--json"], "utf-8", "海")):
        out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["script", str(tmp_path / "film.fountain"), *words]) == 0
        out.flush()
        text = out.buffer.getvalue().decode(encoding)
        assert expected in (json.loads(text)["scenes"][0]["heading"]["text"] if words else text)
