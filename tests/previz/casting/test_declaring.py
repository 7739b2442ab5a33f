"""previz.toml is changed where it is asked, and nowhere else."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from previz.casting.declaring import declare
from previz.errors import SettingsError

FILE = """# my film
[film]
rate = "25"   # PAL

[cast."Marthe"]   # the mother
gender = "f"  # yes

# about the sound
[sound]
preset = "tv"
"""


def edited(tmp_path, text: str, **people: dict[str, object]) -> str:
    path = tmp_path / "previz.toml"
    path.write_bytes(text.encode())
    edit = declare(path, {name: ((), wishes) for name, wishes in people.items()})
    edit.write()
    assert path.read_bytes().decode() == edit.after
    return edit.after


def test_a_known_person_is_changed_in_place(tmp_path):
    """Whatever the case of the name; every comment stays where it is, a new key goes before what stands under."""
    after = edited(tmp_path, FILE, MARTHE={"gender": "m", "age": 68})
    assert after == FILE.replace('"f"  # yes', '"m"  # yes\nage = 68')


def test_someone_new_comes_at_the_end(tmp_path):
    """After everything else; a file that ends in the middle of a line is no trap, nor is one that is not there."""
    assert edited(tmp_path, FILE, NOÉ={"age": 12}) == FILE + '\n[cast."NOÉ"]\nage = 12\n'
    assert edited(tmp_path, '[film]\nrate = "25"', NOE={"age": 12}) == '[film]\nrate = "25"\n\n[cast.NOE]\nage = 12\n'
    assert edited(tmp_path, "", NOE={"age": 12}) == "[cast.NOE]\nage = 12\n"


def test_what_is_taken_back_is_gone(tmp_path):
    """A table of which nothing is left goes too, unless a comment hangs under it; nobody unknown is added."""
    assert edited(tmp_path, "[cast.A]\nage = 1\n\n[cast.B]\nage = 2\n", A={"age": None}) == "[cast.B]\nage = 2\n"
    assert "# about the sound\n[sound]" in edited(tmp_path, FILE, MARTHE={"gender": None, "age": None})
    assert edited(tmp_path, FILE, ZOE={"age": None}) == FILE


@pytest.mark.parametrize(
    "text",
    [
        '[cast."A"]\r\nage = 3 # x\r\n\r\n[film]\r\nrate = "25"\r\n', 'cast = { A = { age = 3 } } # all\n',
        "[cast]\nA = { age = 3 }\nB = { age = 4 }\n", "cast.A.age = 3\n", "[cast]\nA.age = 3 # x\n# end\n",
        '[cast.A]\nage = 3\n[film]\nrate = "25"\n[cast.B]\nage = 2\n', "[cast.A]\nage = 3\n[[odd]]\nx = 1\n",
    ],
)  # fmt: skip
def test_every_way_to_write_it_is_understood(tmp_path, text):
    """Inline, dotted, out of order, with the line ends of Windows: the same meaning, plus what was asked."""
    after = edited(tmp_path, text, A={"age": 68, "gender": "f"})
    wanted = tomllib.loads(text)
    wanted["cast"]["A"] = {"age": 68, "gender": "f"}
    assert tomllib.loads(after) == wanted
    assert after.count("\r\n") in (0, after.count("\n"))
    assert all(note in after for note in ("# x", "# all", "# end") if note in text)


def test_what_cannot_be_changed_safely_is_refused(tmp_path):
    """The file stays as it is, and the error says so."""
    with pytest.raises(SettingsError, match="by hand"):
        edited(tmp_path, "cast = { A = { age = 3 } }\n", B={"age": 4})
    assert (tmp_path / "previz.toml").read_text() == "cast = { A = { age = 3 } }\n"


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path):
    """Someone saves it in an editor while we think."""
    path = tmp_path / "previz.toml"
    path.write_text(FILE)
    edit = declare(path, {"A": ((), {"age": 3})})
    path.write_text(FILE + "# mine\n")
    with pytest.raises(SettingsError, match="changed by someone"):
        edit.write()
    assert path.read_text() == FILE + "# mine\n"


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12), st.text(max_size=8))
def test_any_name_can_be_written(name, other):
    """Quotes, dots, brackets, emoji in a character's name: what is read back is what was said."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        edit = declare(Path(folder, "previz.toml"), {name: ((other,), {"age": 5})})
    assert tomllib.loads(edit.after) == {"cast": {name: {"age": 5}}}
