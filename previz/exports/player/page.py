"""The page that plays the film beside its text: HTML that needs nothing but the film and its panels.

The text is there without any script, to be read and printed; ``page.js`` lets one click it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote

from audio.lines import RATE
from previz.cutting.cut import Cut, original
from previz.exports.boards.panels import Told
from previz.exports.lined.coverage import spans
from previz.i18n import speaking
from previz.script.story import Story
from previz.show import printable, seconds
from screenplay.elements import Element
from screenplay.scenes import Beat, Scene

Moments = Mapping[str, tuple[float, float]]
"""When each beat begins and ends, seconds of the film; a line from its first sound."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made of."""

    story: Story
    name: str
    cut: Cut
    panels: tuple[Told, ...]
    pictures: Mapping[tuple[str, int], str]
    """Where each panel's picture is, as seen from the page, by shot and panel."""
    film: str
    """Where the film is, as seen from the page."""
    reworded: Mapping[str, str] = field(default_factory=dict)
    """What is said, by beat, instead of the script's words."""
    left_out: Set[str] = frozenset()
    """Beats that are not played: they are struck out."""


def as_html(page: Page) -> bytes:
    """The page. All that comes from the script is escaped."""
    _ = speaking(page.story.locale)
    title, author, draft = (printable(one) for one in page.story.title)
    title = title or page.name
    here = Path(__file__).parent
    moments = _moments(page.cut)
    body = "".join(_scene(page, scene, moments) for scene in page.story.scenes)
    length = float(page.cut.frames / page.cut.rate)
    told = " – ".join(filter(None, [author, draft, seconds(length)]))
    help_ = _("Click a line or a panel to hear it. Space plays and pauses, the arrows go from shot to shot.")
    captions, follow = _("captions"), _("the text follows the film")  # no message is gathered from within an f-string
    return f"""<!DOCTYPE html>
<html lang="{page.story.locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{(here / "page.css").read_text("utf-8")}</style></head><body>
<main><header><h1>{escape(title)}</h1><p>{escape(told)}</p></header>
{body}</main>
<aside><video src="{quote(page.film)}" controls preload="metadata" data-captions="{escape(captions)}"></video>
<p id="shot"></p><p id="help">{escape(help_)}</p>
<label><input type="checkbox" id="follow" checked> {escape(follow)}</label></aside>
<script>
{(here / "page.js").read_text("utf-8")}</script></body></html>
""".encode("utf-8", "replace")


def _scene(page: Page, scene: Scene, moments: Moments) -> str:
    """A scene: its heading, its panels, its text."""
    panels = "".join(_panel(page, one) for one in page.panels if one.row.scene_id == scene.id)
    text = "".join(_text(page, scene, moments))
    return f"<section>\n{text}</section>\n".replace("</h2>", f"</h2>\n<nav>{panels}</nav>", 1)


def _panel(page: Page, one: Told) -> str:
    source = page.pictures[original(one.row.id), one.panel]
    label = f"{one.row.label} {one.row.framing}"
    return (
        f'<a data-t="{one.row.start:.3f}" data-end="{one.row.start + one.row.seconds:.3f}" tabindex="0">'
        f'<img loading="lazy" alt="" src="{quote(source)}"><span>{_plain(label)}</span></a>\n'
    )


def _moments(cut: Cut) -> Moments:
    found = {one.beat: (float(one.span.start / cut.rate), float(one.span.end / cut.rate)) for one in cut.beats}
    for line in cut.lines:
        found[line.line] = (line.sample / RATE, max(found[line.line][1], (line.sample + line.samples) / RATE))
    for name, span in list(found.items()):
        found.setdefault(original(name), span)  # the double plays, where the first is cut
    return found


def _text(page: Page, scene: Scene, moments: Moments) -> Iterator[str]:
    """The elements of a scene as they print, a speech under its name; what is played can be clicked."""
    played: dict[str, list[Beat]] = defaultdict(list)
    for beat in scene.beats:
        played[beat.element].append(beat)
    if scene.element is None or not any(one.id == scene.element.id for one in scene.elements):
        yield f"<h2>{_plain(scene.number)}</h2>\n"
    speech = False
    for element in scene.elements:
        spoken = element.kind in ("character", "parenthetical", "dialogue", "lyric")
        if speech and (not spoken or element.kind == "character"):
            yield "</div>\n"
            speech = False
        if element.kind == "character":
            yield f'<div class="speech{" right" if element.dual == "right" else ""}">'
            speech = True
        yield _element(page, scene, element, played[element.id], moments)
    if speech:
        yield "</div>\n"


def _element(page: Page, scene: Scene, element: Element, beats: Sequence[Beat], moments: Moments) -> str:
    match element.kind:
        case "scene_heading":
            return f"<h2><b>{_plain(scene.number)}</b> {_plain(element.text)}</h2>\n"
        case "character" | "parenthetical" | "transition" | "centered" | "lyric" | "action" | "dialogue":
            kind = element.kind
        case _:
            return ""
    parts, done = [], 0
    for beat, (start, end) in zip(beats, spans(element, beats), strict=True):
        said = ' data-said="1"' if beat.kind == "speech" else ""
        begin, until = moments.get(beat.id, (-1.0, -1.0))
        parts.append(_plain(element.text[done:start]))
        words = _plain(page.reworded.get(beat.id, element.text[start:end]))
        if beat.id in page.left_out:
            parts.append(f"<s>{words}</s>")
            done = end
            continue
        parts.append(
            f'<span data-t="{begin:.3f}" data-end="{until:.3f}"{said} tabindex="0">{words}</span>'
            if until > 0
            else words
        )
        done = end
    parts.append(_plain(element.text[done:]))
    return f'<p class="{kind}">{"".join(parts)}</p>\n'


def _plain(text: str) -> str:
    return escape(printable(text))
