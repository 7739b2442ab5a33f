"""A film's drafts, oldest first, each scene kept once for as long as it is not rewritten."""

from collections.abc import Iterator
from dataclasses import dataclass

from screenplay.drafts.draft import Draft, PersonText, SceneText


@dataclass(frozen=True, slots=True)
class Kept:
    """One draft: which of the kept scenes it has, in order."""

    scenes: tuple[int, ...]
    people: tuple[PersonText, ...]
    digest: str
    made: str
    """When, ISO 8601, UTC."""
    by: str
    """What it was kept for: ``make``, ``lock`` …"""
    script: str
    """The name of the screenplay's file."""


@dataclass(frozen=True, slots=True)
class History:
    """Scenes as they were written, under their identities, and the drafts that they make up."""

    scenes: tuple[SceneText, ...] = ()
    drafts: tuple[Kept, ...] = ()

    def draft(self, number: int) -> Draft:
        """The draft of that number, from 1; -1 is the last."""
        kept = self.drafts[number if number < 0 else number - 1]
        return Draft(tuple(self.scenes[index] for index in kept.scenes), kept.people)

    def same(self, digest: str) -> int | None:
        """The number of the last draft with these words."""
        numbers = range(len(self.drafts), 0, -1)
        return next((number for number in numbers if self.drafts[number - 1].digest == digest), None)

    def identities(self) -> Iterator[str]:
        """Every identity that was ever given."""
        for scene in self.scenes:
            yield scene.id
            for element in scene.elements:
                yield element.id
                for beat in element.beats:
                    yield beat.id
        for kept in self.drafts:
            for person in kept.people:
                yield person.id

    def with_draft(self, draft: Draft, *, made: str, by: str, script: str) -> "History":
        """The history with one more draft. Scenes that are as they were are not kept again."""
        known = {scene: index for index, scene in enumerate(self.scenes)}
        scenes, order = list(self.scenes), []
        for scene in draft.scenes:
            if scene not in known:
                known[scene] = len(scenes)
                scenes.append(scene)
            order.append(known[scene])
        kept = Kept(tuple(order), draft.people, draft.digest, made, by, script)
        return History(tuple(scenes), (*self.drafts, kept))
