"""The places: a line for each, a block for each scene that plays there, coloured by its hour."""

from previz.exports.structure.layout import EDGE, FAINT, HOURS, INK, LABELS, PALE, STATS, Layout, Words, told
from previz.exports.structure.svg import Sheet
from previz.show import excerpt, seconds


def places(sheet: Sheet, at: Layout, _: Words) -> None:
    """Places over time, with how many scenes and how long each has."""
    plan, high = at.plan, at.place
    rows = {place.id: row for row, place in enumerate(plan.places)}
    rows.update((place.id, len(plan.places)) for place in plan.elsewhere)
    x = at.right + 8
    sheet.text(EDGE, at.places - 10, _("Places"), 12, room=120, fill=INK, font_weight="bold")
    for row in range(len(set(rows.values()))):
        y = at.places + high * row + high / 2
        sheet.line(at.left, y, at.right, y, stroke=FAINT, stroke_width=0.6)
    for index, scene in enumerate(plan.scenes):
        y = at.places + high * rows[scene.heading.location]
        left, wide = at.span(index)
        gap = min(0.4, wide * 0.1)
        outside = scene.heading.exterior and not scene.heading.interior
        margin = high * (0.3 if outside else 0.16)
        sheet.box(left + gap, y + margin, wide - 2 * gap, high - 2 * margin, title=told(scene, plan, _),
                  fill=HOURS[scene.heading.hour])  # fmt: skip
    for place in plan.places:
        y = at.places + high * rows[place.id] + high / 2 + 3.8
        name = place.name or _("(no place)")
        sheet.text(at.left - 10, y, name, 10.5, room=LABELS, fill=INK, text_anchor="end")
        _figures(sheet, x, y, len(place.scenes), place.seconds)
    if plan.elsewhere:
        y = at.places + high * len(plan.places) + high / 2 + 3.8
        title = excerpt(", ".join(place.name or _("(no place)") for place in plan.elsewhere), 600)
        label = _("{count} other places", count=len(plan.elsewhere))
        sheet.text(at.left - 10, y, label, 10.5, room=LABELS, title=title, fill=PALE, text_anchor="end")
        total = sum(place.seconds for place in plan.elsewhere)
        _figures(sheet, x, y, sum(len(place.scenes) for place in plan.elsewhere), total)


def _figures(sheet: Sheet, x: float, y: float, scenes: int, time: float) -> None:
    sheet.text(x + 42, y, str(scenes), 10.5, room=42, fill=INK, text_anchor="end")
    sheet.text(x + STATS - 12, y, seconds(time), 10.5, room=48, fill=INK, text_anchor="end")
