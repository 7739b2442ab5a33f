"""A film put together out of its panels and its finished mix, as ``make`` does it: segments, AAC, join.

``python benchmarks/assembling.py plan.json film.mp4 --store FOLDER``, with a plan written by ``assembly.py``: what the
peer is given, the segments of the same panels, and nothing more. What lies in the folder already is not made again.
"""

import argparse
import json
from hashlib import sha256
from pathlib import Path

from previz.workshop.build import building, prepared
from previz.workshop.store import Store


def main() -> None:
    """Assemble."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    parser.add_argument("film", type=Path)
    parser.add_argument("--store", type=Path, required=True)
    options = parser.parse_args()
    prepared()  # the workers load while we do
    import msgspec

    from previz import pipeline
    from previz.assembly.joining import Labels, assemble
    from previz.assembly.shown import SegmentSpec

    plan = json.loads(options.plan.read_bytes())
    specs = msgspec.convert(plan["specs"], tuple[SegmentSpec, ...])
    files = {name: Path(name) for spec in specs for name in spec.panels}
    with building(Store(options.store), lambda event: None) as build:
        pictures = build.start("picture", pipeline.segment_jobs(specs, files))
        blocks = encoded(Path(plan["sound"]), plan["times"], options.store)
        segments = pictures.paths()
    assemble(segments, blocks, options.film, Labels(specs[0].rate, specs[0].size))


def encoded(mix: Path, times: int, store: Path) -> list[Path]:
    """The finished mix, ``times`` over, as blocks of AAC that lie in the store."""
    import numpy as np

    from audio import wav
    from audio.blocks import BLOCK, GRAIN
    from previz.assembly import sound

    heard = wav.read(mix)
    found: list[Path] = []
    whole = -(-len(heard) // GRAIN) * GRAIN
    before, after = sound.BEFORE * GRAIN, sound.AFTER * GRAIN
    padded = np.pad(heard, ((before, whole - len(heard) + after + BLOCK), (0, 0)))
    for turn in range(times):
        for start in range(0, whole, BLOCK):
            stop = min(start + BLOCK, whole)
            part = padded[start : stop + before + after]
            name = sha256(f"{turn} {start} ".encode() + part.tobytes()).hexdigest()
            path = store / name[:2] / f"{name}.aac"
            if not path.is_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(b"".join(sound.packets(part, first=not found)))
            found.append(path)
    return found


if __name__ == "__main__":
    main()
