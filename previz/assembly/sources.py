"""What a segment shows, opened: panels, footage, the leader."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from previz.assembly.footage import Sources, opened
from previz.assembly.leader import LEADER, Leader
from previz.assembly.shown import SegmentSpec


def sources(spec: SegmentSpec, panel: Callable[[str], Path]) -> Sources:
    """All that a segment shows, by name; ``panel`` says where the file of one lies."""
    found = {name: opened(panel(name), spec.size) for name in spec.panels}
    return found | {LEADER: Leader(spec.size, Fraction(*spec.rate))}
