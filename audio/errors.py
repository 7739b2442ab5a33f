"""What can go wrong in the sound, in words that teach."""


class AudioError(Exception):
    """Base of every error of this package; its text says what, where, and the remedy."""
