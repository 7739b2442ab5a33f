"""Blocking: who is where at each beat of a scene, doing what, looking at whom.

People are placed when they first appear, by what the text says of them, then by their order of appearance; from beat
to beat everything stays as it was but what a cue changes. So an edit of one beat moves nobody whom it does not concern.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from screenplay.elements import Locale
from screenplay.scenes import Beat, Character, Scene
from storyboard.cues import Cue, scene_cues
from storyboard.reading.mentions import Names, mentions, names
from storyboard.reading.tokens import tokenize
from storyboard.reading.walkons import extra
from storyboard.stage import traffic
from storyboard.stage.acting import holdable
from storyboard.stage.crowd import extras, followers
from storyboard.stage.floor import Floor
from storyboard.stage.geometry import Look, Path, SetPlan, Staging
from storyboard.stage.moves import enter, leave
from storyboard.stage.opening import open_scene
from storyboard.stage.performing import perform
from storyboard.stage.presence import Stay, stays
from storyboard.stage.seating import pieces_like
from storyboard.stage.throng import throng

_HAND = ("take", "give", "hold", "open", "read", "write", "put", "point", "carry", "phone")


def block(
    scene: Scene, plan: SetPlan, cast: Sequence[Character], looks: Mapping[str, Look], *, locale: Locale
) -> tuple[Staging, ...]:
    """One staging for each beat of ``scene`` on its ``plan``, in order.

    ``cast`` and ``looks`` are the film's. Narrators (V.O.), voices on the phone and voices off are no figures.
    """
    found = _grounded(scene_cues(scene, cast, locale=locale), plan)
    choruses = {character.id: character.members for character in cast if character.members}
    timeline = stays(scene, found, choruses, _first_named(scene, cast, locale))
    by_id = {character.id: character for character in cast}
    floor = Floor(scene, plan, {stay.character: by_id[stay.character] for stay in timeline}, looks, found)
    who = names([by_id[stay.character] for stay in timeline], locale)
    result: list[Staging] = []
    crowd_words = _opening_crowd(found)
    for number, beat in enumerate(scene.beats):
        floor.settle()
        for stay in timeline:
            if stay.last == number - 1:
                floor.remove(stay.character)
        arriving = [stay for stay in timeline if stay.first == number]
        if number == 0:
            open_scene(floor, [stay for stay in arriving if not stay.enters])
        if not floor.vehicle and not floor.crowd and (words := crowd_words if number == 0 else _crowd(found[number])):
            floor.throng = throng(plan, words, floor.places())
            floor.crowd = extras(floor.ground, words, floor.places(), floor.seats_taken())
            _add_followers(floor, by_id)
        elif number == 0 and not floor.vehicle:
            _add_followers(floor, by_id)
        entering = [stay.character for stay in arriving if stay.enters or number]
        for character in entering:
            enter(floor, character, found[number], _stay(timeline, character, number))
        leaving = [stay.character for stay in timeline if stay.leaves and stay.last == number]
        perform(floor, found[number], leaving, entering)
        _speak(floor, scene, number, found[number], who, choruses)
        floor.turned_to = next((cue.subject[0] for cue in found[number] if cue.kind == "look" and cue.subject), "")
        for character in leaving:
            leave(floor, character, found[number])
        result.append(
            Staging(
                beat.id,
                (*(floor.figure(identity) for identity in floor.actors), *floor.watching_crowd()),
                tuple(Path(identity, points) for identity, points in floor.paths.items()),
                tuple(entering),
                tuple(leaving),
                _thing(floor, found[number]),
                (*traffic.on_set(tuple(floor.traffic.values()), plan), *floor.throng, *floor.laid.values()),
            )
        )
    return tuple(result)


def _grounded(found: Sequence[Sequence[Cue]], plan: SetPlan) -> tuple[tuple[Cue, ...], ...]:
    """The cues of each beat; the deck of a boat that is the whole set is its floor."""
    if pieces_like(plan, "deck"):
        return tuple(tuple(row) for row in found)
    return tuple(tuple(replace(cue, thing="floor") if cue.thing == "deck" else cue for cue in row) for row in found)


def _first_named(scene: Scene, cast: Sequence[Character], locale: Locale) -> dict[str, int]:
    """The beat whose action names each of the cast first."""
    there = {presence.character for presence in scene.cast}
    who = names([one for one in cast if one.id in there and (not one.members or extra(one.id))], locale)
    first: dict[str, int] = {}
    for number, beat in enumerate(scene.beats):
        for mention in mentions(tokenize(beat.text, locale), who) if beat.kind == "action" else ():
            for identity in mention.ids:
                first.setdefault(identity, number)
    return first


def _stay(timeline: Sequence[Stay], character: str, beat: int) -> Stay:
    return next(stay for stay in timeline if stay.character == character and stay.first == beat)


def _crowd(found: Sequence[Cue]) -> str:
    if sum(cue.kind == "intro" for cue in found) > 1:  # "Quatre élèves : LUCIE, KARIM…" are those
        return ""
    return next((cue.name for cue in found if cue.kind == "crowd"), "")


def _opening_crowd(found: Sequence[Sequence[Cue]]) -> str:
    """A crowd that the first beats of a scene tell of is there from the start."""
    return next((words for row in found[:4] if (words := _crowd(row))), "")


def _add_followers(floor: Floor, cast: Mapping[str, Character]) -> None:
    for identity in list(floor.actors):
        if cast[identity].group:
            taken = [*floor.places(), *(figure.at for figure in floor.crowd)]
            leader = floor.figure(identity)
            more = followers(floor.ground, leader, identity, taken, floor.seats_taken(), len(floor.crowd) + 1)
            floor.crowd = (*floor.crowd, *more)


def _speak(
    floor: Floor, scene: Scene, number: int, found: Sequence[Cue], who: Names, choruses: Mapping[str, Sequence[str]]
) -> None:
    """Who speaks, to whom, and who looks at the one who speaks."""
    beat = scene.beats[number]
    if beat.kind != "speech" or beat.channel not in ("on", "phone"):
        return
    speakers = [one for name in (beat.speaker or "", *_dual(scene, number)) for one in choruses.get(name, (name,))]
    for speaker in speakers:
        if speaker in floor.actors:
            actor = floor.actors[speaker]
            actor.speaking = True
            if actor.expression == "asleep":
                actor.expression = "neutral"
    speaker = speakers[0]
    if speaker not in floor.actors:
        return
    own_look = next((cue for cue in found if cue.kind == "look" and speaker in cue.subject and cue.object), None)
    on_phone = floor.actors[speaker].gesture == "phone"
    if own_look is None:
        alone = on_phone or (floor.crowd and floor.actors[speaker].mark.startswith(("stage", "altar", "board")))
        floor.address(speaker, "" if alone else _addressee(floor, scene, number, speaker, who))
    for identity in list(floor.actors):
        own_business = extra(identity) and floor.actors[speaker].gaze != identity
        if (
            identity not in speakers
            and not own_business
            and not any(identity in cue.subject and cue.kind == "look" for cue in found)
        ):
            floor.listen(identity, speaker)


def _dual(scene: Scene, number: int) -> list[str]:
    """The other speaker of a dual dialogue."""
    beat = scene.beats[number]
    if beat.dual is None:
        return []
    near = scene.beats[max(number - 3, 0) : number + 4]
    return [other.speaker for other in near if other.dual and other.dual != beat.dual and other.speaker]


def _addressee(floor: Floor, scene: Scene, number: int, speaker: str, who: Names) -> str:
    """Whom a line is said to: who is named in it, else who spoke last, else who speaks next, else the nearest."""
    beat = scene.beats[number]
    here = [identity for identity in floor.actors if identity != speaker and not extra(identity)]
    if not here:
        return ""
    named = [one for mention in mentions(tokenize(beat.text, who.locale), who) for one in mention.ids if one in here]
    if named:
        return named[0]
    gaze = floor.actors[speaker].gaze
    if number and scene.beats[number - 1].kind == "action" and floor.turned_to == speaker and gaze in here:
        return str(gaze)
    before = _nearest_speaker(reversed(scene.beats[max(number - 6, 0) : number]), beat, here)
    after = _nearest_speaker(scene.beats[number + 1 : number + 7], beat, here)
    return before or after or floor.nearest(speaker)


def _nearest_speaker(beats: Iterable[Beat], beat: Beat, here: Sequence[str]) -> str:
    for other in beats:
        if other.kind == "speech" and other.speaker != beat.speaker and other.speaker in here and other.channel == "on":
            return str(other.speaker)
    return ""


def _thing(floor: Floor, found: Sequence[Cue]) -> str:
    """The thing that a beat is about: of a framing first, then of hands, then of a look, then of a sound. What someone
    has in hand or has put down comes before what the set has of that kind."""
    in_hands = {actor.held for actor in floor.actors.values()}
    order = (("framing",), _HAND, ("look", "discover"), ("sound",))
    for kinds in order:
        for cue in found:
            if cue.kind not in kinds or (cue.kind == "put" and not holdable(cue.thing)):  # where something is put
                continue
            thing = cue.thing or (cue.name if cue.kind == "sound" and cue.weight > 1 else "")
            if not thing or (cue.kind == "framing" and cue.name not in ("close", "ecu", "insert", "angle", "pov")):
                continue
            if thing in in_hands and kinds != ("sound",):
                return thing
            if thing in floor.laid:
                return floor.laid[thing].id
            pieces = pieces_like(floor.plan, thing)
            if pieces:
                return pieces[0].id
            if holdable(thing) and cue.kind != "sound":
                return thing
    return ""
