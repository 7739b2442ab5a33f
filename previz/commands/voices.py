"""The cast: shown, listened to, changed."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from previz import show
from previz.commands import proposals
from previz.commands.options import Adder, project
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from audio.castsheet import Part
    from previz.casting.auditions import Audition, CastSheet, Change

OWN = {"voice": "voice.use", "language": "film.language"}
"""Wishes whose flags every command has: after a character's name they are that character's."""


def add(command: Adder) -> None:
    """The command of this module."""
    cast = command("cast", _cast, _("show who speaks with which voice, and why; listen to the voices, change them"))
    cast.add_argument(
        "character", nargs="?", metavar=_("CHARACTER"), help=_("one character alone, to see or to change")
    )
    change = cast.add_argument_group(
        _("change a character, in the previz.toml beside the screenplay"),
        _("after a character's name, --voice and --language are that character's own"),
    )
    change.add_argument("--gender", choices=("f", "m"), help=_("a woman's voice or a man's"))
    change.add_argument("--age", type=int, metavar=_("YEARS"), help=_("age in years"))
    change.add_argument("--variant", type=int, metavar="N", help=_("another voice of that gender and age, from 1"))
    change.add_argument("--forget", action="store_true", help=_("take back all that previz.toml says of the character"))
    change.add_argument("--keep", action="store_true", help=_("pin every voice as it is: no later draft moves it"))
    change.add_argument("--dry-run", action="store_true", help=_("show what would change, write nothing"))
    proposals.add(cast)
    listen = cast.add_argument_group(_("listen: the first line of each, written as WAV and played"))
    listen.add_argument("--play", action="append", default=[], metavar=_("CHARACTER"), help=_("one character's line"))
    listen.add_argument("--all", action="store_true", help=_("a line of everyone"))
    listen.add_argument(
        "-o", "--output", type=Path, metavar=_("FOLDER"),
        help=_("only write the lines, there (default: cast/ in the film's folder, and play them)"),
    )  # fmt: skip


def _cast(options: argparse.Namespace) -> int:
    from previz.casting import auditions

    if proposals.wanted(options):
        return proposals.run(options, "cast", options.character)
    wishes = _wishes(options)
    film = project(options)
    if options.keep:
        changed(auditions.keep(film, dry_run=options.dry_run), as_json=options.json)
    elif wishes:
        changed(auditions.change(film, options.character, wishes, dry_run=options.dry_run), as_json=options.json)
    elif options.play or options.all:
        spoken = auditions.audition(film, () if options.all else options.play, output=options.output)
        heard = options.output is None and not options.json
        auditioned(spoken, play=heard, as_json=options.json, quiet=options.quiet)
    else:
        sheet(auditions.sheet(film, options.character), as_json=options.json)
    return 0


def _wishes(options: argparse.Namespace) -> dict[str, Any]:
    """What is asked for a character. The flags that are theirs are no longer the film's."""
    from previz.errors import PrevizError

    asked = {key: getattr(options, key) for key in ("gender", "age", "variant") if getattr(options, key) is not None}
    if options.character:
        for wish, flag in OWN.items():
            if (value := getattr(options, flag)) is not None:
                asked[wish] = value
                setattr(options, flag, None)
    if options.forget:
        asked = {**dict.fromkeys(("gender", "age", "voice", "variant", "language")), **asked}
    if asked and not options.character:
        raise PrevizError(_("whose voice? Name the character after the screenplay: previz cast FILE MARTHE --age 68"))
    return asked


def sheet(result: "CastSheet", *, as_json: bool) -> None:
    """Who speaks with which voice."""
    if as_json:
        show.document(result)
        return
    show.table(
        [(_("Character"), ""), (_("Voice"), ""), (_("Height"), "right"), (_("Gender"), ""), (_("Age"), "right"),
         (_("Language"), ""), (_("Scenes"), "right"), (_("Lines"), "right"), (_("Heard with"), ""), (_("Why"), "")],
        [(*_row(part), part.scenes, part.lines, _company(part), "; ".join(part.why)) for part in result.parts],
    )  # fmt: skip
    from audio.castsheet import alike

    for one, other in alike(result.parts)[:5]:
        message = _("{one} and {other} answer one another and sound alike: previz cast FILE {other} --variant 2, 3…")
        show.note(message.format(one=one, other=other))


def _row(part: "Part") -> tuple[object, ...]:
    voice = part.voice
    height = "" if part.pitch is None else f"{part.pitch:.0f} Hz"
    return part.name, part.called, height, voice.gender or "?", "?" if voice.age is None else voice.age, voice.language


def _company(part: "Part") -> str:
    shown = [f"{one.name} ({one.scenes})" for one in part.heard_with[:4]]
    return ", ".join(shown) + (" …" if len(part.heard_with) > 4 else "")


def changed(result: "Change", *, as_json: bool) -> None:
    """What a change does to the cast: each part that it touches, before and after."""
    if as_json:
        show.document(result)
        return
    rows: list[tuple[object, ...]] = []
    for before, after in zip(result.before, result.after, strict=True):
        rows += [(_("before"), *_row(before)), (_("after"), *_row(after))]
    if rows:
        show.table(
            [("", ""), (_("Character"), ""), (_("Voice"), ""), (_("Height"), "right"), (_("Gender"), ""),
             (_("Age"), "right"), (_("Language"), "")],
            rows,
        )  # fmt: skip
    else:
        show.note(_("no voice changes"))
    show.note(_("written: {path}", path=result.file) if result.written else _("nothing is written"))


def auditioned(spoken: Sequence["Audition"], *, play: bool, as_json: bool, quiet: bool) -> None:
    """The lines that were spoken: each file's path on stdout, and its sound where something can play it."""
    from previz.casting import auditions

    if as_json:
        show.document({"schema": "Audition.1", "lines": spoken})
        return
    for one in spoken:
        if not quiet:
            show.note(f"{one.name} ({one.called}): “{show.excerpt(one.text)}”")
        print(one.file, flush=True)
        if play and not auditions.play(Path(one.file)):
            play = False
            show.note(_("nothing here plays sound (ffplay, pw-play, paplay, aplay, afplay): open the files yourself"))
