"""The sheet itself: a line for each principal character and each place, along the film's time; who meets whom beside.

Like a score: scenes are columns as wide as they are long, people are staves. A bar is tall by how much of a scene's
speech is theirs, thin where they are silent, hollow where they are only heard. The rows of the table on the right are
the staves themselves, so that one name is read once. A3 landscape when there is much to show, lower when there is less.
"""

from collections.abc import Callable
from dataclasses import dataclass

from previz.exports.structure.plan import Plan, planned
from previz.exports.structure.svg import Sheet, width, wrapped
from previz.i18n import speaking
from previz.show import eighths, excerpt, seconds
from previz.story import Story
from screenplay.sequences import Sequence as Section
from screenplay.story import Hour, Presence, Scene

WIDE, HIGH = 1680, 1188
"""A3 landscape in quarters of a millimetre."""
_EDGE = 44.0
_LABELS = 196.0
_STATS = 104.0
_TOP = 118.0
"""Where what lies under the title begins."""
_BOLD = 1.12
"""How much wider bold letters run."""
_INK, _PALE, _FAINT = "#222", "#666", "#bbb"
_COLOURS = ("#0b6ea8", "#c4501b", "#1d7f5c", "#8a4fa3", "#a07c00", "#b03060", "#4b6a88", "#6b7a1e")
_NOBODY = "#777"
_HOURS: dict[Hour, str] = {
    "dawn": "#e8a08c",
    "morning": "#f3d27a",
    "day": "#e9b53a",
    "afternoon": "#d9952f",
    "dusk": "#b8607c",
    "evening": "#7d5a9b",
    "night": "#2c3a63",
}
_NIGHT = "#dde3ef"
_HATCH = (
    '<pattern id="past" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#a07c00" stroke-width="1.2" stroke-opacity="0.5"/></pattern>'
)
Words = Callable[..., str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things are. ``x`` of a share of the film; ``row`` heights; tops of the parts."""

    plan: Plan
    left: float
    right: float
    cell: float
    """Side of a cell of the table, and how far its columns lie apart."""
    table: float
    """Where the table begins."""
    lanes: float
    lane: float
    places: float
    place: float
    end: float
    """Of the places."""
    foot: float

    def x(self, share: float) -> float:
        return self.left + (self.right - self.left) * share

    def span(self, index: int) -> tuple[float, float]:
        """Left edge and width of a scene."""
        start, end = self.plan.spans[index]
        return self.x(start), self.x(end) - self.x(start)

    @property
    def lanes_end(self) -> float:
        return self.lanes + self.lane * (len(self.plan.people) + bool(self.plan.others))


def picture(story: Story, *, name: str) -> bytes:
    """The film's structure as an SVG, in the script's language. ``name`` stands for a title that the script lacks."""
    plan = planned(story)
    words = speaking(story.locale)
    layout = _laid(plan)
    sheet = Sheet(WIDE)
    title = story.title[0] or name
    _headline(sheet, story, plan, title, words)
    if plan.scenes:
        _columns(sheet, layout, words)
        _sections(sheet, layout)
        _clock(sheet, layout)
        _lanes(sheet, layout, words)
        _table(sheet, layout, words)
        _numbers(sheet, layout)
        _places(sheet, layout, words)
        _legend(sheet, layout, words)
    return sheet.finished(layout.foot, title=title, language=story.locale, definitions=_HATCH)


def _laid(plan: Plan) -> _Layout:
    count = len(plan.people)
    rows = count + bool(plan.others)
    cell = min(22.0, 396.0 / max(count, 1))
    table = WIDE - _EDGE - max(cell * count, 300.0)
    names = max((width(part.character.name, 10.5) for part in plan.people), default=0)
    deep = (0.0, 20.0, 48.0)[min(2, len({section.depth for section in plan.sections}))]
    lanes = _TOP + max(deep + 36.0, min(names, 120.0) + 10.0)
    lane = min(34.0, max(17.0, 500.0 / max(rows, 1)))
    places = lanes + lane * rows + 52.0
    place_rows = len(plan.places) + bool(plan.elsewhere)
    place = min(26.0, max(16.0, 290.0 / max(place_rows, 1)))
    end = places + place * place_rows
    foot = max(end + _EDGE, lanes + lane * rows + 230.0)
    return _Layout(
        plan=plan,
        left=_EDGE + _LABELS + 10,
        right=table - _STATS - 8,
        cell=cell,
        table=table,
        lanes=lanes,
        lane=lane,
        places=places,
        place=place,
        end=end,
        foot=foot if plan.scenes else 200.0,
    )


def _headline(sheet: Sheet, story: Story, plan: Plan, title: str, _: Words) -> None:
    room = WIDE - 2 * _EDGE
    size = max(20.0, min(34.0, 34 * room / max(width(title, 34) * _BOLD, 1.0)))
    sheet.text(_EDGE, _EDGE + 28, title, size, room=room / _BOLD, fill=_INK, font_weight="bold")
    people = len(plan.people) + len(plan.others)
    pages = eighths(sum(scene.eighths for scene in plan.scenes))
    facts = [
        story.title[1],
        story.title[2],
        _("1 scene") if len(plan.scenes) == 1 else _("{count} scenes", count=len(plan.scenes)),
        f"{pages} p.",
        _("about {time}", time=seconds(plan.seconds)),
        _("1 character") if people == 1 else _("{count} characters", count=people) if people else "",
    ]
    sheet.text(_EDGE, _EDGE + 52, "  ·  ".join(filter(None, facts)), 14, room=room, fill=_PALE)
    if not plan.scenes:
        sheet.text(_EDGE, _EDGE + 90, _("This script has no scene yet."), 14, room=room, fill=_PALE)


def _told(scene: Scene, plan: Plan, _: Words) -> str:
    """What the mouse says of a scene."""
    names = {part.character.id: part.character.name for part in (*plan.people, *plan.others)}
    people = ", ".join(
        names[one.character] + ("" if one.seen else _(" (heard)")) for one in scene.cast if one.character in names
    )
    length = f"{eighths(scene.eighths)} p. · {seconds(scene.seconds)}"
    heading = scene.heading.text or _("(no heading)")
    past = _("flash-back") if scene.heading.flashback else ""
    return "\n".join(filter(None, (f"{scene.number}. {excerpt(heading, 120)}", length, past, excerpt(people, 300))))


def _columns(sheet: Sheet, at: _Layout, _: Words) -> None:
    """Night behind everything, the hatch of a flash-back, and what the mouse says of each scene."""
    top, high = at.lanes - 4, at.end - at.lanes + 4
    for index, scene in enumerate(at.plan.scenes):
        x, wide = at.span(index)
        shade = _NIGHT if scene.heading.hour == "night" else "#fff"
        sheet.box(x, top, wide, high, title=_told(scene, at.plan, _), fill=shade)
    for first, last in _runs([scene.heading.flashback for scene in at.plan.scenes]):
        x, end = at.span(first)[0], sum(at.span(last))
        sheet.box(x, top - 9, end - x, 8, title=_("flash-back"), fill="#a07c00")
        sheet.box(x, top, end - x, high, fill="url(#past)", pointer_events="none")


def _runs(marks: list[bool]) -> list[tuple[int, int]]:
    """First and last index of each stretch that is marked."""
    found: list[tuple[int, int]] = []
    for index, marked in enumerate(marks):
        if marked and found and found[-1][1] == index - 1:
            found[-1] = (found[-1][0], index)
        elif marked:
            found.append((index, index))
    return found


def _sections(sheet: Sheet, at: _Layout) -> None:
    """Bands for the writer's sections, the two highest levels; a section lasts until the next of its level or above."""
    depths = sorted({section.depth for section in at.plan.sections})[:2]
    index_of = {scene.id: index for index, scene in enumerate(at.plan.scenes)}
    begun: list[tuple[int, Section]] = []  # with the first scene that comes after each
    first: int | None = None
    for section in reversed(at.plan.sections):
        first = index_of[section.scenes[0]] if section.scenes else first
        if first is not None and section.depth <= depths[-1]:
            begun.append((first, section))
    for row, depth in enumerate(depths):
        y = _TOP + 20.0 * row
        starts = [(first, section) for first, section in reversed(begun) if section.depth <= depth]
        for (first, section), following in zip(starts, [*starts[1:], None], strict=True):
            last = following[0] if following else len(at.plan.scenes)
            if section.depth < depth or last <= first:
                continue
            x, end = at.span(first)[0], at.span(last - 1)[0] + at.span(last - 1)[1]
            sheet.box(
                x + 0.5,
                y,
                end - x - 1,
                18.0 if row == 0 else 26.0,
                title=section.title,
                fill="#eee8dc" if row == 0 else "#f5f2ea",
            )
            if row == 0:
                lines, size, step = [section.title], 11.0, 0.0
            else:
                lines, size, step = wrapped(section.title, 9, end - x - 8), 9.0, 10.0
            for number, line in enumerate(lines):
                top = y + (13 if row == 0 else 10) + step * number
                sheet.text(x + 4, top, line, size, room=end - x - 8, fill=_INK, pointer_events="none")
            if row == 0 and first:
                sheet.line(x, y, x, at.end, stroke="#b9ad94", stroke_width=1.2)


def _clock(sheet: Sheet, at: _Layout) -> None:
    """Minutes of the film, as seldom as they need to be read."""
    minutes = at.plan.seconds / 60
    if minutes <= 0:
        return
    spare = (at.right - at.left) / minutes
    step = next((step for step in (0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300) if step * spare >= 58), 600)
    y = at.lanes - 18
    done, count = 0.0, step
    for index, scene in enumerate(at.plan.scenes):
        x, wide = at.span(index)
        while scene.seconds and done + scene.seconds >= count * 60:
            here = x + wide * (count * 60 - done) / scene.seconds
            label = f"{count:g} min" if step >= 1 else seconds(count * 60)
            if here + width(label, 10) / 2 < at.right:
                sheet.line(here, y + 3, here, y + 8, stroke=_PALE, stroke_width=1)
                sheet.text(here, y, label, 10, room=56, fill=_PALE, text_anchor="middle")
            count += step
        done += scene.seconds


def _lanes(sheet: Sheet, at: _Layout, _: Words) -> None:
    plan, high = at.plan, at.lane
    rows = {part.character.id: at.lanes + high * row + high / 2 for row, part in enumerate(plan.people)}
    x = at.right + 8
    if not plan.people:
        return
    sheet.text(x + 42, at.lanes - 8, _("scenes"), 9.5, room=50, fill=_PALE, text_anchor="end")
    sheet.text(x + _STATS - 12, at.lanes - 8, _("speaks"), 9.5, room=50, fill=_PALE, text_anchor="end")
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
            at.left - 10, y + 4, one.name, 11.5, room=_LABELS / _BOLD, fill=colour, text_anchor="end",
            font_weight="bold",
        )  # fmt: skip
        sheet.text(x + 42, y + 4, str(len(part.scenes)), 10.5, room=42, fill=_INK, text_anchor="end")
        sheet.text(x + _STATS - 12, y + 4, seconds(part.seconds), 10.5, room=48, fill=_INK, text_anchor="end")
    if plan.others:
        _crowd(sheet, at, _)


def _colour(plan: Plan, one: str) -> str:
    number = plan.gatherings[one]
    return _NOBODY if number < 0 else _COLOURS[number % len(_COLOURS)]


def _bar(sheet: Sheet, at: _Layout, index: int, here: Presence, lane: tuple[float, str, str], _: Words) -> None:
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
    told = f"{name} – {how}\n{_told(at.plan.scenes[index], at.plan, _)}"
    gap = min(0.6, wide * 0.1)
    sheet.box(x + gap, y - tall / 2, wide - 2 * gap, tall, title=told, **fields)


def _crowd(sheet: Sheet, at: _Layout, _: Words) -> None:
    """All those for whom there is no line of their own, on one: the darker, the more of them are there."""
    plan = at.plan
    names = {part.character.id: part.character.name for part in plan.others}
    y = at.lanes + at.lane * len(plan.people) + at.lane / 2
    counts = [[names[one] for one in presences if one in names] for presences in plan.presences]
    most = max(map(len, counts))
    for index, here in enumerate(counts):
        if here:
            x, wide = at.span(index)
            told = excerpt(", ".join(here), 300)
            sheet.box(x, y - 3, wide, 6, title=told, fill=_NOBODY, fill_opacity=0.25 + 0.75 * len(here) / most)
    label = _("{count} others", count=len(plan.others))
    told = excerpt(", ".join(names.values()), 600)
    sheet.text(at.left - 10, y + 4, label, 10.5, room=_LABELS, title=told, fill=_PALE, text_anchor="end")


def _table(sheet: Sheet, at: _Layout, _: Words) -> None:
    """Who meets whom: in how many scenes those of the row and of the column are seen together."""
    plan = at.plan
    most = max((len(one.scenes) for one in plan.meetings.values()), default=1)
    wide, high = at.cell, at.lane
    for column, part in enumerate(plan.people):
        x = at.table + wide * column + wide / 2 + 3.6
        sheet.text(
            0, 0, part.character.name, 10.5, room=at.lanes - _TOP - 8, fill=_colour(plan, part.character.id),
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
            told = _(
                "{one} and {other}: scenes {numbers}; lines between them: {lines}",
                one=part.character.name, other=other.character.name, numbers=numbers, lines=met.lines,
            )  # fmt: skip
            sheet.box(x + 0.5, y + 0.5, wide - 1, high - 1, title=told, fill=_mixed(share))
            size = min(10.0, wide * 0.58)
            sheet.text(
                x + wide / 2, y + high / 2 + size * 0.36, str(len(met.scenes)), size, room=wide,
                fill="#fff" if share > 0.5 else _INK, text_anchor="middle", pointer_events="none",
            )  # fmt: skip


def _mixed(share: float) -> str:
    """Between a pale and a deep grey-blue."""
    pale, deep = (228, 234, 242), (28, 58, 102)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(pale, deep, strict=True))


def _numbers(sheet: Sheet, at: _Layout) -> None:
    """Numbers of scenes under the lanes, as many as there is room for."""
    y, free = at.lanes_end + 17, at.left - 20
    for index, scene in enumerate(at.plan.scenes):
        x, wide = at.span(index)
        half = width(scene.number, 9) / 2
        if x + wide / 2 - half >= free + 4 and x + wide / 2 + half <= at.right + 8 and half < 40:
            sheet.text(x + wide / 2, y, scene.number, 9, room=90, fill=_PALE, text_anchor="middle")
            free = x + wide / 2 + half


def _places(sheet: Sheet, at: _Layout, _: Words) -> None:
    plan, high = at.plan, at.place
    rows = {place.id: row for row, place in enumerate(plan.places)}
    rows.update((place.id, len(plan.places)) for place in plan.elsewhere)
    x = at.right + 8
    sheet.text(_EDGE, at.places - 10, _("Places"), 12, room=120, fill=_INK, font_weight="bold")
    for row in range(len(set(rows.values()))):
        y = at.places + high * row + high / 2
        sheet.line(at.left, y, at.right, y, stroke=_FAINT, stroke_width=0.6)
    for index, scene in enumerate(plan.scenes):
        y = at.places + high * rows[scene.heading.location]
        left, wide = at.span(index)
        gap = min(0.4, wide * 0.1)
        outside = scene.heading.exterior and not scene.heading.interior
        margin = high * (0.3 if outside else 0.16)
        sheet.box(left + gap, y + margin, wide - 2 * gap, high - 2 * margin, title=_told(scene, plan, _),
                  fill=_HOURS[scene.heading.hour])  # fmt: skip
    for place in plan.places:
        y = at.places + high * rows[place.id] + high / 2 + 3.8
        name = place.name or _("(no place)")
        sheet.text(at.left - 10, y, name, 10.5, room=_LABELS, fill=_INK, text_anchor="end")
        _place_figures(sheet, x, y, len(place.scenes), place.seconds)
    if plan.elsewhere:
        y = at.places + high * len(plan.places) + high / 2 + 3.8
        told = excerpt(", ".join(place.name or _("(no place)") for place in plan.elsewhere), 600)
        label = _("{count} other places", count=len(plan.elsewhere))
        sheet.text(at.left - 10, y, label, 10.5, room=_LABELS, title=told, fill=_PALE, text_anchor="end")
        total = sum(place.seconds for place in plan.elsewhere)
        _place_figures(sheet, x, y, sum(len(place.scenes) for place in plan.elsewhere), total)


def _place_figures(sheet: Sheet, x: float, y: float, scenes: int, time: float) -> None:
    sheet.text(x + 42, y, str(scenes), 10.5, room=42, fill=_INK, text_anchor="end")
    sheet.text(x + _STATS - 12, y, seconds(time), 10.5, room=48, fill=_INK, text_anchor="end")


def _legend(sheet: Sheet, at: _Layout, _: Words) -> None:
    """How to read it, under the table."""
    x, y, room = at.table, at.lanes_end + 26, WIDE - _EDGE - at.table
    sheet.text(x, y, _("Numbers: scenes in which two are together"), 10.5, room=room, fill=_INK)
    sheet.text(x, y + 15, _("Colours: those who meet most"), 10.5, room=room, fill=_INK)
    y += 34
    for tall, hollow, told in (
        (13.0, False, _("speaks: tall by the share of the speech")),
        (4.0, False, _("there, silent")),
        (9.0, True, _("heard, not seen")),
    ):
        sheet.box(x, y - tall / 2, 22, tall, fill="#fff" if hollow else _NOBODY, stroke=_NOBODY if hollow else None)
        sheet.text(x + 32, y + 4, told, 10.5, room=room - 32, fill=_INK)
        y += 19
    sheet.box(x, y - 6, 22, 12, fill=_NIGHT)
    sheet.text(x + 32, y + 4, _("night"), 10.5, room=80, fill=_INK)
    sheet.box(x + 110, y - 6, 22, 12, fill="url(#past)", stroke="#a07c00")
    sheet.text(x + 142, y + 4, _("flash-back"), 10.5, room=room - 142, fill=_INK)
    y += 26
    sheet.text(x, y, _("Places: tall inside, low outside; at the hour of"), 10.5, room=room, fill=_INK)
    y += 18
    names: dict[Hour, str] = {
        "dawn": _("dawn"),
        "morning": _("morning"),
        "day": _("day"),
        "afternoon": _("afternoon"),
        "dusk": _("dusk"),
        "evening": _("evening"),
        "night": _("night"),
    }
    for number, (hour, word) in enumerate(names.items()):
        left, top = x + 104 * (number % 3), y + 18 * (number // 3)
        sheet.box(left, top - 6, 12, 11, fill=_HOURS[hour])
        sheet.text(left + 17, top + 4, word, 10, room=84, fill=_INK)
