"""The film kept right while its script is written."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.film import first, made, waiting
from previz.commands.options import Adder, project, watched
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.live.scenes import Changed
    from previz.live.session import Right, Told

MOST = 3
"""Scenes that a line names."""


def add(command: Adder) -> None:
    """The commands of this family."""
    watch = command("watch", _watch, _("make the film, then make it right again each time the screenplay is saved"))
    output = _("the film's file (default: NAME.mp4 beside the screenplay)")
    watch.add_argument("-o", "--output", type=Path, metavar="MP4", help=output)


def _watch(options: argparse.Namespace) -> int:
    from previz.live.session import Session

    session = Session(
        opened=lambda: project(options),
        output=options.output,
        watched=lambda: watched(options),
        tell=lambda told: _tell(told, options),
        lost=lambda: show.note(_("{file} is gone; waiting for it", file=options.file)),
        waiting=waiting,
        first=first,
        excuse=show.told,
    )
    try:
        session.run()
    except KeyboardInterrupt:
        if not options.quiet:
            show.note(_("no longer watching"))
    return 0


def _tell(told: "Told", options: argparse.Namespace) -> None:
    from previz.live.session import Ready, Right, Whole

    if options.json:
        show.line({"schema": f"{type(told).__name__}.1", "told": told})
    elif isinstance(told, Ready):
        made(told.made, as_json=False, quiet=options.quiet)
        show.note(_("watching {file}; Ctrl-C ends", file=options.file))
    elif isinstance(told, Whole):
        right = _("{added} are in this film, so it is made as a whole: right after {seconds:.1f} s",
                  added=told.added, seconds=told.made.wall_seconds)  # fmt: skip
        print(f"{_clock()}  {right}", flush=True)
    elif isinstance(told, Right):
        print(show.printable(_right(told)), flush=True)
    else:
        show.note(f"{_clock()}  {told.message}")


def _clock() -> str:
    return time.strftime("%H:%M:%S")


def _right(told: "Right") -> str:
    """What was remade and why, on one line."""
    remade = told.remade
    if not remade.changed and not remade.written:
        return f"{_clock()}  " + _("nothing has changed for the film")
    scenes = [_why(one) for one in remade.changed[:MOST]]
    if len(remade.changed) > MOST:
        scenes.append(_("{count} more scenes", count=len(remade.changed) - MOST))
    stages = show.stages()
    counts = ", ".join(f"{stages[stage].lower()} {count}" for stage, count in remade.made.items() if stage in stages)
    what = _("remade: {what}", what=counts) if counts else _("everything was there already")
    right = _("the film is right after {seconds:.2f} s ({length}, {size:.1f} MB written)",
              seconds=told.wall_seconds, length=show.seconds(remade.seconds), size=remade.written / 1e6)  # fmt: skip
    return f"{_clock()}  " + "; ".join(filter(None, (", ".join(scenes), what, right)))


def _why(one: "Changed") -> str:
    words = show.excerpt(one.words, 40)
    named = {
        "new": _("scene {number} is new"),
        "text": _("scene {number}, line {line}: “{words}”") if words else _("scene {number} was rewritten"),
        "speech": _("scene {number}: its voices"),
        "place": _("scene {number}: its set or its people are described elsewhere"),
        "number": _("scene {number}: its number, or its ambience"),
    }[one.why]
    return named.format(number=one.scene.number, line=one.line, words=words)
