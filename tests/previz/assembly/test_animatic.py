"""The animatic: segments tile the film, joins lose no frame, picture and sound end together."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import cv2
import films
import numpy as np
import pytest

from audio.lines import RATE
from previz.assembly.animatic import chapters, plan
from previz.assembly.held import StreamError, kind, layout, units
from previz.assembly.joining import Labels, assemble
from previz.assembly.mattes import Matte, matted, window
from previz.assembly.moves import Move, View, eased, looked, move_of, view_at
from previz.assembly.segments import runs, segment
from previz.assembly.sheets import planes, sheet
from previz.assembly.shown import BurnIn, SegmentSpec, Shown
from previz.cutting.cut import Cut, PanelAt, Span
from previz.errors import PrevizError
from previz.sound.captions import Caption
from storyboard.shots import Transition
from storyboard.stage.geometry import Camera

BASE = SegmentSpec(films.SIZE, (24, 1), 24, (Shown("0", 0, 24),))


def made(folder: Path, cut: Cut, specs: tuple[SegmentSpec, ...], subtitles: Sequence[Caption] = ()) -> Path:
    """The finished film of some specs, with a silent sound of the cut's length."""
    panels = {name: films.panel(folder, int(name)) for spec in specs for name in spec.panels}
    paths = [folder / f"{n}.h264" for n in range(len(specs))]
    for spec, path in zip(specs, paths, strict=True):
        segment(spec, panels, path)
    samples = round(cut.frames / cut.rate * RATE)
    rate = (cut.rate.numerator, cut.rate.denominator)
    silence = films.aac(np.zeros(samples, np.float32), folder)
    labels = Labels(rate, films.SIZE, chapters(cut), {"title": "L’Été", "artist": "Moi"}, subtitles, "fr")
    assemble(paths, silence, folder / "film.mp4", labels)
    return folder / "film.mp4"


def planned(cut: Cut, **options: object) -> tuple[SegmentSpec, ...]:
    setups = [films.setup(shot.shot) for shot in cut.shots]
    names = {(shot.shot, 0): str(n) for n, shot in enumerate(cut.shots)}
    return plan(cut, setups, names, title="9", size=films.SIZE, **options)  # type: ignore[arg-type]


def lumas(film: Path) -> list[float]:
    """The median luma of every frame of a file."""
    with av.open(film) as container:
        return [float(np.median(planes(frame.to_ndarray())[0])) for frame in container.decode(video=0)]


def grey(index: int) -> float:
    return 16 + films.tone(index) * 219 / 255


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001)])
def test_no_frame_is_lost_or_doubled_at_a_join(tmp_path: Path, rate: Fraction) -> None:
    """Every frame of the finished film, decoded, shows the panel that the cut puts there: shots of 1 to 300 frames."""
    cut = films.cut([1, 2, 300, 7, 1, 1, 25], rate=rate, title=12)
    seen = lumas(made(tmp_path, cut, planned(cut)))
    wanted = [grey(9)] * 12 + [grey(n) for n, shot in enumerate(cut.shots) for _ in range(shot.span.frames)]
    assert len(seen) == cut.frames
    assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 4


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24000, 1001)])
def test_picture_and_sound_end_together(tmp_path: Path, rate: Fraction) -> None:
    """Both begin at zero and end within one frame of the cut's length; every frame comes at its time."""
    cut = films.cut([31, 40], rate=rate)
    with av.open(made(tmp_path, cut, planned(cut))) as film:
        picture, heard = film.streams.video[0], film.streams.audio[0]
        assert (picture.start_time, heard.start_time) == (0, 0)
        assert picture.average_rate == rate
        for stream in (picture, heard):
            assert abs(stream.duration * stream.time_base - cut.frames / rate) <= 1 / rate
        times = [frame.pts * frame.time_base for frame in film.decode(video=0)]
        assert {later - sooner for sooner, later in pairwise(times)} == {1 / rate}


def test_the_file_is_what_players_expect(tmp_path: Path) -> None:
    """H.264 4:2:0 with its colours named, its index in front, chapters by scene, title and author."""
    cut = films.cut([24], title=24)
    path = made(tmp_path, cut, planned(cut))
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(path) as film:
        context = film.streams.video[0].codec_context
        assert (context.name, context.pix_fmt, context.colorspace, context.color_range) == ("h264", "yuv420p", 1, 1)
        assert film.metadata["title"] == "L’Été"
        (chapter,) = film.chapters()
        assert (chapter["start"] * chapter["time_base"], chapter["end"] * chapter["time_base"]) == (0, 2)
        assert chapter["metadata"]["title"] == "1. INT. CUISINE – JOUR"


def test_a_held_picture_never_changes(tmp_path: Path) -> None:
    """All frames of a held panel decode to the very same pixels, over more frames than the stream can number."""
    panels = {"0": films.panel(tmp_path, 0)}
    segment(replace(BASE, frames=400, shown=(Shown("0", 0, 400),)), panels, tmp_path / "a.h264")
    coded = list(units((tmp_path / "a.h264").read_bytes()))
    sets = [unit for unit in coded if kind(unit) in {7, 8}][:2]
    assert 1 << layout(*sets).frame_bits < 400
    with av.open(tmp_path / "a.h264") as stream:
        frames = [frame.to_ndarray() for frame in stream.decode(video=0)]
    assert len(frames) == 400
    assert all(np.array_equal(frame, frames[0]) for frame in frames)


def test_the_same_spec_gives_the_same_bytes(tmp_path: Path) -> None:
    """A segment with a move, a fade, a caption and a burn-in is made twice, byte for byte."""
    cut = films.cut([30], transitions={0: Transition("fade_in", 0.5)})
    caption = Caption(Span(5, 10), ("Où ça ?",))
    (spec,) = plan(cut, [films.setup("s0", move="dolly_in")], {("s0", 0): "0"}, size=films.SIZE, captions=[caption],
                   numbers=True, timecode=True, slate="L’Été")  # fmt: skip
    panels = {"0": films.panel(tmp_path, 0)}
    for name in ("a", "b"):
        segment(spec, panels, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "panel0.png"]


@pytest.mark.parametrize("kind", ["dissolve", "wipe"])
def test_a_dissolve_keeps_the_film_s_length(tmp_path: Path, kind: str) -> None:
    """A transition of a second is centred on the cut, takes its frames from both shots, and goes evenly."""
    cut = films.cut([48, 48], transitions={1: Transition(kind, 1.0)})  # type: ignore[arg-type]
    specs = planned(cut)
    assert [spec.frames for spec in specs] == [36, 24, 36]
    with av.open(made(tmp_path, cut, specs)) as film:
        means = [float(planes(frame.to_ndarray())[0].mean()) for frame in film.decode(video=0)]
    assert len(means) == 96
    steps = np.diff(means[35:61])
    assert (steps > 0).all()
    assert steps.max() < 3 * steps.mean()


def test_a_transition_longer_than_its_shots_yields(tmp_path: Path) -> None:
    """A dissolve of ten seconds between shots of a few frames takes half of each, and no frame is lost."""
    cut = films.cut([5, 1, 4], transitions={1: Transition("dissolve", 10), 2: Transition("dissolve", 10)})
    specs = planned(cut)
    assert sum(spec.frames for spec in specs) == cut.frames
    assert all(sum(shown.frames for shown in spec.shown) == spec.frames for spec in specs)
    assert len(lumas(made(tmp_path, cut, specs))) == cut.frames


def test_fades_go_through_black(tmp_path: Path) -> None:
    """A fade in begins on black, an ending fades to black, and what is between is the panel."""
    cut = films.cut([48], transitions={0: Transition("fade_in", 0.5)})
    cut = replace(cut, shots=(replace(cut.shots[0], ending=Transition("fade_out", 0.5)),))
    seen = lumas(made(tmp_path, cut, planned(cut)))
    assert (seen[0], seen[-1]) == (16, 16)
    assert seen[:12] == sorted(seen[:12])
    assert abs(seen[24] - grey(0)) < 3


def test_captions_and_burn_ins_are_where_they_belong(tmp_path: Path) -> None:
    """Letters appear in the lower part during their frames only, and number and timecode at the top all along."""
    cut = films.cut([48])
    specs = planned(cut, captions=[Caption(Span(12, 12), ("Bonjour à toi,", "ma sœur."))], numbers=True, timecode=True)
    with av.open(made(tmp_path, cut, specs)) as film:
        frames = [planes(frame.to_ndarray())[0] for frame in film.decode(video=0)]
    bright = [bool((frame[140:] > 200).any()) for frame in frames]
    assert bright == [12 <= n < 24 for n in range(48)]
    assert all((frame[:20, :40] > 180).any() and (frame[:20, -80:] > 180).any() for frame in frames)
    assert all((one[:20, -80:] != two[:20, -80:]).any() for one, two in pairwise(frames))


@pytest.mark.parametrize("ratio", [1.33, 1.66, 1.85, 2.39])
def test_a_mask_leaves_its_ratio(tmp_path: Path, ratio: float) -> None:
    """Outside the ratio every pixel of every frame is black; inside is the panel; the move under it stays."""
    cut = films.cut([12])
    (spec,) = plan(cut, [films.setup("s0", move="dolly_in")], {("s0", 0): "0"}, size=films.SIZE, matte=Matte(ratio))
    left, top, right, bottom = window(films.SIZE, ratio)
    assert abs((right - left) / (bottom - top) - ratio) < 0.04
    with av.open(made(tmp_path, cut, (spec,))) as film:
        for frame in film.decode(video=0):
            luma = planes(frame.to_ndarray())[0].astype(int)
            inside = luma[top + 4 : bottom - 4, left + 4 : right - 4]
            assert abs(np.median(inside) - grey(0)) < 4
            luma[max(top - 2, 0) : bottom + 2, max(left - 2, 0) : right + 2] = 16
            assert abs(luma - 16).max() <= 3


def test_safe_areas_are_held(tmp_path: Path) -> None:
    """The lines of both areas are drawn within the mask, and cost no encoding: the picture is still held."""
    spec = replace(BASE, matte=Matte(2.39, safe=True))
    assert [run.held for run in runs(spec)] == [True]
    sheet_of_it = np.full((films.SIZE[1] * 3 // 2, films.SIZE[0]), 60, np.uint8)
    luma = planes(matted(sheet_of_it, Matte(2.39, safe=True)))[0]
    _left, top, _right, bottom = window(films.SIZE, 2.39)
    assert (luma[:top] == 16).all()
    assert [int((luma[:, 160] == 190).sum()), (luma[90] == 190).sum()] == [4, 4]
    assert bottom - top > 130


def test_subtitles_are_a_track(tmp_path: Path) -> None:
    """Players find them in the script's language, each with its words and at its time, beside the chapters."""
    cut = films.cut([48], title=24)
    said = [Caption(Span(30, 12), ("Où ça ?",)), Caption(Span(50, 20), ("Là-bas,", "au pont."))]
    path = made(tmp_path, cut, planned(cut), subtitles=said)
    with av.open(path) as film:
        (track,) = film.streams.subtitles
        found = [
            (packet.pts * packet.time_base, bytes(packet)[2:].decode()) for packet in film.demux(track) if packet.size
        ]
        assert track.metadata["language"] == "fra"
        assert len(film.chapters()) == 1
    texts = {text: time for time, text in found if text}
    assert texts == {"Où ça ?": Fraction(30, 24), "Là-bas,\nau pont.": Fraction(50, 24)}


def test_held_runs_cost_no_encoding() -> None:
    """Two panels and a caption make held runs only; a running timecode makes every frame anew."""
    spec = replace(BASE, shown=(Shown("0", 0, 12), Shown("1", 12, 12)))
    assert [(run.frames, run.held) for run in runs(spec)] == [(12, True), (12, True)]
    assert [(run.frames, run.held) for run in runs(replace(spec, burn=BurnIn("12A", "", 7)))] == [(24, False)]
    moved = replace(BASE, shown=(Shown("0", 0, 24, Move(View(), View(size=0.9), 10)),))
    assert [(run.frames, run.held) for run in runs(moved)] == [(10, False), (14, True)]


def test_a_held_segment_does_not_load_moviepy(tmp_path: Path) -> None:
    """moviepy takes a while to load, so it is loaded only where something moves."""
    films.panel(tmp_path, 0)
    code = (
        "import sys; from pathlib import Path\n"
        "from previz.assembly.segments import *; from previz.assembly.shown import *\n"
        "spec = SegmentSpec((320, 180), (24, 1), 24, (Shown('0', 0, 24),))\n"
        "segment(spec, {'0': Path('panel0.png')}, Path('a'))\n"
        "sys.exit('moviepy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


def test_a_segment_is_whole_or_not_there(tmp_path: Path) -> None:
    """A panel that is no picture is named, and nothing half-written stays."""
    (tmp_path / "broken.png").write_bytes(b"no picture")
    with pytest.raises(PrevizError, match=r"broken\.png"):
        segment(BASE, {"0": tmp_path / "broken.png"}, tmp_path / "a.h264")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.png"]


def test_a_foreign_segment_is_refused(tmp_path: Path) -> None:
    """A segment of another size cannot be joined by copying, and is named; no film is left behind."""
    panels = {"0": films.panel(tmp_path, 0)}
    segment(BASE, panels, tmp_path / "a.h264")
    segment(replace(BASE, size=(160, 90)), panels, tmp_path / "b.h264")
    with pytest.raises(StreamError, match=r"b\.h264"):
        assemble(
            [tmp_path / "a.h264", tmp_path / "b.h264"],
            films.aac(np.zeros(96_000, np.float32), tmp_path),
            tmp_path / "f.mp4",
            Labels((24, 1), films.SIZE),
        )
    assert not list(tmp_path.glob("*f.mp4*"))


def test_the_move_eases_over_a_fifth() -> None:
    """Speed grows, stays, and dies; the way made is 0 at the start, 1 at the end, and never goes back."""
    way = np.array([eased(time) for time in np.linspace(0, 1, 101)])
    speed = np.diff(way)
    assert (way[0], way[-1]) == (0, 1)
    assert (speed > 0).all()
    assert np.allclose(speed[20:80], speed[50])
    assert speed[0] < 0.1 * speed[50]


@pytest.mark.parametrize(
    "kind",
    ["pan", "tilt", "dolly_in", "dolly_out", "truck", "track", "zoom_in", "zoom_out", "crane", "handheld"],
)
@pytest.mark.parametrize("angle", [None, 5, -40, 100])
def test_no_move_leaves_the_drawn_picture(kind: str, angle: float | None) -> None:
    """Whatever the end camera, the crop stays inside the panel, and is never more than a third smaller."""
    end = None if angle is None else Camera((1, -2, 1.9), 90 + angle, pitch=angle / 3, focal=50)
    move = move_of(films.setup("s", move=kind, end=end), 100, aspect=16 / 9)  # type: ignore[arg-type]
    assert move is not None
    for frame in range(100):
        view = view_at(move, frame, 24.0)
        assert view.size > 0.66
        assert min(view.x, view.y) - view.size / 2 > -1e-9
        assert max(view.x, view.y) + view.size / 2 < 1 + 1e-9


def test_moves_go_the_way_of_the_camera() -> None:
    """A pan to the right travels right, a tilt up travels up, a dolly in ends closer and a dolly out begins so."""

    def ends(kind: str, end: Camera) -> tuple[View, View]:
        move = move_of(films.setup("s", move=kind, end=end), 100, aspect=16 / 9)  # type: ignore[arg-type]
        assert move
        return move.begin, move.end

    begin, end = ends("pan", Camera((0, -3, 1.6), 80))
    assert end.x - begin.x > 0.05
    assert end.y == begin.y
    begin, end = ends("tilt", Camera((0, -3, 1.6), 90, pitch=12))
    assert end.y < begin.y
    begin, end = ends("dolly_in", Camera((0, -2.5, 1.6), 90))
    assert end.size < begin.size == 1
    begin, end = ends("dolly_out", Camera((0, -4, 1.6), 90))
    assert begin.size < end.size == 1


def test_a_view_is_exact_to_a_fraction_of_a_pixel() -> None:
    """The quick crop agrees with a warp of each pixel, to the eye's limit, wherever the crop lies."""
    random = np.random.default_rng(1)
    picture = cv2.GaussianBlur(random.integers(0, 255, (180, 320, 3), dtype=np.uint8), (0, 0), 3)
    source = sheet(picture)
    for view in (View(0.5, 0.5, 0.9), View(0.437, 0.461, 0.871), View(0.55, 0.45, 0.8953), View()):
        left, top = (view.x - view.size / 2) * 320, (view.y - view.size / 2) * 180
        half = (view.size - 1) / 2  # pixel centres
        matrix = np.array([[view.size, 0, left + half], [0, view.size, top + half]])
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        wanted = cv2.warpAffine(planes(source)[0], matrix, (320, 180), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        got = planes(looked(source, view))[0]
        assert np.abs(wanted.astype(int) - got)[3:-3, 3:-3].mean() < 0.6


def test_one_camera_is_one_move_over_its_panels() -> None:
    """Two panels under one camera share its move: the second goes on where the first stops."""
    cut = films.cut([40])
    both = replace(cut.shots[0], panels=(replace(cut.shots[0].panels[0], span=Span(0, 16)),
                                         replace(cut.shots[0].panels[0], panel=1, span=Span(16, 24))))  # fmt: skip
    setups = [films.setup("s0", index, "pan", Camera((0, -3, 1.6), 80)) for index in (0, 1)]
    (spec,) = plan(replace(cut, shots=(both,)), setups, {("s0", 0): "0", ("s0", 1): "1"}, size=films.SIZE)
    one, two = spec.shown
    assert one.move == two.move
    assert (one.move and one.move.frames, one.age, two.age) == (40, 0, 16)


def test_a_segment_is_a_held_panel_or_a_stretch_of_a_move() -> None:
    """Panels of a shot are segments by themselves, a move is parted evenly and goes on; a shot that fades is one."""
    cut = films.cut([30, 300, 24], transitions={2: Transition("fade_in", 0.5)})
    span = cut.shots[0].span
    two = (PanelAt(0, Span(span.start, 10)), PanelAt(1, Span(span.start + 10, 20)))
    cut = replace(cut, shots=(replace(cut.shots[0], panels=two), *cut.shots[1:]))
    setups = [films.setup("s0"), films.setup("s0", 1), films.setup("s1", move="pan"), films.setup("s2")]
    names = {(one.shot, one.panel): f"{one.shot}-{one.panel}" for one in setups}
    specs = plan(cut, setups, names, size=films.SIZE)
    assert [spec.frames for spec in specs] == [10, 20, 75, 75, 75, 75, 24]
    assert [spec.shown[0].age for spec in specs[2:6]] == [0, 75, 150, 225]
    assert len({spec.shown[0].move for spec in specs[2:6]}) == 1
    assert [spec.frames for spec in plan(cut, setups, names, size=films.SIZE, shots=True)] == [30, 300, 24]
