"""A rewrite as people read it: what became of each scene, the lines that differ, and what would be made again."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from previz import show
from previz.i18n import _, spoken_language

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from rich.text import Text

    from previz.script.rewrite import Diff
    from previz.script.stale import Stale
    from screenplay.drafts.changes import LineChange, SceneChange

FEW, SOME = 5, 12
"""Changed scenes up to which four lines of each are shown, and two."""

NAMED = 8
"""Shots that are named one by one."""


def when(made: str) -> str:
    """A moment in the reader's own time and way."""
    moment = datetime.fromisoformat(made).astimezone()
    return f"{moment:%d/%m/%Y %H:%M}" if spoken_language() == "fr" else f"{moment:%Y-%m-%d %H:%M}"


def diff(result: "Diff", *, full: bool, as_json: bool) -> None:
    """A rewrite, in about a screen."""
    if as_json:
        show.document(result)
        return
    console = show.console(highlight=False, soft_wrap=True, no_color=not sys.stdout.isatty())
    for text in told(result, full=full, width=console.width if sys.stdout.isatty() else 160):
        console.print(text)


def told(result: "Diff", *, full: bool, width: int) -> "Iterator[Text]":
    """A rewrite, line by line."""
    from rich.text import Text

    old, new = result.old, result.new
    before = _("draft {number} of {when}", number=old.draft, when=when(old.made)) if old.draft is not None else old.file
    yield Text(show.printable(f"{before} → {new.file}"), "bold")
    touched = [scene for scene in result.scenes if scene.touched]
    if not touched and not result.renames:
        yield Text(_("nothing has changed"))
    else:
        yield Text(counted(result.counts))
    for was, now in result.renames:
        yield Text(_("{old} is now called {new}", old=show.printable(was), new=show.printable(now)))
    numbers = {scene.old.id: scene.new.number for scene in result.scenes if scene.old and scene.new and scene.carried}
    changed = sum(bool(scene.lines) for scene in touched)
    most = 10_000 if full else 4 if changed <= FEW else 2 if changed <= SOME else 0
    for scene in touched:
        yield Text("")
        yield _titled(scene, numbers)
        shown = 0 if scene.anew and not full else most
        for line in scene.lines[:shown]:
            yield from _line(line, width)
        if len(scene.lines) > shown:
            yield Text(f"     {_rest(scene.lines[shown:], shown=bool(shown))}", "dim")
    if result.stale is not None:
        yield Text("")
        yield from (Text(line) for line in remade(result.stale))


def counted(counts: dict[str, int]) -> str:
    """How many scenes became what, in a sentence."""
    words = (
        ("kept", _("kept {count}")), ("changed", _("changed {count}")), ("moved", _("moved {count}")),
        ("split", _("cut off {count}")), ("merged", _("joined {count}")), ("new", _("new {count}")),
        ("removed", _("removed {count}")),
    )  # fmt: skip
    return _("scenes: {what}", what=", ".join(said.format(count=counts[key]) for key, said in words if counts.get(key)))


def _titled(scene: "SceneChange", numbers: Mapping[str, str]) -> "Text":
    """A scene's line: its mark, its number, its heading, and what became of it. ``numbers`` are those that the old
    draft's scenes have now."""
    from rich.text import Text

    here = scene.new if scene.how not in ("removed", "merged") else scene.old
    assert here is not None
    marks = {"same": ("↷", "cyan"), "changed": ("≠", "yellow"), "split": ("+", "green"), "new": ("+", "green"),
             "merged": ("−", "red"), "removed": ("−", "red")}  # fmt: skip
    mark, style = marks[scene.how]
    other = scene.old if here is scene.new else scene.new
    said = []
    if scene.how in ("new", "removed"):
        said.append(_("new") if scene.how == "new" else _("removed"))
    elif scene.how == "split" and other:
        said.append(_("cut off from {number}", number=numbers.get(other.id, other.number)))
    elif scene.how == "merged" and other:
        said.append(_("joined to {number}", number=other.number))
    elif other and other.number != here.number:
        said.append(_("was {number}", number=other.number))
    if scene.anew:
        said.append(_("written anew"))
    if scene.moved:
        said.append(_("moved"))
    untitled = _("(no heading)")
    heading = here.heading or untitled
    if scene.how == "changed" and other and not _alike(other.heading, here.heading):
        heading = f"{other.heading or untitled} → {heading}"
    text = Text(f"{mark} ", style)
    text.append(show.printable(f"{here.number:<4}{heading}"), "bold")
    if said:
        text.append(f"  ({', '.join(said)})", style)
    return text


def _alike(one: str, other: str) -> bool:
    """Whether two headings differ by their typography alone."""
    from screenplay.drafts.sides import heading_key

    return heading_key(one) == heading_key(other)


def _line(line: "LineChange", width: int) -> "Iterator[Text]":
    """A changed line: what it was and what it is, the words that differ marked where there is colour."""
    from rich.text import Text

    place = _("l. {line}", line=line.line) if line.line else ""
    lead = f"     {place:<7}"
    room = max(width - len(lead) - 2, 30)
    who, before = (
        _("{name}: ", name=name) if name and line.kind != "character" else "" for name in (line.who, line.before)
    )
    if line.how == "moved":
        arrow = _("moved: ")
        if line.scene:
            arrow = (_("← from {number}: ") if line.new else _("→ to {number}: ")).format(number=line.scene)
        yield Text(show.printable(lead + show.excerpt(f"{arrow}{who}{line.new or line.old}", room)), "cyan")
        return
    was = before or who
    pieces = marked(line.old, line.new, room - max(len(who), len(was)))
    for sign, style, name, runs in (("-", "red", was, pieces[0]), ("+", "green", who, pieces[1])):
        if (sign == "-" and line.how == "new") or (sign == "+" and line.how == "removed"):
            continue
        text = Text(show.printable(lead))
        text.append(show.printable(f"{sign} {name}"), style)
        for run, differs in runs:
            text.append(show.printable(run), f"{style} bold underline" if differs and line.how == "changed" else style)
        yield text
        lead = " " * len(lead)


def marked(old: str, new: str, room: int) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in runs of words, with whether the other lacks them; cut to ``room`` letters around what differs."""
    from screenplay.drafts.sequences import common

    words = old.split(), new.split()
    pairs = common(*words) if old and new else []
    sides = []
    for side, kept in ((words[0], {i for i, _j in pairs}), (words[1], {j for _i, j in pairs})):
        first = next((index for index in range(len(side)) if index not in kept), 0)
        begin = 0
        while begin < first and len(" ".join(side)) > room and len(" ".join(side[begin : first + 4])) > room // 2:
            begin += 1
        runs: list[tuple[str, bool]] = [("… ", False)] if begin else []
        length = 2 * len(runs)
        for index in range(begin, len(side)):
            if length + len(side[index]) > room and index > begin:
                runs.append(("…", False))
                break
            text = side[index] + (" " if index + 1 < len(side) else "")
            length += len(text)
            if runs and runs[-1][1] == (index not in kept):
                runs[-1] = (runs[-1][0] + text, runs[-1][1])
            else:
                runs.append((text, index not in kept))
        sides.append(runs)
    return sides[0], sides[1]


def _rest(lines: "Sequence[LineChange]", *, shown: bool) -> str:
    """How many lines are not shown."""
    counts = Counter[str](line.how for line in lines)
    words = (
        ("changed", _("changed {count}")), ("new", _("new {count}")), ("removed", _("removed {count}")),
        ("moved", _("moved {count}")),
    )  # fmt: skip
    said = ", ".join(text.format(count=counts[how]) for how, text in words if counts[how])
    return _("… and more lines: {what} (--full shows them)", what=said) if shown else _("lines: {what}", what=said)


def remade(stale: "Stale") -> Iterator[str]:
    """What would be made again, and how long the film would be."""
    length = show.seconds(stale.all_seconds)
    if stale.film_seconds is not None:
        length = f"{show.seconds(stale.film_seconds)} → {length}"
    if not stale.shots:
        yield _("to make again: no picture and no voice; film: {length}", length=length)
        return
    labels = [shot.label for shot in stale.shots]
    named = ", ".join(labels[:NAMED]) + ("…" if len(labels) > NAMED else "")
    yield _(
        "to make again: shots {shots} of {all} ({named}), panels {panels}, takes {takes}; {seconds} of film",
        shots=len(labels),
        all=stale.all_shots,
        named=named,
        panels=stale.panels,
        takes=stale.takes,
        seconds=show.seconds(stale.seconds),
    )
    yield _("film: {length}", length=length)
