"""Which kinds of shot show a deed: what falls is seen to the ground, hands and faces not from the back of the room."""

from storyboard.moments import Moment
from storyboard.shots import Kind


def deed_cost(moment: Moment, kind: Kind) -> float:
    """How little a kind of shot shows of what is done: the ground of what falls, the hands of who handles, the seat."""
    tight = {"two": 1.0, "ots": 1.0, "three": 0.4, "group": 0.4, "single": 0.0}.get(kind, 0.0)
    wide = kind in ("master", "estab")
    cost = 0.0
    if set(moment.low) & set(moment.active[:1]):
        cost += 1.8 * tight + 1.4 * wide
    elif moment.wants("embrace") or moment.wants("kiss"):  # two faces, near
        cost += 0.6 * wide
    elif set(moment.bodily) & set(moment.active[:1]):
        cost += 0.3 * tight
    if set(moment.handling) & set(moment.active[:1]):
        cost += wide + 0.2 * (kind in ("three", "group"))
    if wide and moment.felt:
        cost += 0.5
    if (
        (wide or kind in ("three", "group"))
        and len(moment.active) == 1
        and len(moment.people) > 3
        and not (moment.entering or moment.leaving)
    ):
        cost += 0.7  # one among many
    return cost + 0.5 * (kind == "estab" and bool(moment.bodily))
