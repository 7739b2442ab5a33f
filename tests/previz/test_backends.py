"""Back ends as ingredients of what they make."""

import sys

from previz import backends


def test_a_strangers_source_is_an_ingredient(tmp_path, monkeypatch):
    """Whoever writes a back end changes it under one version: each change is another maker."""
    monkeypatch.syspath_prepend(tmp_path)
    found = []
    for tone in (10, 20):
        (tmp_path / "skies_at_home.py").write_text(f"class Skies:\n    tone = {tone}\n")
        backends._made_by.cache_clear()
        found.append(backends._made_by("skies_at_home:Skies"))
    assert found[0] != found[1]
    assert "skies_at_home" not in sys.modules


def test_what_cannot_be_found_is_no_trouble_yet():
    """A broken entry point is said when it is loaded, not while names are made."""
    backends._made_by.cache_clear()
    assert backends._made_by("skies_that_are.not_there:Skies") == ""
