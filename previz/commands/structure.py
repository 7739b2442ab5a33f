"""The scene graph at the terminal: who has which part, who meets whom, where it plays, with what, who talks to whom."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from previz import show
from previz.i18n import _
from screenplay.register import Register
from screenplay.tallies import Said, meetings, parts, places, said

if TYPE_CHECKING:
    import networkx as nx

    from previz.script.story import Story

ROWS = 20
"""Of a table, unless all are asked for."""
LINES = 6
Row = TypeVar("Row")


def tables(story: "Story", graph: "nx.MultiDiGraph[str]", *, whole: bool, quiet: bool = False) -> None:
    """The graph as tables; the longest ones are cut short unless the ``whole`` is asked for."""
    speeches = list(said(story.scenes, Register(story.cast, story.locale)))
    limit = None if whole else ROWS
    cut = [
        _parts(story, limit),
        _meetings(story, speeches, limit),
        _places(story, limit),
        _things(graph, limit),
        _between(story, speeches, None if whole else LINES),
    ]
    if any(cut) and not quiet:
        show.note(_("the tables are cut to what weighs most; --all shows every row, --json is for programs"))


def _first(rows: Sequence[Row], limit: int | None) -> Sequence[Row]:
    return rows if limit is None else rows[:limit]


def _numbers(numbers: Sequence[str], most: int = 12) -> str:
    """Scene numbers, the first ones when there are many: ``1, 4, 12 … 98``."""
    if len(numbers) <= most:
        return ", ".join(numbers)
    return f"{', '.join(numbers[: most - 2])} … {numbers[-1]}"


def _parts(story: "Story", limit: int | None) -> bool:
    rows = parts(story.scenes, story.cast)
    if not rows:
        return False
    show.table(
        [(_("Character"), ""), (_("Lines"), "right"), (_("Words"), "right"), (_("Speaks"), "right"),
         (_("Scenes"), "right"), (_("Silent"), "right"), (_("Heard"), "right"), (_("First"), "right"),
         (_("Last"), "right")],
        [
            (
                part.character.name, part.lines, part.words, show.seconds(part.seconds), len(part.scenes),
                len(part.silent), len(part.heard), *((part.scenes[0], part.scenes[-1]) if part.scenes else ("", "")),
            )
            for part in _first(rows, limit)
        ],
    )  # fmt: skip
    return limit is not None and len(rows) > limit


def _meetings(story: "Story", speeches: Sequence[Said], limit: int | None) -> bool:
    tally = parts(story.scenes, story.cast)
    names = {one.id: one.name for one in story.cast}
    # Of a crowd of hundreds every pair would be a row.
    among = {part.character.id for part in (tally if limit is None else tally[:60])}
    rows = meetings(story.scenes, story.cast, speeches, among=among)
    if not rows:
        return False
    print()
    show.table(
        [(_("Meet"), ""), ("", ""), (_("Scenes"), "right"), (_("Time"), "right"), (_("Lines"), "right"),
         (_("Which scenes"), "")],
        [
            (names[row.one], names[row.other], len(row.scenes), show.seconds(row.seconds), row.lines,
             _numbers(row.scenes))
            for row in _first(rows, limit)
        ],
    )  # fmt: skip
    return limit is not None and len(rows) > limit


def _places(story: "Story", limit: int | None) -> bool:
    rows = places(story.scenes)
    if not rows:
        show.note(_("this script has no scene yet"))
        return False
    if limit is not None and len(rows) > limit:
        kept = sorted(rows, key=lambda row: -row.seconds)[:limit]
        shown = [row for row in rows if row in kept]
    else:
        shown = list(rows)
    names = {one.id: one.name for one in story.cast}
    words = show.hours(_)
    print()
    show.table(
        [(_("Place"), ""), (_("Scenes"), "right"), (_("Pages"), "right"), (_("Time"), "right"), (_("Hours"), ""),
         (_("Who"), "")],
        [
            (
                row.name or _("(no place)"), len(row.scenes), show.eighths(row.eighths), show.seconds(row.seconds),
                ", ".join(f"{words[hour]} {count}" for hour, count in row.hours.items()),
                _names([names[one] for one in row.people]),
            )
            for row in shown
        ],
    )  # fmt: skip
    return len(shown) < len(rows)


def _names(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def _things(graph: "nx.MultiDiGraph[str]", limit: int | None) -> bool:
    label, kind = graph.nodes(data="label"), graph.nodes(data="type")
    rows = []
    for thing in (name for name, what in kind if what == "thing"):
        edges = list(graph.in_edges(thing, data=True))
        scenes = [graph.nodes[one]["number"] for one, _thing, edge in edges if edge["type"] == "features"]
        times = sum(edge["times"] for _one, _thing, edge in edges if edge["type"] == "features")
        users = [str(label[one]) for one, _thing, edge in edges if edge["type"] == "uses"]
        rows.append((str(label[thing]), times, scenes, users))
    if not rows:
        return False
    rows.sort(key=lambda row: (-len(row[2]), -row[1]))
    print()
    show.table(
        [(_("Thing"), ""), (_("Named"), "right"), (_("Which scenes"), ""), (_("Who uses it"), "")],
        [(name, times, _numbers(scenes), _names(users)) for name, times, scenes, users in _first(rows, limit)],
    )
    return limit is not None and len(rows) > limit


def _between(story: "Story", speeches: Sequence[Said], limit: int | None) -> bool:
    """How much is said from whom to whom by gender, and what women say to women: to be read, not to be judged by us."""
    gender = {one.id: one.gender or "" for one in story.cast}
    numbers = {scene.id: scene.number for scene in story.scenes}
    names = {one.id: one.name for one in story.cast}
    words = {"f": _("a woman"), "m": _("a man"), "": _("someone, gender not told")}
    lines = Counter((gender[one.speaker], gender[one.hearer]) for one in speeches)
    length = Counter[tuple[str, str]]()
    for one in speeches:
        length[gender[one.speaker], gender[one.hearer]] += len(one.text.split())
    if not speeches:
        return False
    print()
    show.table(
        [(_("Says"), ""), (_("To, it seems"), ""), (_("Lines"), "right"), (_("Words"), "right"),
         (_("Scenes"), "right")],
        [
            (words[one], words[other], count, length[one, other],
             len({speech.scene for speech in speeches
                  if (gender[speech.speaker], gender[speech.hearer]) == (one, other)}))
            for (one, other), count in sorted(lines.items(), key=lambda row: (-row[1], row[0]))
        ],
    )  # fmt: skip
    rows = [one for one in speeches if gender[one.speaker] == gender[one.hearer] == "f"]
    if not rows:
        return False
    print()
    show.table(
        [(_("Scene"), "right"), (_("Line"), "right"), (_("Says"), ""), (_("To, it seems"), ""),
         (_("What women say to women"), "")],
        [
            (numbers[one.scene], one.line, names[one.speaker], names[one.hearer],
             one.text.replace("\n", " ") if limit is None else show.excerpt(one.text, 90))
            for one in _first(rows, limit)
        ],
    )  # fmt: skip
    return limit is not None and len(rows) > limit
