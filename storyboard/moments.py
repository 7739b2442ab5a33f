"""What each beat of a staged scene gives the camera to show: who speaks, listens, acts, looks, comes and goes."""

import math
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from screenplay.scenes import Beat, Character
from storyboard.cues import Cue, scene_cues
from storyboard.directing import Stage
from storyboard.stage.anatomy import body
from storyboard.stage.axis import extra, partner
from storyboard.stage.geometry import Figure, SetPlan, Staging, plan_at

SPEECH_RATE = 15.0
"""Characters of dialogue a second, before any voice exists; half a second is added for each run."""
ACTION_RATE = 33.0
LOUD = frozenset({"affect", "shout", "hit", "fight", "kiss", "embrace"})
HANDS = frozenset({"take", "give", "hold", "put", "open", "read", "write", "point", "aim", "phone", "hang_up"})
BODIES = frozenset(
    {"sit", "rise", "lie", "kneel", "crouch", "lean", "walk", "run", "crawl", "jump", "enter", "exit", "embrace",
     "kiss", "dance", "fight", "hit", "drop", "turn_away"}
)  # fmt: skip
"""What bodies do, that a picture of hands alone leaves out."""
LOW = frozenset({"drop", "kneel", "crouch", "crawl"})
"""What is done, or ends, on the ground."""
SHOWN_HANDS = (HANDS - {"phone", "hang_up"}) | frozenset(
    {"drink", "eat", "smoke", "cook", "type", "sew", "play", "wave", "take_off", "put_on", "knock", "throw",
     "photograph", "hands_up", "reach", "clap", "hide_face"}
)  # fmt: skip
FRESH = frozenset({"sit", "rise", "lie", "kneel", "crouch", "walk", "run", "enter", "exit", "turn_away"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One beat, as a director reads it. Characters are ids of figures on stage."""

    beat: Beat
    staging: Staging
    cues: tuple[Cue, ...]
    seconds: float
    speaker: str
    """Who speaks in the picture, or empty."""
    listener: str
    """To whom, or empty."""
    first_line: bool
    """Whether this speaker is heard for the first time in the scene."""
    active: tuple[str, ...]
    """Who acts, the first named first."""
    people: tuple[str, ...]
    """Everyone of the cast who is on stage."""
    extras: int
    looker: str = ""
    looked: str = ""
    """Id of the character or piece that the looker looks at, or empty."""
    thing: str = ""
    """Piece id or held thing that an insert may show; ``holder`` has it in hand."""
    holder: str = ""
    entering: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    moving: tuple[str, ...] = ()
    felt: tuple[str, ...] = ()
    """Whose face shows something strong."""
    handling: tuple[str, ...] = ()
    """Who does something with the hands that should be in the picture."""
    bodily: tuple[str, ...] = ()
    """Who does something with the whole body."""
    low: tuple[str, ...] = ()
    """Who does something that ends on the ground."""
    toward: str = ""
    """To whom the first of the active does it: who is kissed, hit, handed something, walked up to."""
    small: tuple[str, ...] = ()
    """Who is lost in a wide shot: small animals."""
    calling: tuple[str, ...] = ()
    """Who has a telephone at the ear."""
    lying: tuple[str, ...] = ()
    pause: bool = False
    crowd: bool = False
    passing: bool = False
    """Whether something drives, sails or flies by."""
    driving: tuple[str, ...] = ()
    """Who sits in something that goes: it is wider than its driver."""
    sound: bool = False
    pins: tuple[Cue, ...] = ()
    """The framing that the writer wrote."""
    back: bool = False
    """BACK TO SCENE: an insert ends here."""
    heat: float = 0.0
    """Tension, 0 calm to 1: what closeness follows."""
    moved: bool = False
    """Whether someone stands elsewhere, or otherwise, than at the beat before."""
    turned: tuple[str, ...] = ()
    """Who faces another way than at the beat before, by more than 60 degrees."""

    def gap(self, one: str, other: str) -> float:
        """Metres between two figures on the floor."""
        places = {figure.character: figure.at for figure in self.staging.figures}
        return math.dist(places[one][:2], places[other][:2])

    def wants(self, kind: str) -> bool:
        """Whether a cue of that kind is in the beat."""
        return any(cue.kind == kind for cue in self.cues)


@lru_cache(maxsize=4)
def read(stage: Stage) -> tuple[Moment, ...]:
    """One moment for each beat of the scene, in order."""
    found: list[Moment] = []
    last: tuple[str, ...] = ()
    heard: set[str] = set()
    before: Staging | None = None
    names = _names(stage.cast)
    asked = scene_cues(stage.scene, stage.cast, locale=stage.locale)
    for beat, staging, wanted in zip(stage.scene.beats, stage.stagings, asked, strict=True):
        moment = _moment(stage, beat, staging, wanted, before, last, names, heard)
        last = moment.active or last
        heard.add(moment.speaker)
        before = staging
        found.append(moment)
    return _heated(found)


def seconds_of(beat: Beat) -> float:
    """Estimated playing time of a beat, before any voice exists."""
    if beat.seconds > 0:
        return beat.seconds
    if beat.kind == "speech":
        return len(beat.text) / SPEECH_RATE + 0.5
    return max(1.5, 1 + len(beat.text) / ACTION_RATE)


def _moment(
    stage: Stage,
    beat: Beat,
    staging: Staging,
    found: tuple[Cue, ...],
    before: Staging | None,
    last: tuple[str, ...],
    names: Sequence[tuple[str, re.Pattern[str]]],
    heard: Collection[str],
) -> Moment:
    on_stage = {figure.character: figure for figure in staging.figures}
    named = _named(beat.text, names, on_stage) if beat.kind == "action" else []
    told = {*named, *(name for cue in found for name in cue.subject)}
    people = tuple(name for name in on_stage if not extra(name) or name in told)  # a walk-on counts while told of
    speaker = (
        beat.speaker if beat.kind == "speech" and beat.speaker in on_stage and beat.channel in ("on", "phone") else ""
    )
    speaker = speaker or ""
    if speaker and beat.channel == "phone" and not on_stage[speaker].speaking:
        speaker = ""  # heard from the other end of the line
    listener = ""
    if speaker and (other := partner(staging, speaker)) is not None and not extra(other.character):
        listener = other.character
    doers = [name for cue in found for name in cue.subject if name in on_stage]
    changed = _changed(before, staging)
    active = tuple(dict.fromkeys([*doers, *named, *(name for name in changed if name in people)]))
    look = next((cue for cue in found if cue.kind == "look" and cue.subject), None)
    looker = next((name for name in look.subject if name in on_stage), "") if look else ""
    there = plan_at(stage.plan, staging)
    looked = _seen(look, looker, there, staging) if look else ""
    pinned = any(cue.kind == "framing" for cue in found)
    thing, holder = _thing(found, there, staging, active)
    return Moment(
        beat=beat,
        staging=staging,
        cues=found,
        seconds=seconds_of(beat),
        speaker=speaker,
        listener=listener,
        first_line=bool(speaker) and speaker not in heard,
        active=active or (last if beat.kind == "action" and (pinned or _pronoun(beat.text)) else ()),
        people=people,
        extras=len(on_stage) - len(people),
        looker=looker,
        looked=looked,
        thing=thing,
        holder=holder,
        entering=tuple(name for name in staging.entering if name in people),
        leaving=tuple(name for name in staging.leaving if name in people),
        moving=tuple(
            dict.fromkeys(
                [path.character for path in staging.paths if path.character in people]
                + [name for name in doers if name in people and on_stage[name].posture in ("climb", "swim", "ride")]
            )
        ),
        felt=tuple(dict.fromkeys(n for cue in found if cue.kind in LOUD for n in cue.subject if n in on_stage)),
        handling=tuple(
            dict.fromkeys(n for cue in found if cue.kind in SHOWN_HANDS and not cue.state for n in cue.subject)
        ),
        bodily=_doing(found, BODIES, on_stage),
        low=_doing(found, LOW, on_stage),
        toward=_toward(found, active, people),
        small=tuple(name for name in people if on_stage[name].look.animal and body(on_stage[name]).tall < 0.9),
        calling=tuple(name for name in people if on_stage[name].gesture == "phone"),
        lying=tuple(name for name in people if on_stage[name].posture == "lie"),
        pause=any(cue.kind == "pause" for cue in found),
        crowd=any(cue.kind == "crowd" for cue in found),
        passing=bool(staging.pieces) and any(cue.kind == "pass" for cue in found),
        driving=tuple(name for name in people if on_stage[name].sill and on_stage[name].posture != "swim"),
        sound=any(cue.kind == "sound" for cue in found),
        pins=tuple(cue for cue in found if cue.kind == "framing" and cue.name != "back"),
        back=any(cue.kind == "framing" and cue.name == "back" for cue in found),
        moved=bool(changed),
        turned=_turned(before, staging),
    )


def _doing(found: Sequence[Cue], kinds: Collection[str], on_stage: Collection[str]) -> tuple[str, ...]:
    """Who of those on stage does something of these kinds now."""
    doers = (name for cue in found if cue.kind in kinds and not cue.state for name in cue.subject)
    return tuple(dict.fromkeys(name for name in doers if name in on_stage))


_TOWARD = frozenset({"give", "embrace", "kiss", "hit", "fight", "push", "pull", "reach", "walk", "run", "enter", "aim",
                     "throw", "take", "dance", "point", "whisper", "sit", "kneel"})  # fmt: skip


def _toward(found: Sequence[Cue], active: Sequence[str], people: Collection[str]) -> str:
    """The person whom the first one's deed is done to."""
    done = (cue for cue in found if cue.kind in _TOWARD and active and active[0] in cue.subject)
    return next((cue.object for cue in done if cue.object in people and cue.object != active[0]), "")


def _pronoun(text: str) -> bool:
    """Whether an action goes on with whoever acted before: Elle, Il, Ils, She, He, They …"""
    return bool(
        re.match(r"\W*(il|elle|ils|elles|on|he|she|they|son|sa|ses|his|her|their)\b", text.strip(), re.IGNORECASE)
    )


def plain(text: str) -> str:
    """Lower case without accents."""
    folded = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


@lru_cache(maxsize=8)
def _names(cast: tuple[Character, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for character in cast:
        words = {plain(name) for name in (character.name, *character.aliases) if len(name) > 1}
        if words:
            joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            found.append((character.id, re.compile(rf"(?<!\w)(?:{joined})(?!\w)")))
    return tuple(found)


def _named(text: str, names: Sequence[tuple[str, re.Pattern[str]]], on_stage: dict[str, Figure]) -> list[str]:
    clean = plain(text)
    hits = [(match.start(), name) for name, words in names if name in on_stage and (match := words.search(clean))]
    return [name for _, name in sorted(hits)]


def _changed(before: Staging | None, now: Staging) -> list[str]:
    """Who stands, sits or faces otherwise than at the beat before (gaze and gesture do not count)."""
    if before is None:
        return []
    old = {figure.character: figure for figure in before.figures}
    changed = []
    for figure in now.figures:
        past = old.get(figure.character)
        if (
            past is None
            or past.posture != figure.posture
            or max(abs(a - b) for a, b in zip(past.at, figure.at, strict=True)) > 0.3
        ):
            changed.append(figure.character)
    return changed


def _turned(before: Staging | None, now: Staging) -> tuple[str, ...]:
    old = {figure.character: figure.yaw for figure in before.figures} if before is not None else {}
    return tuple(
        figure.character
        for figure in now.figures
        if figure.character in old and abs((figure.yaw - old[figure.character] + 180) % 360 - 180) > 60
    )


def _seen(cue: Cue, looker: str, plan: SetPlan, staging: Staging) -> str:
    if any(figure.character == cue.object for figure in staging.figures):
        return cue.object if cue.object != looker else ""
    if cue.thing:
        return next((piece.id for piece in plan.pieces if piece.kind == cue.thing), "")
    return ""


def _thing(found: Sequence[Cue], plan: SetPlan, staging: Staging, active: Sequence[str]) -> tuple[str, str]:
    """What an insert may show: what the staging says, else what a hand's or a look's cue names, if it is there."""
    kinds = {piece.kind: piece.id for piece in reversed(plan.pieces)}
    ids = {piece.id for piece in plan.pieces}
    held = {figure.held: figure.character for figure in staging.figures if figure.held}
    wanted = [staging.thing] if staging.thing else []
    wanted += [
        cue.thing
        for cue in found
        if cue.thing and cue.kind in HANDS | {"look", "sound", "framing"} and (cue.kind != "put" or cue.thing in held)
    ]
    for name in wanted:
        if name in held:
            return name, held[name]
        if name in ids:
            return name, ""
        if name in kinds:
            return kinds[name], ""
    return "", ""


def _heated(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Give each moment its tension: it climbs to four fifths of the scene, and rises with what is felt and shouted."""
    total = sum(moment.seconds for moment in moments) or 1.0
    spoken = any(moment.beat.kind == "speech" for moment in moments)
    result, clock, smooth = [], 0.0, 0.0
    for moment in moments:
        share = (clock + moment.seconds / 2) / total
        climb = 0.15 + 0.5 * share / 0.8 if share < 0.8 else 0.65 - 0.9 * (share - 0.8)
        climb *= min(1.0, total / 25.0) if spoken else 0.6
        text, said = moment.beat.text, plain(moment.beat.delivery)
        sharp = 0.18 * ("!" in text) + 0.06 * ("?" in text) + 0.3 * bool(moment.felt) + 0.12 * moment.pause
        sharp += 0.12 * bool(said) + 0.15 * any(cue.kind in ("whisper", "shout") for cue in moment.cues)
        smooth = max(sharp, smooth * 0.5)
        result.append(replace(moment, heat=min(1.0, climb + smooth)))
        clock += moment.seconds
    return tuple(result)


def peak(moments: Sequence[Moment]) -> int:
    """The moment that the scene climbs to: the hottest one after its first third, or -1 in a short scene."""
    late = range(len(moments) // 3, len(moments))
    if len(moments) < 5:
        return -1
    return max(late, key=lambda index: (moments[index].heat, bool(moments[index].speaker), -index))
