"""The two drafts made ready to be compared: every beat, and every other element that stands for itself, as an atom."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from screenplay.drafts.draft import ElementText, SceneText
from screenplay.drafts.plain import Words, cased
from screenplay.folding import fold
from screenplay.length import SPOKEN

FOLLOWERS = frozenset(("scene_heading", "character", "parenthetical"))
"""Elements that go where their scene or their speech goes, so are no atoms (a parenthetical without beats)."""

_GROUPS = {"dialogue": "speech", "lyric": "speech", "centered": "action", "transition": "action"}
"""Kinds that another program may take for each other."""


@dataclass(slots=True)
class Atom:
    """What is matched one to one. ``scene`` and ``element`` are indices in the draft; ``beat`` is -1 for an element."""

    scene: int
    element: int
    beat: int
    group: str
    who: str
    text: str
    _words: Words | None = None

    @property
    def words(self) -> Words:
        if self._words is None:
            self._words = Words(cased(self.text))
        return self._words

    @property
    def key(self) -> Hashable:
        """Equal for atoms that say the same: typography and capitals make no difference, who speaks does."""
        return (self.group, self.who if self.group == "speech" else "", self.words.text)

    @property
    def weight(self) -> int:
        return len(self.words.text) + 4


@dataclass(slots=True)
class Side:
    """One draft: the atoms of those of its scenes that are not the same in both, and what they are matched with."""

    scenes: Sequence[SceneText]
    atoms: list[Atom] = field(default_factory=list)
    of_scene: dict[int, list[int]] = field(default_factory=dict)
    """Indices of a scene's atoms."""

    def add(self, index: int, *, name: Callable[[str], str] = str, renamed: Callable[[str], str] = str) -> None:
        """Make a scene's atoms. ``name`` gives a speaker's name in the new draft, ``renamed`` a text with new names."""
        first = len(self.atoms)
        for place, element in enumerate(self.scenes[index].elements):
            group = _GROUPS.get(element.kind, element.kind)
            if element.beats:
                group = "action" if group == "parenthetical" else group
                for number, beat in enumerate(element.beats):
                    self.atoms.append(Atom(index, place, number, group, name(element.who), renamed(beat.text)))
            elif element.kind not in FOLLOWERS:
                self.atoms.append(Atom(index, place, -1, group, "", renamed(element.text)))
        self.of_scene[index] = list(range(first, len(self.atoms)))

    def id_of(self, atom: int) -> str:
        """What an atom is called."""
        where = self.atoms[atom]
        element = self.scenes[where.scene].elements[where.element]
        return element.id if where.beat < 0 else element.beats[where.beat].id


def spoken_groups(elements: Sequence[ElementText]) -> Iterator[tuple[int, list[int]]]:
    """Each cue with the indices of the parentheticals and speeches under it."""
    cue: int | None = None
    inside: list[int] = []
    for index, element in enumerate(elements):
        if cue is not None and element.kind in SPOKEN:
            inside.append(index)
        if cue is not None and element.kind in (*SPOKEN, "synopsis"):  # which ends no speech
            continue
        if cue is not None:
            yield cue, inside
        cue, inside = (index, []) if element.kind == "character" else (None, [])
    if cue is not None:
        yield cue, inside


def heading_key(text: str) -> str:
    """A heading as it is compared: accents, capitals, points and typography make no difference."""
    return " ".join(fold(cased(text)).replace(".", " ").split())
