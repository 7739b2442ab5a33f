"""The peer: the same film's panels and sound put together by moviepy in the way its manual shows, and nothing else.

``python benchmarks/peer.py plan.json film.mp4``, with a plan written by ``chain.py``: size, rate, sound, and the panels
in order, each with its seconds and its move.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, VideoClip, concatenate_videoclips

from previz.assembly.moves import Move, View, view_at


def assemble(plan: dict[str, Any], output: str) -> None:
    """One ImageClip for each panel; a move is a clip resized and placed anew at each moment, over the frame's size."""
    clips = [panel(one, plan["size"], plan["rate"]) for one in plan["panels"]]
    film = concatenate_videoclips(clips).with_audio(AudioFileClip(plan["sound"]))
    film.write_videofile(output, fps=plan["rate"], codec="libx264", audio_codec="aac", logger=None)


def panel(one: dict[str, Any], size: tuple[int, int], rate: float) -> VideoClip:
    """A panel as a clip."""
    still = ImageClip(one["picture"], duration=one["frames"] / rate)
    if one["move"] is None:
        return still
    move = Move(View(*one["move"]["begin"]), View(*one["move"]["end"]), one["move"]["frames"])

    def at(time: float) -> View:
        return view_at(move, min(time * rate + one["age"], move.frames - 1), rate)

    def grown(time: float) -> float:
        return 1 / at(time).size

    place: Callable[[float], tuple[float, float]] = lambda time: (  # noqa: E731
        size[0] * (0.5 - at(time).x / at(time).size),
        size[1] * (0.5 - at(time).y / at(time).size),
    )
    return CompositeVideoClip([still.resized(grown).with_position(place)], size=tuple(size))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        assemble(json.load(file), sys.argv[2])
