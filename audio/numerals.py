"""Hours, sums, dates, ranks, kings and telephone numbers in words, French and English."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from num2words import num2words

Say = Callable[[re.Match[str]], str]
Rule = tuple[re.Pattern[str], Say]

ROMAN = r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLC])"
VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

OUT_OF = (10, 20, 100)
"""What marks are given out of: 12/20."""


def numeral_rules(language: str, table: dict[str, Any]) -> Iterator[Rule]:
    """The rewritings of figures for ``fr`` or ``en`` and their regions, in order; ``table`` is the language's own."""
    french = language.startswith("fr")
    words = _Words(language, table)
    yield from _telephones(words, french=french)
    yield re.compile(r"(?:(?<=\s)|^)[-−](?=\d)"), lambda match: "moins " if french else "minus "
    yield from _dates(words, french=french)
    yield from _hours(words, french=french)
    yield from _sums(words, french=french)
    yield from _romans(words, french=french)
    yield _ranges(french=french)
    yield re.compile(r"(?<![\w.,:/-])(?<!\d\s)0\d+(?![.,:/]?\w)"), lambda match: words.code_number(match.group())
    if french:
        yield re.compile(r"\b1(?:er|ER)\b"), lambda match: "premier"
        yield re.compile(r"\b1(?:re|ère|RE|ÈRE)\b"), lambda match: "première"
        yield re.compile(r"\b2(nde?)\b"), lambda match: "seconde" if match.group(1) == "nde" else "second"
        yield (
            re.compile(r"\b(\d{1,4})(?:e|è|ème|eme|ième)(s?)\b"),
            lambda match: words.rank(int(match.group(1))) + match.group(2),
        )
    else:
        yield re.compile(r"\b(\d{1,4})(?:st|nd|rd|th)\b", re.IGNORECASE), lambda match: words.rank(int(match.group(1)))
        yield re.compile(r"(?<![\w.,])'?([1-9]\d?0)s\b"), lambda match: _plural(words.count(int(match.group(1))))
        yield re.compile(r"\b(1[1-9]\d\d|20\d\d)('?s)?\b(?![.,]\d)"), words.year_or_decade
    yield from _fractions(words, french=french)
    yield from _units(words)
    yield re.compile(r"(?<=\d)\s?x\s?(?=\d)"), lambda match: " fois " if french else " times "


class _Words:
    """Numbers in words, in one language."""

    def __init__(self, language: str, table: dict[str, Any]) -> None:
        base, _, region = language.partition("-")
        self.table = table
        self.american = not language.startswith("en-gb")
        # French alone has regions that count otherwise (septante, nonante).
        self.code = f"fr_{region.upper()}" if base == "fr" and region in ("be", "ch") else base

    def count(self, number: int | Decimal) -> str:
        return str(num2words(number, lang=self.code)).replace(",", "")

    def rank(self, number: int) -> str:
        return str(num2words(number, lang=self.code, to="ordinal"))

    def year(self, number: int) -> str:
        return self.count(number) if self.code.startswith("fr") else str(num2words(number, lang="en", to="year"))

    def year_or_decade(self, match: re.Match[str]) -> str:
        said = self.year(int(match.group(1)))
        return _plural(said) if match.group(2) else said

    def digits(self, figures: str) -> str:
        return " ".join("oh" if figure == "0" else self.count(int(figure)) for figure in figures)

    def code_number(self, figures: str) -> str:
        """A number that begins with a zero is a code, said figure by figure: 007."""
        if self.code == "en" and re.fullmatch("00[1-9]", figures):
            return f"double oh {self.count(int(figures))}"
        return " ".join(self.count(int(figure)) for figure in figures) if self.code != "en" else self.digits(figures)

    def pair(self, figures: str) -> str:
        """Two figures of a French telephone number."""
        zero = f"{self.count(0)} "
        return zero + self.count(int(figures[1])) if figures[0] == "0" else self.count(int(figures))


def _ranges(*, french: bool) -> Rule:
    """ "5-6 people" and "3-2" go from one to the other; "50-50" and "1-2-3" do not."""

    def say(match: re.Match[str]) -> str:
        numbers = re.findall(r"\d+", match.group())
        between = len(numbers) == 2 and numbers[0] != numbers[1]
        return (" to " if between and not french else " ").join(numbers)

    return re.compile(r"(?<![\d.,])\d+(?:\s?[-–]\s?\d+)+(?![.,]?\d)"), say


def _plural(said: str) -> str:
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def _feminine(said: str) -> str:
    return f"{said}e" if said.endswith("un") else said


def _telephones(words: _Words, *, french: bool) -> Iterator[Rule]:
    if french:
        pattern = re.compile(r"(?<!\d)(\+33\s?[1-9]|0\d)((?:[\s.-]?\d\d){4})(?!\d)")

        def pairs(match: re.Match[str]) -> str:
            head = match.group(1)
            first = f"plus {words.count(33)} {words.count(int(head[-1]))}" if head[0] == "+" else words.pair(head)
            return ", ".join([first, *(words.pair(two) for two in re.findall(r"\d\d", match.group(2)))])

        yield pattern, pairs
    else:
        abroad = re.compile(r"\+(\d{1,3}(?:[\s.-]\(?\d{1,4}\)?){2,5})(?!\d)")
        yield abroad, lambda match: "plus " + ", ".join(map(words.digits, re.findall(r"\d+", match.group(1))))
        pattern = re.compile(r"(?<![\d-])(?:\+?1[\s.-])?(?:\(?\d{3}\)?[\s.-]\s?)?\d{3}[.-]\d{4}(?![\d-])")
        yield pattern, lambda match: ", ".join(words.digits(group) for group in re.findall(r"\d+", match.group()))


def _dates(words: _Words, *, french: bool) -> Iterator[Rule]:
    months = words.table["months"]

    def day_of(day: int, month: int) -> str:
        return f"{'premier' if day == 1 else words.count(day)} {months[month - 1]}"

    def say(day: int, month: int, year: int, written: str) -> str:
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return written
        if french:
            return f"{day_of(day, month)} {words.year(year)}"
        return f"{months[month - 1]} {words.rank(day)}, {words.year(year)}"

    def slashed(match: re.Match[str]) -> str:
        first, second, year = (int(part) for part in match.groups())
        # An English date is read the American way round unless that makes no month.
        day_first = french or not words.american or first > 12
        return say(*((first, second) if day_first else (second, first)), year, match.group())

    yield re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b"), slashed
    if french:
        days = "le|du|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
        yield (
            re.compile(rf"(?i)\b((?:{days})\s)(\d{{1,2}})/(0[1-9]|1[0-2])(?![\d/])"),
            lambda match: match.group(1) + day_of(int(match.group(2)), int(match.group(3))),
        )
    else:
        names = "|".join(months)
        yield (
            re.compile(rf"\b({names})\s(\d{{1,2}})(?![\w:])"),
            lambda match: f"{match.group(1)} {words.rank(int(match.group(2)))}",
        )
        yield (
            re.compile(rf"\b(the\s)?(\d{{1,2}})\s({names})\b"),
            lambda match: f"the {words.rank(int(match.group(2)))} of {match.group(3)}",
        )
    yield (
        re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b"),
        lambda match: say(int(match.group(3)), int(match.group(2)), int(match.group(1)), match.group()),
    )


def _hours(words: _Words, *, french: bool) -> Iterator[Rule]:
    if french:

        def clock(match: re.Match[str]) -> str:
            hour, minute = int(match.group(1)), int(match.group(2) or 0)
            said = f"{_feminine(words.count(hour))} {'heure' if hour < 2 else 'heures'}"
            return f"{said} {_feminine(words.count(minute))}" if minute else said

        yield re.compile(r"\b([01]?\d|2[0-4])\s?[hH]\s?([0-5]\d)?(?:\s?(?:min|mn)\b)?(?![\w])"), clock
        yield re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)(?!\d)"), clock
    else:

        def watch(match: re.Match[str]) -> str:
            hour, minute = words.count(int(match.group(1))), match.group(2)
            half = bool(match.group(3))
            if minute in ("", "00"):
                whole = f"{hour} o'clock" if int(match.group(1)) in range(1, 13) else f"{hour} hundred"
                return f"{hour} {match.group(3).lower()} m" if half else whole
            said = f"oh {words.count(int(minute[1]))}" if minute[0] == "0" else words.count(int(minute))
            return f"{hour} {said}" + (f" {match.group(3).lower()} m" if half else "")

        # The stop of "p.m." is one where a new sentence begins.
        noon = r"\s?([ap])\.?m\b(?:\.(?=\s+[a-z]|,))?"
        yield re.compile(rf"\b([01]?\d|2[0-3]):([0-5]\d)(?!\d)(?:(?i:{noon}))?"), watch
        yield re.compile(rf"\b(1[0-2]|[1-9])()(?i:{noon})"), watch


def _sums(words: _Words, *, french: bool) -> Iterator[Rule]:
    names: dict[str, list[str]] = words.table["currency"]
    multiples: dict[str, str] = words.table["multiples"]
    signs = "".join(names)

    def say(figures: str, multiple: str | None, sign: str, *, counted: bool = False) -> str:
        one, many, cent, cents = names[sign]
        amount = re.sub(r"\s|(?<=\d)[.,](?=\d{3}(?!\d))", "", figures).replace(",", ".")
        whole, _, part = amount.partition(".")
        if multiple:
            said = words.count(Decimal(amount))
            joint = " d'" if french and multiples[multiple] != "mille" else " "
            thousands = multiples[multiple].removesuffix("s") if amount == "1" else multiples[multiple]
            return f"{said} {thousands}{joint}{many}".replace("d'dollars", "de dollars").replace("d'l", "de l")
        coins = int((part + "0")[:2]) if part else 0
        many = one if counted else many
        said = f"{words.count(int(whole))} {one if int(whole) == 1 or (french and whole == '0') else many}"
        if not coins or not cents:
            return said
        small = f"{words.count(coins)} {cent if coins == 1 else cents}"
        if not int(whole):
            return small
        return f"{said} {words.count(coins)}" if french else f"{said} and {small}"

    # At most fifteen figures: nobody says more.
    number = r"\d{1,6}(?:[\s.,]?\d{3}){0,3}(?:[.,]\d{1,2})?(?!\d)"
    multiple = r"\s?(" + "|".join(sorted(map(re.escape, multiples), key=len, reverse=True)) + r")"
    yield (
        re.compile(rf"([{re.escape(signs)}])\s?({number})(?:{multiple}\b)?(\s(?:{words.table['priced']})\b)?"),
        lambda match: (
            say(match.group(2), match.group(3), match.group(1), counted=bool(match.group(4))) + (match.group(4) or "")
        ),
    )
    yield (
        re.compile(rf"(?<![\d.,])({number})(?:{multiple})?\s?([{re.escape(signs)}])"),
        lambda match: say(match.group(1), match.group(2), match.group(3)),
    )


def _romans(words: _Words, *, french: bool) -> Iterator[Rule]:
    kings = words.table["kings"]

    def value(roman: str) -> int:
        figures = [VALUE[letter] for letter in roman]
        following = [*figures[1:], 0]
        return sum(-one if one < after else one for one, after in zip(figures, following, strict=True))

    def regnal(match: re.Match[str]) -> str:
        name, number = match.group(1), value(match.group(2))
        if not french:
            return f"{name} the {words.rank(number)}"
        first = "première" if re.fullmatch(kings["feminine"], name, re.IGNORECASE) else "premier"
        return f"{name} {first if number == 1 else words.count(number)}"

    if french:
        yield re.compile(r"\bI(?:er|ER)\b"), lambda match: "premier"
        yield re.compile(r"\bI(?:re|ère|RE|ÈRE)\b"), lambda match: "première"
        yield (
            re.compile(rf"\b(?=[IVX])({ROMAN})(?:e|è|ème|E|ÈME)(s?)\b(?<!\bIe)"),
            lambda match: words.rank(value(match.group(1))),
        )
    names = rf"\b((?i:{kings['masculine']}|{kings['feminine']}))\s"
    # "Malcolm X" is no king, nor is anybody the fiftieth of his name.
    yield re.compile(rf"{names}((?=[VX]|I[IVX]){ROMAN})\b(?!')"), regnal
    # One letter I after a king's name is his number only where nothing shows an English "I".
    yield re.compile(rf"{names}(I)\b(?=[,.;:!?…]|\s*$|\s(?:of|d'|de|the)\b)"), regnal
    yield (
        re.compile(rf"\b((?i:{kings['chapters']}))\s((?=[IVXLC]){ROMAN})\b(?!')"),
        lambda match: f"{match.group(1)} {words.count(value(match.group(2)))}",
    )
    yield (
        re.compile(rf"(?<![\w'])(?=[IVX]{{2}})({ROMAN})\b(?!')"),
        lambda match: words.count(value(match.group(1))),
    )


def _fractions(words: _Words, *, french: bool) -> Iterator[Rule]:
    named: dict[str, list[str]] = words.table["fractions"]

    def say(match: re.Match[str]) -> str:
        part, whole = int(match.group(1)), int(match.group(2))
        count, of = words.count(part), words.count(whole)
        if not 0 < part < whole:
            return f"{count} {of}"
        if str(whole) in named:
            return f"{count} {named[str(whole)][part > 1]}"
        if whole in OUT_OF and part > 1:
            return f"{count} {'sur' if french else 'out of'} {of}"
        if whole <= 12:
            return f"{count} {words.rank(whole)}{'s' if part > 1 else ''}"
        return f"{count} sur {of}" if french else f"{count} {of}"

    yield re.compile(r"(?<![\w/.,])(\d{1,3})/(\d{1,3})(?![\w/])"), say


def _units(words: _Words) -> Iterator[Rule]:
    units: dict[str, list[str]] = words.table["units"]

    def say(match: re.Match[str]) -> str:
        one, many = units[match.group(2)]
        return f"{match.group(1)} {one if match.group(1) == '1' else many}"

    names = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    yield re.compile(rf"(?<![\w.,])(\d{{1,15}}(?:[.,]\d{{1,15}})?)\s?({names})(?![\w'])"), say
