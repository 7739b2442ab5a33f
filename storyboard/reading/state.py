"""A text while it is read: its words, who they name, whom the last clause was about, what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from storyboard.reading.lexicon import Lexicon, verb
from storyboard.reading.mentions import Memory, Mention, Names, mentions
from storyboard.reading.tokens import Token
from storyboard.stage.geometry import Expression

MARKS = frozenset(',;:—–()«»"“”')
STOPS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Deed:
    """Someone does something, or is in some state. Places are offsets in the text."""

    kind: str
    subject: tuple[str, ...]
    start: int
    end: int
    objects: tuple[str, ...] = ()
    """Ids of the people it bears on."""
    words: str = ""
    """The thing it bears on, as printed."""
    thing: str = ""
    """English name of that thing or piece, when known."""
    expression: Expression | None = None
    state: bool = False
    lemma: str = ""
    relation: str = ""
    """``at``: by, on, in or behind the thing; ``put``: the piece that it is put on."""
    capitals: bool = False


KINDS_OF_BODIES = frozenset(
    ("enter", "exit", "walk", "run", "crawl", "jump", "sit", "lie", "lean", "kneel", "crouch", "rise", "drive", "ride",
     "swim", "climb", "turn_away", "dance", "embrace", "kiss")
)  # fmt: skip
"""What bodies do: only a piece of the set says where."""


@dataclass(slots=True)
class Reading:
    """A text while it is read."""

    tokens: Sequence[Token]
    who: Names
    memory: Memory
    lex: Lexicon
    delivery: bool = False
    idle: bool = False
    """Whether the last subject has no verb yet: what follows a comma is an apposition."""
    sentence: int = 0
    """First token of the sentence."""
    found: list[Deed] = field(default_factory=list)
    carried: tuple[str, ...] | None = None
    """Subject of the clause before; empty when that was nobody of the cast."""
    plural: bool | None = None
    waiting: list[Deed] = field(default_factory=list)
    """States that stand before their subject (``Assise à la table, Marie…``)."""
    named: dict[int, Mention] = field(init=False)
    _covered: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        found = mentions(self.tokens, self.who)
        self.named = {mention.first: mention for mention in found}
        self._covered = frozenset(place for one in found for place in range(one.first, one.last))

    def inside(self, place: int) -> bool:
        """Whether a token belongs to the naming of someone."""
        return place in self._covered

    def is_group(self, ids: Sequence[str]) -> bool:
        return any(self.who.cast[identity].group for identity in ids)

    def skippable(self, place: int) -> bool:
        """Words that may stand between a subject and its verb."""
        word, lex = self.tokens[place].lower, self.lex
        groups = ("clitics", "adverbs", "negations", "auxiliaries", "perfects", "negated_by")
        adverb = word.endswith("ment") if lex.locale == "fr" else word.endswith("ly")
        return adverb or any(lex.has(group, word) for group in groups)

    def has_verb(self, first: int, last: int, *, loose: bool = False) -> bool:
        return any(
            verb(self.tokens[place].lower, self.lex.locale)[0] or (loose and self._looks_finite(place))
            for place in range(first, last)
        )

    def _looks_finite(self, place: int) -> bool:
        word = self.tokens[place].lower
        return word.endswith(("ent", "it")) if self.lex.locale == "fr" else word.endswith("s") and len(word) > 3

    def text(self, first: int, last: int) -> str:
        pieces = []
        for index in range(first, last):
            glue = index > first and self.tokens[index].start > self.tokens[index - 1].end
            pieces.append((" " if glue else "") + self.tokens[index].text)
        return "".join(pieces)
