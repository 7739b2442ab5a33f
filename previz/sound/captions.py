"""Captions: the spoken words as people read them, at most two lines of 42 characters, timed by the words heard.

The text is the writer's, verbatim but for its line breaks; sentences stay whole where they fit.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from audio.lines import RATE, Word
from previz.cutting.cut import Cut, LineAt, Span

WIDTH = 42
"""Characters a line, two lines a caption: what subtitlers keep to."""

LINGER = Fraction(4, 5)
"""Seconds that a caption may stay after its last word, when nothing follows."""

SHORTEST, LONGEST = Fraction(1), Fraction(7)
"""Seconds that a caption stays at least, where the next one leaves it room, and at most."""

PACE = 17
"""Characters a second that people read at ease: a caption that is heard faster stays longer, where it can."""

GAP = 2
"""Frames without a caption between two, so that the eye sees that the words are others."""

_SPACE = r"[^\S\u00a0\u202f]+"
"""Where a line may be broken: never at a space that does not break, as French puts before its marks."""


_Said = tuple[Fraction, Fraction, tuple[str, ...]]
"""From when to when, seconds of the film, and the words of each who speaks then."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Lines of text over some frames of the film."""

    span: Span
    lines: tuple[str, ...]


def captions(
    cut: Cut,
    texts: Mapping[str, str],
    words: Mapping[str, Sequence[Word]],
    *,
    prefixes: Mapping[str, str] | None = None,
) -> tuple[Caption, ...]:
    """The captions of a cut, in order, never two at a time.

    ``texts`` and ``words`` are by line id; where words are missing, time goes by characters. ``prefixes`` puts a name
    before a line: "LÉA : ". Lines that are heard together share a caption, one dashed line for each.
    """
    heard = sorted(
        (line for line in cut.lines if line.samples and texts.get(line.line, "").strip()), key=lambda line: line.sample
    )
    timed: list[tuple[Fraction, Fraction, str]] = []
    for index, line in enumerate(heard):
        shared = any(other is not line and _together(line, other) for other in heard[max(index - 8, 0) : index + 9])
        prefix = (prefixes or {}).get(line.line, "")
        timed += _parts(line, texts[line.line], words.get(line.line, ()), prefix, shared)
    return tuple(_untangled(timed, cut))


def _together(one: LineAt, other: LineAt) -> bool:
    return one.sample < other.sample + other.samples and other.sample < one.sample + one.samples


def _parts(
    line: LineAt, text: str, words: Sequence[Word], prefix: str, shared: bool
) -> Iterator[tuple[Fraction, Fraction, str]]:
    """Begin and end in exact seconds of the film, and the words, of each caption of a line."""
    start, length = Fraction(line.sample, RATE), Fraction(line.samples, RATE)
    spans = list(_brief(text, words, pieces(text, first=len(prefix), lines=1 if shared else 2)))
    for index, (low, high) in enumerate(spans):
        begins = [word.begin for word in words if low <= word.start < high]
        ends = [word.finish for word in words if low <= word.start < high]
        begin = min(begins) if begins else float(length) * low / max(len(text), 1)
        end = max(ends) if ends else float(length) * high / max(len(text), 1)
        shown = _spaced(text[low:high])
        yield start + (Fraction(begin) if index else 0), start + Fraction(end), (prefix if index == 0 else "") + shown


def _brief(text: str, words: Sequence[Word], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Captions whose words are heard within LONGEST: those that take longer are cut, after a clause where one ends near
    the middle of their time, or else at the longest rest between two words."""
    for low, high in spans:
        said = [word for word in words if low <= word.start < high]
        if len(said) < 2 or said[-1].finish - said[0].begin <= LONGEST:
            yield low, high
            continue
        middle, whole = (said[0].begin + said[-1].finish) / 2, said[-1].finish - said[0].begin

        def worth(pair: tuple[Word, Word], middle: float = middle, whole: float = whole) -> float:
            before, after = pair
            ends = text[before.end : after.start].strip() != ""  # a mark stands between them
            return ends - 4 * abs(before.finish - middle) / whole + (after.begin - before.finish) / whole

        cut = max(pairwise(said), key=worth)[1].start
        while cut > low and not text[cut - 1].isspace():
            cut -= 1
        while cut > low and (text[cut - 1].isspace() or text[cut - 1] == "«"):
            cut -= 1
        yield from _brief(text, words, ((low, cut), (cut, high))) if low < cut else ((low, high),)


def pieces(text: str, *, first: int = 0, lines: int = 2) -> Iterator[tuple[int, int]]:
    """Cut a text into captions: offsets of parts that can each be laid. ``first`` characters go before."""
    tokens = [match.span() for match in re.finditer(rf"[\S\u00a0\u202f]{{1,{WIDTH - 3}}}", text)]
    begin, room = 0, first
    while begin < len(tokens):
        fit = begin + 1
        while fit < len(tokens) and _fits(
            room + tokens[fit][1] - tokens[begin][0], text, tokens[begin : fit + 1], room, lines
        ):
            fit += 1
        if fit < len(tokens):
            fit = _good_end(text, tokens, begin, fit)
        yield tokens[begin][0], tokens[fit - 1][1]
        begin, room = fit, 0


def _spaced(text: str) -> str:
    """One plain space where there was any run of them; those that do not break are kept."""
    return " ".join(part for part in re.split(_SPACE, text) if part)


def _fits(length: int, text: str, tokens: Sequence[tuple[int, int]], room: int, lines: int) -> bool:
    if lines == 1:
        return length <= WIDTH - 2  # the dash of a shared caption
    return laid("-" * room + _spaced(text[tokens[0][0] : tokens[-1][1]])) is not None


def _good_end(text: str, tokens: Sequence[tuple[int, int]], begin: int, fit: int) -> int:
    """Where to cut: after the last sentence that fits, or else after a clause that fills half of the caption."""
    for pattern, least in ((r"[.!?…][\"»”’)]*$", 1 / 4), (r"[,;:—–][\"»”’)]*$", 1 / 2)):
        whole = tokens[fit - 1][1] - tokens[begin][0]
        for end in range(fit, begin, -1):
            low, high = tokens[end - 1]
            follows = text[high:].lstrip()[:1]
            # In French a space stands before ! ? : ; and », which never begin a caption.
            if (
                re.search(pattern, text[low:high])
                and follows not in "!?:;»"
                and high - tokens[begin][0] >= whole * least
            ):
                return end
    while fit - begin > 1 and text[tokens[fit][0]] in "!?:;»":
        fit -= 1
    return fit


def laid(text: str) -> tuple[str, ...] | None:
    """One or two lines of at most 42 characters, as even as can be; None when it is too long."""
    if len(text) <= WIDTH:
        return (text,)
    places = [
        match.start()
        for match in re.finditer(_SPACE + r"(?![!?:;»])", text)
        if match.start() <= WIDTH and len(text) - match.end() <= WIDTH and not text[: match.start()].endswith("«")
    ]
    if not places:
        return None
    best = min(places, key=lambda place: (abs(len(text) - 2 * place) + (5 if 2 * place > len(text) else 0), place))
    return text[:best], text[best:].strip()


def _untangled(timed: Sequence[tuple[Fraction, Fraction, str]], cut: Cut) -> Iterator[Caption]:
    """Captions one at a time, in frames; each lingers while nothing else is said."""
    timed = sorted(timed, key=lambda each: each[0])
    marks = sorted({edge for begin, end, _ in timed for edge in (begin, end)})
    said: list[_Said] = []
    open_: list[tuple[Fraction, str]] = []
    waiting = 0
    for low, high in pairwise(marks):
        while waiting < len(timed) and timed[waiting][0] <= low:
            open_.append(timed[waiting][1:])
            waiting += 1
        open_ = [each for each in open_ if each[0] >= high]
        if open_:
            said.append((low, high, tuple(text for _, text in open_)))
    shown = [(begin, end, _dashed(texts)) for begin, end, texts in _shared(said)]
    for index, (begin, end, lines) in enumerate(shown):
        more = index + 1 < len(shown)
        until = math.floor(shown[index + 1][0] * cut.rate) - GAP if more else cut.frames
        first = math.floor(begin * cut.rate)
        reading = max(SHORTEST, Fraction(sum(map(len, lines)), PACE))
        wanted = min(max(end + LINGER, begin + reading), begin + LONGEST)
        last = min(until, math.ceil(wanted * cut.rate), cut.frames)
        if more and last <= first + GAP:  # words that come so fast leave no room for a gap
            last = min(until + GAP, cut.frames)
        if last > first:
            yield Caption(Span(first, last - first), lines)


def _shared(said: Sequence[_Said]) -> list[_Said]:
    """Words that are heard together stay until the last of them is said: a caption of an instant is not read."""
    kept: list[_Said] = []
    for begin, end, texts in said:
        if kept and kept[-1][1] == begin:
            first, last, before = kept[-1]
            if set(texts) <= set(before):  # one of them has ended
                kept[-1] = (first, end, before)
                continue
            if set(before) < set(texts) and last - first < SHORTEST:  # another begins at once
                kept[-1] = (first, end, texts)
                continue
        kept.append((begin, end, texts))
    return kept


def _dashed(texts: Sequence[str]) -> tuple[str, ...]:
    if len(texts) == 1:
        return laid(texts[0]) or (texts[0],)
    return tuple(f"– {text}" for text in texts)


def srt(captions: Sequence[Caption], rate: Fraction) -> str:
    """SubRip text: numbered captions, times to the millisecond."""
    return "\n".join(
        f"{number}\n{_clock(caption.span.start / rate, ',')} --> {_clock(caption.span.end / rate, ',')}\n"
        + "\n".join(caption.lines)
        + "\n"
        for number, caption in enumerate(captions, 1)
    )


def vtt(captions: Sequence[Caption], rate: Fraction) -> str:
    """WebVTT text: times to the millisecond; what the format would read as marks is escaped."""
    return "WEBVTT\n\n" + "\n".join(
        f"{_clock(caption.span.start / rate, '.')} --> {_clock(caption.span.end / rate, '.')}\n"
        + "\n".join(line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in caption.lines)
        + "\n"
        for caption in captions
    )


def _clock(seconds: Fraction, mark: str) -> str:
    whole = round(seconds * 1000)
    clock = f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}"
    return f"{clock}{mark}{whole % 1000:03d}"
