"""Character cues: is this line one, and what are its name, its extensions and its caret."""

import re

_GROUP = re.compile(r"\(([^()]*)\)?")
_SHARP = str.maketrans({"ß": "SS"})
"""A German ß in capitals; without it Python's own capitals would differ from what is written."""
_GAPS = re.compile(r"\s{2,}")


def is_cue(line: str) -> bool:
    """Whether a stripped line has the look of a cue: upper case letters, extensions in any case, a caret perhaps.

    Letters without case (other alphabets) make no cue by themselves; such names are forced with ``@``.
    """
    name = line if "(" not in line else _GROUP.sub("", line)
    if "ß" in name:
        name = name.translate(_SHARP)
    return name == name.upper() and name != name.lower() and line[0] != "("


def split_cue(line: str) -> tuple[str, tuple[str, ...], bool]:
    """Name, extensions as written without their parentheses, and whether a caret asks for dual dialogue."""
    dual = line.endswith("^")
    body = line[:-1].rstrip() if dual else line
    if "(" not in body:
        return body, (), dual
    extensions = tuple(ext for match in _GROUP.finditer(body) if (ext := match[1].strip()))
    name = _GAPS.sub(" ", _GROUP.sub(" ", body)).strip()
    return name or body, extensions, dual
