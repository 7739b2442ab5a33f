"""How well the embedded voices are told apart, by instruments alone: ``python benchmarks/voices.py``.

Each voice says a few sentences; a sentence is given to the voice whose other sentences sound most like it, by height
and mel cepstra. Prints, for each language: sentences given to the right voice, each voice's height, its nearest
neighbour and the distance in spreads within a voice.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "audio"))

from test_timbres import SENTENCES, VOICES, measured


def main() -> None:
    for language in SENTENCES:
        began = time.process_time()
        hertz, rows = measured(language)
        right = 0
        for left_out in range(rows.shape[1]):
            known = np.delete(rows, left_out, axis=1).mean(axis=1)
            right += sum(
                int(np.argmin(((row - known) ** 2).sum(axis=1))) == at for at, row in enumerate(rows[:, left_out])
            )
        print(f"{language}: {right} of {hertz.size} sentences, {time.process_time() - began:.1f} s of CPU")
        centres = rows.mean(axis=1)
        apart = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(axis=2)) + np.diag(np.full(len(VOICES), np.inf))
        for at, voice in enumerate(VOICES):
            near = int(np.argmin(apart[at]))
            print(f"  {voice.name:16} {np.median(hertz[at]):4.0f} Hz   {VOICES[near].name:16} {apart[at, near]:5.1f}")


if __name__ == "__main__":
    main()
