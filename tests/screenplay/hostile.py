"""Texts that make careless parsers slow, each for a length in characters: many openers, long lines, nothing closed."""

from collections.abc import Callable


def _lines(pattern: str) -> Callable[[int], str]:
    """A pattern again and again, up to a length; ``{}`` in it counts."""
    if "{}" not in pattern:
        return lambda size: pattern * (size // len(pattern))
    return lambda size: "".join(pattern.format(count) for count in range(size // (len(pattern) + 3)))


def _letters(number: int) -> str:
    """Four capitals for a number, each one letter away from a hundred others."""
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(4))


CORPUS: dict[str, Callable[[int], str]] = {
    "A, spaces, x": lambda size: "A" + " " * size + "x",
    "one long line": _lines("word "),
    "one long line in capitals": lambda size: "WORD " * (size // 5) + "\nx",
    "one long word": lambda size: "a" * size,
    "tabs": lambda size: "\t" * size + "x",
    "stars": _lines("*"),
    "stars apart": _lines("* "),
    "stars that open": _lines("*a "),
    "stars that pair": _lines("*a* "),
    "stars in words": _lines("*a"),
    "emphasis of all kinds, unclosed": _lines("*a **b ***c _d "),
    "escapes": _lines("\\*"),
    "underscores": _lines("_a"),
    "notes opened": _lines("[["),
    "notes opened, a line each": _lines("[[ a\n"),
    "notes opened, a paragraph each": _lines("[[ a\n\n"),
    "notes in one line": _lines("[[a]] b "),
    "boneyards opened": _lines("/*"),
    "boneyards opened, a paragraph each": _lines("/* a\n\n"),
    "boneyards in one line": _lines("/*a*/b"),
    "half boneyards": _lines("/*/"),
    "a boneyard over everything": lambda size: "/*" + "a\n\n" * (size // 3) + "*/",
    "parentheses opened": lambda size: "A(" * (size // 2) + "\nx",
    "parentheses in a cue": lambda size: "A(B)" * (size // 4) + "\nx",
    "quotations opened": _lines("« "),
    "items": _lines("1. "),
    "dashes": lambda size: "INT. " + "- " * (size // 2),
    "hashes in a heading": lambda size: "INT. " + "#a" * (size // 2) + "#",
    "colons": _lines("a:"),
    "a deep section": lambda size: "#" * size + " a",
    "sections": _lines("# a\n"),
    "centred": lambda size: ">" * (size // 2) + "<" * (size // 2),
    "a title page of values": lambda size: "Title: a\n" + "    value\n" * (size // 10),
    "a title page of keys": lambda size: "Title: a\n" + _lines("Key{}: v\n")(size),
    "a title of one line": lambda size: "Title: " + "a" * size,
    "empty lines": _lines("\n"),
    "empty lines, CR": _lines("\r"),
    "empty lines, CRLF": _lines("\r\n"),
    "two spaces after a cue": lambda size: "A\n" + "  \n" * (size // 3),
    "a paragraph": _lines("He waits.\n"),
    "a speech": lambda size: "A\n" + "He waits.\n" * (size // 10),
    "a speech of one line": lambda size: "A\n" + "He waits and waits, " * (size // 20),
    "parentheticals": lambda size: "A\n" + "(x)\n" * (size // 4),
    "lyrics": _lines("~la\n"),
    "carets": _lines("A ^\nx\n\n"),
    "carets with a space between": _lines("A ^\nx\n \n"),
    "accents apart": _lines("e\u0301"),
    "many names": _lines("A{}B\nx\n\n"),
    "names one letter apart": lambda size: "".join(f"A{_letters(n * 2 // 3)}\nx\n\n" for n in range(size // 10)),
    "many places": _lines("INT. PLACE {} - DAY\n\nHe waits.\n\n"),
}
