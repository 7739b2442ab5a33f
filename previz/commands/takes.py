"""Recordings of people: whose lines they are, which is heard, the cue sheet of a session, and the session itself."""

import argparse
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from previz import show
from previz.commands.options import Adder, project
from previz.i18n import _

if TYPE_CHECKING:  # heavy rooms, loaded when a command runs
    from previz.sound.recording import Answer, Kept
    from previz.sound.takes import Row, Takes


def add(command: Adder) -> None:
    """The commands of this family."""
    sentence = _("list the lines with their recordings; say whose a recording is")
    taken = command("takes", _takes, sentence, settings=False)
    taken.add_argument("--character", default="", metavar=_("NAME"), help=_("only this character's lines"))
    taken.add_argument(
        "--assign", nargs=2, metavar=(_("SOUND"), _("LINE")), help=_("a sound file is a take of this line: 12/4")
    )
    taken.add_argument(
        "--circle", nargs=2, metavar=(_("LINE"), _("TAKE")), help=_("this take is the one that the film plays: 12/4 3")
    )
    taken.add_argument(
        "--cues", type=Path, metavar="CSV|PDF", help=_("write a cue sheet for a recording session: cues.csv, cues.pdf")
    )
    session = command("record", _record, _("record the lines at this machine, one after the other"), settings=False)
    session.add_argument("--character", default="", metavar=_("NAME"), help=_("only this character's lines"))
    session.add_argument("--device", default="", metavar=_("NAME"), help=_("the microphone, by its name or number"))
    session.add_argument("--all", action="store_true", help=_("those that have a take, too"))


def _takes(options: argparse.Namespace) -> int:
    from previz.documents import cuesheet
    from previz.errors import PrevizError
    from previz.notices import of_recordings
    from previz.script.story import understand
    from previz.sound.takes import assign, circle, takes

    film = project(options)
    story = understand(film)
    if options.assign:
        assign(film, story, Path(options.assign[0]), options.assign[1])
    if options.circle:
        label, number = options.circle
        if not number.isdigit():
            raise PrevizError(_("--circle: “{number}” is no number of a take; write 12/4 3", number=number))
        circle(film, story, label, int(number))
    held = takes(film, story)
    if options.cues:
        lengths, at = cuesheet.timed(film)
        cues = cuesheet.cues(held.rows, lengths, at, options.character)
        cuesheet.write(options.cues, cues, title=" – ".join(filter(None, (film.script.stem, options.character))))
        print(options.cues)
        lost = cuesheet.unprinted(cues) if options.cues.suffix.lower() == ".pdf" else ()
        if lost and not options.quiet:
            labels = ", ".join(lost[:8]) + (" …" if len(lost) > 8 else "")
            show.note(_("{labels}: letters that the PDF lacks are question marks; the CSV has them", labels=labels))
        return 0
    listed(held, options.character, as_json=options.json)
    if not (options.quiet or options.json):
        for note in of_recordings(held):
            show.note(note)
    return 0


def listed(held: "Takes", who: str, *, as_json: bool) -> None:
    """The lines with their takes: the one that is heard in brackets, one whose words have changed with a mark."""
    from previz.sound.takes import of

    rows = of(held.rows, who)
    if as_json:
        show.document({
            "schema": "Takes.1",
            "lines": [{"heard": row.heard.take if row.heard else None, **_plain(row)} for row in rows],
            "unassigned": [str(path) for path in held.unassigned],
            "unplaced": held.unplaced,
        })  # fmt: skip
        return
    show.table(
        [(_("Cue"), ""), (_("Character"), ""), (_("Text"), ""), (_("Takes"), ""), (_("Next file"), "")],
        [
            (row.label, row.who, show.excerpt(row.text), _shown(row), _("cut in the edit") if row.cut else row.file)
            for row in rows
        ],
    )
    print()
    print(_("takes: [ ] is heard, * is circled, ! was recorded before the line changed"))


def _plain(row: "Row") -> dict[str, object]:
    return {
        "line": row.label, "id": row.line, "scene": row.scene, "character": row.who, "text": row.text,
        "direction": row.direction, "cut": row.cut, "next_file": row.file,
        "takes": [
            {"take": one.take, "file": str(one.path), "circled": one.circled, "state": one.state, "said": one.note.said}
            for one in row.takes
        ],
    }  # fmt: skip


def _shown(row: "Row") -> str:
    marks = [f"{one.take}{'*' if one.circled else ''}{'!' if one.state == 'stale' else ''}" for one in row.takes]
    return " ".join(f"[{mark}]" if one is row.heard else mark for one, mark in zip(row.takes, marks, strict=True))


def _record(options: argparse.Namespace) -> int:
    from audio.microphone import Microphone
    from previz.script.story import understand
    from previz.sound.recording import session

    film = project(options)
    done = threading.Event()

    def ask(row: "Row", number: int, count: int) -> "Answer":
        direction = f" ({row.direction})" if row.direction else ""
        show.note("")
        show.note(f"[{number}/{count}] {row.label} {row.who}{direction}")
        show.note(row.text)
        show.note(_("Enter: record, then Enter to stop;  n: next line;  b: back;  q: quit"))
        answer = _typed()
        if answer is None or answer in ("q", "Q"):
            return "quit"
        if answer in ("n", "N", "b", "B"):
            return "next" if answer in ("n", "N") else "back"
        done.clear()
        threading.Thread(target=_wait, args=(done,), daemon=True).start()
        show.note(_("recording: speak, then press Enter"))
        return "record"

    def told(kept: "Kept") -> None:
        show.note(kept.advice or _("kept, {seconds:.1f} s", seconds=kept.seconds))

    kept_at: list[str] = []
    who, source = options.character, Microphone(options.device)
    for kept in session(
        film, understand(film), source, ask=ask, stopped=done.is_set, told=told, who=who, missing=not options.all
    ):
        kept_at.append(str(kept.path))
        if not options.json:
            print(kept.path)
    if options.json:
        show.document({"schema": "Recorded.1", "takes": kept_at})
    if not options.quiet:
        show.note(_("{count} takes recorded", count=len(kept_at)))
    return 0


def _wait(done: threading.Event) -> None:
    """Until someone presses Enter, or nobody can any more."""
    _typed()
    done.set()


def _typed() -> str | None:
    """A line from the terminal, None at its end."""
    line = sys.stdin.readline()
    return line.strip() if line else None
