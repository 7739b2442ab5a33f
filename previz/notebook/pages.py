"""Pieces of pages: what a notebook shows. Pictures and films are named by file, so that a page stays light."""

import os
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from previz.documents.shotlist import ShotRow

MOST_ROWS = 400
"""Rows that a table shows: a notebook's page must stay light."""


def page(inside: str) -> str:
    """A piece of a page, with the few rules that it needs."""
    style = (
        ".pvz-sheet{display:flex;flex-wrap:wrap;gap:12px}.pvz{margin:0 0 12px;max-width:1300px}"
        ".pvz-sheet .pvz{max-width:250px}.pvz img{margin:0 6px 6px 0;border:1px solid #ccc}"
    )
    return f"<style>{style}</style>{inside}"


def sheet(cards: Sequence[str]) -> str:
    """Cards side by side."""
    return f'<div class="pvz-sheet">{"".join(cards)}</div>'


def card(row: ShotRow, panels: Sequence[Path], *, small: bool = False) -> str:
    """A shot's panels over its words."""
    width = 240 if small else 420
    pictures = "".join(f'<img src="{address(panel)}" width="{width}" loading="lazy">' for panel in panels)
    who = f"<br>{escape(', '.join(row.subjects))}" if row.subjects else ""
    text = row.text if len(row.text) <= 240 else row.text[:239] + "…"
    return (
        f'<figure class="pvz"><div>{pictures}</div><figcaption><b>{escape(row.label)}</b> {escape(row.framing)}{who}'
        f"<br><i>{escape(text)}</i><br><small>{escape(row.reason)}</small></figcaption></figure>"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of words."""
    top = "".join(f"<th>{escape(word)}</th>" for word in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(word)}</td>" for word in row) + "</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{body}</table>"


def address(path: Path) -> str:
    """A file as a page beside the notebook names it."""
    return quote(os.path.relpath(path).replace(os.sep, "/"))
