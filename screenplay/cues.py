"""Character cues: is this line one, and what are its name, its extensions and its caret."""

import re

_GROUP = re.compile(r"\(([^()]*)\)?")
_LOWER = re.compile("[a-zà-öø-ÿ]")  # the usual ones, each with its upper case
_GAPS = re.compile(r"\s{2,}")


def is_upper(line: str) -> bool:
    """Whether a line has a letter and no lower case: what upper case would change nothing of (``2ª`` is upper case)."""
    if line.isupper():
        return True
    if line.isascii() or _LOWER.search(line):
        return False
    line = line.replace("ß", "SS")  # a German ß in capitals; Python's own capitals would differ from what is written
    return line == line.upper() != line.lower()


def is_cue(line: str, *, upper: bool | None = None) -> bool:
    """Whether a stripped line has the look of a cue: upper case letters, extensions in any case, a caret perhaps.
    ``upper``: whether the whole line is upper case, where that is known.

    Letters without case (other alphabets) make no cue by themselves; such names are forced with ``@``.
    """
    if "(" not in line:
        return is_upper(line) if upper is None else upper
    return line[0] != "(" and is_upper(_GROUP.sub("", line))


def split_cue(line: str) -> tuple[str, tuple[str, ...], bool]:
    """Name, extensions as written without their parentheses, and whether a caret asks for dual dialogue."""
    dual = line.endswith("^")
    body = line[:-1].rstrip() if dual else line
    if "(" not in body:
        return body, (), dual
    extensions = tuple(ext for match in _GROUP.finditer(body) if (ext := match[1].strip()))
    name = _GAPS.sub(" ", _GROUP.sub(" ", body)).strip()
    return name or body, extensions, dual
