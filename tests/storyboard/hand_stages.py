"""Stages built by hand from the dataclasses, for whoever places cameras: no parser, no set tables, no blocking."""

from screenplay.scenes import Beat, Character, Heading, Presence, Scene
from storyboard.directing import Stage
from storyboard.stage.geometry import Figure, Light, Look, Mark, Piece, SetPlan, Staging

KITCHEN = SetPlan(
    location="cuisine", template="kitchen", interior=True, width=4.6, depth=4.0, height=2.6,
    pieces=(
        Piece("door-1", "door", (2.25, 1.3, 0), 180, (0.9, 0.1, 2.05)),
        Piece("table-1", "table", (0, 1.7, 0), 90, (1.4, 0.8, 0.74)),
        Piece("chair-1", "chair", (-0.75, 1.7, 0), 0, (0.45, 0.45, 0.88)),
        Piece("chair-2", "chair", (0.75, 1.7, 0), 180, (0.45, 0.45, 0.88)),
        Piece("window-1", "window", (-0.5, 3.95, 0.9), -90, (1.3, 0.1, 1.3)),
        Piece("clock-1", "clock", (1.2, 3.95, 1.85), -90, (0.36, 0.05, 0.36)),
    ),
    marks=(Mark("door", (1.7, 1.3, 0), 180),),
)  # fmt: skip
STREET = SetPlan(
    location="rue", template="street", interior=False,
    width=24, depth=16, height=0,
    pieces=(Piece("tree-1", "trunk_tree", (-3, 6, 0), -90, (0.55, 0.55, 9)),),
    marks=(), ground="asphalt", horizon="city",
)  # fmt: skip
CAR = SetPlan(
    location="voiture", template="car", interior=True, width=1.7, depth=3.2, height=1.5,
    pieces=(Piece("cabin", "cabin", (0, 1.6, 0), -90, (1.62, 2.7, 1.3)),
            Piece("seat-1", "car_seat", (0.38, 1.4, 0), -90, (0.52, 0.55, 1.08)),
            Piece("seat-2", "car_seat", (-0.38, 1.4, 0), -90, (0.52, 0.55, 1.08))),
    marks=(),
)  # fmt: skip


def figure(name: str, x: float, y: float, yaw: float, **more: object) -> Figure:
    """A figure with a look of its own."""
    return Figure(name, (x, y, 0.0), yaw, **{"look": Look(), **more})  # type: ignore[arg-type]


def speech(speaker: str, text: str, seconds: float = 0.0, **more: object) -> Beat:
    """One run of dialogue."""
    return Beat("", "speech", text, "e", 1, 0, len(text), speaker=speaker, seconds=seconds, **more)  # type: ignore[arg-type]


def action(text: str, seconds: float = 0.0) -> Beat:
    """One sentence of action."""
    return Beat("", "action", text, "e", 1, 0, len(text), seconds=seconds)


def stage(
    plan: SetPlan,
    played: list[tuple[Beat, Staging]],
    *,
    names: tuple[str, ...] = (),
    locale: str = "fr",
    transition: str = "",
) -> Stage:
    """A staged scene; beats get ids ``b1`` …"""
    beats, stagings = [], []
    for index, (beat, staging) in enumerate(played, 1):
        name = f"b{index}"
        beats.append(Beat(name, beat.kind, beat.text, beat.element, beat.line, beat.offset, beat.length, beat.speaker,
                          beat.channel, beat.delivery, beat.dual, beat.lyric, beat.opens,
                          beat.seconds))  # fmt: skip
        figures = tuple(
            Figure(**{slot: getattr(f, slot) for slot in Figure.__slots__} | {"speaking": f.character == beat.speaker})
            for f in staging.figures
        )
        stagings.append(Staging(name, figures, staging.paths, staging.entering, staging.leaving, staging.thing))
    heading = Heading(
        "INT. CUISINE - JOUR", plan.interior, not plan.interior, plan.location, plan.location, (), "day", "JOUR"
    )
    seen = names or tuple(sorted({f.character for s in stagings for f in s.figures}))
    scene = Scene(f"scene-{plan.location}", 1, "1", heading, None, (), tuple(beats),
                  tuple(Presence(name, True, True, 0, 0) for name in seen), transition, 1, 8,
                  sum(beat.seconds for beat in beats))  # fmt: skip
    cast = tuple(Character(name, name.upper(), (), None, None, "", 1, "") for name in seen)
    return Stage(scene, plan, Light(), tuple(stagings), cast, locale)  # type: ignore[arg-type]


def at_table(*, y: float = 1.7) -> Staging:
    """Two people who face each other across the kitchen table."""
    anna = figure("anna", -0.75, y, 0, posture="sit", gaze=(0.68, y, 1.25))
    paul = figure("paul", 0.75, y, 180, posture="sit", gaze=(-0.68, y, 1.25), look=Look(height=1.82, gender="m"))
    return Staging("", (anna, paul))


def standing_three() -> Staging:
    """Three who stand in a triangle and talk."""
    return Staging(
        "",
        (
            figure("anna", -0.8, 1.6, 20, gaze=(0.8, 1.6, 1.6)),
            figure("paul", 0.8, 1.6, 160, gaze=(-0.8, 1.6, 1.6)),
            figure("zoe", 0.0, 2.6, -90, gaze=(-0.8, 1.6, 1.6), look=Look(height=1.6)),
        ),
    )


def in_car() -> Staging:
    """Driver and passenger, side by side, facing the audience."""
    return Staging(
        "",
        (
            figure("anna", 0.38, 1.4, -90, posture="drive", seat=0.32),
            figure("paul", -0.38, 1.4, -90, posture="sit", seat=0.32, gaze=(0.3, 1.2, 1.1)),
        ),
    )
