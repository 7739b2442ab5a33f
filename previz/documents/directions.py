"""How a line is to be said, as a person reads it on a cue sheet or at the microphone."""

from previz.i18n import _
from screenplay.story import Beat


def directed(beat: Beat) -> str:
    """The writer's direction, and how the voice reaches us where the direction does not say so."""
    return ", ".join(filter(None, [beat.delivery, _heard(beat)]))


def _heard(beat: Beat) -> str:
    if beat.channel in ("off", "vo"):
        return _("off screen") if beat.channel == "off" else "V.O."
    through = {
        "phone": _("on the telephone"),
        "radio": _("on the radio"),
        "tv": _("on television"),
        "speaker": _("over a loudspeaker"),
        "door": _("behind a door"),
    }
    return "" if beat.delivery else through.get(beat.channel, "")
