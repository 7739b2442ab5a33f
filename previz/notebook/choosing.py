"""Pictures of one shot side by side on a sheet: takes of a picture model, or the shot across renderers."""

from dataclasses import dataclass, replace
from html import escape

from previz.direction.decisions import Entry
from previz.notebook.desk import Desk, quiet
from previz.notebook.pages import address, page
from previz.panels import variants
from previz.panels.variants import Variant, Variants


@dataclass(frozen=True)
class Pictures:
    """Pictures of a shot, and the sheet that shows them."""

    desk: Desk
    found: Variants

    def __len__(self) -> int:
        return len(self.found.variants)

    def __repr__(self) -> str:
        return f"{self.found.shot}: {' · '.join(_told(one) for one in self.found.variants)}\n{self.found.sheet}"

    def _repr_html_(self) -> str:
        title = escape(repr(self).split("\n", 1)[0])
        return page(f'<p>{title}</p><img src="{address(self.found.sheet)}" style="max-width:100%">')


def _told(one: Variant) -> str:
    strays = "" if one.strays is None else f"{one.strays:.2f}"
    return " ".join(filter(None, ["→" if one.chosen else "", one.name, strays]))


@dataclass(frozen=True, repr=False)
class Takes(Pictures):
    """Takes of a shot; ``take(2)`` keeps the second in the film. The others stay, for another day."""

    def take(self, number: int, *, why: str = "") -> "Takes":
        """Keep one of them, by its number from 1. Raises PrevizError for a number that no take can have."""
        chosen: Entry = variants.choose(self.desk.project, self.found.shot, number, why=why, report=quiet)
        self.desk.forget()
        marked = tuple(replace(one, chosen=one.name == str(chosen.take)) for one in self.found.variants)
        return replace(self, found=replace(self.found, variants=marked))


def takes(desk: Desk, label: str, count: int) -> Takes:
    """The first takes of a shot by the film's picture model."""
    return Takes(desk, variants.takes(desk.project, label, count, report=quiet))


def across(desk: Desk, label: str, names: tuple[str, ...]) -> Pictures:
    """A shot by several renderers, or profiles of the film's own."""
    return Pictures(desk, variants.across(desk.project, label, names, report=quiet))
