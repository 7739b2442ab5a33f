"""Scratch sound: who says what in which voice, what a place sounds like, and the mix. It knows nothing of pictures."""
