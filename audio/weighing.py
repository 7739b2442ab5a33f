"""What a block weighs: all that is to be known of it for how loud the film is made, whatever that will be."""

import numpy as np

from audio import loudness
from audio.blocks import REACH, Stretch
from audio.laying import Buses
from audio.levels import DRIVES, LEFT, Measured
from audio.loudness import CELL


def measure(block: Stretch, laid: Buses) -> Measured:
    """What a block weighs, whatever the film's gain will be; ``laid`` goes from REACH before it to REACH after it."""
    mixed = laid.mixed()[:-REACH]
    everything = loudness.powers(mixed, before=REACH)
    bed, front = np.zeros_like(everything), everything
    if laid.ambience is not None:
        bed = loudness.powers(laid.ambience[:-REACH], before=REACH)
        front = loudness.powers(mixed - laid.ambience[:-REACH], before=REACH)
    rows = [front, bed, everything - front - bed, _spoken(block, len(everything))]
    peaks = loudness.cell_peaks(loudness.sample_peaks(mixed))
    for drive in DRIVES:
        gains = loudness.limiter_gains(peaks * np.float32(10 ** (drive / 20)), 1.0)[REACH // CELL :]
        rows.append(everything * np.square(gains[: len(everything)]))
    found = loudness.windows(np.asarray(rows))
    whole = loudness.windows(everything)
    found[LEFT:] = np.divide(found[LEFT:], whole, out=np.ones_like(found[LEFT:]), where=whole > 0)
    return found.astype(np.float32)


def _spoken(block: Stretch, cells: int) -> loudness.Floats:
    spoken = np.zeros(cells)
    for line in block.sound.dialogue:
        spoken[max(line.sample // CELL, 0) : max((line.sample + line.samples) // CELL, 0)] = 1.0
    return spoken
