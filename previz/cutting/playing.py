"""What the film plays, for whoever tells it on paper: its shots in their order, as often and as long as shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from previz.cutting import editing
from previz.cutting.cut import Cut, from_plain
from previz.direction.retakes import Ruling
from previz.project import Project
from previz.records import standing
from previz.script.story import Story
from previz.sound.spoken import Spoken
from storyboard.breakdown import Breakdown


@dataclass(frozen=True, slots=True)
class Playing:
    """A film as it plays, all edits done."""

    cut: Cut
    left_out: frozenset[str] = frozenset()
    """Beats of the script that are not shown, or whose words are not heard."""
    estimated: bool = False
    """Whether its times are estimates: no film of this draft has been made."""


def playing(project: Project, story: Story, breakdowns: Sequence[Breakdown], ruling: Ruling) -> Playing:
    """The finished film while nothing has changed since; else what would be made now, on estimated times."""
    if film := standing(project):
        return Playing(from_plain(film.cut), frozenset(film.left_out))
    lengths = {beat.id: beat.seconds for scene in story.scenes for beat in scene.beats if beat.kind == "speech"}
    unspoken = Spoken((), (), lengths)
    played = editing.play(story, breakdowns, unspoken, ruling.edits, project.settings)
    return Playing(played.cut, frozenset(played.left_out), True)
