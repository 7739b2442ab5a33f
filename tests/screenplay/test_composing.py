from hypothesis import HealthCheck, given, settings
from test_fountain_properties import TEXTS

from screenplay.composing import compose
from screenplay.elements import Element, Script
from screenplay.fountain import parse
from screenplay.manuscript import GUARD, flags, manuscript


def told(element: Element) -> tuple[object, ...]:
    """What an element says, without its place and without guards."""
    styles = [styles for letter, styles in zip(element.text, flags(element), strict=True) if letter != GUARD]
    return (
        element.kind, element.text.replace(GUARD, ""), styles if any(styles) else [], element.number, element.dual,
        element.depth,
    )  # fmt: skip


def again(script: Script) -> Script:
    return parse(compose(manuscript(script), locale=script.locale), locale=script.locale)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_composing_a_script_gives_the_same_elements(text: str) -> None:
    """Whatever a text reads as, its elements written anew read the same."""
    script = parse(text)
    assert [told(one) for one in again(script).elements] == [told(one) for one in script.elements]
