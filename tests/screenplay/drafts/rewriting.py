"""Rewrites whose right answer is known: a screenplay as tagged sheets that can be edited, moved, split and typed anew.

Each sentence of action and each speech bears a tag that follows it through every operation. Writing the sheets out
gives the text, and where each tag stands in it, so that beats can be told by their place.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from screenplay.cast import cast
from screenplay.drafts import Draft, draft_of
from screenplay.fountain import parse
from screenplay.scenes import scenes
from screenplay.story import Scene

FRESH = (
    "Le vent retombe d'un coup sur la grève.",
    "Quelqu'un frappe trois fois au carreau.",
    "Une barque dérive, sans personne.",
    "Je n'ai plus rien à vendre, plus rien du tout.",
    "Il neige sur les rails depuis la veille.",
    "On efface tout et on oublie.",
    "Elle compte les billets un par un, sans hâte.",
    "Demande plutôt au gardien du phare.",
    "Le chien dort sous l'escalier.",
    "Tu as promis devant témoins, souviens-toi.",
    "Des cartes postales jaunies couvrent le mur.",
    "Personne ne répond jamais ici.",
)
"""Sentences that none of the examples has."""

PLACES = ("EXT. DIGUE - SOIR", "INT. GRENIER - NUIT", "EXT. VERGER - MATIN", "INT. ATELIER - JOUR", "INT. PHARE - AUBE")


@dataclass(frozen=True)
class Unit:
    """A sentence of action, or a speech."""

    tag: int
    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph of action, or a speech under its cue."""

    units: tuple[Unit, ...]
    cue: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Sheet:
    """A scene."""

    tag: int
    heading: str
    blocks: tuple[Block, ...]


@dataclass
class Rewriter:
    """Draws lots for rewrites, and gives tags to what is new."""

    chance: random.Random
    invented: bool = False
    """Whether new sentences are made of words that no language has, so that no two have anything in common."""
    next_tag: int = 1_000_000
    fresh: int = 0

    def tag(self) -> int:
        self.next_tag += 1
        return self.next_tag

    def sentence(self) -> str:
        """A sentence that stands nowhere else."""
        self.fresh += 1
        if self.invented:
            letters = "abcdefghijklmnopqrstuvwxyz"
            words = ["".join(self.chance.choices(letters, k=self.chance.randint(4, 9))) for _ in range(6)]
            return " ".join(words).capitalize() + "."
        text = self.chance.choice(FRESH)
        return f"{text[:-1]}, {number_words(self.fresh + self.chance.randrange(10**6))}."


_SYLLABLES = ("ba", "lo", "mi", "ru", "ta", "ve", "si", "do", "na", "pe")


def number_words(number: int) -> str:
    """A nonce word or two for a number, so that no two sentences are alike."""
    digits = [_SYLLABLES[int(digit)] for digit in str(number)]
    return " ".join(filter(None, ("".join(digits[:4]), "".join(digits[4:]))))


def sheets(text: str) -> list[Sheet]:
    """A screenplay as sheets, by the beats that are read in it. What is neither action nor speech is left out."""
    script = parse(text)
    told = scenes(script, cast(script))
    found, count = [], 0
    for number, scene in enumerate(told):
        blocks = []
        inside: dict[str, list[str]] = {}
        for beat in scene.beats:
            inside.setdefault(beat.element, []).append(" ".join(beat.text.split()))
        cue = aside = ""
        for element in scene.elements:
            if element.kind == "character":
                cue, aside = element.text, ""
            elif element.kind == "parenthetical":
                aside = element.text
            elif element.kind in ("action", "dialogue") and element.id in inside:
                units = []
                for sentence in inside[element.id]:
                    units.append(Unit(count, sentence))
                    count += 1
                if element.kind == "action":
                    blocks.append(Block(tuple(units)))
                else:
                    blocks += [Block((unit,), cue, aside) for unit in units]
                aside = ""
        found.append(Sheet(number, scene.heading.text or "INT. NULLE PART - JOUR", tuple(blocks)))
    return found


def made_up(by: Rewriter, count: int) -> list[Sheet]:
    """A screenplay of ``count`` scenes: sentences that stand once, and short ones that keep coming back."""
    pages = []
    for _ in range(count):
        blocks = []
        for _block in range(by.chance.randint(1, 9)):
            cue = by.chance.choice(("", "", "ANNA", "BORIS", "CLÉO"))
            texts = [by.sentence() if by.chance.random() < 0.8 else by.chance.choice(("Oui.", "Un temps."))]
            texts += [by.sentence()] if not cue and by.chance.random() < 0.4 else []
            blocks.append(Block(tuple(Unit(by.tag(), text) for text in texts), cue))
        pages.append(Sheet(by.tag(), by.chance.choice(PLACES), tuple(blocks)))
    return pages


@dataclass
class Typed:
    """A text and what stands where in it."""

    text: str
    draft: Draft
    told: tuple[Scene, ...]
    beats: dict[str, int] = field(default_factory=dict)
    """Tag by beat id."""
    scene_tags: dict[str, int] = field(default_factory=dict)


def write(
    pages: list[Sheet], *, typography: Callable[[str], str] = str, number: Callable[[int], str] | None = None
) -> Typed:
    """Type the sheets, and read them again."""
    parts: list[str] = []
    at: list[tuple[int, int, int]] = []
    heads: list[tuple[int, int]] = []
    length = 0

    def put(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    for index, page in enumerate(pages):
        heads.append((length, page.tag))
        put(typography(page.heading) + (f" #{number(index)}#" if number else "") + "\n\n")
        for block in page.blocks:
            if block.cue:
                put(typography(block.cue) + "\n" + (typography(block.aside) + "\n" if block.aside else ""))
            for unit in block.units:
                text = typography(unit.text)
                at.append((length, length + len(text), unit.tag))
                put(text + (" " if not block.cue and unit is not block.units[-1] else ""))
            put("\n\n")
    text = "".join(parts)
    script = parse(text, locale="fr")
    people = cast(script)
    told = scenes(script, people)
    typed = Typed(text, draft_of(script, told, people), told)
    spots = iter(at)
    spot = next(spots, None)
    tops = dict(heads)
    for scene in told:
        if scene.element is not None and scene.element.offset in tops:
            typed.scene_tags[scene.id] = tops[scene.element.offset]
        for beat in scene.beats:
            while spot is not None and spot[1] <= beat.offset:
                spot = next(spots, None)
            if spot is not None and spot[0] <= beat.offset < spot[1]:
                typed.beats.setdefault(beat.id, spot[2])
    return typed


def retyped(text: str) -> str:
    """As another program would export it: curly quotes, long dashes, unbreakable spaces, an ellipsis sign."""
    text = text.replace("'", "’").replace("...", "…").replace(" - ", " – ")
    return re.sub(r" ([?!;:])", "\u00a0\\1", text)


def edit(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """Some words of a sentence replaced, added or left out, at most a third; never the first and the last, which
    say where it begins and ends."""

    def change(unit: Unit) -> Unit:
        words = unit.text.split()
        if len(words) < 4:
            return unit
        for _ in range(max(len(words) // 4, 1)):
            where = by.chance.randrange(1, len(words) - 1)
            word = number_words(by.chance.randrange(100, 999))
            deed = by.chance.choice(("replace", "add", "drop"))
            words[where : where + (deed != "add")] = [] if deed == "drop" and len(words) > 3 else [word]
        return replace(unit, text=" ".join(words))

    return _on_unit(pages, by, change)


def rewrite(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A sentence put in another's place: it is another one."""
    return _on_unit(pages, by, lambda _: Unit(by.tag(), by.sentence()))


def _on_unit(pages: list[Sheet], by: Rewriter, change: Callable[[Unit], Unit]) -> list[Sheet]:
    spots = [
        (s, b, u)
        for s, page in enumerate(pages)
        for b, block in enumerate(page.blocks)
        for u in range(len(block.units))
    ]
    if not spots:
        return pages
    s, b, u = by.chance.choice(spots)
    block = pages[s].blocks[b]
    units = (*block.units[:u], change(block.units[u]), *block.units[u + 1 :])
    return _with_blocks(pages, s, [*pages[s].blocks[:b], replace(block, units=units), *pages[s].blocks[b + 1 :]])


def _with_blocks(pages: list[Sheet], index: int, blocks: list[Block]) -> list[Sheet]:
    return [*pages[:index], replace(pages[index], blocks=tuple(blocks)), *pages[index + 1 :]]


def insert(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A new paragraph or a new speech."""
    s = by.chance.randrange(len(pages))
    blocks = list(pages[s].blocks)
    cues = [block.cue for block in blocks if block.cue] or ["TOTO"]
    new = Block((Unit(by.tag(), by.sentence()),), by.chance.choice(["", by.chance.choice(cues)]))
    blocks.insert(by.chance.randint(0, len(blocks)), new)
    return _with_blocks(pages, s, blocks)


def delete(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A paragraph or a speech gone."""
    s = by.chance.randrange(len(pages))
    blocks = list(pages[s].blocks)
    if blocks:
        blocks.pop(by.chance.randrange(len(blocks)))
    return _with_blocks(pages, s, blocks)


def carry(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A paragraph or a speech that goes elsewhere, as it is."""
    s, t = by.chance.randrange(len(pages)), by.chance.randrange(len(pages))
    blocks = list(pages[s].blocks)
    if not blocks:
        return pages
    block = blocks.pop(by.chance.randrange(len(blocks)))
    pages = _with_blocks(pages, s, blocks)
    there = list(pages[t].blocks)
    there.insert(by.chance.randint(0, len(there)), block)
    return _with_blocks(pages, t, there)


def swap(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """Two neighbours change places."""
    if len(pages) < 2:
        return pages
    s = by.chance.randrange(len(pages) - 1)
    return [*pages[:s], pages[s + 1], pages[s], *pages[s + 2 :]]


def move(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A scene goes elsewhere."""
    left = list(pages)
    page = left.pop(by.chance.randrange(len(left)))
    left.insert(by.chance.randint(0, len(left)), page)
    return left


def split(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A scene cut in two: the first part keeps its heading, and its identity if it is no smaller."""
    s = by.chance.randrange(len(pages))
    blocks = pages[s].blocks
    if len(blocks) < 4:
        return pages
    cut = by.chance.randint((len(blocks) + 1) // 2, len(blocks) - 1)
    second = Sheet(by.tag(), by.chance.choice(PLACES), blocks[cut:])
    return [*pages[:s], replace(pages[s], blocks=blocks[:cut]), second, *pages[s + 1 :]]


def merge(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A scene that takes up the one after it."""
    if len(pages) < 3:
        return pages
    s = by.chance.randrange(len(pages) - 1)
    both = replace(pages[s], blocks=pages[s].blocks + pages[s + 1].blocks)
    return [*pages[:s], both, *pages[s + 2 :]]


def omit(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A scene gone."""
    s = by.chance.randrange(len(pages))
    return [*pages[:s], *pages[s + 1 :]] if len(pages) > 1 else pages


def add(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A new scene."""
    blocks = tuple(Block((Unit(by.tag(), by.sentence()),), by.chance.choice(("", "TOTO"))) for _ in range(4))
    s = by.chance.randint(0, len(pages))
    return [*pages[:s], Sheet(by.tag(), by.chance.choice(PLACES), blocks), *pages[s:]]


def rehead(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """A scene plays elsewhere."""
    s = by.chance.randrange(len(pages))
    return [*pages[:s], replace(pages[s], heading=by.chance.choice(PLACES)), *pages[s + 1 :]]


def rename(pages: list[Sheet], by: Rewriter) -> list[Sheet]:
    """Someone is called otherwise, in cues and in the action."""
    names = sorted({block.cue.partition(" (")[0] for page in pages for block in page.blocks if block.cue.isalpha()})
    if not names:
        return pages
    name, other = by.chance.choice(names), by.chance.choice(("OCTAVE", "BÉRÉNICE", "ZÉLIE"))
    if any(other in block.cue for page in pages for block in page.blocks):
        return pages
    told = re.compile(rf"\b{name.title()}\b")

    def called(block: Block) -> Block:
        units = tuple(
            replace(unit, text=told.sub(other.title(), unit.text).replace(name, other)) for unit in block.units
        )
        return replace(block, units=units, cue=re.sub(rf"\b{name}\b", other, block.cue))

    return [replace(page, blocks=tuple(map(called, page.blocks))) for page in pages]


OPERATIONS = {
    one.__name__: one
    for one in (edit, rewrite, insert, delete, carry, swap, move, split, merge, omit, add, rehead, rename)
}
