"""What can go wrong in the storyboard, in words that teach."""


class StoryboardError(Exception):
    """Base of every error of this package; its text says what, where, and the remedy."""
