"""Captions: the writer's words, verbatim, in two lines of 42 characters, timed by what is heard."""

import re
from fractions import Fraction
from itertools import pairwise

import pysubs2
from hypothesis import example, given
from hypothesis import strategies as some

from audio.lines import RATE, Word
from previz.cutting.cut import Cut, LineAt, Span
from previz.sound.captions import WIDTH, captions, laid, pieces, srt, vtt

SPEECH = (
    "Tu te souviens de la maison ? Celle du bord de mer, avec ses volets bleus, et cette odeur de sel qui restait "
    "sur les draps jusqu’en octobre. « Reviens quand tu veux ! », disait-elle. Je ne suis jamais revenu."
)


def film(*lines: tuple[str, float, float], seconds: float = 60) -> Cut:
    at = tuple(LineAt(name, "s", round(begin * RATE), round(length * RATE)) for name, begin, length in lines)
    return Cut(Fraction(24), round(seconds * 24), Span(0, 0), (), (), at)


@given(some.text(some.characters(categories=("L", "P", "Zs", "N")), max_size=400))
@example("0" * 43)
def test_nothing_is_lost_and_nothing_is_too_long(text: str) -> None:
    """Whatever the text, its pieces joined are its words in order, and each piece is laid in two lines of 42."""
    cut = [text[low:high] for low, high in pieces(text)]
    assert "".join("".join(cut).split()) == "".join(text.split())
    for piece in cut:
        lines = laid(" ".join(piece.split()))
        assert lines is not None
        assert len(lines) <= 2
        assert all(len(line) <= WIDTH for line in lines)


def test_captions_end_with_sentences() -> None:
    """A long speech is cut where its sentences end, and no French mark is torn from its word."""
    shown = [SPEECH[low:high] for low, high in pieces(SPEECH)]
    assert shown[0] == "Tu te souviens de la maison ?"
    assert not any(piece[0] in "!?:;»" for piece in shown)


def test_a_caption_comes_with_its_words() -> None:
    """The second caption of a line begins with its own first word, in frames of the film."""
    words = tuple(
        Word(start, start + 1, 10 * start / len(SPEECH), 10 * start / len(SPEECH) + 0.2)
        for start in range(len(SPEECH))
        if start == 0 or SPEECH[start - 1] == " "
    )
    shown = captions(film(("a", 2.0, 10.0)), {"a": SPEECH}, {"a": words})
    second = next(pieces(SPEECH[30:]))[0] + 30
    assert shown[0].span.start == 48
    assert shown[1].span.start == int((2 + 10 * second / len(SPEECH)) * 24)


def test_captions_never_overlap() -> None:
    """One caption at a time; two people who speak together share one, a dash before each."""
    shown = captions(
        film(("a", 0.0, 4.0), ("b", 0.0, 2.0), ("c", 4.0, 1.0)), {"a": "Non !", "b": "Si !", "c": "Bon."}, {}
    )
    assert [caption.lines for caption in shown] == [("– Non !", "– Si !"), ("Bon.",)]
    assert all(one.span.end <= two.span.start for one, two in pairwise(shown))


def test_names_stand_before_the_first_words_only() -> None:
    """With names on, only the first caption of a line bears one, and it still fits."""
    shown = captions(film(("a", 0.0, 12.0)), {"a": SPEECH}, {}, prefixes={"a": "HÉLÈNE : "})
    assert shown[0].lines[0].startswith("HÉLÈNE : ")
    assert sum("HÉLÈNE" in line for caption in shown for line in caption.lines) == 1
    assert all(len(line) <= WIDTH for caption in shown for line in caption.lines)


def test_subrip() -> None:
    """SubRip numbers from one and writes times with a comma."""
    shown = captions(film(("a", 3661.5, 1.0), seconds=4000), {"a": "Bonjour."}, {})
    assert srt(shown, Fraction(24)) == "1\n01:01:01,500 --> 01:01:03,333\nBonjour.\n"


def test_other_programs_read_what_is_written() -> None:
    """pysubs2 finds the same captions, times and words in both formats."""
    cut = film(("a", 1, 9), ("b", 10.02, 1.2), ("c", 14, 0.4))
    shown = captions(cut, {"a": SPEECH, "b": "Léa & Noé <3 ?", "c": "Oui."}, {})
    for form, name in ((srt, "srt"), (vtt, "vtt")):
        read = pysubs2.SSAFile.from_string(form(shown, cut.rate), format_=name)
        assert len(read) == len(shown)
        for event, caption in zip(read, shown, strict=True):
            assert abs(event.start - caption.span.start / cut.rate * 1000) <= 1
            assert abs(event.end - caption.span.end / cut.rate * 1000) <= 1
    assert "Léa &amp; Noé &lt;3" in vtt(shown, cut.rate)


def test_captions_can_be_read() -> None:
    """Each stays a second where the next leaves it room, seven at most, and two frames lie between two."""
    cut = film(("a", 1, 0.2), ("b", 5, 20), ("c", 25.1, 1))
    shown = captions(cut, {"a": "Non.", "b": "Attends.", "c": "Quoi ?"}, {})
    assert [caption.span.frames >= 24 for caption in shown] == [True] * 3
    assert max(caption.span.frames for caption in shown) <= 7 * 24
    assert all(after.span.start - before.span.end >= 2 for before, after in pairwise(shown))


def test_spaces_that_do_not_break_are_kept() -> None:
    """French marks keep the space that the writer gave them, and no line begins with one."""
    text = "Mais qu’est-ce que tu racontes encore là\u202f? Je n’ai rien dit\u00a0! Rien\u00a0: tu m’entends\u202f?"
    shown = captions(film(("a", 1, 8)), {"a": text}, {})
    lines = [line for caption in shown for line in caption.lines]
    assert "là\u202f?" in " ".join(lines)
    assert not any(line[0] in "!?:;\u202f\u00a0" for line in lines)


def test_words_that_take_long_are_cut_into_captions_that_stay_until_they_are_said() -> None:
    """Figures are short to write and long to say: a caption does not leave while its words are heard."""
    text = "Pfff, le 3e dimanche du XIXe siècle, « 06 12 34 56 78 », etc."
    starts = [match.start() for match in re.finditer(r"[\w]+[.]?", text)]
    said = [Word(start, start + 2, 1.0 * index, 1.0 * index + 0.9) for index, start in enumerate(starts)]
    shown = captions(film(("a", 1, 13), seconds=20), {"a": text}, {"a": said})
    assert len(shown) == 2
    assert " ".join(" ".join(caption.lines) for caption in shown) == text
    for one, other in pairwise(shown):
        assert one.span.end + 2 == other.span.start
    assert all(caption.span.frames <= 7 * 24 + 1 for caption in shown)
