"""Whole scripts with the quirks of real ones, beside what is understood of them."""

from pathlib import Path

import pytest

from screenplay.cast import cast
from screenplay.fountain import parse
from screenplay.scenes import scenes

FIXTURES = Path(__file__).parent / "fixtures"


def understood(text: str) -> str:
    """What a person would want to check: the cast, then each scene with its people and beats, then the diagnostics."""
    script = parse(text)
    people = cast(script)
    out = [f"{key}: {' / '.join(lines)}" for key, lines in script.title_page.items()]
    for person in people:
        kind = " ".join(filter(None, ("group" if person.group else "", person.animal, "+".join(person.members))))
        out.append(
            f"{person.name} | {person.gender or '-'} {person.age or '-'} {kind}".rstrip() + f" | {person.evidence}"
        )
    for scene in scenes(script, people):
        seen = ", ".join(p.character + ("" if p.seen else " (heard)") for p in scene.cast)
        heading = scene.heading
        out.append(f"\n{scene.number}. {heading.location} {heading.hour} {scene.transition}> {seen} >{scene.ending}")
        for beat in scene.beats:
            who = f"{beat.speaker} {beat.channel}" if beat.kind == "speech" else beat.kind
            how = f" ({beat.delivery})" if beat.delivery else ""
            out.append(f"  {beat.line} {who}{how} {beat.dual or ''}: {beat.text!r}".replace(" :", ":"))
    out.append("")
    out.extend(f"{found.line} {found.code}" for found in script.diagnostics)
    return "\n".join(out).strip() + "\n"


@pytest.mark.parametrize("name", ["quirks-fr", "quirks-en", "comedy-fr"])
def test_a_script_is_understood_as_its_reader_would(name: str) -> None:
    """Scenes, beats, cast and diagnostics of a whole script are those that a person wrote beside it."""
    text = (FIXTURES / f"{name}.fountain").read_text("utf-8")
    assert understood(text) == (FIXTURES / f"{name}.txt").read_text("utf-8")
