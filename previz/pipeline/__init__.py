"""From the story to the film, step by step: what previz does, in the order of its rooms.

Each step takes and returns frozen dataclasses, or paths of products in the store. Nothing here knows how the work is
spread (``build``), how a product's bytes are written (``making``), or who asks (``film``).
"""

from previz.pipeline.carding import card, cards
from previz.pipeline.cutting import (
    CUT_WITH,
    captioned,
    join,
    labels,
    lay_cut,
    matte,
    picture,
    planned,
    segment_jobs,
)
from previz.pipeline.directing import (
    DIRECTED_WITH,
    Asked,
    anchored,
    asked,
    breakdown_jobs,
    breaking_down,
    broken_down,
    direct,
    legible,
    stage_of,
    texts_by_place,
)
from previz.pipeline.drawing import DRAWN_WITH, Underway, by_panel, draw, panel_jobs, rounds
from previz.pipeline.sounding import (
    Section,
    bed_jobs,
    beds,
    foresee,
    level,
    loudness,
    peak,
    record,
    recorded,
    tape,
    weigh,
)
from previz.pipeline.speaking import BackEnds, back_ends, direct_and_speak, say, speak

__all__ = [
    "CUT_WITH",
    "DIRECTED_WITH",
    "DRAWN_WITH",
    "Asked",
    "BackEnds",
    "Section",
    "Underway",
    "anchored",
    "asked",
    "back_ends",
    "bed_jobs",
    "beds",
    "breakdown_jobs",
    "breaking_down",
    "broken_down",
    "by_panel",
    "captioned",
    "card",
    "cards",
    "direct",
    "direct_and_speak",
    "draw",
    "foresee",
    "join",
    "labels",
    "lay_cut",
    "legible",
    "level",
    "loudness",
    "matte",
    "panel_jobs",
    "peak",
    "picture",
    "planned",
    "record",
    "recorded",
    "rounds",
    "say",
    "segment_jobs",
    "speak",
    "stage_of",
    "tape",
    "texts_by_place",
    "weigh",
]
