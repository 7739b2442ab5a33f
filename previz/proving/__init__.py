"""A finished film proved: every frame, every line, its loudness, its continuity, from the file itself."""
