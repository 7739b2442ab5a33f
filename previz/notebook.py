"""The director's place: a film in a notebook. ``film = previz.open("film.fountain")``, and then::

    film.scenes[3]                      # its shots, its floor plan
    film["12B"]                         # one shot, with its panels
    film["12B"].retake(size="GP", angle="low")      # or .retake("GP contre-plongée")
    film["12B"].alternatives()          # other cameras and sizes, side by side
    film.compare("12B", "GP", "PA")     # two ways of it
    film["12"].play()                   # the scene in the film
    film.undo()

Everything shows itself in a notebook, pictures and film by file, and as text anywhere else.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from previz import backends, directing, floorplans, pipeline, retakes, shotlist
from previz import film as films
from previz.build import Event, building
from previz.directing import Changed, Decided
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project, open_project
from previz.retakes import Named
from previz.store import Store
from previz.story import Story, understand
from screenplay.scenes import Scene as Text
from storyboard.decisions import Choice
from storyboard.stage.sizes import TIGHT_TO_WIDE
from storyboard.wording import chosen, glossary_of

MOST_ROWS = 400
"""Shots that a table shows: a notebook's page must stay light."""


def open(script: str | Path, **settings: Any) -> "Film":
    """The film of a screenplay; settings as in previz.toml, written ``film_rate="25"`` for ``[film] rate``.

    Raises the same errors as the command line.
    """
    flags = {key.replace("_", ".", 1): value for key, value in settings.items()}
    return Film(open_project(Path(script), flags=flags))


def _quiet(event: Event) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Shot:
    """One shot of a film, as it is now. It is looked up again at every question, by its number."""

    film: "Film"
    label: str

    @property
    def named(self) -> Named:
        """The shot and its scene, as data."""
        return self.film._find(self.label)

    @property
    def row(self) -> shotlist.ShotRow:
        """Its line of the shot list."""
        return shotlist.rows(self.film.project, self.film.story, [self.named])[0]

    @property
    def panels(self) -> tuple[Path, ...]:
        """Its panels, drawn."""
        return self.film._drawn([self.named])

    def retake(
        self, words: str = "", *, size: str = "", kind: str = "", angle: str = "", move: str = "", who: str = "",
        lens: float | None = None, camera: int | None = None, why: str = "",
    ) -> "Retaken":  # fmt: skip
        """The shot otherwise, in a director's words or by name; written down, drawn, and shown.

        ``camera``: which of those that serve it best, from 1. Raises for words that nobody understands.
        """
        said = " ".join(filter(None, [size, kind, who, angle, move, words]))
        wanted = Choice(lens=lens, camera=None if camera is None else max(camera, 1) - 1)
        return self.film._changed(
            directing.retake(self.film.project, self.label, said, wanted=wanted, why=why, here=True, report=_quiet)
        )

    def split(self, words: str, *, why: str = "") -> "Retaken":
        """Cut it before the sentence that holds ``words``."""
        return self.film._changed(
            directing.split(self.film.project, self.label, words, why=why, here=True, report=_quiet)
        )

    def merge(self, *, why: str = "") -> "Retaken":
        """Play the next shot in it."""
        after = self.film._after(self.label)
        return self.film._changed(
            directing.merge(self.film.project, self.label, after, why=why, here=True, report=_quiet)
        )

    def lock(self, *, why: str = "") -> "Retaken":
        """Keep it as it is, whatever the director would rather do after a rewrite."""
        return self.film._changed(directing.lock(self.film.project, self.label, why=why, here=True, report=_quiet))

    def alternatives(self) -> "Ways":
        """Other cameras for it, tighter and wider, lower and higher: nothing is decided yet."""
        shot = self.named.shot
        index = TIGHT_TO_WIDE.index(shot.size)
        near = [TIGHT_TO_WIDE[at] for at in (index - 1, index + 1) if 0 <= at < len(TIGHT_TO_WIDE)]
        wanted = [Choice(camera=rank) for rank in (1, 2) if shot.kind != "card"]
        wanted += [Choice(size=size, kind=shot.kind) for size in near if shot.kind in ("single", "ots", "two")]
        wanted += [Choice(angle=angle) for angle in ("low", "high") if shot.kind in ("single", "ots", "two")]
        return self.film._ways(self.label, [Choice(), *wanted])

    def play(self) -> "Played":
        """The shot in the film, which is made first where anything of it is new."""
        return self.film._played(shot=self.named.shot.id)

    def __repr__(self) -> str:
        row = self.row
        return f"{row.label}  {row.framing}  {', '.join(row.subjects)}  {row.seconds:.1f} s\n{row.text}\n– {row.reason}"

    def _repr_html_(self) -> str:
        return _page(_card(self.row, self.panels))


@dataclass(frozen=True)
class Scene:
    """One scene of a film: its shots and its floor plan."""

    film: "Film"
    text: Text

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Its shots, in order."""
        return tuple(Shot(self.film, one.label) for one in self.film._shots if one.scene.id == self.text.id)

    @property
    def plan(self) -> "Drawing":
        """Its floor plan."""
        mine = [one for one in self.film._shots if one.scene.id == self.text.id]
        return Drawing(floorplans.drawn(self.film.story, self.text, mine))

    def play(self) -> "Played":
        """The scene in the film, which is made first where anything of it is new."""
        return self.film._played(scene=self.text.id)

    def __iter__(self) -> Iterator[Shot]:
        return iter(self.shots)

    def __repr__(self) -> str:
        return "\n".join([f"{self.text.number}. {self.text.heading.text}", *(f"  {shot!r}" for shot in self.shots)])

    def _repr_html_(self) -> str:
        mine = [one for one in self.film._shots if one.scene.id == self.text.id][:MOST_ROWS]
        rows = shotlist.rows(self.film.project, self.film.story, mine)
        drawn = [self.film._drawn([one])[:1] for one in mine]
        cards = "".join(_card(row, panels, small=True) for row, panels in zip(rows, drawn, strict=True))
        title = f"<h4>{escape(self.text.number)}. {escape(self.text.heading.text)}</h4>"
        return _page(title + f'<div class="pvz-sheet">{cards}</div>' + self.plan._repr_html_())


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG."""

    svg: str

    def __repr__(self) -> str:
        return _("a drawing of {size} letters; write .svg to a file to see it", size=len(self.svg))

    def _repr_html_(self) -> str:
        fitting = self.svg.replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)
        return f'<div style="max-width:640px">{fitting}</div>'


@dataclass(frozen=True)
class Retaken:
    """What a decision did: the shots before and after, and the new panels."""

    film: "Film"
    changed: Changed

    def undo(self) -> "Retaken":
        """Take this decision back."""
        return self.film.undo(self.changed.decision.number)

    def __repr__(self) -> str:
        was, now = (
            " / ".join(f"{row.label} {row.framing}" for row in rows)
            for rows in (self.changed.before, self.changed.after)
        )
        return f"{was}  →  {now}"

    def _repr_html_(self) -> str:
        rows = self.changed.after
        shown = [self.film._drawn([self.film._find(row.label)]) for row in rows]
        cards = "".join(_card(row, panels, small=len(rows) > 1) for row, panels in zip(rows, shown, strict=True))
        return _page(f'<p>{escape(repr(self))}</p><div class="pvz-sheet">{cards}</div>')


@dataclass(frozen=True)
class Ways:
    """Several ways of one shot, side by side; ``take(2)`` decides for the second."""

    film: "Film"
    label: str
    choices: tuple[Choice, ...]
    rows: tuple[shotlist.ShotRow, ...]
    panels: tuple[tuple[Path, ...], ...]

    def take(self, number: int, *, why: str = "") -> Retaken:
        """Decide for one of them, by its number from 1."""
        if not 1 <= number <= len(self.choices):
            raise PrevizError(_("there are {count} ways; give 1 to {count}", count=len(self.choices)))
        wanted = self.choices[number - 1]
        if not wanted.said:  # the first one is the shot as it is: decided for, it stays
            return Shot(self.film, self.label).lock(why=why)
        return self.film._changed(
            directing.retake(self.film.project, self.label, wanted=wanted, why=why, here=True, report=_quiet)
        )

    def __len__(self) -> int:
        return len(self.choices)

    def __repr__(self) -> str:
        return "\n".join(f"{number}. {row.framing}" for number, row in enumerate(self.rows, 1))

    def _repr_html_(self) -> str:
        cards = "".join(
            _card(replace(row, label=f"{number}. {row.label}"), panels[:1], small=True)
            for number, (row, panels) in enumerate(zip(self.rows, self.panels, strict=True), 1)
        )
        return _page(f'<div class="pvz-sheet">{cards}</div>')


@dataclass(frozen=True)
class Played:
    """A stretch of the film, from ``start`` to ``end`` in seconds."""

    film: Path
    start: float
    end: float

    def __repr__(self) -> str:
        return f"{self.film} {self.start:.2f}–{self.end:.2f} s"

    def _repr_html_(self) -> str:
        place = f"{_address(self.film)}#t={self.start:.3f},{self.end:.3f}"
        return f'<video src="{escape(place)}" controls preload="metadata" style="max-width:640px;width:100%"></video>'


class Film:
    """A film to direct. Nothing is kept in it that the film's folder does not hold: reopen it anywhere."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.story  # noqa: B018 - a screenplay that cannot be read says so at once

    @cached_property
    def story(self) -> Story:
        """The screenplay, understood; ``reload()`` reads it again."""
        return understand(self.project)

    @cached_property
    def _shots(self) -> list[Named]:
        with building(Store(self.project.folder / "store"), _quiet) as build:
            return retakes.named(self.project, self.story, retakes.directed(self.project, self.story, build))

    def reload(self) -> "Film":
        """Read the screenplay again, after it was rewritten."""
        for name in ("story", "_shots"):
            self.__dict__.pop(name, None)
        return self

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes, in order: ``film.scenes[3]`` is the fourth, ``film["4"]`` the one numbered 4."""
        return tuple(Scene(self, one) for one in self.story.scenes)

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Every shot, in order."""
        return tuple(Shot(self, one.label) for one in self._shots)

    def __getitem__(self, label: str) -> Any:
        """A shot by its number (``film["12B"]``), or a scene by its own (``film["12"]``)."""
        for scene in self.scenes:
            if scene.text.number.upper() == label.strip().upper():
                return scene
        return Shot(self, self._find(label).label)

    def compare(self, label: str, *ways: str) -> Ways:
        """A shot in several directors' words, side by side: nothing is decided yet."""
        words = glossary_of(self.story.locale, self.project.settings.cut.glossary)
        return self._ways(label, [chosen(way, self.story.cast, words) for way in ways])

    def undo(self, which: int | None = None) -> Retaken:
        """Take back the last decision, or the one of a number."""
        return self._changed(directing.undo(self.project, which, here=True, report=_quiet))

    @property
    def decisions(self) -> Decided:
        """What was decided, and what has no place in this draft."""
        return directing.decided(self.project)

    def make(self) -> Played:
        """Make the film, or what is new of it."""
        made = films.make(self.project, report=_quiet)
        return Played(Path(made.film), 0.0, made.seconds)

    def play(self) -> Played:
        """The whole film, which is made first where anything of it is new."""
        return self.make()

    def __repr__(self) -> str:
        title = self.story.title[0] or self.project.script.stem
        return "\n".join([title, *(f"{one.text.number}. {one.text.heading.text}" for one in self.scenes)])

    def _repr_html_(self) -> str:
        count: dict[str, int] = {}
        for one in self._shots:
            count[one.scene.id] = count.get(one.scene.id, 0) + 1
        rows = "".join(
            f"<tr><td>{escape(scene.number)}</td><td>{escape(scene.heading.text)}</td>"
            f"<td>{count.get(scene.id, 0)}</td><td>{scene.seconds:.0f} s</td></tr>"
            for scene in self.story.scenes[:MOST_ROWS]
        )
        head = "".join(f"<th>{escape(word)}</th>" for word in ("", _("Scene"), _("Shots"), _("Time")))
        title = escape(self.story.title[0] or self.project.script.stem)
        return _page(f"<h3>{title}</h3><table><tr>{head}</tr>{rows}</table>")

    def _find(self, label: str) -> Named:
        return retakes.find(self._shots, label)

    def _after(self, label: str) -> str:
        labels = [one.label for one in self._shots]
        at = labels.index(self._find(label).label) + 1
        if at == len(labels):
            raise PrevizError(_("{label} is the last shot; nothing follows it", label=label))
        return labels[at]

    def _drawn(self, shots: Sequence[Named]) -> tuple[Path, ...]:
        with building(Store(self.project.folder / "store"), _quiet, here=True) as build:
            return directing.panels(self.project, shots, build, self.story)

    def _changed(self, changed: Changed) -> Retaken:
        self.__dict__.pop("_shots", None)
        return Retaken(self, changed)

    def _ways(self, label: str, choices: Sequence[Choice]) -> Ways:
        """A shot by each of some choices, as it would be; those that change nothing visible are left out."""
        one = self._find(label)
        ruling = retakes.ruling(self.project, self.story).decisions
        rows, panels, kept, seen = [], [], [], set()
        director = retakes.directors(self.project, self.story).get(one.scene.id)
        director = director or backends.chosen(self.project, "director")
        with building(Store(self.project.folder / "store"), _quiet, here=True) as build:
            for choice in choices:
                wish = retakes.wished(one, choice)
                (broken,) = pipeline.direct(self.story, director, build, (*ruling, *wish), scenes=[one.scene])
                shots = retakes.named(self.project, self.story, [broken], scenes=[one.scene])
                same = next(each for each in shots if set(one.shot.beats[:1]) <= set(each.shot.beats))
                setups = [setup for setup in broken.setups if setup.shot == same.shot.id]
                if setups[0].camera in seen:
                    continue
                seen.add(setups[0].camera)
                rows.append(shotlist.rows(self.project, self.story, [same])[0])
                panels.append(directing.panels(self.project, [same], build, self.story))
                kept.append(choice)
        return Ways(self, one.label, tuple(kept), tuple(rows), tuple(panels))

    def _played(self, *, scene: str = "", shot: str = "") -> Played:
        whole = self.make()
        record = films.read_record(self.project)
        if record is None:
            raise PrevizError(_("{film}: there is no film to check yet; run “previz make” first", film=whole.film))
        cut = record.cut
        spans = [one["span"] for one in cut["scenes"] if one["scene"] == scene]
        spans += [one["span"] for one in cut["shots"] if one["shot"] == shot]
        rate = whole_rate(cut["rate"])
        start = spans[0]["start"] if spans else 0
        return Played(whole.film, start / rate, (start + (spans[0]["frames"] if spans else 0)) / rate)


def whole_rate(rate: str) -> float:
    """``"24000/1001"`` as frames a second."""
    above, _slash, below = rate.partition("/")
    return float(above) / float(below or 1)


def _address(path: Path) -> str:
    """A file as a page beside the notebook names it."""
    return quote(os.path.relpath(path).replace(os.sep, "/"))


def _card(row: shotlist.ShotRow, panels: Sequence[Path], *, small: bool = False) -> str:
    """A shot's panels over its words."""
    width = 240 if small else 420
    pictures = "".join(f'<img src="{_address(panel)}" width="{width}" loading="lazy">' for panel in panels)
    who = f"<br>{escape(', '.join(row.subjects))}" if row.subjects else ""
    text = row.text if len(row.text) <= 240 else row.text[:239] + "…"
    return (
        f'<figure class="pvz"><div>{pictures}</div><figcaption><b>{escape(row.label)}</b> {escape(row.framing)}{who}'
        f"<br><i>{escape(text)}</i><br><small>{escape(row.reason)}</small></figcaption></figure>"
    )


def _page(inside: str) -> str:
    """A piece of a page, with the few rules that it needs."""
    style = (
        ".pvz-sheet{display:flex;flex-wrap:wrap;gap:12px}.pvz{margin:0 0 12px;max-width:1300px}"
        ".pvz-sheet .pvz{max-width:250px}.pvz img{margin:0 6px 6px 0;border:1px solid #ccc}"
    )
    return f"<style>{style}</style>{inside}"
