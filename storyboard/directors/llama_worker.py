"""A program of its own that holds one language model and answers requests, a line of JSON each way.

llama.cpp can end the whole process over a damaged file or a grammar it dislikes: here that costs a sentence, not a
film. It imports nothing of ours; its first argument is its settings as JSON. The text between the model's own marks is
never read as marks, whatever a screenplay writes.
"""

import json
import os
import sys
import time
from typing import Any

BODY = "\x01body\x01"
"""Stands for the text while the model's own template is filled in."""


def main() -> None:
    """Load the model, say so, and answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the library prints is no answer
    settings = json.loads(sys.argv[1])
    from llama_cpp import Llama

    threads = settings["threads"] or os.cpu_count() or 1
    model = Llama(
        settings["model"], n_ctx=settings["context"], n_threads=threads, n_threads_batch=threads, verbose=False,
        n_gpu_layers=settings["layers"], seed=settings["seed"],
    )  # fmt: skip
    head, tail = marks(model)

    def say(answer: dict[str, object]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    say({"context": model.n_ctx()})
    for line in sys.stdin:
        try:
            say(answered(model, json.loads(line), head, tail))
        except Exception as trouble:
            say({"trouble": f"{type(trouble).__name__}: {trouble}"})


def marks(model: Any) -> tuple[str, str]:
    """What the model's own template puts before and after what a person says; nothing when it has none."""
    template = model.metadata.get("tokenizer.chat_template")
    if not template:
        return "", "\n"
    from llama_cpp.llama_chat_format import Jinja2ChatFormatter

    def text(token: int) -> str:
        return model._model.token_get_text(token) if token >= 0 else ""

    shape = Jinja2ChatFormatter(template, text(model.token_eos()), text(model.token_bos()))
    whole = shape(messages=[{"role": "user", "content": BODY}]).prompt
    head, found, tail = whole.partition(BODY)
    return (head, tail) if found else ("", "\n")


def answered(model: Any, request: dict[str, Any], head: str, tail: str) -> dict[str, Any]:
    """One answer under a grammar; counts of tokens say what was evaluated and what was kept from the last request."""
    first = model.tokenize(head.encode(), add_bos=True, special=True)
    body = model.tokenize(request["prompt"].encode(), add_bos=False, special=False)
    tokens = [*first, *body, *model.tokenize(tail.encode(), add_bos=False, special=True)]
    if request.get("count"):
        return {"tokens": len(tokens)}
    if len(tokens) + request["most"] > model.n_ctx():
        return {"narrow": len(tokens) + request["most"]}
    from llama_cpp.llama_grammar import LlamaGrammar

    grammar = LlamaGrammar.from_string(request["grammar"], verbose=False)
    before = list(model._input_ids)
    kept = 0
    while kept < min(len(before), len(tokens) - 1) and before[kept] == tokens[kept]:
        kept += 1
    began = time.perf_counter()
    result = model.create_completion(
        tokens, max_tokens=request["most"], grammar=grammar, seed=request["seed"], temperature=request["temperature"],
    )  # fmt: skip
    choice = result["choices"][0]
    return {
        "text": choice["text"],
        "ended": choice["finish_reason"] != "length",
        "prompt": len(tokens),
        "evaluated": len(tokens) - kept,
        "written": result["usage"]["completion_tokens"],
        "seconds": round(time.perf_counter() - began, 3),
    }


if __name__ == "__main__":
    main()
