"""What the film's folder keeps of its drafts: written whole, read back, refused when damaged."""

import json

import pytest

from previz.errors import DraftsError
from previz.project import open_project
from previz.script import drafts
from previz.script.story import understand

TEXT = (
    "INT. CUISINE - JOUR\n\nMARTHE lit une lettre.\n\nMARTHE\nIl revient demain.\n\nEXT. RUE - NUIT\n\nMarthe court.\n"
)


def project(folder, text=TEXT):
    path = folder / "film.fountain"
    path.write_text(text, "utf-8")
    return open_project(path)


def recorded(folder, text=TEXT, **more):
    film = project(folder, text)
    return film, drafts.record(film, understand(film), **more)


def test_identities_go_through_a_rewrite(tmp_path):
    """What was tied to a line finds it again, changed and in another scene, and knows when it is gone."""
    film, first = recorded(tmp_path)
    line = next(beat for scene in understand(film).scenes for beat in scene.beats if beat.kind == "speech")
    identity = first.identities.of(line.id)
    film = project(
        tmp_path, TEXT.replace("Il revient demain.", "Il revient demain soir.").replace("INT. CUISINE", "INT. SALON")
    )
    story = understand(film)
    found = drafts.follow(film, story)
    beat = next(b for scene in story.scenes for b in scene.beats if b.id == found.place(identity))
    assert beat.text == "Il revient demain soir."
    assert not found.recorded
    film = project(tmp_path, TEXT.replace("MARTHE\nIl revient demain.\n\n", ""))
    assert identity in drafts.follow(film, understand(film)).unplaced


def test_what_is_kept_is_read_back(tmp_path):
    """Another process finds the same drafts; the same draft is kept once, the script is not touched."""
    film, first = recorded(tmp_path)
    before = drafts.path(film).read_bytes()
    again = drafts.record(film, understand(film))
    assert (first.number, first.fresh, again.number, again.fresh) == (1, True, 1, False)
    assert again.identities.recorded
    assert drafts.path(film).read_bytes() == before
    assert drafts.encode(drafts.history(film)) == before
    assert film.script.read_text("utf-8") == TEXT


def test_a_new_draft_only_adds_to_the_end(tmp_path):
    """Git shows what was rewritten, and nothing else: a line for each element of the scene that changed."""
    film, _ = recorded(tmp_path)
    before = drafts.path(film).read_bytes()
    film, second = recorded(tmp_path, TEXT.replace("demain", "ce soir"))
    after = drafts.path(film).read_bytes()
    assert second.number == 2
    assert after.startswith(before)
    lines = [json.loads(line)["line"] for line in after[len(before) :].splitlines()]
    assert lines == ["scene", "element", "element", "element", "element", "draft"]


def test_an_earlier_draft_that_is_back_is_made_of_what_is_kept(tmp_path):
    """Undoing a rewrite adds a line, no scene."""
    film, first = recorded(tmp_path)
    recorded(tmp_path, TEXT.replace("demain", "ce soir"))
    size = len(drafts.history(film).scenes)
    film, third = recorded(tmp_path)
    assert third.identities.draft == first.identities.draft
    assert len(drafts.history(film).scenes) == size


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data[:-9], "damaged"),
        (lambda data: b"", "no record"),
        (lambda data: b"PK\x03\x04" + data, "no record"),
        (lambda data: data.replace(b"Drafts.1", b"Drafts.2"), "upgrade"),
        (lambda data: data.replace(b"Il revient", b"Il repasse"), "damaged"),
        (lambda data: data.replace(b'"scenes":[1,2]', b'"scenes":[1,9]'), "damaged"),
        (lambda data: data.replace(b'\n{"line":"draft"', b'\n<<<<<<< HEAD\n{"line":"draft"'), "line 10"),
        (lambda data: data + b'{"line":"scene","id":"s1","heading":"INT. X"}\n', "damaged"),
    ],
)
def test_a_damaged_or_foreign_file_is_refused(tmp_path, damage, message):
    """With the remedy, and it is left as it is."""
    film, _ = recorded(tmp_path)
    data = damage(drafts.path(film).read_bytes())
    drafts.path(film).write_bytes(data)
    for deed in (drafts.follow, drafts.record):
        with pytest.raises(DraftsError, match=message):
            deed(film, understand(film))
    assert drafts.path(film).read_bytes() == data


def test_a_file_without_drafts_is_damaged(tmp_path):
    """Its head alone is what a crash of another program left."""
    film, _ = recorded(tmp_path)
    drafts.path(film).write_bytes(drafts.path(film).read_bytes().split(b"\n")[0] + b"\n")
    with pytest.raises(DraftsError, match="damaged"):
        drafts.history(film)
