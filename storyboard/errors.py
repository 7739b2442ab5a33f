"""What can go wrong in the storyboard, in words that teach."""


class StoryboardError(Exception):
    """Base of every error of this package; its text says what, where, and the remedy."""


class HandError(StoryboardError):
    """A drawing that cannot be used. ``kind`` says why, for whoever words it: ``unreadable``, ``small``, ``mask``,
    ``whole`` (nothing can be cut out of it) or ``empty``; ``figures`` are the numbers of its sentence."""

    def __init__(self, kind: str, *figures: int) -> None:
        super().__init__(kind, *figures)
        self.kind, self.figures = kind, figures
