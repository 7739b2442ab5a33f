"""The people: a stave for each, the others on one, and the table of who meets whom that goes on in the same rows."""

from previz.exports.structure.layout import BOLD, INK, LABELS, NOBODY, PALE, STATS, TOP, Layout, Words, told
from previz.exports.structure.plan import Plan
from previz.exports.structure.svg import Sheet, width
from previz.show import excerpt, seconds
from screenplay.story import Presence

_COLOURS = ("#0b6ea8", "#c4501b", "#1d7f5c", "#8a4fa3", "#a07c00", "#b03060", "#4b6a88", "#6b7a1e")


def lanes(sheet: Sheet, at: Layout, _: Words) -> None:
    """A line for each principal character, from the first scene to the last, with a bar in each scene."""
    plan, high = at.plan, at.lane
    rows = {part.character.id: at.lanes + high * row + high / 2 for row, part in enumerate(plan.people)}
    x = at.right + 8
    if not plan.people:
        return
    sheet.text(x + 42, at.lanes - 8, _("scenes"), 9.5, room=50, fill=PALE, text_anchor="end")
    sheet.text(x + STATS - 12, at.lanes - 8, _("speaks"), 9.5, room=50, fill=PALE, text_anchor="end")
    for index in range(len(plan.scenes)):
        ys = [rows[one] for one, presence in plan.presences[index].items() if one in rows and presence.seen]
        if len(ys) > 1:
            left, wide = at.span(index)
            sheet.line(left + wide / 2, min(ys), left + wide / 2, max(ys), stroke="#a9a9a9", stroke_width=0.7)
    for part in plan.people:
        one = part.character
        y, colour = rows[one.id], _colour(plan, one.id)
        where = [index for index, presences in enumerate(plan.presences) if one.id in presences]
        first, last = at.span(where[0]), at.span(where[-1])
        sheet.line(first[0], y, last[0] + last[1], y, stroke=colour, stroke_width=0.8, stroke_opacity=0.45)
        for index in where:
            _bar(sheet, at, index, plan.presences[index][one.id], (y, colour, one.name), _)
        sheet.text(
            at.left - 10, y + 4, one.name, 11.5, room=LABELS / BOLD, fill=colour, text_anchor="end",
            font_weight="bold",
        )  # fmt: skip
        sheet.text(x + 42, y + 4, str(len(part.scenes)), 10.5, room=42, fill=INK, text_anchor="end")
        sheet.text(x + STATS - 12, y + 4, seconds(part.seconds), 10.5, room=48, fill=INK, text_anchor="end")
    if plan.others:
        _crowd(sheet, at, _)


def _colour(plan: Plan, one: str) -> str:
    number = plan.gatherings[one]
    return NOBODY if number < 0 else _COLOURS[number % len(_COLOURS)]


def _bar(sheet: Sheet, at: Layout, index: int, here: Presence, lane: tuple[float, str, str], _: Words) -> None:
    y, colour, name = lane
    x, wide = at.span(index)
    spoken = sum(one.seconds for one in at.plan.scenes[index].cast) or 1.0
    tall = 4.0 if not here.speaks else at.lane * (0.28 + 0.6 * here.seconds / spoken)
    if not here.seen:
        fields: dict[str, object] = {"fill": "#fff", "stroke": colour, "stroke_width": 1}
    else:
        fields = {"fill": colour}
    how = (_("{words} words, {time}", words=here.words, time=seconds(here.seconds)) if here.speaks else _("silent")) + (
        "" if here.seen else _(" (heard)")
    )
    title = f"{name} – {how}\n{told(at.plan.scenes[index], at.plan, _)}"
    gap = min(0.6, wide * 0.1)
    sheet.box(x + gap, y - tall / 2, wide - 2 * gap, tall, title=title, **fields)


def _crowd(sheet: Sheet, at: Layout, _: Words) -> None:
    """All those for whom there is no line of their own, on one: the darker, the more of them are there."""
    plan = at.plan
    names = {part.character.id: part.character.name for part in plan.others}
    y = at.lanes + at.lane * len(plan.people) + at.lane / 2
    counts = [[names[one] for one in presences if one in names] for presences in plan.presences]
    most = max(map(len, counts))
    for index, here in enumerate(counts):
        if here:
            x, wide = at.span(index)
            title = excerpt(", ".join(here), 300)
            sheet.box(x, y - 3, wide, 6, title=title, fill=NOBODY, fill_opacity=0.25 + 0.75 * len(here) / most)
    label = _("{count} others", count=len(plan.others))
    title = excerpt(", ".join(names.values()), 600)
    sheet.text(at.left - 10, y + 4, label, 10.5, room=LABELS, title=title, fill=PALE, text_anchor="end")


def table(sheet: Sheet, at: Layout, _: Words) -> None:
    """Who meets whom: in how many scenes those of the row and of the column are seen together."""
    plan = at.plan
    most = max((len(one.scenes) for one in plan.meetings.values()), default=1)
    wide, high = at.cell, at.lane
    for column, part in enumerate(plan.people):
        x = at.table + wide * column + wide / 2 + 3.6
        sheet.text(
            0, 0, part.character.name, 10.5, room=at.lanes - TOP - 8, fill=_colour(plan, part.character.id),
            transform=f"translate({x:.1f} {at.lanes - 6:.1f}) rotate(-90)",
        )  # fmt: skip
    for row, part in enumerate(plan.people):
        y = at.lanes + high * row
        for column, other in enumerate(plan.people):
            x = at.table + wide * column
            if row == column:
                sheet.box(
                    x + 0.5, y + 0.5, wide - 1, high - 1, fill=_colour(plan, part.character.id), fill_opacity=0.35
                )
                continue
            met = plan.meetings.get((part.character.id, other.character.id))
            if met is None:
                sheet.box(x + 0.5, y + 0.5, wide - 1, high - 1, fill="#f4f4f4")
                continue
            share = (len(met.scenes) / most) ** 0.6
            numbers = excerpt(", ".join(met.scenes), 160)
            title = _(
                "{one} and {other}: scenes {numbers}; lines between them: {lines}",
                one=part.character.name, other=other.character.name, numbers=numbers, lines=met.lines,
            )  # fmt: skip
            sheet.box(x + 0.5, y + 0.5, wide - 1, high - 1, title=title, fill=_mixed(share))
            count = str(len(met.scenes))
            size = min(10.0, wide * 0.58, wide / width(count, 1))
            sheet.text(
                x + wide / 2, y + high / 2 + size * 0.36, count, size, room=wide + 1,
                fill="#fff" if share > 0.5 else INK, text_anchor="middle", pointer_events="none",
            )  # fmt: skip


def _mixed(share: float) -> str:
    """Between a pale and a deep grey-blue."""
    pale, deep = (228, 234, 242), (28, 58, 102)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(pale, deep, strict=True))
