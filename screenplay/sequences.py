"""Sequences: the sections that a writer puts over her scenes (``# Acte I``, ``## Le départ``), with their scenes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from screenplay.elements import Element, Script
from screenplay.folding import slug
from screenplay.story import Scene

_UNPRINTED = ("section", "synopsis", "page_break")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A section of the script. Scenes of a section within it are its own too."""

    id: str
    title: str
    depth: int
    line: int
    within: str | None
    """Id of the section that holds this one."""
    scenes: tuple[str, ...]
    """Ids of the scenes right under it, not of those of its own sections."""


def sequences(script: Script, scenes: Iterable[Scene]) -> tuple[Sequence, ...]:
    """The sections in order; a section above which no lesser ``#`` stands is within none."""
    opens = {first.id: scene.id for scene in scenes if (first := _first(scene)) is not None}
    sections: list[tuple[str, Element, str | None]] = []
    under: dict[str, list[str]] = {}
    seen: Counter[str] = Counter()
    stack: list[tuple[int, str]] = []
    for element in script.elements:
        if element.kind == "section":
            while stack and stack[-1][0] >= element.depth:
                stack.pop()
            base = slug(element.text, longest=40, otherwise="sequence")
            seen[base] += 1
            name = base if seen[base] == 1 else f"{base}-{seen[base]}"
            while name in under:  # a section that is itself called ACTE 2
                seen[base] += 1
                name = f"{base}-{seen[base]}"
            under[name] = []
            sections.append((name, element, stack[-1][1] if stack else None))
            stack.append((element.depth, name))
        elif stack and (scene := opens.get(element.id)):
            under[stack[-1][1]].append(scene)
    return tuple(
        Sequence(name, element.text, element.depth, element.line, within, tuple(under[name]))
        for name, element, within in sections
    )


def _first(scene: Scene) -> Element | None:
    """Where a scene begins: its heading, or the first that it prints."""
    return scene.element or next((one for one in scene.elements if one.kind not in _UNPRINTED), None)
