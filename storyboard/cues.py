"""What the text asks for: who looks, enters, sits, takes; what is heard; and the framing that the writer wrote."""

from dataclasses import dataclass
from typing import Literal

from storyboard.stage.geometry import Expression

CueKind = Literal[
    # what bodies do
    "look", "enter", "exit", "sit", "rise", "lie", "kneel", "crouch", "lean", "walk", "run", "drive", "at", "turn_away",
    # what hands do
    "take", "give", "hold", "put", "open", "read", "write", "drink", "eat", "phone", "hang_up", "point", "wave", "reach",
    "embrace", "kiss", "hit", "dance", "cook", "smoke", "type", "play", "carry", "hide_face", "hands_up", "cross_arms",
    # what happens
    "affect", "whisper", "shout", "crowd", "sound", "pause", "intro", "discover", "framing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing that a beat asks of the stage or the camera. ``start`` and ``end`` are offsets in the beat's text.

    A cue read in a delivery ("(se levant)") or in a heading has ``start == end == 0``.
    """

    kind: CueKind
    subject: tuple[str, ...] = ()
    """Ids of the characters who do it; empty when nobody of the cast does (a crowd, a bell, the camera)."""
    object: str = ""
    """Id of the character it is done to or looked at, or the thing's words as printed."""
    start: int = 0
    end: int = 0
    weight: float = 1.0
    """How much it asks for a picture of its own: 0.5 faint, 1 usual, 1.5 written in capitals or strong, 2 pinned."""
    thing: str = ""
    """English name of the thing or of the kind of piece meant, when the tables know it: ``letter``, ``window``."""
    expression: Expression | None = None
    """``affect``: what the face shows."""
    name: str = ""
    """``sound``: ``phone``, ``knock``, ``bell``, ``gunshot`` …; ``framing``: the pin, ``close``, ``ecu``, ``angle``,
    ``wide``, ``estab``, ``pov``, ``insert``, ``push_in``, ``pull_back``, ``pan``, ``tilt``, ``track``, ``two``,
    ``overhead``, ``low``, ``high``, ``back``; ``crowd``: the words for it."""
    state: bool = False
    """True for what already is (sitting, assise) rather than happens (sits down, s'assoit)."""
