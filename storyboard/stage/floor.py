"""The floor of a scene in play: the people on it as of the last beat, where they look, and the figures they are."""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from screenplay.scenes import Character, Scene
from storyboard.cues import Cue
from storyboard.reading.walkons import extra
from storyboard.stage.acting import formal, station_of, way_of_holding
from storyboard.stage.geometry import Expression, Figure, Gesture, Look, Mark, Mount, Piece, Point, Posture, SetPlan
from storyboard.stage.ground import APART, Ground, ahead, gap, heading, turned
from storyboard.stage.seating import audience

TALK, FORMAL = 1.0, 1.7
"""Metres between partners [after Hall's distances]."""
HELD = "@held"
"""The gaze of someone who looks at what is in their own hands."""
MOOD_LASTS = 5
"""Beats after which a face is at rest again."""
_CHEAT = 12.0
"""Degrees that people who face each other open towards the audience."""
_BEHIND = 100.0
"""Degrees from where a stool faces beyond which one turns on it."""
_NECK = 55.0
"""Degrees beyond which one turns the body, not only the head."""
_BUSY = ("cook", "write", "type", "play", "embrace", "kiss")
"""Who does this goes on facing it while talking."""


@dataclass(slots=True)
class Actor:
    """Someone on the floor, as of the last beat."""

    character: str
    look: Look
    at: Point
    yaw: float
    posture: Posture = "stand"
    gesture: Gesture = "rest"
    gesture_lasts: bool = False
    held: str = ""
    drops: bool = False
    expression: Expression = "neutral"
    mood_age: int = 0
    gaze: str | Point | None = None
    """A character id, a point, or straight ahead."""
    target: Point | None = None
    speaking: bool = False
    seat: float = 0.45
    mark: str = ""
    away: bool = False
    """With one's back to the others, until one looks or moves."""
    gives_to: str = ""
    """Who has it afterwards, of what one holds out in this beat."""
    fallen: bool = False
    """On the ground without having lain down: whoever acts again is up."""
    bent: bool = False
    """Down for something on the ground, for this beat."""
    close: str = ""
    """Whom one is in the arms of, for this beat."""
    mount: Mount = ""
    aboard: str = ""
    """Id of the vehicle one sits in."""
    sill: float = 0.0
    """Metres: height of what hides the body in a vehicle or in the water."""
    way: float = 0.0
    """+1 or -1: to which side of the stage one went in the beat before; who goes on keeps it."""

    @property
    def down(self) -> bool:
        """Whether one sits, lies, rides or swims: who does goes nowhere on foot."""
        return self.posture in ("sit", "lie", "drive", "ride", "swim")


class Floor:
    """The set of a scene with its people. Nobody stands in anybody, nor in the furniture, but by a full set."""

    def __init__(
        self,
        scene: Scene,
        plan: SetPlan,
        cast: Mapping[str, Character],
        looks: Mapping[str, Look],
        cues: Sequence[Sequence[Cue]],
    ) -> None:
        self.scene, self.plan, self.cast, self.cues = scene, plan, cast, cues
        self.ground = Ground(plan)
        self.actors: dict[str, Actor] = {}
        self.paths: dict[str, tuple[Point, ...]] = {}
        self.crowd: tuple[Figure, ...] = ()
        self.throng: tuple[Piece, ...] = ()
        """A crowd behind them that nobody counts."""
        self.laid: dict[str, Piece] = {}
        """What somebody has dropped or put down, by the English name of the held thing."""
        self.turned_to = ""
        """Who looked at something in the beat before."""
        self.arrived: dict[str, Point] = {}
        self.traffic: dict[str, Piece] = {}
        """Vehicles on the set at this beat, by their ids."""
        self.lately = ""
        """Kind of the vehicle that passed last: whoever is then said to drive sits in one."""
        self.gone: set[str] = set()
        """Those of them that are gone at the next."""
        self._looks = looks
        self._memory: dict[str, Actor] = {}
        self.vehicle = any(mark.name == "driver" for mark in plan.marks)
        self.centre = next(
            (mark.at for mark in plan.marks if mark.name == "centre"), (0.0, min(plan.depth / 2, 4.5), 0.0)
        )
        conflict = any(cue.kind in ("hit", "fight") or cue.expression == "anger" for row in cues for cue in row)
        self.distance = FORMAL if conflict or formal(plan.template) else TALK

    def places(self, *, but: Iterable[str] = ()) -> list[Point]:
        """Where people are; one who lies takes the place of head and knees too."""
        hidden = set(but)
        spots = [figure.at for figure in self.crowd]
        for identity, actor in self.actors.items():
            if identity in hidden:
                continue
            spots.append(actor.at)
            if actor.posture == "lie":
                spots += [ahead(actor.at, actor.yaw, 0.65), ahead(actor.at, actor.yaw, -0.65)]
        return spots

    def seats_taken(self) -> list[str]:
        """Names of the marks that someone has."""
        crowd = [mark.name for figure in self.crowd for mark in self.plan.marks if mark.at == figure.at]
        return [actor.mark for actor in self.actors.values() if actor.mark] + crowd

    def remove(self, identity: str) -> None:
        """Someone is gone."""
        gone = self.actors.pop(identity, None)
        if gone is not None:
            self._memory[identity] = gone

    def settle(self) -> None:
        """What lasted one beat is over: walking people stand, arms come down, faces calm."""
        self.paths = {}
        self.arrived = {}
        for name in self.gone:
            self.traffic.pop(name, None)
        self.gone = set()
        for actor in self.actors.values():
            actor.speaking = False
            actor.target = None
            actor.way = 0.0
            if actor.posture == "climb":
                actor.posture, actor.at = "stand", (actor.at[0], actor.at[1], 0.0)
            if actor.posture in ("walk", "run", "crawl", "jump"):
                along = math.cos(math.radians(actor.yaw))
                actor.way = math.copysign(1.0, along) if abs(along) > 0.3 else 0.0
                actor.posture = "stand"
                partner = self.nearest(actor.character)
                mark = next((one for one in self.plan.marks if one.name == actor.mark), None)
                if mark is not None:
                    actor.yaw = turned(mark.yaw)
                elif partner and not isinstance(actor.gaze, tuple):
                    actor.yaw = heading(actor.at, self.actors[partner].at)
            if actor.fallen and actor.posture == "lie" and actor.expression not in ("asleep", "pain"):
                actor.posture, actor.seat = "sit", 0.12  # one sits up after a fall
                actor.yaw = -90.0
            if actor.gives_to:
                self._hand_over(actor)
            if actor.bent:
                actor.posture, actor.bent = "stand", False
            if actor.drops:
                actor.held, actor.drops, actor.gesture_lasts = "", False, False
            if not actor.gesture_lasts:
                actor.gesture = way_of_holding(actor.held) if actor.held else "rest"
            if actor.close:
                self._part(actor)
            actor.mood_age += 1
            if actor.mood_age >= MOOD_LASTS and actor.expression != "asleep":
                actor.expression = "neutral"

    def _hand_over(self, actor: Actor) -> None:
        taker, actor.gives_to = self.actors.get(actor.gives_to), ""
        if taker is not None and actor.held and not taker.look.animal and taker.posture != "drive":
            taker.held, taker.gesture, taker.gesture_lasts = actor.held, way_of_holding(actor.held), False
        actor.held, actor.gesture, actor.gesture_lasts = "", "rest", False

    def _part(self, actor: Actor) -> None:
        actor.close = ""
        if actor.down:
            return
        others = self.places(but=[actor.character])
        if any(gap(actor.at, spot) < APART for spot in others):
            actor.at = self.ground.spot(actor.at, others)

    def nearest(self, identity: str) -> str:
        """The person nearest to someone, or empty."""
        own = self.actors.get(identity)
        others = [actor for key, actor in self.actors.items() if key != identity]
        others = [actor for actor in others if not extra(actor.character)] or others
        if own is None or not others:
            return ""
        return min(others, key=lambda actor: gap(own.at, actor.at)).character

    def new(self, identity: str, at: Point, yaw: float) -> Actor:
        before = self._memory.get(identity)
        actor = Actor(identity, self._looks.get(identity, Look()), at, turned(yaw))
        if before is not None:
            actor.held, actor.expression = before.held, before.expression
        return actor

    def settle_on(self, identity: str, mark: Mark, posture: Posture | None = None) -> None:
        actor = self.actors.get(identity) or self.new(identity, mark.at, mark.yaw)
        actor.at, actor.yaw, actor.mark, actor.seat = mark.at, turned(mark.yaw), mark.name, mark.seat
        actor.posture = posture or mark.posture
        self.actors[identity] = actor

    def trade(self, identity: str) -> str:
        """The mark of someone's trade, by the name or by the introduction (``DOLORES, a heavyset waitress``)."""
        character = self.cast[identity]
        if found := station_of(character.name):
            return found
        words = character.introduction.split(",")
        return next((mark for part in words[1:3] if len(part.split()) < 8 and (mark := station_of(part))), "")

    def sleeps(self, identity: str) -> bool:
        """Whether the text ever says that someone is asleep."""
        return any(cue.expression == "asleep" and identity in cue.subject for row in self.cues for cue in row)

    def young(self, identity: str) -> bool:
        """Whether someone is a child or a teenager."""
        return self._looks.get(identity, Look()).age in ("child", "teen")

    def seated_marks(self) -> list[Mark]:
        names = {actor.mark for actor in self.actors.values() if actor.down}
        return [mark for mark in self.plan.marks if mark.name in names]

    def anchor(self) -> Actor | None:
        """The one whom newcomers stand by: who was placed first."""
        everyone = self.actors.values()
        return next((actor for actor in everyone if not extra(actor.character)), next(iter(everyone), None))

    def beside(self, anchor: Actor) -> Point:
        """A free place before someone at talking distance: to the open floor, beside those who stand there already.

        Nobody is put between the anchor and the audience while there is room elsewhere.
        """
        front = heading(anchor.at, self.centre) if gap(anchor.at, self.centre) > 0.8 else anchor.yaw
        reach = self.distance + 0.25 * anchor.down
        taken = self.places()
        around = [heading(anchor.at, spot) for spot in taken if 0.1 < gap(anchor.at, spot) < 2.5]
        best: tuple[float, Point] | None = None
        for aside in (0, 45, -45, 90, -90, 135, -135, 180):
            yaw = turned(front + aside)
            wanted = ahead(anchor.at, yaw, reach)
            spot = self.ground.spot(wanted, taken)
            cost = abs(aside) / 120 + 1.5 * gap(spot, wanted) + 1.2 * (math.sin(math.radians(yaw)) < -0.75)
            cost += 0.8 * any(abs(turned(yaw - other)) < 40 for other in around)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, spot)
        return best[1] if best is not None else anchor.at

    def lot(self, name: str) -> float:
        key = f"{self.plan.location}|{self.scene.id}|{name}".encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(key, digest_size=4).digest(), "little") / 2**32

    def release(self, actor: Actor) -> None:
        """Give up a mark and stand; what is done sitting or at a stove is over."""
        if actor.gesture in ("eat", "write", "type", "play", "cook"):
            actor.gesture, actor.gesture_lasts = "rest", False
        actor.mark, actor.posture, actor.seat, actor.away = "", "stand", 0.45, False
        actor.mount, actor.aboard, actor.sill = "", "", 0.0

    def address(self, identity: str, other: str) -> None:
        """Turn to the one spoken to."""
        actor = self.actors[identity]
        if actor.away:
            return
        if not other:
            if not isinstance(actor.gaze, tuple):
                actor.gaze = None
            return
        actor.gaze = other
        if actor.posture == "drive":
            actor.gaze = None
            return
        if actor.gesture not in _BUSY:
            self.face(actor, self.actors[other].at, slack=25.0)

    def listen(self, identity: str, speaker: str) -> None:
        """Look at the one who speaks, unless busy with eyes or asleep."""
        actor = self.actors[identity]
        if (
            actor.expression == "asleep"
            or actor.posture == "drive"
            or actor.gesture in ("read", "write", "hide_face", "type")
        ):
            return
        if actor.away:
            return
        actor.gaze = speaker
        if actor.gesture not in _BUSY:
            self.face(actor, self.actors[speaker].at, slack=_NECK)

    def face(self, actor: Actor, point: Sequence[float], *, slack: float) -> None:
        """Turn a standing body towards a point when the head alone would not reach; open to the audience. On a stool
        one turns to what is behind."""
        if actor.posture == "sit" and any(
            mark.name == actor.mark and mark.piece.startswith("stool") for mark in self.plan.marks
        ):
            slack = max(slack, _BEHIND)
        elif actor.posture != "stand":
            return
        if gap(actor.at, point) < 0.05:
            return
        wanted = heading(actor.at, point)
        if abs(turned(wanted - actor.yaw)) > slack:
            actor.yaw = opened(wanted)

    def eyes(self, actor: Actor) -> Point:
        """Where someone's eyes are [an adult's: standing 1.63, sitting 1.20, lying 0.3 over what one lies on]."""
        share = actor.look.height / 1.75
        up = {"sit": actor.seat + 0.75 * share, "drive": actor.seat + 0.75 * share, "lie": actor.seat + 0.15,
              "ride": actor.seat + 1.4 * share, "swim": 0.25, "kneel": 1.15 * share, "crouch": 0.95 * share,
              "climb": 2.6}.get(actor.posture, 1.63 * share)  # fmt: skip
        at = ahead(actor.at, actor.yaw, 0.7) if actor.posture == "lie" else actor.at
        return (at[0], at[1], round(up, 2))

    def in_hand(self, actor: Actor) -> Point:
        """Where what someone holds is, before the chest."""
        if actor.posture == "lie":
            spot = ahead(actor.at, actor.yaw, 0.35)
            return (spot[0], spot[1], round(actor.seat + 0.5, 2))
        spot = ahead(actor.at, actor.yaw, 0.38)
        return (spot[0], spot[1], round(self.eyes(actor)[2] - 0.35, 2))

    def figure(self, identity: str) -> Figure:
        """The figure that someone is at this moment."""
        actor = self.actors[identity]
        gaze: Point | None = None
        if actor.gaze == HELD:
            gaze = self.in_hand(actor) if actor.held else None
        elif isinstance(actor.gaze, str):
            other = self.actors.get(actor.gaze)
            gaze = self.eyes(other) if other is not None and other is not actor else None
        elif actor.gaze is not None:
            gaze = actor.gaze
        return Figure(
            identity, actor.at, turned(actor.yaw), actor.posture, actor.gesture, gaze, actor.expression, actor.held,
            actor.target, actor.speaking, actor.seat, actor.look, actor.mount, actor.sill,
        )  # fmt: skip

    def watching_crowd(self) -> tuple[Figure, ...]:
        """Extras who sit look at the one who speaks or stands before them; the others go about their life."""
        speaker = next((actor for actor in self.actors.values() if actor.speaking), None)
        if speaker is None:
            return self.crowd
        point = self.eyes(speaker)
        return tuple(
            replace(figure, gaze=point) if figure.posture == "sit" and figure.look.animal == "" else figure
            for figure in self.crowd
        )

    def free_rows(self) -> list[Mark]:
        return [mark for mark in audience(self.plan) if mark.name not in self.seats_taken()]


def opened(yaw: float) -> float:
    """A yaw turned a little towards the audience (-90), as actors do."""
    off = turned(-90.0 - yaw)
    return turned(yaw + math.copysign(min(_CHEAT, abs(off)), off))
