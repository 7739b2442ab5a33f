"""The film's cut as the edit that is handed over, and what is written down about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from audio import stems
from audio.lines import RATE
from previz.cutting.cut import Cut, ShotAt, Span, original
from previz.direction import decisions
from previz.documents.shotlist import ShotRow
from previz.handoff import timecode
from previz.handoff.edit import Bed, Dissolve, Edit, Laid, Mark, fit, names
from previz.handoff.manifest import Clip, Manifest, Said
from previz.handoff.material import Material
from previz.script import drafts

UNDER = (stems.EFFECTS, stems.AMBIENCE)
"""The stems that lie under the film; its dialogue is in the clips, and moves with them."""


def _cards(cut: Cut) -> Iterator[tuple[str, Span]]:
    """What stands before the first shot: names of clips, and when they play."""
    for name, span in (("slate", cut.slate), ("leader", cut.leader), ("title", cut.title)):
        if span.frames:
            yield name, span


def laid(material: Material, handle_seconds: float) -> tuple[Edit, Manifest]:
    """The film as it is handed over. Raises PrevizError for a rate that editors' timecode does not count.

    The draft is kept: what is said in a clip is known by identities, so that the edit finds it after a rewrite.
    """
    cut, rate = material.cut, material.cut.rate
    timecode.check(rate)
    cards = [Laid("", "", name, "", span.start, span.frames, 0) for name, span in _cards(cut)]
    shots = [_laid(shot, material.rows[original(shot.shot)]) for shot in cut.shots]
    lengths = [cut.title.frames, *(shot.frames for shot in shots)]
    faded: list[Dissolve | None] = [None for _card in cards]
    faded += [_dissolve(before, shot, cut) for before, shot in zip(lengths, cut.shots, strict=False)]
    handle = max(round(handle_seconds * rate), *(side for one in faded if one for side in (one.before, one.after)), 0)
    clips = [*cards, *shots]
    called = names(clip.label for clip in clips)
    clips = [
        replace(clip, name=name, handle=handle, dissolve=fade)
        for clip, name, fade in zip(clips, called, faded, strict=True)
    ]
    decided = max((entry.number for entry in decisions.read(material.project)), default=0)
    story = tuple(one.shot.id for one in material.named)
    told = _clips(material, clips)
    manifest = Manifest(material.name, str(rate), timecode.hour(rate), handle, told, story, decided).named()
    edit = Edit(
        manifest.key, fit(material.name), rate, material.project.settings.film.pixels, tuple(clips),
        marks=tuple(Mark(fit(scene.title), scene.span.start) for scene in cut.scenes),
        beds=tuple(Bed(name, f"stems/{material.name}_{name}.wav") for name in UNDER), lead=cut.start,
    )  # fmt: skip
    return edit, manifest


def _laid(shot: ShotAt, row: ShotRow) -> Laid:
    note = " / ".join(" ".join(fit(text).split()) for text in (f"{row.framing}. {row.text}", *row.notes))
    return Laid("", shot.shot, fit(shot.label), fit(shot.scene), shot.span.start, shot.span.frames, 0, note)


def _dissolve(before: int, shot: ShotAt, cut: Cut) -> Dissolve | None:
    """A shot's dissolve, or its wipe, as long as the film has it: at most half of it, and of the frames ``before``."""
    frames = round(float(shot.transition.seconds * cut.rate))
    if not before or shot.transition.kind not in ("dissolve", "wipe") or frames < 2:
        return None
    return Dissolve(min(frames // 2, before // 2), min(frames - frames // 2, shot.span.frames // 2))


def _lay_over(played: dict[str, list[str]], clips: Sequence[Laid], heard: Mapping[str, tuple[int, int]]) -> None:
    """Put lines that are heard over another shot than their own, as one of two that are said together is, with it."""
    for own, mine in [(shot, list(beats)) for shot, beats in played.items()]:
        for beat in mine:
            if beat not in heard:
                continue
            begin, end = heard[beat]
            over = max(clips, key=lambda clip: min(clip.start + clip.frames, end) - max(clip.start, begin))
            if over.shot != own and over.shot in played:
                played[own].remove(beat)
                played[over.shot].append(beat)


def _clips(material: Material, clips: Sequence[Laid]) -> tuple[Clip, ...]:
    identities = drafts.record(material.project, material.story, by="export").identities
    cut = material.cut
    beats = {beat.id: beat for scene in material.played.story.scenes for beat in scene.beats}
    shown = {beat.beat: beat.span for beat in cut.beats}
    heard = {
        line.line: (round(line.sample * cut.rate / RATE), round((line.sample + line.samples) * cut.rate / RATE))
        for line in cut.lines
    }
    shots = [shot for breakdown in material.played.breakdowns for shot in breakdown.shots]
    played = {shot.id: [beat for beat in shot.beats if beat in beats] for shot in shots}
    _lay_over(played, clips, heard)
    whole = {one.shot.id: [identities.of(beat) for beat in one.shot.beats] for one in material.named}
    heads = {at.shot: at.head for at in cut.shots}

    def said(beat: str, start: int) -> Said:
        begin, end = heard.get(beat, (shown[beat].start, shown[beat].end))
        return Said(
            identities.of(original(beat)), begin - start, end - begin, beats[beat].text, beats[beat].kind == "speech"
        )

    return tuple(
        Clip(clip.name, clip.shot, clip.label, clip.frames,
             tuple(said(beat, clip.start) for beat in played.get(clip.shot, ())),
             tuple(whole.get(original(clip.shot), ())), heads.get(clip.shot, 0))
        for clip in clips
    )  # fmt: skip
