"""The light of a scene: the hour from its heading, the weather, the lamps and the mood from its words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from screenplay.scenes import Heading
from storyboard.moods import mood_of
from storyboard.stage.geometry import Light, Weather
from storyboard.stage.words import find

_WEATHER: dict[Weather, tuple[str, ...]] = {
    "storm": ("orage", "tempête", "éclair", "éclairs", "tonnerre", "foudre", "ouragan", "storm", "thunder", "lightning",
              "thunderstorm", "hurricane"),
    "rain": ("pluie", "pleut", "il pleut", "pleuvait", "averse", "pluvieux", "pluvieuse", "bruine", "crachin",
             "trombes", "rain", "raining", "rainy", "rains", "drizzle", "downpour", "pouring"),
    "snow": ("neige", "neigeux", "enneigé", "enneigée", "enneigés", "flocon", "blizzard", "snow", "snowing", "snowy",
             "snowfall", "snowflake"),
    "fog": ("brouillard", "brume", "brumeux", "brumeuse", "fog", "foggy", "mist", "misty", "haze"),
    "wind": ("vent", "bourrasque", "rafale", "mistral", "windy", "gust", "gale"),
    "overcast": ("nuageux", "nuage", "nuages", "ciel gris", "ciel bas", "couvert", "grisaille", "overcast", "cloudy",
                 "grey sky", "gray sky", "clouds"),
}  # fmt: skip
"""The harder weather first: where two are named, it is what one sees."""
_DARK = ("dans le noir", "obscurité", "pénombre", "lampe éteinte", "lumière éteinte", "lumières éteintes",
         "éteint la lumière", "éteint la lampe", "in the dark", "darkness", "lights off", "lights out",
         "pitch black", "turns off the light",
         "gloom", "panne de courant", "coupure de courant", "power cut", "blackout")  # fmt: skip
_LIT = ("allume la lampe", "allume la lumière", "lampe allumée", "lumière allumée", "lampes allumées", "néon", "néons",
        "lustre", "à la lueur", "bougie allumée", "turns on the light", "switches on", "lamp is on", "lamplight",
        "candlelight", "neon light", "lights on")  # fmt: skip
_NOT_WEATHER = ("blanche-neige", "boule de neige", "snow white", "couvert de", "couverte de", "pluie de balles",
                "coup de foudre", "en coup de vent", "moulin à vent", "brainstorm")  # fmt: skip


_WEATHERS = r"(?:rain|storm|thunderstorm|snow|fog|mist|wind|drizzle|downpour)"
_TEMPS = r"(?:pluie|averse|orage|neige|tempête|bruine|vent)"
_OVER = re.compile(
    rf"\b{_WEATHERS}\b(?: has| had| have|'s| is| was)?(?: just| finally| now| almost)?"
    r" (?:stop|end|ceas|passed|lift|clear|let up|lets up|died|dies|over\b|gone)\w*"
    rf"|\b(?:after|since|before|without|no|no more) (?:the )?{_WEATHERS}\b"
    r"|(?:\bno longer|\bnot|n't|n’t|\bstop\w*|\bceas\w*|\bquit) (?:rain|snow)\w*"
    rf"|\b{_TEMPS}\b(?: a| s['’]est| est| vient de| s['’]| se)?(?: enfin| presque| tout juste)? ?"
    r"(?:cess|arrêt|pass|dissip|calm|apais|termin|fini)\w*|\bvent (?:est |)tomb\w*"
    r"|\b(?:brouillard|brume)(?: s['’]est| se)? ?(?:lèv|lev|dissip)\w*"
    rf"|\b(?:après|avant|sans|plus de|pas de) (?:la |le |l['’])?{_TEMPS}\b"
    r"|\bne (?:pleut|pleuvait|neige|neigeait) (?:plus|pas)|cess\w* de (?:pleuvoir|neiger|tomber)",
    re.IGNORECASE,
)
"""Weather that is over, or not there yet: it asks for nothing."""


def light_of(heading: Heading, texts: Sequence[str] = (), deliveries: Sequence[str] = ()) -> Light:
    """The light on a scene with this ``heading``, these action ``texts``, and speeches said like these.

    Lamps are on indoors from dusk to dawn, and outdoors at night, unless the text puts them out; a text that lights
    one has it on at any hour.
    """
    return _light(heading, tuple(texts), tuple(deliveries))


@lru_cache(maxsize=4096)
def _light(heading: Heading, texts: tuple[str, ...], deliveries: tuple[str, ...]) -> Light:
    said = [hit.phrase for text in (heading.text, *texts) for hit in find(_OVER.sub(" ", text), _VOCABULARY)]
    weather: Weather = next((kind for kind, words in _WEATHER.items() if any(word in said for word in words)), "clear")
    dark = any(word in _DARK for word in said)
    lit = any(word in _LIT for word in said)
    late = heading.hour in ("night", "evening", "dusk") or (heading.hour == "dawn" and heading.interior)
    return Light(heading.hour, weather, lamps=lit or (late and not dark), mood=mood_of((*texts, *deliveries)))


_VOCABULARY = (*(word for words in _WEATHER.values() for word in words), *_DARK, *_LIT, *_NOT_WEATHER)
