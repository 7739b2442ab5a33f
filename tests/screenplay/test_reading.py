import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import TEXTS, few

from screenplay import titlepage
from screenplay.errors import ScreenplayError
from screenplay.fountain import parse
from screenplay.reading import LARGEST, decode, read

TEXT = "Titre: L’Été\n\nINT. CAFÉ - JOUR\n\nLÉA\nOui, « très » œuf.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_recognised_and_given_back(encoding: str, tmp_path: Path) -> None:
    """A file in any of these is read, and its bytes come back from the text and the encoding that was found."""
    path = tmp_path / "film.fountain"
    path.write_bytes(TEXT.encode(encoding))
    script = read(path)
    assert script.text.lstrip("\ufeff") == TEXT
    assert script.text.encode(script.encoding) == path.read_bytes()
    assert titlepage.values(script, "title") == ("L’Été",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"a\0b\0\0c" * 50, "is not text"),
        (bytes(range(256)) * 4, "is not text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 ...", "ZIP"),
        (("é" * 20 + "\n").encode() + b"caf\xe9", "line 2"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, words: str) -> None:
    """Empty, binary and half-broken files get one sentence that names the file and the trouble."""
    with pytest.raises(ScreenplayError, match=words) as error:
        decode(data, "film.fountain")
    assert "film.fountain" in str(error.value)


def test_a_missing_file_suggests_its_neighbour(tmp_path: Path) -> None:
    """A slip in the name finds the file that was meant."""
    (tmp_path / "film.fountain").write_text("x")
    with pytest.raises(ScreenplayError, match=r"did you mean .*film\.fountain"):
        read(tmp_path / "flim.fountain")
    with pytest.raises(ScreenplayError, match="does not exist"):
        read(tmp_path / "nowhere" / "film.fountain")


def test_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    """Neither is read; both say so."""
    with pytest.raises(ScreenplayError, match="is a folder"):
        read(tmp_path)
    huge = tmp_path / "huge.fountain"
    huge.touch()
    os.truncate(huge, LARGEST + 1)
    with pytest.raises(ScreenplayError, match="too large"):
        read(huge)


def test_a_path_that_cannot_be_is_refused() -> None:
    """Names that the system takes for no path end in an error of ours."""
    for name in ("a" * 10_000, "film\0.fountain"):
        with pytest.raises(ScreenplayError):
            read(Path(name))


def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path) -> None:
    """What may never end is refused at once."""
    os.mkfifo(tmp_path / "film.fountain")
    with pytest.raises(ScreenplayError, match="pipe or a device"):
        read(tmp_path / "film.fountain")


@few
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_the_bytes_come_back_whatever_the_text(text: str, encoding: str) -> None:
    """What was read encodes to the bytes that were read, for any text; an encoding that is not the file's own is only
    taken when it gives the same bytes."""
    data = f"INT. CAFÉ – JOUR\n\n{text}".encode(encoding, "ignore")
    try:
        found, its = decode(data, "film.fountain")
    except ScreenplayError:
        # Control characters are no text; UTF-8 with a single broken line looks like a little cp1252.
        assert any(char < " " for char in text) or encoding == "cp1252"
        return
    assert found.encode(its) == data
    assert parse(found, encoding=its).encoding == its
