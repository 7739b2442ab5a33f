"""A film's sound laid on time: what plays, from which sample on, and where its samples come from.

What makes the samples is loaded by the sources that need it: whoever lays a timeline makes no sound, and filters take
a second to load.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio import takefile, wav
from audio.errors import AudioError
from audio.lines import RATE, Samples
from audio.places import Place
from screenplay.scenes import Channel

Source = Callable[[], Samples]
"""Gives a sound, mono [n] or stereo [n, 2], the same each time. Equal and hashable sources are read once."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sound at rest in a WAV file at RATE, heard in ``place`` when there is one."""

    path: Path
    place: Place | None = None
    channel: Channel = "on"
    metres: float = 0.0

    def __call__(self) -> Samples:
        sound = wav.read(self.path)
        if self.place is None:
            return sound
        from audio.acoustics import treat

        return treat(sound, self.channel, self.place, metres=self.metres)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``samples`` of a sound at rest in a WAV file at RATE, from sample ``first`` on; silence where it has none."""

    path: Path
    first: int
    samples: int

    def __call__(self) -> Samples:
        sound = wav.read(self.path)
        part = sound[max(self.first, 0) : max(self.first + self.samples, 0)]
        lead = min(max(-self.first, 0), self.samples)
        sides = ((lead, max(self.samples - lead - len(part), 0)), *((0, 0),) * (sound.ndim - 1))
        return np.asarray(np.pad(part, sides), np.float32)


@dataclass(frozen=True, slots=True)
class Heard:
    """A take at rest, heard through ``channel`` in ``place``, from ``metres`` away (0: close)."""

    path: Path
    channel: Channel
    place: Place
    metres: float = 0.0

    def __call__(self) -> Samples:
        from audio.acoustics import treat

        return treat(takefile.load(self.path).samples, self.channel, self.place, metres=self.metres)


@dataclass(frozen=True, slots=True)
class Effect:
    """A procedural effect by name, heard in ``place`` when there is one."""

    name: str
    seed: int
    place: Place | None = None
    channel: Channel = "on"
    metres: float = 0.0
    times: int | None = None

    def __call__(self) -> Samples:
        from audio.acoustics import treat
        from audio.sounds import effect

        sound = effect(self.name, self.seed, self.times)
        return sound if self.place is None else treat(sound, self.channel, self.place, metres=self.metres)


@dataclass(frozen=True, slots=True)
class Bed:
    """A procedural ambience: a loop."""

    place: Place
    seed: int
    seconds: int = 30

    def __call__(self) -> Samples:
        from audio.ambience import bed

        return bed(self.place, seconds=self.seconds, seed=self.seed)


@dataclass(frozen=True, slots=True)
class Placed:
    """A sound from ``sample`` on, ``samples`` long; its room may ring TAIL longer, what lies beyond is not heard."""

    sample: int
    samples: int
    source: Source
    gain_db: float = 0.0
    pan: float = 0.0
    """-1 left … 1 right, at equal power. Stereo sounds are balanced instead."""
    who: str = ""
    """Whose stem it is part of: a character's id."""
    until: int | None = None
    """The sample of the film from which on it is silent, faded out before; None when it ends by itself."""


@dataclass(frozen=True, slots=True)
class Region:
    """A loop heard from sample ``start`` to ``end`` (exclusive), faded in over ``fade`` samples around its start."""

    start: int
    end: int
    source: Source
    gain_db: float = 0.0
    fade: int = RATE // 2
    anchor: int = 0
    """The sample of the film at which the loop began, heard or not."""


@dataclass(frozen=True, slots=True)
class Tone:
    """1 kHz at the level of reference, whatever the film's gain is, from ``sample`` on."""

    sample: int
    samples: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A film's sound up to ``samples``. Regions do not overlap; lines may (dual dialogue)."""

    samples: int
    dialogue: tuple[Placed, ...] = ()
    effects: tuple[Placed, ...] = ()
    ambience: tuple[Region, ...] = ()
    scenes: tuple[int, ...] = ()
    """The sample at which the sound of each scene begins, on the grain (``audio.blocks``)."""
    turns: tuple[int, ...] = ()
    """Samples within scenes, on the grain, from which on nothing remembers when what came before began."""
    begin: int = 0
    """Its first sample; less than 0 in a stretch that is cut out of a film."""
    tones: tuple[Tone, ...] = ()
    """What a leader is synchronised by."""


class Shelf:
    """Sounds read lately, up to ``most`` bytes: a film's loops come back, its lines do not.

    By default two loops of half a minute and the lines of a scene: each worker has a shelf, all through the build.
    """

    def __init__(self, most: int = 32 << 20) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Samples] = OrderedDict()

    def take(self, source: Source) -> Samples:
        """The sound of a source, as float32. Raises AudioError when it is neither mono nor stereo."""
        if source in self._held:
            self._held.move_to_end(source)
            return self._held[source]
        sound = np.asarray(source(), np.float32)
        if sound.ndim not in (1, 2) or (sound.ndim == 2 and sound.shape[1] != 2):
            raise AudioError(f"{source}: a sound of shape {sound.shape}; give mono [n] or stereo [n, 2]")
        self._held[source] = sound
        size = sum(held.nbytes for held in self._held.values())
        while size > self._most and len(self._held) > 1:
            size -= self._held.popitem(last=False)[1].nbytes
        return sound

    def clear(self) -> None:
        """Let everything go."""
        self._held.clear()
