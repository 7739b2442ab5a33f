"""What a director does to shots: retake, split, merge, lock, undo; and what the film's decisions mean for its draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from previz import pipeline
from previz.backends import choose, chosen
from previz.direction import decisions
from previz.direction.decisions import Edited, Entry, Placed
from previz.errors import PrevizError
from previz.i18n import _
from previz.panels.frames import Around
from previz.project import Project
from previz.script import drafts
from previz.script.story import Story, scenes_called
from previz.workshop.build import Build
from screenplay.scenes import Scene
from storyboard import notes
from storyboard.breakdown import Breakdown
from storyboard.decisions import Choice, Decision
from storyboard.directing import Director
from storyboard.errors import StoryboardError
from storyboard.glossary import number, parse_number
from storyboard.notes import Misread
from storyboard.shots import Shot
from storyboard.stage.axis import extra
from storyboard.stage.geometry import Setup
from storyboard.wording import glossary_of


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that people decided, as it stands for a draft: in notes of the script first, then what was said of shots."""

    decisions: tuple[Decision, ...]
    misread: tuple[Misread, ...]
    unplaced: tuple[Entry, ...]
    edits: tuple[Edited, ...] = ()
    """What editors decided of when shots play, and how long."""
    words: tuple[tuple[str, str], ...] = ()
    """Beats, and what is said in them instead of their words."""


@dataclass(frozen=True, slots=True)
class Named:
    """A shot under the number that people call it by."""

    label: str
    shot: Shot
    scene: Scene
    breakdown: Breakdown


def ruling(project: Project, story: Story) -> Ruling:
    """What holds for this draft of the film."""
    glossary = glossary_of(story.locale, project.settings.cut.glossary)
    written, misread = notes.written(story.script, story.scenes, story.cast, glossary)
    entries = decisions.read(project)
    said = decisions.placed(entries, story.scenes, identities(project, story)) if entries else Placed((), ())
    return Ruling((*written, *said.decisions), misread, said.unplaced, said.edits, said.words)


def notes_of(ruling: Ruling) -> tuple[str, ...]:
    """What a person should know of the decisions: notes that were not understood, decisions that found no beat."""
    told = [_("line {line}: {message}", line=one.line, message=one.message) for one in ruling.misread]
    told += [
        _("decision {number} ({shot}, “{words}”) has no place in this draft; it is kept", number=one.number,
          shot=one.shot, words=one.words)
        for one in ruling.unplaced
    ]  # fmt: skip
    return tuple(told)


def directed(project: Project, story: Story, build: Build, *, scenes: Sequence[Scene] | None = None) -> list[Breakdown]:
    """Scenes (None: all) broken down by the film's director and by what people decided."""
    director, others = chosen(project, "director"), directors(project, story)
    return pipeline.direct(story, director, build, ruling(project, story).decisions, directors=others, scenes=scenes)


OF_THE_LIGHT = ("mood",)
"""Keys of a scene's table that are not its director's."""


def directors(project: Project, story: Story) -> dict[str, Director]:
    """Who directs the scenes that ``[scene."…"]`` tables are about, by scene id.

    Raises SettingsError for a table that names no scene, or a key that the director does not have.
    """
    found: dict[str, Director] = {}
    one = project.settings.director
    for name, table in project.settings.scene.items():
        own = {key: value for key, value in table.items() if key not in OF_THE_LIGHT}
        mine = scenes_called(story, name)
        found |= {
            scene.id: choose("director", one.use, {**one.fields, **own}, beside=project.script.parent)
            for scene in mine
            if own
        }
    return found


def named(
    project: Project, story: Story, breakdowns: Sequence[Breakdown], *, scenes: Sequence[Scene] | None = None
) -> list[Named]:
    """Every shot of scenes (None: all) with its number, in story order."""
    style = project.settings.cut.numbering
    return [
        Named(number(scene.number, shot.order, style), shot, scene, breakdown)
        for scene, breakdown in zip(story.scenes if scenes is None else scenes, breakdowns, strict=True)
        for shot in breakdown.shots
    ]


def panels(project: Project, story: Story, build: Build) -> list[tuple[str, Setup]]:
    """Every panel by its name, 12A-1, with its setup, in story order."""
    breakdowns = directed(project, story, build)
    labels = {one.shot.id: one.label for one in named(project, story, breakdowns)}
    setups = [setup for breakdown in breakdowns for setup in breakdown.setups]
    return [(f"{labels[setup.shot]}-{setup.panel + 1}", setup) for setup in setups]


def scene_of(project: Project, story: Story, label: str) -> Scene | None:
    """The scene that a shot's number names; None when it names none."""
    try:
        wanted, _shot = parse_number(label, project.settings.cut.numbering)
    except StoryboardError:
        return None
    return next((scene for scene in story.scenes if "".join(scene.number.split()).upper() == wanted.upper()), None)


def find(shots: Sequence[Named], label: str) -> Named:
    """The shot of that number. Raises PrevizError that names those of its scene."""
    wanted = label.strip().upper()
    for one in shots:
        if one.label.upper() == wanted:
            return one
    near = [one.label for one in shots if one.label[:1] == wanted[:1]] or [one.label for one in shots]
    raise PrevizError(_("no shot is numbered {label}; there are {near}", label=label, near=_listed(near)))


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(labels[:12]) + ("…" if len(labels) > 12 else "")


def retake(project: Project, story: Story, one: Named, wanted: Choice, *, why: str = "") -> Entry:
    """Write down how a person wants a shot. Raises PrevizError for people who are not there, or a shot without text."""
    if not wanted.said:
        raise PrevizError(_("say what is to change: a size, who is in it, an angle, a move, a camera"))
    _held(one)
    _free(project, story, one)
    _present(story, one, wanted)
    return decisions.add(project, _entry(project, story, "retake", one, one.shot.beats, wanted=wanted, why=why))


def wished(one: Named, wanted: Choice) -> tuple[Decision, ...]:
    """What a choice about a shot would decide, not written down; nothing for a choice that says nothing."""
    return (Decision(one.shot.beats[0], wanted),) if wanted.said and one.shot.beats else ()


def split(project: Project, story: Story, one: Named, words: str, *, why: str = "") -> Entry:
    """Cut a shot before the first of its beats, but the first, whose text holds ``words``."""
    _free(project, story, one)
    texts = {beat.id: beat.text for beat in one.scene.beats}
    wanted = " ".join(words.casefold().split())
    at = next((beat for beat in one.shot.beats[1:] if wanted in " ".join(texts[beat].casefold().split())), None)
    if at is None:
        said = " / ".join(texts[beat][:60] for beat in one.shot.beats[1:]) or _("it plays one sentence only")
        message = _("{label}: no cut can come before “{words}”; after its first sentence this shot plays: {said}",
                    label=one.label, words=words, said=said)  # fmt: skip
        raise PrevizError(message)
    return decisions.add(project, _entry(project, story, "split", one, (at,), why=why))


def merge(project: Project, story: Story, one: Named, after: Named, *, why: str = "") -> Entry:
    """Play what ``after`` plays in the shot right before it."""
    _held(after)
    if after.scene is not one.scene or after.shot.order != one.shot.order + 1:
        raise PrevizError(_("{label} does not follow {other} in its scene; merge neighbours, the first one first",
                            label=after.label, other=one.label))  # fmt: skip
    if "card" in (one.shot.kind, after.shot.kind):
        raise PrevizError(_("a title card stands by itself; it cannot be merged"))
    _free(project, story, one, after)
    return decisions.add(project, _entry(project, story, "merge", after, after.shot.beats, why=why))


def lock(project: Project, story: Story, one: Named, *, why: str = "", act: str = "") -> Entry:
    """Keep a shot as it is, whatever the director would rather do after a rewrite; ``act``: of one command's many."""
    _held(one)
    size, lens = one.shot.asked or (one.shot.size, one.shot.lens)
    wanted = replace(framed(one.shot), size=size, lens=lens)
    entry = _entry(project, story, "lock", one, one.shot.beats, wanted=wanted, why=why)
    return decisions.add(project, replace(entry, act=act))


def unlock(project: Project, story: Story, one: Named) -> tuple[Entry, ...]:
    """Leave a shot to the director again: what locks it is taken back; nothing when it is free."""
    taken = locks(project, story, one)
    for entry in taken:
        decisions.add(project, decisions.entry("undo", shot=entry.shot, words=entry.words, undoes=entry.number))
    return taken


def locks(project: Project, story: Story, one: Named) -> tuple[Entry, ...]:
    """The decisions that lock a shot, or any part of it; none when it is free."""
    entries = [entry for entry in decisions.standing(decisions.read(project)) if entry.do == "lock"]
    if not entries:
        return ()
    place = identities(project, story).place
    return tuple(entry for entry in entries if any(place(name) in one.shot.beats for name in entry.beats))


def _free(project: Project, story: Story, *shots: Named) -> None:
    """Raise when a shot is locked."""
    for one in shots:
        if locks(project, story, one):
            raise PrevizError(_("{label} is locked; free it first: previz lock {label} --unlock", label=one.label))


def keep(project: Project, story: Story, one: Named, take: int, *, why: str = "") -> Entry:
    """Keep one of the takes that a picture model made of a shot, from 1; the others stay in the store."""
    _held(one)
    return decisions.add(project, _entry(project, story, "choose", one, one.shot.beats[:1], take=take, why=why))


def taken(project: Project, story: Story) -> dict[str, int]:
    """Which take of a picture model a person chose, from 0, by the beat that the shot begins with."""
    chosen = [one for one in decisions.standing(decisions.read(project)) if one.do == "choose"]
    if not chosen:
        return {}
    follows = identities(project, story)
    placed = ((follows.place(one.beats[0]), (one.take or 1) - 1) for one in chosen)
    return {beat: take for beat, take in placed if beat is not None}


def around(project: Project, story: Story, breakdowns: Sequence[Breakdown]) -> Around:
    """What the frames of these scenes depend on. A scene's first panel is its first that is no title card."""
    first, takes, chosen = {}, {}, taken(project, story)
    for breakdown in breakdowns:
        opening = next((setup for setup in breakdown.setups if not setup.card), None)
        for shot in breakdown.shots:
            if opening is not None:
                first[shot.id] = opening
            if shot.beats and shot.beats[0] in chosen:
                takes[shot.id] = chosen[shot.beats[0]]
    return Around(first, takes)


def reword(project: Project, story: Story, one: Named, words: str, *, line: str = "", why: str = "") -> Entry:
    """Say something else in a shot: instead of its only line, or of the one that holds the words of ``line``."""
    if not words.strip():
        raise PrevizError(_("say the new words of the line; to cut it, cut it in the edit or in the script"))
    spoken = [beat for beat in one.scene.beats if beat.id in one.shot.beats and beat.kind == "speech"]
    if not spoken:
        raise PrevizError(_("{label}: nobody speaks in this shot; there is no line to say otherwise", label=one.label))
    wanted = " ".join(line.casefold().split())
    mine = [beat for beat in spoken if wanted in " ".join(beat.text.casefold().split())]
    if len(mine) != 1:
        said = " / ".join(beat.text[:60] for beat in spoken)
        message = _(
            "{label}: name one of its lines with --line, by some of its words: {said}", label=one.label, said=said
        )
        raise PrevizError(message)
    entry = _entry(project, story, "reword", one, (mine[0].id,), why=why)
    return decisions.add(project, replace(entry, words=mine[0].text[:80], text=" ".join(words.split())))


def undo(project: Project, which: int | None = None) -> tuple[Entry, ...]:
    """Take back what the last command decided, all of it, or the one decision of that number, the last first.

    Raises PrevizError when none stands.
    """
    stands = decisions.standing(decisions.read(project))
    last = next((one for one in reversed(stands) if which in (None, one.number)), None)
    if last is None:
        known = ", ".join(str(one.number) for one in stands)
        raise PrevizError(
            _("no decision stands; there is nothing to undo") if not stands
            else _("no decision {which} stands; those that do: {known}", which=which, known=known)
        )  # fmt: skip
    together = which is None and last.act
    taken = tuple(one for one in reversed(stands) if one.act == last.act) if together else (last,)
    for one in taken:
        decisions.add(project, decisions.entry("undo", shot=one.shot, words=one.words, undoes=one.number))
    return taken


def framed(shot: Shot) -> Choice:
    """How a shot is, as a choice: all that another one may differ in."""
    return Choice(
        shot.size, shot.kind, shot.angle, shot.move, shot.lens, shot.subjects, shot.transition.kind, shot.rank
    )


def _entry(
    project: Project, story: Story, do: decisions.Deed, one: Named, beats: Sequence[str], *,
    wanted: Choice | None = None, take: int | None = None, why: str = "",
) -> Entry:  # fmt: skip
    follows = drafts.record(project, story, by="decision").identities  # the next draft is told by this one
    texts = {beat.id: beat.text for beat in one.scene.beats}
    before = framed(one.shot)
    return decisions.entry(
        do,
        shot=one.label,
        words=texts[beats[0]][:80],
        beats=tuple(follows.of(beat) for beat in beats),
        wanted=wanted or Choice(),
        before=Choice(**{name: getattr(before, name) for name in wanted.said}) if wanted else Choice(),
        take=take,
        why=why,
    )


def _held(one: Named) -> None:
    """Raise when a shot has no text that a decision could follow."""
    if not one.shot.beats:
        message = _(
            "{label}: nothing is written under this heading; write a line there, and decide about it", label=one.label
        )
        raise PrevizError(message)


def _present(story: Story, one: Named, wanted: Choice) -> None:
    """Raise when someone is wanted in a shot who is not in its picture."""
    seen = {
        figure.character
        for setup in one.breakdown.setups
        for figure in setup.figures
        if setup.shot == one.shot.id and not extra(figure.character)
    }
    people = {character.id: character.name for character in story.cast}
    missing = [name for name in wanted.subjects or () if name in people and name not in seen]
    if missing:
        there = ", ".join(people.get(name, name) for name in sorted(seen)) or _("nobody")
        message = _("{label}: {who} is not there then; in the picture are: {there}",
                    label=one.label, who=people[missing[0]], there=there)  # fmt: skip
        raise PrevizError(message)


def identities(project: Project, story: Story) -> decisions.Identities:
    """What follows this film's beats through its drafts."""
    return drafts.follow(project, story)
