"""A shot list ready to be written down: its columns, and the cells of each scene's shots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from previz.cutting.cut import original
from previz.documents.columns import Cell, Column, Teller, Template
from previz.documents.shotlist import ShotRow
from previz.i18n import speaking
from screenplay.elements import Locale
from storyboard.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Section:
    """One scene of the list. ``pictures`` are JPEG, one for each shot that has one; ``plan`` is SVG or empty."""

    title: str
    seconds: float
    cells: tuple[tuple[Cell, ...], ...]
    pictures: tuple[bytes | None, ...]
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list, in the language of the script."""

    title: str
    film: tuple[str, ...]
    """Title, authors, and draft with its date, as far as the script gives them."""
    locale: Locale
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.title(self.locale) for column in self.columns)

    @property
    def seconds(self) -> float:
        return sum(section.seconds for section in self.sections)

    @property
    def shots(self) -> int:
        return sum(len(section.cells) for section in self.sections)


def listed(
    rows: Sequence[ShotRow],
    template: Template,
    *,
    film: Sequence[str],
    words: Glossary,
    locale: Locale,
    pictures: Mapping[str, bytes],
    plans: Mapping[str, str],
) -> Listing:
    """Rows as a list to write down. ``pictures`` are JPEG by shot id, ``plans`` SVG by scene id."""
    _ = speaking(locale)
    teller = Teller(words, _)
    columns = (template.with_pictures() if pictures else template.without_pictures()).columns
    sections = []
    for _scene, group in groupby(rows, key=lambda row: row.scene_id):
        shots = list(group)
        number, heading = shots[0].scene, shots[0].heading
        sections.append(
            Section(
                title=f"{number}. {heading or _('(no heading)')}",
                seconds=sum(row.seconds for row in shots),
                cells=tuple(
                    tuple("" if column.pictured else column.cell(teller, row) for column in columns) for row in shots
                ),
                pictures=tuple(pictures.get(original(row.id)) for row in shots),
                plan=plans.get(shots[0].scene_id, ""),
            )
        )
    return Listing(template.title(locale), tuple(film), locale, columns, tuple(sections))
