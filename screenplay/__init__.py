"""The writer's text: parsing, scenes, beats, cast, lengths and the scene graph. It never changes the text."""

from screenplay.fountain import parse, write

__all__ = ["parse", "write"]
