"""What a model director is told: printed on request, so that nobody has to guess."""

from previz import pipeline, retakes
from previz.alternatives import find
from previz.backends import chosen
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.story import understand


def prompts(project: Project, *, scene: str | None = None) -> tuple[str, ...]:
    """The prompts of every scene, or of one. Raises PrevizError for a director that is no model."""
    story = understand(project)
    only = find(story, scene) if scene else None
    director, others = chosen(project, "director"), retakes.directors(project, story)
    found: list[str] = []
    for one in (scene for scene in story.scenes if not scene.heading.omitted):
        if only is None or one is only:
            who = others.get(one.id, director)
            if not hasattr(who, "prompts"):
                name = project.settings.director.use
                raise PrevizError(
                    _("the director “{name}” asks no model; choose one that does, as --director llama", name=name)
                )
            found += who.prompts(pipeline.stage_of(story, one))
    return tuple(found)
