"""What can go wrong when a screenplay is read: each error says what, where, and the remedy."""


class ScreenplayError(Exception):
    """A screenplay that cannot be read. The message is for the writer, remedy included."""
