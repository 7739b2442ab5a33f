"""Training: a model learns to draw as the artist does."""

import argparse
from pathlib import Path

from previz import show
from previz.commands.options import Adder, project, watched
from previz.i18n import _


def add(command: Adder) -> None:
    """The command of this module."""
    sentence = _("let a local picture model learn from the artist's drawings (a LoRA), by the artist's signed leave")
    added = command("train", _train, sentence, settings=False)
    added.add_argument(
        "drawings", nargs="?", type=Path, metavar=_("FOLDER"), help=_("the drawings (default: the film's own)")
    )
    added.add_argument("--name", required=True, metavar=_("NAME"), help=_("what the LoRA is called in previz.toml"))
    added.add_argument("--trigger", default="", metavar=_("WORD"), help=_("the word that calls it (default: its name)"))
    added.add_argument("--steps", type=int, default=1000, help=_("how often it looks at a drawing (default: 1000)"))
    added.add_argument("--rank", type=int, default=8, help=_("how much it can learn (default: 8)"))
    added.add_argument("--rate", type=float, default=1e-4, help=_("how fast it learns (default: 0.0001)"))
    added.add_argument("--batch", type=int, default=1, help=_("drawings that it looks at in a step (default: 1)"))
    added.add_argument("--seed", type=int, default=1, help=_("another number, another chance"))
    added.set_defaults(**{"renderer.use": "diffusion"})  # whoever draws this film, its table is meant


def _train(options: argparse.Namespace) -> int:
    from previz.drawings import ledger
    from previz.training.running import FEW, train
    from storyboard.renderers.diffusion.learning import Course

    course = Course(options.steps, options.rank, options.rate, options.seed, options.batch)
    film = project(options)
    folder = options.drawings or ledger.folder(film)
    with watched(options) as report:
        made = train(film, folder, options.name, trigger=options.trigger, course=course, report=report)
    if options.json:
        show.document(made)
        return 0
    print(made.path)
    if options.quiet:
        return 0
    if made.drawings < FEW:
        show.note(
            _("{count} drawings are few: it will rather repeat them than draw in their manner", count=made.drawings)
        )
    if made.went_on:
        show.note(_("went on from step {step}", step=made.went_on))
    if made.first is not None and made.last is not None:
        show.note(_("{steps} steps, {count} drawings, {told} of them told by their panels; loss {first:.4f}, at the "
                    "end {last:.4f}", steps=made.steps, count=made.drawings, told=made.told, first=made.first,
                    last=made.last))  # fmt: skip
    show.note(_("to draw with it: [renderer.diffusion] loras = {{ {name} = 0.8 }}", name=made.name))
    return 0
