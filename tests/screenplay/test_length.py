from screenplay.fountain import parse
from screenplay.length import total
from screenplay.pages import paginate
from screenplay.scenes import scenes


def test_pages_are_counted_in_eighths() -> None:
    """Fifty-five lines are a page; the smallest scene is an eighth; two speeches side by side cost the longer one."""
    page = "INT. A - DAY\n\n" + "\n\n".join(["He waits."] * 26)
    (scene,) = scenes(parse(page, locale="en"))
    assert scene.eighths == 8
    assert total([scene]).pages == "1"
    assert [s.eighths for s in scenes(parse("INT. A - DAY\n\nINT. B - DAY\n\nHe waits."))] == [1, 1]
    speech = "JOHN{}\n" + "A line of dialogue.\n" * 6
    alone = scenes(parse(speech.format("")))[0].eighths
    assert scenes(parse(speech.format("") + "\n" + speech.format(" ^")))[0].eighths == alone


def sheets(text: str) -> tuple[int, list[int]]:
    """How many sheets, and on which each printed element starts."""
    found = paginate(parse(text, locale="en").elements)
    return found.count, list(found.starts.values())


FULL = "\n\n".join(["He waits."] * 27)
"""Fifty-three lines: twenty-seven of action, a blank one between two."""


def test_sheets_are_counted_without_the_title_page() -> None:
    """A title page, sections, synopses and notes print nothing; what prints nothing takes no sheet."""
    assert sheets("Title: A\n\n# One\n\n= He waits.\n\n[[note]]\n")[0] == 0
    assert sheets(f"Title: A\nAuthor: B\n\n{FULL}")[0] == 1
    assert sheets(f"{FULL}\n\nOne line more, the fifty-fifth.")[0] == 1
    assert sheets(f"{FULL}\n\nTwo.\n\nThree.")[0] == 2


def test_a_heading_does_not_stand_alone_at_the_foot() -> None:
    """A heading goes over with what follows it, and a cue with two lines of its speech."""
    short = "\n\n".join(["He waits."] * 26)  # leaves four lines
    assert sheets(f"{short}\n\nINT. A - DAY\n\nHe goes.")[1][-2:] == [2, 2]
    assert sheets(f"{short}\n\nINT. A - DAY")[1][-1:] == [1]
    room = "\n\n".join(["He waits."] * 25)  # leaves six lines
    assert sheets(f"{room}\n\nINT. A - DAY\n\nHe goes.")[1][-2:] == [1, 1]
    assert sheets(f"{short}\n\nANN\n" + "A line.\n" * 6)[1][-2:] == [2, 2]


def test_a_speech_goes_on_overleaf() -> None:
    """(MORE) and (CONT'D) take a line each: a speech over a hundred lines takes two of them for each page turned."""
    assert sheets("ANN\n" + "A line.\n" * 54)[0] == 1
    assert sheets("ANN\n" + "A line.\n" * 55)[0] == 2
    assert sheets("ANN\n" + "A line.\n" * (53 + 54))[0] == 2
    assert sheets("ANN\n" + "A line.\n" * (53 + 55))[0] == 3


def test_forced_pages_and_columns() -> None:
    """=== turns the page once, and prints none by itself; two columns are as tall as the taller, and stay together."""
    assert sheets("===\n\nOne.\n\n===\n\n===\n\nTwo.\n\n===\n")[:2] == (2, [1, 2])
    lines = "\n\n".join(["He waits."] * 20)
    side = "ANN{}\n" + "A line.\n" * 20
    assert sheets(f"{lines}\n\n{side.format('')}\n{side.format(' ^')}")[1][-4:] == [2, 2, 2, 2]
    assert sheets(f"{side.format('')}\n{side.format(' ^')}")[0] == 1


def test_a_song_is_a_paragraph_or_part_of_a_speech() -> None:
    """Lyrics by themselves have a blank line before them; under a cue they have none."""
    room = "\n\n".join(["He waits."] * 26)  # leaves four lines
    assert sheets(f"{room}\n\n~One\n~two\n~three")[1][-1] == 1
    assert sheets(f"{room}\n\n~One\n~two\n~three\n~four")[0] == 2
    assert sheets("ANN\n" + "~A line.\n" * 54)[0] == 1
    (song,) = scenes(parse("INT. A - DAY\n\n" + "~A line.\n\n" * 26, locale="en"))
    assert song.eighths == 8


def test_a_paragraph_leaves_two_lines_on_either_side() -> None:
    """Of a paragraph of four lines, two may stay; one of three goes over whole."""
    short = "\n\n".join(["He waits."] * 26)  # fifty-one lines: one blank, then three
    assert sheets(f"{short}\n\nOne\ntwo\nthree\nfour")[1][-1] == 1
    tight = f"{short}\n\nHe goes."  # fifty-three: one blank, then one
    assert sheets(f"{tight}\n\nOne\ntwo\nthree\nfour")[1][-1] == 2


def test_pages_are_near_what_is_promised_of_any_length() -> None:
    """Endless cues, words and paragraphs come to an end, in as many sheets as their lines ask at least."""
    for text in ("A" * 9000 + "\nmot\n" * 900, "ANN\n(" + "a " * 9000 + ")\nOui.", "a " * 9000, ("A\nb\n\n" * 5000)):
        script = parse(text, locale="en")
        eighths = total(scenes(script)).eighths
        assert paginate(script.elements).count >= eighths // 8 // 2
