"""From panels and sound to the film's file: the cut, its segments, and all of it joined."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from audio import takefile
from audio.saying import heard
from audio.silences import pause
from previz.assembly import animatic
from previz.assembly.joining import Labels, assemble
from previz.assembly.mattes import Matte
from previz.assembly.shown import SegmentSpec
from previz.cutting.cut import Cut, Trim
from previz.cutting.timing import lay
from previz.pipeline.carding import cards
from previz.project import Project
from previz.script.story import Story
from previz.settings import Settings
from previz.sound.captions import Caption, captions
from previz.sound.spoken import Spoken
from previz.workshop.build import Build, Job
from previz.workshop.store import Recipe, fingerprint, library
from storyboard.breakdown import Breakdown
from storyboard.stage.geometry import Setup

CUT_WITH = ("numpy", "opencv-python-headless", "av", "moviepy")


def lay_cut(
    story: Story, breakdowns: Sequence[Breakdown], spoken: Spoken | None, settings: Settings,
    trims: Mapping[str, Trim] | None = None,
) -> Cut:  # fmt: skip
    """Lay shots and takes on time, in whole frames; without takes, on estimates. ``trims`` by shot are an edit's."""
    beats = [beat for scene in story.scenes for beat in scene.beats]
    return lay(
        story.scenes,
        [shot for breakdown in breakdowns for shot in breakdown.shots],
        [setup for breakdown in breakdowns for setup in breakdown.setups],
        None if spoken is None else spoken.lengths,
        rate=settings.film.frames_per_second,
        title_seconds=settings.film.title if any(story.title) else 0.0,
        slate=settings.cut.slate,
        leader=settings.cut.leader,
        pauses={beat.id: pause(beat.delivery, locale=story.locale) for beat in beats if beat.kind == "speech"},
        interrupted=[] if spoken is None else [line.id for line in spoken.lines if line.cut_short],
        trims=trims,
        numbering=settings.cut.numbering,
    )


def picture(
    story: Story, cut: Cut, spoken: Spoken, setups: Sequence[Setup], panels: Mapping[tuple[str, int], Path],
    project: Project, build: Build, footage: Mapping[str, Path] | None = None,
) -> list[Path]:  # fmt: skip
    """Make each segment of the film: a shot, a transition, the title card. ``footage`` by shot replaces drawings."""
    settings = project.settings
    names = {shown: build.store.name(path) for shown, path in panels.items()}
    files = {names[shown]: path for shown, path in panels.items()}
    files |= {build.store.name(path): path for path in (footage or {}).values()}
    laid = cards(story, cut, project, build)
    files |= {build.store.name(path): path for path in laid.values()}
    called = {kind: build.store.name(path) for kind, path in laid.items()}
    burnt = captioned(cut, spoken) if settings.cut.captions else ()
    filmed = {shot: build.store.name(path) for shot, path in (footage or {}).items()}
    specs = planned(
        story, cut, setups, names, called.get("title", ""), project, burnt, slated=called.get("slate", ""),
        footage=filmed,
    )  # fmt: skip
    return build.start("picture", segment_jobs(specs, files)).paths()


def captioned(cut: Cut, said: Spoken) -> tuple[Caption, ...]:
    """The captions of a cut, by the words of its takes."""
    texts = {line.id: heard(line.text, language=line.voice.language) for line in said.lines}
    words = {line.id: takefile.load(path).words for line, path in zip(said.lines, said.takes, strict=True)}
    return captions(cut, texts, words)


def planned(
    story: Story, cut: Cut, setups: Sequence[Setup], names: Mapping[tuple[str, int], str], title: str,
    project: Project, captions: Sequence[Caption], *, slated: str = "", footage: Mapping[str, str] | None = None,
) -> tuple[SegmentSpec, ...]:  # fmt: skip
    """The segments of a cut, as the settings want them; ``names`` are the panels', ``title`` the title card's,
    ``slated`` the slate's, ``footage`` by shot what replaces its drawings."""
    settings = project.settings
    return animatic.plan(
        cut, setups, names, title=title, size=settings.film.pixels, quality=settings.cut.quality, captions=captions,
        numbers=settings.cut.numbers, timecode=settings.cut.timecode,
        slate=" – ".join(filter(None, ["previz", project.script.stem, story.title[2]])), matte=matte(settings),
        footage=footage, slated=slated,
    )  # fmt: skip


def matte(settings: Settings) -> Matte | None:
    """What is laid around the picture, if anything is."""
    found = Matte(settings.cut.ratio, settings.cut.safe)
    return found if found != Matte() else None


def segment_jobs(specs: Sequence[SegmentSpec], files: Mapping[str, Path]) -> list[Job]:
    """What there is to encode; ``files`` are the panels' by their names."""
    code, libraries = fingerprint("previz"), library(*CUT_WITH)
    return [
        Job(
            Recipe("segment", ".h264", {"spec": msgspec.to_builtins(spec), "code": code, "libraries": libraries}),
            "segment",
            (spec, {name: files[name] for name in spec.panels}),
        )
        for spec in specs
    ]


def join(
    story: Story, cut: Cut, spoken: Spoken, segments: Sequence[Path], blocks: Sequence[Path], output: Path,
    project: Project,
) -> None:  # fmt: skip
    """Join picture and sound into the film's file."""
    subtitles = captioned(cut, spoken) if project.settings.cut.subtitles else ()
    assemble(segments, blocks, output, labels(story, cut, project, subtitles))


def labels(story: Story, cut: Cut, project: Project, subtitles: Sequence[Caption]) -> Labels:
    """What the film's file says of itself."""
    title, author, date = story.title
    metadata = {"title": title or project.script.stem, "artist": author, "date": date, "encoder": "previz"}
    return Labels(
        (cut.rate.numerator, cut.rate.denominator),
        project.settings.film.pixels,
        animatic.chapters(cut),
        {key: value for key, value in metadata.items() if value},
        subtitles,
        story.locale,
    )
