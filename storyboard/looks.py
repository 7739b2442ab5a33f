"""The look of each person of a film: what the text says, and for the rest something nobody else has.

Silhouette comes first: height, build, hair, the tone of the clothes, one accessory. A look is drawn from its
character's id, so that it stays when others join the cast; only when it is too like an earlier one does it give way.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from screenplay.scenes import Character
from storyboard.reading.lexicon import fold
from storyboard.stage.geometry import Look

_ROBOT = frozenset({"robot", "robots", "droide", "droid", "automate", "automaton", "cyborg"})
_UNLIKE = 2.6
"""How different two looks of one film must be (see ``difference``)."""
_TRIES = 40
_ALL_OF = re.compile(
    r"\b(?:vetue?s? de|tout de|en|dressed in|all in|in) (noir|blanc|gris|rouge|bleu|black|white|gr[ea]y|red|blue)\b"
)
"""Dressed in one colour, whatever the clothes."""


@dataclass(frozen=True, slots=True)
class _Choices:
    """What a text left open is drawn from these; repeated values weigh more."""

    hair: tuple[str, ...]
    top: tuple[str, ...]
    accessory: tuple[str, ...]


_WOMAN = _Choices(
    ("long", "bob", "bun", "curly", "ponytail", "short", "braid", "long"),
    ("shirt", "sweater", "jacket", "dress", "coat", "tshirt", "dress"),
    ("", "", "", "glasses", "scarf", "", "hat", ""),
)
_MAN = _Choices(
    ("short", "crop", "short", "curly", "short", "bald"),
    ("shirt", "sweater", "jacket", "coat", "tshirt", "hoodie", "shirt"),
    ("", "", "beard", "glasses", "moustache", "", "tie", "hat", "cap"),
)
_OLD_WOMAN = _Choices(
    ("bun", "bob", "curly", "bun", "long", "bob"),
    ("dress", "sweater", "shirt", "coat", "dress"),
    ("", "glasses", "", "scarf", ""),
)
_ANYONE = _Choices(
    ("short", "curly", "bob", "long", "crop"),
    ("shirt", "sweater", "jacket", "coat", "tshirt", "hoodie"),
    ("", "", "", "glasses", "scarf", "hat"),
)
_CHILD = _Choices(
    ("short", "curly", "crop", "short"), ("tshirt", "sweater", "hoodie", "shirt"), ("", "", "", "cap", "glasses")
)
_GIRL = replace(
    _CHILD, hair=("ponytail", "braid", "long", "bob", "curly"), top=("tshirt", "dress", "sweater", "hoodie")
)
_HEADGEAR = frozenset({"hat", "cap", "headphones"})
"""What hides the hair, and so is given to nobody whose hair the text tells."""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((resources.files("storyboard") / "looks.toml").read_text("utf-8"))


def looks(cast: Sequence[Character], texts: Sequence[str]) -> dict[str, Look]:
    """A look for each character id. ``texts``: the action of the film; ``cast`` in order of appearance."""
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.!?…])\s+", text)]
    folded = [plain for plain in map(_plain, sentences) if _wears(plain)]
    surnames = {character.id: _name_words(character) for character in cast}
    result: dict[str, Look] = {}
    everything = {character.id: _told(character, folded, surnames) for character in cast}
    worn = {told["accessory"] for told in everything.values() if told.get("accessory")}
    for character in cast:
        told = everything[character.id]
        best: tuple[float, Look] | None = None
        for attempt in range(_TRIES):
            look = _draw(character, told, f"{character.id}|{attempt}")
            if "accessory" not in told and look.accessory in worn:  # one hat marks a silhouette, five mark none
                look = replace(look, accessory="")
            unlike = min((difference(look, other) for other in result.values()), default=99.0)
            if best is None or unlike > best[0] + 1e-9:
                best = (unlike, look)
            if unlike >= _UNLIKE or character.animal:
                break
        if best is not None:
            result[character.id] = best[1]
            worn |= {best[1].accessory} - {""}
    return result


def told_by(character: Character, cast: Sequence[Character], sentence: str) -> bool:
    """Whether a sentence of the action says how someone looks: what they wear, as ``looks`` reads it."""
    names = {one.id: _name_words(one) for one in cast}
    with_it = _told(character, [_plain(sentence)], names)
    return with_it != _told(character, [], names)


def walk_on(character: Character) -> Look:
    """The look of someone of a scene whom the text gives no name: by what it says, and otherwise of its own."""
    names = {character.id: _name_words(character)}
    return _draw(character, _told(character, (), names), character.id)


_WORN = {
    "hat": ("hat", "cap", "headphones"),
    "glasses": ("glasses",),
    "cloth": ("scarf",),
    "bag": ("bag",),
    "ring": ("tie",),
}
"""What hands hold, to the accessories that it may be on somebody."""


def dressed(look: Look, thing: str, words: str, *, off: bool) -> Look:
    """The look of someone who takes a thing off, or puts it on; ``words``: what the text calls it."""
    told: dict[str, Any] = {}
    _read(fold(words), told, portrait=True)
    if off:
        bare = look.accessory in (*_WORN.get(thing, ()), told.get("accessory"))
        outer = look.top in ("coat", "jacket", "sweater", "hoodie") and (
            told.get("top") == look.top or thing == "cloth"
        )
        look = replace(look, accessory="") if bare else look
        return replace(look, top="shirt", top_tone=0.9) if outer and not bare else look
    kept = {name: value for name, value in told.items() if name in ("top", "top_tone", "bottom", "accessory")}
    return replace(look, **kept)


def stranger(name: str, *, like: Look | None = None, age: str = "") -> Look:
    """The look of someone of a crowd; ``like``: of the same age and kind as this one; ``age`` when a crowd has one."""
    lots = _Lots(name)
    gender = like.gender if like else ("f" if lots() < 0.5 else "m")
    lot = lots()
    age = like.age if like else age or ("old" if lot < 0.15 else "teen" if lot < 0.25 else "adult")
    character = Character(name, name, (), gender, None, "", 0, "", animal=like.animal if like else "")
    look = _draw(character, {"age": age}, name)
    return replace(look, height=round(like.height * (0.95 + 0.1 * lots()), 2)) if like else look


def difference(one: Look, other: Look) -> float:
    """How far apart two silhouettes are: 0 for the same, about 2.6 for people whom nobody confuses."""
    if one.animal != other.animal:
        return 9.0
    score = 1.6 * (one.age != other.age) + 0.9 * (one.build != other.build) + 0.8 * (one.gender != other.gender)
    score += min(abs(one.height - other.height) / 0.09, 1.4)
    score += 1.0 * (one.hair != other.hair) + min(abs(one.hair_tone - other.hair_tone) / 0.35, 0.9)
    score += min(abs(one.top_tone - other.top_tone) / 0.3, 1.3) + 0.6 * (one.top != other.top)
    return score + 0.8 * (one.accessory != other.accessory) + 0.3 * (one.bottom != other.bottom)


class _Lots:
    """Numbers in 0..1 that depend on a name only."""

    def __init__(self, name: str) -> None:
        self._name, self._count = name, 0

    def __call__(self) -> float:
        self._count += 1
        key = f"{self._name}|{self._count}".encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(key, digest_size=4).digest(), "little") / 2**32

    def of(self, options: Sequence[str]) -> str:
        return options[int(self() * len(options))]


def _draw(character: Character, told: Mapping[str, Any], seed: str) -> Look:
    """A look with what the text told, and the rest drawn from a seed."""
    lots = _Lots(seed)
    age = told.get("age") or _age_group(character.age)
    woman, man = character.gender == "f", character.gender == "m"
    choices = _WOMAN if woman else _MAN if man else _ANYONE
    if age == "child":
        choices = _GIRL if woman else _CHILD
    elif age == "old" and woman:
        choices = _OLD_WOMAN
    young = age in ("child", "teen")
    hair = lots.of([one for one in choices.hair if not (one == "bald" and (young or (character.age or 40) < 35))])
    top, accessory = lots.of(choices.top), lots.of(choices.accessory)
    if young and accessory in ("beard", "moustache", "tie", "hat"):
        accessory = "cap"
    if accessory in _HEADGEAR and told.keys() & {"hair", "hair_tone"}:
        accessory = ""
    if accessory == "tie" and top not in ("shirt", "jacket"):
        accessory = ""
    gray = age == "old" or (character.age or 0) > 58
    hair_tone = 0.66 + 0.3 * lots() if gray else (0.08, 0.15, 0.3, 0.5, 0.8)[int(lots() * 5)]
    tones = (0.12, 0.3, 0.48, 0.68, 0.88)
    top_tone, bottom_tone = tones[int(lots() * 5)], (0.15, 0.3, 0.5)[int(lots() * 3)]
    build = lots.of(("average", "average", "slim", "heavy") if not young else ("average", "slim", "average"))
    height = _height(age, character, lots()) + {"tall": 0.11, "short": -0.09}.get(told.get("stature", ""), 0.0)
    look = Look(
        height=round(height, 2),
        build=build,  # type: ignore[arg-type]
        age=age,
        gender=character.gender,
        head=lots.of(("oval", "round", "square", "long")),  # type: ignore[arg-type]
        hair=hair,  # type: ignore[arg-type]
        hair_tone=round(hair_tone, 2),
        skin_tone=(0.93, 0.9, 0.93, 0.82, 0.68)[int(lots() * 5)],
        top=top,  # type: ignore[arg-type]
        top_tone=top_tone,
        bottom="skirt" if woman and lots() < (0.8 if age == "old" else 0.3) else "trousers",
        bottom_tone=bottom_tone,
        accessory=accessory,  # type: ignore[arg-type]
        animal=character.animal,
    )
    if character.animal:
        return Look(height=look.height, age=age, hair_tone=look.hair_tone, top_tone=top_tone, animal=character.animal)
    if _ROBOT & set(re.findall(r"\w+", fold(character.name))):
        look = replace(look, machine=True, age="adult", gender=None, hair="bald", accessory="")
    known = {key: value for key, value in told.items() if key not in ("stature", "age")}
    return replace(look, **known)


def _age_group(age: int | None) -> Any:
    if age is None:
        return "adult"
    return "child" if age < 13 else "teen" if age < 18 else "adult" if age < 63 else "old"


def _height(age: str, character: Character, lot: float) -> float:
    """Metres [children by a growth curve: 0.77 m at one year, 6 cm a year]."""
    if age == "child":
        return 0.77 + 0.06 * min(max(character.age if character.age is not None else 9, 1), 13)
    grown = {"f": 1.65, "m": 1.78}.get(character.gender or "", 1.72)
    return grown - {"teen": 0.06, "old": 0.05}.get(age, 0.0) + 0.14 * (lot - 0.5)


# ---- what the text tells


def _name_words(character: Character) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in (character.name, *character.aliases) if len(name) > 1))


def _told(character: Character, sentences: Sequence[str], everybody: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The fields that are given: by the project, the introduction, the name itself, then by clothes worn elsewhere, in
    folded ``sentences``."""
    told: dict[str, Any] = {}
    others = [name for identity, names in everybody.items() if identity != character.id for name in names]
    for text in (fold(character.look), *_portraits(character, others), fold(character.name)):
        _read(text, told, portrait=True)
    for plain in sentences:
        mine = [name for name in everybody[character.id] if _has(plain, name)]
        if mine and not any(_has(plain, name) for name in others):
            _read(plain, told, portrait=False)
    if character.age is not None:  # the cast sheet read the number of years
        told.pop("age", None)
    _trade(character, told)
    if "top_tone" not in told and (match := _ALL_OF.search(fold(character.introduction))):
        told["top_tone"] = told["bottom_tone"] = next(
            (float(value) for pattern, value in _patterns("tones") if pattern.fullmatch(match[1])), 0.5
        )
    return told


def _portraits(character: Character, others: Sequence[str]) -> list[str]:
    """The part of the introduction that is about this character: up to the verb of somebody else."""
    plain = fold(character.introduction)
    if not plain:
        return []
    starts = [
        match.start() for name in _name_words(character) for match in re.finditer(rf"\b{re.escape(name)}\b", plain)
    ]
    start = min(starts, default=0)
    cuts = [
        match.start()
        for name in others
        for match in re.finditer(rf"\b{re.escape(name)}\b", plain)
        if match.start() > start
    ]
    before = plain[:start].split(",")[-1].split(".")[-1] if start else ""
    return [f"{before} {plain[start : min(cuts, default=len(plain))]}"]


def _has(text: str, words: str) -> bool:
    return words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


@cache
def _patterns(field: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = _tables()[field]
    longest = [(word, value) for value, words in rows.items() for word in words]
    if field != "accessory":  # there the table's order says what marks a silhouette most
        longest.sort(key=lambda row: -len(row[0]))
    return tuple((re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])"), value) for word, value in longest)


def _read(text: str, told: dict[str, Any], *, portrait: bool) -> None:
    """Add to ``told`` what a folded text says; outside a portrait, only clothes that are worn."""
    worn = re.compile(r"\b(?:" + "|".join(_tables()["wears"]["words"]) + r")\b[^,.;]*$")
    fields = (
        ("build", "stature", "age", "hair", "hair_tone", "top", "bottom", "accessory")
        if portrait
        else ("top", "accessory")
    )
    spans: list[tuple[int, int]] = []
    for field in fields:
        if field in told:
            continue
        for pattern, value in _patterns(field):
            match = pattern.search(text)
            if match is None or any(start <= match.start() < end for start, end in spans):
                continue
            if not portrait and not worn.search(text[: match.start()]):
                continue
            if field == "build" and _of_clothes(text, match):
                continue
            told[field] = float(value) if field == "hair_tone" else value
            spans.append(match.span())
            if field in ("top", "bottom") and (tone := _tone_near(text, match)) is not None:
                told[f"{field}_tone"] = tone
            if (
                field == "accessory"
                and value in ("beard", "moustache")
                and (tone := _tone_near(text, match)) is not None
            ):
                told.setdefault("hair_tone", tone)
            break


@lru_cache(maxsize=1 << 14)
def _plain(sentence: str) -> str:
    return fold(sentence)


@lru_cache(maxsize=1 << 14)
def _wears(text: str) -> bool:
    """Whether a folded text says clothes that are worn, whoever wears them."""
    told: dict[str, Any] = {}
    _read(text, told, portrait=False)
    return bool(told)


def _of_clothes(text: str, match: re.Match[str]) -> bool:
    """Whether an adjective is said of a garment (``un gros manteau``) rather than of its wearer."""
    after = text[match.end() :].split(",")[0].split()
    return bool(after) and any(
        pattern.fullmatch(after[0]) for field in ("top", "accessory") for pattern, _ in _patterns(field)
    )


def _tone_near(text: str, match: re.Match[str]) -> float | None:
    """The lightness that a colour beside a garment gives: after it in French, before it in English."""
    before, after = text[: match.start()].split()[-2:], re.split(r"[,.;]", text[match.end() :])[0].split()[:3]
    for word in (*after, *reversed(before)):
        for pattern, value in _patterns("tones"):
            if pattern.fullmatch(word):
                return float(value)
    return None


def _trade(character: Character, told: dict[str, Any]) -> None:
    words = set(re.findall(r"\w+", fold(character.name)))
    for name, row in _tables()["trades"].items():
        if words & set(row["words"]):
            if "top" not in told:
                told["top"], told["top_tone"] = row.get("top", name), row["tone"]
            told.setdefault("accessory", row["accessory"].replace("-", ""))
            return
