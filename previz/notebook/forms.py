"""Forms for a notebook, with ipywidgets: choose and see, then keep. All that they do can be said in a line of code.

A choice is shown as it would be, with its panel; nothing is decided before it is kept. Pages are displayed, not set as
a widget's own HTML, since only a display finds pictures beside the notebook.
"""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, get_args

from previz.direction import directing
from previz.errors import PrevizError
from previz.i18n import _, marked
from previz.notebook.deeds import Retaken, Ways, ways
from previz.notebook.desk import Desk
from previz.notebook.pages import card, page
from storyboard.decisions import Choice
from storyboard.errors import StoryboardError
from storyboard.glossary import Field, Glossary
from storyboard.reading.walkons import called, extra
from storyboard.shots import Angle, Kind, MoveKind, Size
from storyboard.wording import glossary_of

if TYPE_CHECKING:
    from previz.direction.retakes import Named

FIELDS: Mapping[Field, tuple[str, tuple[str, ...]]] = {
    "size": (marked("Size"), get_args(Size)),
    "kind": (marked("Kind"), tuple(kind for kind in get_args(Kind) if kind not in ("card", "insert"))),
    "angle": (marked("Angle"), get_args(Angle)),
    "move": (marked("Move"), get_args(MoveKind)),
}


def _widgets() -> Any:
    """ipywidgets. Raises PrevizError with the remedy where it is not installed."""
    try:
        import ipywidgets
    except ImportError:
        message = _("forms need ipywidgets: run “pip install 'ecriture-liquide[widgets]'”; retake(…) needs nothing")
        raise PrevizError(message) from None
    return ipywidgets


class _Shown:
    """A form, which shows itself."""

    box: Any

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return self.box._repr_mimebundle_(**options)


class RetakeForm(_Shown):
    """A shot's size, kind, angle, move and who is in it, to try and to keep."""

    def __init__(self, desk: Desk, label: str) -> None:
        kit = _widgets()
        self.desk, self.label = desk, label
        words = glossary_of(desk.story.locale, desk.project.settings.cut.glossary)
        named = desk.find(label)
        self.size, self.kind, self.angle, self.move = (
            kit.Dropdown(options=_options(words, field, ids, getattr(named.shot, field)), description=_(title))
            for field, (title, ids) in FIELDS.items()
        )
        self.who = kit.Dropdown(options=_people(desk, named), description=_("Who"))
        self.why = kit.Text(description=_("Why"))
        self.keep = kit.Button(description=_("Keep it"), disabled=True)
        self.back = kit.Button(description=_("Take it back"), disabled=True)
        self.shown, self.said = kit.Output(), kit.HTML()
        for field in (self.size, self.kind, self.angle, self.move, self.who):
            field.observe(self._tried, "value")
        self.keep.on_click(self._kept)
        self.back.on_click(self._taken_back)
        fields = kit.VBox([self.size, self.kind, self.angle, self.move, self.who, self.why])
        self.box = kit.VBox([kit.HBox([fields, self.shown]), kit.HBox([self.keep, self.back]), self.said])
        self._done: Retaken | None = None
        self._show(Choice())

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        who = None if self.who.value is None else (self.who.value,)
        return Choice(
            size=self.size.value, kind=self.kind.value, angle=self.angle.value, move=self.move.value, subjects=who
        )

    def _show(self, choice: Choice) -> None:
        """The shot as a choice would have it."""
        found = ways(self.desk, self.label, [choice])
        _displayed(self.shown, page(card(found.rows[0], found.panels[0][:1])))

    def _tried(self, _change: object) -> None:
        self.keep.disabled = not self.choice.said
        self._careful(partial(self._show, self.choice))

    def _kept(self, _button: object) -> None:
        def keep() -> None:
            self._done = Retaken(
                self.desk,
                self.desk.done(directing.retake, self.label, wanted=self.choice, why=self.why.value),
            )
            self.back.disabled = False
            self.said.value = escape(repr(self._done))

        self._careful(keep)

    def _taken_back(self, _button: object) -> None:
        def undo() -> None:
            if self._done is not None:
                self.said.value = escape(repr(self._done.undo()))
            self._done, self.back.disabled = None, True
            self._show(Choice())

        self._careful(undo)

    def _careful(self, deed: Callable[[], None]) -> None:
        """A deed, or why it cannot be, where the person looks."""
        self.said.value = ""
        try:
            deed()
        except (PrevizError, StoryboardError) as trouble:
            self.said.value = escape(str(trouble))


class WaysForm(_Shown):
    """Several ways of a shot, with a button for each."""

    def __init__(self, found: Ways) -> None:
        kit = _widgets()
        self.found = found
        self.shown, self.result = kit.Output(), kit.Output()
        self.take = [kit.Button(description=_("Take {number}", number=number)) for number in range(1, len(found) + 1)]
        for number, button in enumerate(self.take, 1):
            button.on_click(partial(self._taken, number))
        _displayed(self.shown, found._repr_html_())
        self.box = kit.VBox([self.shown, kit.HBox(self.take), self.result])

    def _taken(self, number: int, _button: object) -> None:
        try:
            _displayed(self.result, self.found.take(number)._repr_html_())
        except (PrevizError, StoryboardError) as trouble:
            _displayed(self.result, escape(str(trouble)))


def _options(words: Glossary, field: Field, ids: tuple[str, ...], now: str) -> list[tuple[str, str | None]]:
    """The words of a school for a field, after what the shot has now."""
    return [(f"({words.word(field, now)})", None), *((words.word(field, one), one) for one in ids)]


def _people(desk: Desk, one: "Named") -> list[tuple[str, str | None]]:
    """Who can be in the shot: everyone in its pictures."""
    names = {person.id: person.name for person in desk.story.cast}
    told = [beat.text for beat in one.scene.beats if beat.kind == "action"]
    now = ", ".join(names.get(each) or called(each, told) for each in one.shot.subjects)
    inside = {
        figure.character: names.get(figure.character, figure.character)
        for setup in one.breakdown.setups
        if setup.shot == one.shot.id
        for figure in setup.figures
        if not extra(figure.character)
    }
    return [(f"({now or _('nobody')})", None), *((name, each) for each, name in inside.items())]


def _displayed(output: Any, html: str) -> None:
    """Replace what an output shows."""
    from IPython.display import HTML

    output.outputs = ()
    output.append_display_data(HTML(html))  # type: ignore[no-untyped-call]
