"""What a person should know of a film that was made: guesses, what nobody understood, what the text asked for."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from previz.i18n import _, spoken_language
from previz.project import Project
from previz.workshop.store import Store

if TYPE_CHECKING:  # heavy rooms, loaded when a film was made
    from previz.script.story import Story
    from previz.sound.loudness import Loudness
    from previz.sound.takes import Takes
    from storyboard.breakdown import Breakdown


def of_story(project: Project, story: "Story", breakdowns: Sequence["Breakdown"]) -> tuple[str, ...]:
    """What a person should know of this film: guesses, and hard continuity findings that the text asked for."""
    from audio.casting import casting_notes
    from previz.script.story import diagnosed, unread
    from screenplay.lint.headings import taken_out
    from storyboard.continuity import worded

    notes = [diagnosed(one) for one in (*story.script.diagnostics, *taken_out(story.scenes, story.locale))]
    notes += unread(story.locale)
    from previz.direction.sets import unknown
    from previz.sound.scoring import layered_by_hand

    notes += unknown(project, story)
    notes += [_("line {line}: {message}", line=line, message=said) for line, said in layered_by_hand(story)[1]]
    heard = {presence.character for scene in story.scenes for presence in scene.cast if presence.speaks}
    notes += casting_notes(story.cast, locale=spoken_language(), declared=project.declared, heard=heard)
    guessed = {
        scene.heading.place
        for scene, breakdown in zip(story.scenes, breakdowns, strict=True)
        if scene.heading.place and breakdown.setups and breakdown.setups[0].plan.guessed
    }
    if guessed:
        places = ", ".join(f"“{place}”" for place in sorted(guessed)[:6]) + ("…" if len(guessed) > 6 else "")
        notes.append(_("no set is known for {places}: a neutral one stands in", places=places))
    names, language = {one.id: one.name for one in story.cast}, spoken_language()
    notes += [
        worded(finding.kind, finding.words, names, language)
        for breakdown in breakdowns
        for finding in breakdown.findings
        if finding.hard
    ]
    return tuple(notes)


def of_recordings(held: "Takes", guessed: Collection[str] = ()) -> tuple[str, ...]:
    """What a person should know of the recordings, a sentence each. ``guessed`` are lines whose words were not found
    in their recordings."""
    told = [
        _("line {label} ({who}) has changed since it was recorded: the scratch voice speaks it; record it again, or "
          "circle a take that still serves", label=row.label, who=row.who)
        for row in held.rows
        if row.takes and row.heard is None
    ]  # fmt: skip
    told += [
        _("line {label} ({who}): its words are not made out in {file}; their times are only estimated",
          label=row.label, who=row.who, file=row.heard.path.name)
        for row in held.rows
        if row.line in guessed and row.heard
    ]  # fmt: skip
    flawed = {
        "clipped": _("{file}: it is clipped; record it again, at a lower level"),
        "faint": _("{file}: almost nothing is heard; record it again, at a higher level"),
        "long": _("{file}: it lasts far longer than its line; cut it into a file for each take"),
    }
    told += [
        flawed[flaw].format(file=row.heard.path.name)
        for row in held.rows
        if row.heard
        for flaw in row.heard.note.flaws
        if flaw in flawed
    ]
    told += [
        _("{file} is nobody's line; say whose it is with “previz takes --assign”", file=path.name)
        for path in held.unassigned
    ]
    told += [
        _("{file} says “{words}”, which is not in this draft; it is kept", file=note.file, words=note.said)
        for note in held.unplaced
    ]
    return tuple(told)


def of_store(store: Store) -> Iterator[str]:
    """What lay in the store and was no longer what it had been."""
    if store.damaged:
        yield _("products in the store that were damaged, and are made again: {count}", count=len(store.damaged))


def of_sound(loudness: "Loudness") -> Iterator[str]:
    """What the mix had to do to be as loud as its preset, or could not."""
    said = {
        "silent": _("nothing sounds in this film: its loudness is left alone"),
        "lifted": _("speech is rare: the ambience is raised by {lift:g} dB", lift=loudness.lift),
        "gain-capped": _("peaks allow no more: the film stays at {level:.1f} LUFS", level=loudness.expected or 0),
    }
    for code, message in loudness.notes:
        yield said.get(code, message)
