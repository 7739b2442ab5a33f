"""Models of strangers whose files lie: each is refused in a sentence that names the file."""

import json

import pytest

from storyboard.errors import StoryboardError
from storyboard.renderers.diffusion.families import families, family_of, header
from storyboard.renderers.diffusion.loras import about

KEY = families()["sd15"].key[0]


def weights(path, head):
    path.write_bytes(len(head).to_bytes(8, "little") + head)
    return path


@pytest.mark.parametrize(
    "head",
    [
        b"[" * 200_000,
        b'{"__metadata__": {"a": ' + b"[" * 3000 + b"]" * 3000 + b"}}",
        b'{"a": {"shape": [1], "data_offsets": []}}',
        *(b'{"%s": {"shape": %s, "data_offsets": [0, 0]}}' % (KEY.encode(), bad) for bad in (b"[]", b"5", b"null")),
    ],
    ids=["nested", "notes", "offsets", "empty", "number", "null"],
)
def test_a_hostile_header_is_refused(tmp_path, head):
    """Nested without end, without offsets, with a shape that is none."""
    with pytest.raises(StoryboardError, match=r"model\.safetensors"):
        family_of(weights(tmp_path / "model.safetensors", head))


@pytest.mark.parametrize(
    "more", ["[" * 100_000, '[["a"], ["b"]]', "[]", '[["diffusers"], "UNet"]'], ids=["nested", "lists", "none", "list"]
)
def test_a_hostile_index_is_refused(tmp_path, more):
    """Nested without end, or with parts that are of no library."""
    kind = families()["sd15"].folders[0]
    (tmp_path / "model_index.json").write_text(f'{{"_class_name": "{kind}", "unet": {more}}}', "utf-8")
    with pytest.raises(StoryboardError, match=str(tmp_path)):
        family_of(tmp_path)


def test_no_part_lies_outside_of_its_folder(tmp_path):
    """A name that leads elsewhere is refused before it is looked up, even where something is there."""
    model = tmp_path / "model"
    model.mkdir()
    (tmp_path / "etc").mkdir()
    told = {"_class_name": families()["sd15"].folders[0], "../etc": ["diffusers", "UNet2DConditionModel"]}
    (model / "model_index.json").write_text(json.dumps(told), "utf-8")
    with pytest.raises(StoryboardError, match=r"part “\.\./etc”.*never run"):
        family_of(model)


@pytest.mark.parametrize("note", [{"schema": "Lora.1", "family": ["sd15"]}, "[" * 100_000], ids=["types", "nested"])
def test_a_lora_that_lies_about_itself_is_refused(tmp_path, note):
    """Its note is of our schema and of no type of it, or no note at all."""
    said = note if isinstance(note, str) else json.dumps(note)
    path = weights(tmp_path / "nobody.safetensors", json.dumps({"__metadata__": {"previz": said}}).encode())
    assert header(path)[0] == {}
    with pytest.raises(StoryboardError, match=r"nobody\.safetensors"):
        about(path)
