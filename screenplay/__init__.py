"""The writer's text: parsing, scenes, beats, cast, lengths and the scene graph. It never changes the text.

``parse`` gives the script's elements, and ``edit`` the script after an edit; ``document`` what
``previz script FILE --json`` prints, as plain data.
"""

from screenplay.contract import read as document
from screenplay.editing import edit
from screenplay.fountain import parse, write

__all__ = ["document", "edit", "parse", "write"]
