from hypothesis import HealthCheck, given, settings
from rounds import composed_anew
from texts import TEXTS

from screenplay.fountain import parse


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_composing_a_script_gives_the_same_elements(text: str) -> None:
    """Whatever a text reads as, its elements written anew read the same."""
    composed_anew(parse(text))
