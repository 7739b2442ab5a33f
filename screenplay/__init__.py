"""The writer's text: parsing, scenes, beats, cast, lengths and the scene graph. It never changes the text.

``parse`` gives the script's elements, and ``edit`` the script after an edit; ``document`` what
``previz script FILE --json`` prints, as plain data.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screenplay.contract import read as document
    from screenplay.editing import edit
    from screenplay.fountain import parse, write

__all__ = ["document", "edit", "parse", "write"]


def __getattr__(name: str) -> Any:
    """Each of them when it is asked for: whoever needs one module of this package must not wait for the others."""
    if name == "document":
        from screenplay.contract import read

        return read
    if name == "edit":
        from screenplay.editing import edit

        return edit
    if name in ("parse", "write"):
        from screenplay import fountain

        return getattr(fountain, name)
    raise AttributeError(f"module 'screenplay' has no attribute '{name}'")
