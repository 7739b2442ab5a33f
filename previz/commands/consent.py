"""The consents of people whose voices are imitated, or from whose drawings a model learns."""

import argparse
from pathlib import Path

from previz import show
from previz.commands.options import Adder, project
from previz.i18n import _


def add(command: Adder) -> None:
    """The command of this module."""
    added = command(
        "consent",
        _consent,
        _("list the consents to imitate a voice or to learn from drawings, or write one for a person to sign"),
        settings=False,
    )
    added.add_argument(
        "who", nargs="?", metavar=_("WHO"), help=_("the person who speaks in the recording, or who drew")
    )
    added.add_argument(
        "recording", nargs="?", type=Path, metavar=_("SOUND"),
        help=_("the recording or picture to be imitated; or a folder of drawings, for a statement of rights"),
    )  # fmt: skip
    added.add_argument("--for", dest="purpose", default="", metavar=_("PURPOSE"), help=_("what it is used for"))


def _consent(options: argparse.Namespace) -> int:
    from audio import consent
    from previz.backends import consents_of
    from previz.errors import PrevizError
    from previz.workshop.store import write_whole
    from screenplay.folding import slug

    film = project(options)
    folder = consents_of(film)
    if options.who is None:
        found = consent.consents(folder)
        if options.json:
            show.document(
                {"schema": "Consents.1", "consents": [{**_plain(one), "holds": not one.trouble} for one in found]}
            )
            return 0
        show.table(
            [(_("Who"), ""), (_("Recording"), ""), (_("For"), ""), (_("State"), "")],
            [
                (
                    one.who,
                    one.recording or (_("{count} drawings", count=len(one.drawings)) if one.drawings else ""),
                    one.purpose,
                    one.trouble or _("signed on {day}", day=one.on or ""),
                )
                for one in found
            ],
        )
        return 0
    if options.recording is None:
        raise PrevizError(_("name the recording that is to be imitated: previz consent FILE WHO SOUND"))
    name = slug(options.who, longest=40, otherwise="x")
    if options.recording.is_dir():
        from previz.training.gathering import pictures_of

        purpose = options.purpose or _("panels of the film {film}", film=film.script.stem)
        drawings = pictures_of(options.recording)
        text = consent.statement_of_rights(who=options.who, purpose=purpose, drawings=drawings)
        path = folder / f"{name}-drawings.toml"
    else:
        purpose = options.purpose or _("scratch voices of the film {film}", film=film.script.stem)
        text = consent.template(who=options.who, purpose=purpose, recording=options.recording)
        path = folder / f"{name}.toml"
    if path.exists():
        raise PrevizError(_("{path} is there already: sign it, or move it away first", path=path))
    write_whole(path, text.encode())
    print(path)
    if not options.quiet:
        show.note(_("give this file to {who}, who reads it and signs it in their own name", who=options.who))
    return 0


def _plain(one: object) -> dict[str, object]:
    import msgspec

    plain: dict[str, object] = msgspec.to_builtins(one, enc_hook=str)
    return plain
