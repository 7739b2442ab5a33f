"""What a screenplay tells, as data: headings, beats, presences, scenes and characters."""

from dataclasses import dataclass
from typing import Literal

from screenplay.elements import Element

Hour = Literal["day", "night", "dawn", "dusk", "morning", "afternoon", "evening"]
Channel = Literal["on", "off", "vo", "phone", "radio", "tv", "speaker", "door"]
"""How a voice reaches us: in the picture, from outside it (OFF, O.S.), as narration (V.O.), by telephone, by radio,
from a television, from a loudspeaker, through a door or a wall."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene heading, understood. ``location`` is one identity for one place across spellings."""

    text: str
    interior: bool
    exterior: bool
    place: str
    """The place as printed, sub-places included, without INT/EXT and time: ``APPARTEMENT DE LÉA - CUISINE``."""
    location: str
    """Identity: lower case ASCII letters, digits and hyphens, at most 60 characters; safe as a file name."""
    sub_places: tuple[str, ...]
    hour: Hour
    hour_text: str
    """As printed; empty when the heading names none (``hour`` is then carried over or ``day``)."""
    continuous: bool = False
    flashback: bool = False
    flashforward: bool = False
    dream: bool = False
    omitted: bool = False
    """A scene taken out, whose number stays: OMITTED, SUPPRIMÉE."""
    description: str = ""
    """What the project says of the place and of what stands in it."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One sentence of action, or one run of dialogue under one delivery (long runs are cut at sentence ends).

    The texts of the speech beats of one dialogue element, joined, are that element's text, verbatim.
    """

    id: str
    """Stable while its own words and its scene's heading stay the same."""
    kind: Literal["action", "speech", "card"]
    """``card``: centered text, shown as a title."""
    text: str
    element: str
    line: int
    offset: int
    length: int
    speaker: str | None = None
    """Character id: who speaks, or who plays an action that stands as a parenthetical without a speech."""
    channel: Channel = "on"
    delivery: str = ""
    """The parenthetical that governs this run, without its parentheses."""
    dual: Literal["left", "right"] | None = None
    lyric: bool = False
    opens: bool = True
    """Whether this beat is the first of its speech."""
    seconds: float = 0.0
    """Estimated playing time, before any voice exists."""
    transition: str = ""
    """A transition written inside the scene right before this beat, as printed."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Someone in a scene. Seen: in the picture at some time; otherwise only heard, or only spoken of is not listed."""

    character: str
    seen: bool
    speaks: bool
    seconds: float
    """Estimated speaking time in this scene."""
    words: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What plays under one heading. Text before the first heading forms a scene with ``element=None``."""

    id: str
    index: int
    """1-based order in the script."""
    number: str
    """The writer's number, or the index as text."""
    heading: Heading
    element: Element | None
    elements: tuple[Element, ...]
    beats: tuple[Beat, ...]
    cast: tuple[Presence, ...]
    transition: str
    """The transition that leads into this scene, as printed, or empty."""
    line: int
    eighths: int
    seconds: float
    ending: str = ""
    """The transition written at the scene's end, as printed, or empty; for the last scene, how the film ends."""


@dataclass(frozen=True, slots=True)
class Character:
    """Someone of the script: who speaks, or who is introduced in capitals in the action."""

    id: str
    """Lower case ASCII letters, digits and hyphens, at most 40 characters; safe as a file name."""
    name: str
    """As the script writes it most often in cues."""
    aliases: tuple[str, ...]
    gender: Literal["f", "m"] | None
    """From what the text says (articles, adjectives, pronouns, kinship words), never from the name alone."""
    age: int | None
    introduction: str
    """The sentence that introduces the character, or empty."""
    introduction_line: int
    evidence: str
    """The words that decided gender and age, for people to argue with."""
    group: bool = False
    """A chorus or a crowd: LES ENFANTS, GUESTS."""
    animal: str = ""
    """``dog``, ``cat``, ``horse`` … when the character is one."""
    common: bool = False
    """Named by a common noun (LE SERVEUR, A SCIENTIST), so that the action may say ``le serveur``."""
    members: tuple[str, ...] = ()
    """Character ids of those who speak together under one cue: LÉA ET NOÉ."""
    look: str = ""
    """What the project says of how they look and are dressed."""
