"""The staged layout as data: a set, who stands where in it, the light, and a camera. Renderers draw nothing else.

Metres, degrees, seconds. Stage axes are right-handed: x right, y into the set, z up; the floor is z = 0.
A ``yaw`` turns counter-clockwise from +x seen from above: 0 faces +x, 90 faces +y (into the set), -90 the audience.
"""

from dataclasses import dataclass, replace
from typing import Literal

from screenplay.scenes import Hour
from storyboard.shots import MoveKind

Point = tuple[float, float, float]

Posture = Literal["stand", "sit", "lie", "kneel", "crouch", "lean", "walk", "run", "drive", "crawl", "jump"]
Gesture = Literal[
    "rest", "hold", "phone", "point", "reach", "open", "write", "read", "drink", "eat", "wave", "embrace", "kiss",
    "hit", "hide_face", "cross_arms", "hands_on_hips", "hands_up", "carry", "type", "cook", "smoke", "play",
    "throw", "push", "pull", "aim", "clap", "pray", "shrug", "sweep", "paint", "sew", "sing", "fight", "dance", "knock",
    "photograph", "cover_ears", "think",
]  # fmt: skip
Expression = Literal[
    "neutral",
    "joy",
    "sadness",
    "anger",
    "fear",
    "surprise",
    "disgust",
    "tired",
    "tender",
    "determined",
    "pain",
    "asleep",
]
Weather = Literal["clear", "overcast", "rain", "snow", "fog", "storm", "wind"]


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one person from another in silhouette. Stable through the film."""

    height: float = 1.75
    """Metres, standing."""
    build: Literal["slim", "average", "heavy"] = "average"
    age: Literal["child", "teen", "adult", "old"] = "adult"
    gender: Literal["f", "m"] | None = None
    head: Literal["oval", "round", "square", "long"] = "oval"
    hair: Literal["crop", "short", "long", "bob", "bun", "curly", "ponytail", "bald", "braid"] = "short"
    hair_tone: float = 0.2
    """Lightness, 0 black to 1 white; so are the other tones."""
    skin_tone: float = 0.92
    top: Literal["shirt", "sweater", "coat", "jacket", "dress", "tshirt", "uniform", "apron", "hoodie"] = "shirt"
    top_tone: float = 0.6
    bottom: Literal["trousers", "skirt", "shorts"] = "trousers"
    bottom_tone: float = 0.4
    accessory: Literal["", "glasses", "hat", "cap", "scarf", "beard", "moustache", "tie", "bag", "headphones"] = ""
    animal: str = ""
    """``dog``, ``cat``, ``horse``, ``bird`` or empty for a person."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One person of the stage at one moment."""

    character: str
    """Character id, or ``extra-N`` for someone of a crowd."""
    at: Point
    """Where the feet stand, or the point of the floor (or seat's foot) under the hips when sitting or lying."""
    yaw: float
    """Where the body faces (for ``lie``: from the hips to the head)."""
    posture: Posture = "stand"
    gesture: Gesture = "rest"
    gaze: Point | None = None
    """The point looked at; None looks straight ahead."""
    expression: Expression = "neutral"
    held: str = ""
    """English name of the thing in hand: ``phone``, ``glass``, ``book``, ``letter``, ``gun``, ``bag``, ``umbrella``…"""
    target: Point | None = None
    """What the gesture reaches or points at."""
    speaking: bool = False
    seat: float = 0.45
    """Height of what one sits or lies on."""
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of the set: furniture, a door, a window, a car, a tree. Its box stands on ``at``, turned by ``yaw``."""

    id: str
    kind: str
    """A name the set artist can draw: ``table``, ``chair``, ``bed``, ``sofa``, ``counter``, ``door``, ``window`` …"""
    at: Point
    """Middle of the bottom face."""
    yaw: float
    """Where its front faces: a chair's sitter, a door's way out of its wall into the room."""
    size: Point
    """Width (across its front), depth, height."""
    tone: float = 0.7
    label: str = ""
    """What the text calls it, when the text named it."""
    drawn: str = ""
    """A variant for the set artist: a window with ``curtains`` or ``blinds``, a table with a ``cloth``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where someone can be: by a door, on a chair, behind a counter."""

    name: str
    at: Point
    yaw: float
    posture: Posture = "stand"
    seat: float = 0.45
    piece: str = ""
    """Id of the piece one sits on or stands by."""


@dataclass(frozen=True, slots=True)
class SetPlan:
    """The plan of one location, the same in every scene that plays there.

    The floor reaches from (-width/2, 0) to (width/2, depth). An interior has four walls
    at those borders, ``height`` high.
    """

    location: str
    template: str
    """``kitchen``, ``street``, … or ``interior`` / ``exterior`` when no word of the heading is known."""
    interior: bool
    width: float
    depth: float
    height: float
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    ground: Literal["floor", "tiles", "carpet", "asphalt", "grass", "sand", "dirt", "water", "snow"] = "floor"
    horizon: Literal["", "city", "hills", "forest", "sea", "flat"] = ""
    """What closes the view of an exterior."""
    guessed: bool = False
    """True when the heading named no place we know, and the neutral set stands in."""


@dataclass(frozen=True, slots=True)
class Light:
    """The hour and the weather, as light on the set."""

    hour: Hour = "day"
    weather: Weather = "clear"
    lamps: bool = False
    """Whether artificial lamps are on."""
    mood: str = ""
    """The scene's, by its words or as a person says it (see storyboard/moods.toml); empty for none."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole camera. Sensor 36 x 20.25 mm; another delivery ratio crops its height or width."""

    at: Point
    yaw: float
    pitch: float = 0.0
    """Upwards is positive."""
    roll: float = 0.0
    focal: float = 35.0


@dataclass(frozen=True, slots=True)
class Path:
    """A subject's move during a shot, on the floor."""

    character: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Staging:
    """Who is where at one beat: the blocking of a scene is one staging for each beat, in order."""

    beat: str
    figures: tuple[Figure, ...]
    paths: tuple[Path, ...] = ()
    """Moves that happen during this beat (figures stand at their arrival, except when ``leaving``)."""
    entering: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    """They are still among the figures at this beat, on their way out, and gone at the next."""
    thing: str = ""
    """Id of the piece, or English name of the held thing, that this beat is about; an insert may show it."""
    pieces: tuple[Piece, ...] = ()
    """What is on the set at this beat and not in its plan: a car that passes, a crowd that nobody counts."""


def plan_at(plan: SetPlan, staging: Staging) -> SetPlan:
    """The plan with what is on the set at one beat only."""
    return replace(plan, pieces=(*plan.pieces, *staging.pieces)) if staging.pieces else plan


@dataclass(frozen=True, slots=True)
class Setup:
    """A stage seen through one camera, for one panel of one shot. All that a renderer needs, and nothing else."""

    shot: str
    panel: int
    """0-based within the shot: a new panel when the speaker or the staging changes under the same camera."""
    beats: tuple[str, ...]
    plan: SetPlan
    light: Light
    figures: tuple[Figure, ...]
    camera: Camera
    camera_end: Camera | None = None
    """Where a camera move ends; None when static."""
    move: MoveKind = "static"
    paths: tuple[Path, ...] = ()
    subjects: tuple[str, ...] = ()
    """Characters or pieces the shot is about."""
    thing: str = ""
    """The piece id or held thing of an insert."""
    wild: tuple[str, ...] = ()
    """Pieces taken away because they would stand between the lens and the subject (wild walls are implied: the
    renderer never draws the wall that the camera looks through)."""
    card: str = ""
    """Text of a title card; nothing else is then drawn."""
