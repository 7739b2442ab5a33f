"""From one draft to the next: which scene, element, beat or person is still the same, and who it was before.

Ids made from content change with the content. An identity is given once and follows its piece through rewrites: it is
kept beside the text (``previz.script.drafts``), never in it. Nothing here reads a clock or draws lots.
"""

from screenplay.drafts.alignment import align
from screenplay.drafts.draft import Draft, draft_of
from screenplay.drafts.matches import Alignment, Match

__all__ = ["Alignment", "Draft", "Match", "align", "draft_of"]
