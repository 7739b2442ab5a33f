"""People who speak without ever having been brought in, and names in the project that nobody bears."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from screenplay.channels import device
from screenplay.diagnostics import diagnostic
from screenplay.elements import Diagnostic, Script
from screenplay.folding import fold
from screenplay.names import composed, key, tokens, voice_of
from screenplay.story import Character, Scene

_NEAREST = 3
_ANYONE = frozenset(
    ["voix", "voice", "stimme", "voz", "voce", "glos", "quelqu", "someone", "somebody", "jemand", "alguien", "qualcuno",
     "alguem", "ktos", "autre", "other", "inconnu", "inconnue", "anonyme"]
)  # fmt: skip
"""Names that are no one's in particular."""


def people(
    script: Script, scenes: Sequence[Scene], cast: Sequence[Character], declared: Iterable[str]
) -> Iterator[Diagnostic]:
    """What is to be said of the people."""
    yield from _unknown(script, scenes, cast)
    bearers = {fold(name): one.name for one in cast for name in (one.id, one.name, *one.aliases)}
    for name in declared:
        if fold(name) not in bearers:
            near = get_close_matches(fold(name), bearers, _NEAREST, 0.5) or list(bearers)[:_NEAREST]
            known = ", ".join(dict.fromkeys(bearers[one] for one in near)) or "–"
            yield diagnostic("cast-nobody", script.locale, line=0, column=0, what=name, known=known)


def _unknown(script: Script, scenes: Sequence[Scene], cast: Sequence[Character]) -> Iterator[Diagnostic]:
    """Those who speak in the picture before the action has said any word of their names. Roles (LE SERVEUR), crowds,
    voices and things that speak need no introduction: their name is one."""
    waiting = {
        one.id: one
        for one in cast
        if not (one.introduction or one.common or one.group or one.animal or one.members or _is_voice(one))
    }
    said: set[str] = set()
    for scene in scenes:
        if not waiting:
            return
        cue = (scene.line, 1)
        cues: dict[str, tuple[int, int]] = {}
        for element in scene.elements:
            if element.kind == "character":
                cue = (element.line, element.column)
            cues[element.id] = cue
            if element.kind in ("action", "centered", "parenthetical"):
                for token in tokens(composed(element.text)):
                    said.update((token.folded, token.folded.rstrip("sx")))
        for beat in scene.beats:
            if beat.kind != "speech" or beat.channel != "on" or beat.speaker not in waiting:
                continue
            one = waiting.pop(beat.speaker)
            names = {word for name in (one.name, *one.aliases) for word in key(name, script.locale) if len(word) > 2}
            if names and not names & said:
                line, column = cues[beat.element]
                yield diagnostic("never-introduced", script.locale, line=line, column=column, what=one.name)


def _is_voice(one: Character) -> bool:
    words = set(key(one.name))
    numbered = any(word.isdigit() for word in words)  # OMBRE 2
    return numbered or device(one.name) is not None or voice_of(one.name) is not None or bool(_ANYONE & words)
