"""The sheet itself: a line for each principal character and each place, along the film's time; who meets whom beside.

Like a score: scenes are columns as wide as they are long, people are staves. A bar is tall by how much of a scene's
speech is theirs, thin where they are silent, hollow where they are only heard. The rows of the table on the right are
the staves themselves, so that one name is read once. A3 landscape when there is much to show, lower when there is less.
"""

from previz.exports.structure.lanes import lanes, table
from previz.exports.structure.layout import (
    BOLD,
    EDGE,
    HIGH,
    HOURS,
    INK,
    NIGHT,
    NOBODY,
    PALE,
    TOP,
    WIDE,
    Layout,
    Words,
    laid,
    told,
)
from previz.exports.structure.places import places
from previz.exports.structure.plan import Plan, planned
from previz.exports.structure.svg import Sheet, width, wrapped
from previz.i18n import speaking
from previz.script.story import Story
from previz.show import eighths, hours, seconds
from screenplay.sequences import Sequence as Section

__all__ = ["HIGH", "WIDE", "picture"]

HATCH = (
    '<pattern id="past" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#a07c00" stroke-width="1.2" stroke-opacity="0.5"/></pattern>'
)


def picture(story: Story, *, name: str) -> bytes:
    """The film's structure as an SVG, in the script's language. ``name`` stands for a title that the script lacks."""
    plan = planned(story)
    words = speaking(story.locale)
    layout = laid(plan)
    sheet = Sheet(WIDE)
    title = story.title[0] or name
    _headline(sheet, story, plan, title, words)
    if plan.scenes:
        _columns(sheet, layout, words)
        _sections(sheet, layout)
        _clock(sheet, layout)
        lanes(sheet, layout, words)
        table(sheet, layout, words)
        _numbers(sheet, layout)
        places(sheet, layout, words)
        _legend(sheet, layout, words)
    return sheet.finished(layout.foot, title=title, language=story.locale, definitions=HATCH)


def _headline(sheet: Sheet, story: Story, plan: Plan, title: str, _: Words) -> None:
    room = WIDE - 2 * EDGE
    size = max(20.0, min(34.0, 34 * room / max(width(title, 34) * BOLD, 1.0)))
    sheet.text(EDGE, EDGE + 28, title, size, room=room / BOLD, fill=INK, font_weight="bold")
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
    sheet.text(EDGE, EDGE + 52, "  ·  ".join(filter(None, facts)), 14, room=room, fill=PALE)
    if not plan.scenes:
        sheet.text(EDGE, EDGE + 90, _("this script has no scene yet"), 14, room=room, fill=PALE)


def _columns(sheet: Sheet, at: Layout, _: Words) -> None:
    """Night behind everything, the hatch of a flash-back, and what the mouse says of each scene."""
    top, high = at.lanes - 4, at.end - at.lanes + 4
    for index, scene in enumerate(at.plan.scenes):
        x, wide = at.span(index)
        shade = NIGHT if scene.heading.hour == "night" else "#fff"
        sheet.box(x, top, wide, high, title=told(scene, at.plan, _), fill=shade)
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


def _sections(sheet: Sheet, at: Layout) -> None:
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
        y = TOP + 20.0 * row
        starts = [(first, section) for first, section in reversed(begun) if section.depth <= depth]
        ends = [*(first for first, _ in starts), len(at.plan.scenes)][1:]
        for (first, section), last in zip(starts, ends, strict=True):
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
                sheet.text(x + 4, top, line, size, room=end - x - 8, fill=INK, pointer_events="none")
            if row == 0 and first:
                sheet.line(x, at.lanes - 4, x, at.end, stroke="#b9ad94", stroke_width=1.2)


def _clock(sheet: Sheet, at: Layout) -> None:
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
                sheet.line(here, y + 3, here, y + 8, stroke=PALE, stroke_width=1)
                sheet.text(here, y, label, 10, room=56, fill=PALE, text_anchor="middle")
            count += step
        done += scene.seconds


def _numbers(sheet: Sheet, at: Layout) -> None:
    """Numbers of scenes under the lanes, as many as there is room for."""
    y, free = at.lanes_end + 17, at.left - 20
    for index, scene in enumerate(at.plan.scenes):
        x, wide = at.span(index)
        half = width(scene.number, 9) / 2
        if x + wide / 2 - half >= free + 4 and x + wide / 2 + half <= at.right + 8 and half < 40:
            sheet.text(x + wide / 2, y, scene.number, 9, room=90, fill=PALE, text_anchor="middle")
            free = x + wide / 2 + half


def _legend(sheet: Sheet, at: Layout, _: Words) -> None:
    """How to read it, under the table."""
    x, y, room = at.table, at.lanes_end + 26, WIDE - EDGE - at.table
    sheet.text(x, y, _("Numbers: scenes in which two are together"), 10.5, room=room, fill=INK)
    sheet.text(x, y + 15, _("Colours: those who meet most"), 10.5, room=room, fill=INK)
    y += 34
    for tall, hollow, words in (
        (13.0, False, _("speaks: tall by the share of the speech")),
        (4.0, False, _("there, silent")),
        (9.0, True, _("heard, not seen")),
    ):
        sheet.box(x, y - tall / 2, 22, tall, fill="#fff" if hollow else NOBODY, stroke=NOBODY if hollow else None)
        sheet.text(x + 32, y + 4, words, 10.5, room=room - 32, fill=INK)
        y += 19
    sheet.box(x, y - 6, 22, 12, fill=NIGHT)
    sheet.text(x + 32, y + 4, _("night"), 10.5, room=80, fill=INK)
    sheet.box(x + 110, y - 6, 22, 12, fill="url(#past)", stroke="#a07c00")
    sheet.text(x + 142, y + 4, _("flash-back"), 10.5, room=room - 142, fill=INK)
    y += 26
    sheet.text(x, y, _("Places: tall inside, low outside, coloured by the hour"), 10.5, room=room, fill=INK)
    y += 18
    for number, (hour, word) in enumerate(hours(_).items()):
        left, top = x + 104 * (number % 3), y + 18 * (number // 3)
        sheet.box(left, top - 6, 12, 11, fill=HOURS[hour])
        sheet.text(left + 17, top + 4, word, 10, room=84, fill=INK)
