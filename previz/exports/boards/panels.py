"""What stands with each panel of a storyboard: the fields of its shot, for the part of it that the panel shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from previz.cutting.cut import Cut, original
from previz.documents.shotlist import ShotRow
from storyboard.stage.geometry import Setup


@dataclass(frozen=True, slots=True)
class Told:
    """One panel, told: ``row`` is its shot's, with the number, the words and the times of the panel alone."""

    row: ShotRow
    panel: int
    opens: bool
    """Whether a scene begins with it."""


def told(
    rows: Sequence[ShotRow], setups: Mapping[str, Sequence[Setup]], cut: Cut, *, since: int = 0
) -> tuple[Told, ...]:
    """The panels of shots, in order. Times are those of ``cut``, in seconds from its frame ``since`` on."""
    spans = {(shot.shot, at.panel): at.span for shot in cut.shots for at in shot.panels}
    found = []
    for _scene, group in groupby(rows, key=lambda row: row.scene_id):
        opens = True
        for row in group:
            panels = setups.get(original(row.id), ())
            for setup in panels:
                if (span := spans.get((row.id, setup.panel))) is None:
                    continue  # an edit has cut it
                inside = tuple(one for one in row.covers if one.beat in setup.beats)
                found.append(Told(
                    replace(
                        row,
                        label=f"{row.label}-{setup.panel + 1}" if len(panels) > 1 else row.label,
                        covers=inside,
                        text=" ".join(one.text for one in inside),
                        seconds=float(span.frames / cut.rate),
                        start=float((span.start - since) / cut.rate),
                        sounds=row.sounds if setup.panel == 0 else (),
                        notes=row.notes if setup.panel == 0 else (),
                    ),
                    setup.panel,
                    opens,
                ))  # fmt: skip
                opens = False
    return tuple(found)
