"""Prompts for a pipeline's own text encoders: cut to what they can read, and encoded once."""

from collections.abc import Sequence
from typing import Any

import torch

from storyboard.prompts import Phrase, worded
from storyboard.renderers.diffusion.engine.loading import Rig

LONGEST = 512
"""Tokens that a family's pipeline reads at most, where its tokenizer itself knows no limit."""
Text = tuple[str, ...]
"""One text, as each of the pipeline's text encoders is told it."""
KEPT = 256
"""Texts whose embeddings are kept."""
GIVEN = {
    "sd15": ("prompt_embeds",),
    "sdxl": ("prompt_embeds", "pooled_prompt_embeds"),
    "zimage": ("prompt_embeds",),
    "flux": ("prompt_embeds", "pooled_prompt_embeds"),
    "flux2": ("prompt_embeds",),
}
"""What each family's pipeline takes of an encoded text."""


def limits(rig: Rig) -> dict[str, int]:
    """How many tokens each of the pipeline's tokenizers may give."""
    found = {}
    for name in ("tokenizer", "tokenizer_2", "tokenizer_3"):
        tokenizer = getattr(rig.pipe, name, None)
        if tokenizer is not None:
            found[name] = min(int(tokenizer.model_max_length), LONGEST)
    return found


def count(rig: Rig, name: str, text: str) -> int:
    """Tokens of a text, with the marks that the pipeline puts around it."""
    tokenizer = getattr(rig.pipe, name)
    if rig.family.name in ("zimage", "flux2"):  # a language model reads it as a message
        text = tokenizer.apply_chat_template(
            [{"role": "user", "content": text}], tokenize=False, add_generation_prompt=True
        )
    return len(tokenizer(text, truncation=False, verbose=False).input_ids)


def fitting(rig: Rig, name: str, phrases: Sequence[Phrase]) -> int:
    """How many of the phrases, from the first, one of the text encoders can read."""
    limit, low, high = limits(rig)[name], 0, len(phrases)
    while low < high:  # one phrase more is never fewer tokens
        middle = (low + high + 1) // 2
        if count(rig, name, worded(phrases[:middle])) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def told(rig: Rig, phrases: Sequence[Phrase]) -> Text:
    """What each of the text encoders is told: as many of the phrases as it can read."""
    return tuple(worded(phrases[: fitting(rig, name, phrases)]) for name in limits(rig))


def read(rig: Rig, phrases: Sequence[Phrase]) -> list[dict[str, Any]]:
    """For each text encoder: how many phrases it reads, in how many tokens, of how many at most."""
    found = []
    for name, limit in limits(rig).items():
        kept = fitting(rig, name, phrases)
        found.append({"kept": kept, "tokens": count(rig, name, worded(phrases[:kept])), "limit": limit})
    return found


def encoded(rig: Rig, texts: Sequence[Text], *, negative: bool = False) -> dict[str, Any]:
    """The pipeline's arguments for a batch of texts."""
    names = [f"negative_{name}" if negative else name for name in GIVEN[rig.family.name]]
    rows = [_once(rig, text) for text in texts]
    if rig.family.name == "zimage":
        return {names[0]: [row[0] for row in rows]}
    return {name: torch.cat([row[column] for row in rows]) for column, name in enumerate(names)}


def _once(rig: Rig, text: Text) -> tuple[Any, ...]:
    if ("text", text) not in rig.known:
        while len(rig.known) >= KEPT:
            rig.known.pop(next(iter(rig.known)))
        rig.known["text", text] = _encode(rig, text)
    found: tuple[Any, ...] = rig.known["text", text]
    return found


def _encode(rig: Rig, text: Text) -> tuple[Any, ...]:
    pipe, device, first, last = rig.pipe, rig.device, text[0], text[-1]
    match rig.family.name:
        case "sd15":
            return (pipe.encode_prompt(first, device, 1, False)[0],)
        case "sdxl":
            found = pipe.encode_prompt(
                first, last, device=device, num_images_per_prompt=1, do_classifier_free_guidance=False
            )
            return found[0], found[2]
        case "zimage":
            return (pipe.encode_prompt(first, device=device, do_classifier_free_guidance=False)[0][0],)
        case "flux":
            return tuple(pipe.encode_prompt(first, last, device=device)[:2])
        case _:
            return (pipe.encode_prompt(first, device=device)[0],)
