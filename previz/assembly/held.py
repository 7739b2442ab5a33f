"""A held picture in H.264: coded once, then "the same as before" in twenty bytes a frame, without an encoder.

Each macroblock of such a frame is a P_Skip with a zero motion vector, which copies the picture before it exactly.
Section numbers are those of ITU-T H.264 (ISO/IEC 14496-10). The slice header must agree with the parameter sets,
so they are read first; only what our encoder is told to write is understood: one slice a frame, CAVLC, no B frames.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from previz.errors import PrevizError

START = b"\x00\x00\x00\x01"
SLICE, IDR, SPS, PPS = 1, 5, 7, 8
"""NAL unit types, table 7-1."""

_HIGH = {100, 110, 122, 244, 44, 83, 86, 118, 128}


class StreamError(PrevizError):
    """A stream that is not of the kind our encoder writes."""


def units(stream: bytes) -> Iterator[bytes]:
    """The NAL units of an Annex B byte stream, without their start codes."""
    for part in stream.split(b"\x00\x00\x01")[1:]:
        unit = part.rstrip(b"\x00")  # the zero before the next start code; a unit itself never ends on one (7.4.1)
        if unit:
            yield unit


def kind(unit: bytes) -> int:
    """The type of a NAL unit."""
    return unit[0] & 31


@dataclass(frozen=True, slots=True)
class Layout:
    """What the parameter sets say about a P slice's header."""

    macroblocks: int
    frame_bits: int
    """Bits of frame_num."""
    order_bits: int | None
    """Bits of pic_order_cnt_lsb, None when the order is that of decoding."""
    references: int
    picture_set: int
    filter_control: bool

    def same(self, count: int) -> bytes:
        """The unit of the ``count``-th frame after an IDR picture: the frame before it, once more."""
        bits = _Bits()
        for value in (0, 5, self.picture_set):  # first_mb_in_slice, slice_type P for all, pic_parameter_set_id
            bits.golomb(value)
        bits.put(count % (1 << self.frame_bits), self.frame_bits)
        if self.order_bits is not None:
            bits.put(2 * count % (1 << self.order_bits), self.order_bits)
        bits.put(self.references > 1, 1)  # num_ref_idx_active_override_flag
        if self.references > 1:
            bits.golomb(0)
        bits.put(0, 1)  # ref_pic_list_modification_flag_l0
        bits.put(0, 1)  # adaptive_ref_pic_marking_mode_flag: a sliding window of references
        bits.golomb(0)  # slice_qp_delta
        if self.filter_control:
            bits.golomb(1)  # disable_deblocking_filter_idc
        bits.golomb(self.macroblocks)  # mb_skip_run
        return bytes([2 << 5 | SLICE]) + _escaped(bits.closed())


def layout(sequence: bytes, picture: bytes) -> Layout:
    """Read a sequence and a picture parameter set (7.3.2.1.1, 7.3.2.2), each as a NAL unit.

    Raises StreamError when they ask for a header that ``Layout.same`` does not write.
    """
    read = _Reader(sequence[1:])
    profile = read.take(8)
    read.take(16)  # constraints, level
    read.golomb()
    if profile in _HIGH:
        if read.golomb() != 1:
            raise StreamError("the H.264 stream is not 4:2:0")
        read.golomb(), read.golomb()
        if read.take(2):
            raise StreamError("the H.264 stream has scaling matrices")
    frame_bits = read.golomb() + 4
    order = read.golomb()
    order_bits = read.golomb() + 4 if order == 0 else None
    read.golomb(), read.take(1)
    macroblocks = (read.golomb() + 1) * (read.golomb() + 1)
    if order == 1 or not read.take(1):
        raise StreamError("the H.264 stream is interlaced, or orders its pictures in an unknown way")
    read = _Reader(picture[1:])
    picture_set, _, coded, bottom, groups = read.golomb(), read.golomb(), read.take(1), read.take(1), read.golomb()
    references = read.golomb() + 1
    read.golomb()
    weighted = read.take(1)
    read.take(2), read.golomb(), read.golomb(), read.golomb()
    filter_control, _, redundant = read.take(1), read.take(1), read.take(1)
    if coded or bottom or groups or weighted or redundant:
        raise StreamError("the H.264 stream was not written with the animatic's settings")
    return Layout(macroblocks, frame_bits, order_bits, references, picture_set, bool(filter_control))


class _Reader:
    """Bits of a NAL unit's payload, first to last."""

    def __init__(self, payload: bytes) -> None:
        plain = payload.replace(b"\x00\x00\x03", b"\x00\x00")  # emulation prevention, 7.4.1
        self.bits = "".join(f"{byte:08b}" for byte in plain)
        self.place = 0

    def take(self, count: int) -> int:
        self.place += count
        if self.place > len(self.bits):
            raise StreamError("an H.264 parameter set is cut short")
        return int(self.bits[self.place - count : self.place], 2)

    def golomb(self) -> int:
        """An unsigned Exp-Golomb code, 9.1; signed ones take the same bits."""
        zeros = 0
        while not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + (self.take(zeros) if zeros else 0)


class _Bits:
    def __init__(self) -> None:
        self.bits = ""

    def put(self, value: int, count: int) -> None:
        self.bits += f"{value:0{count}b}"

    def golomb(self, value: int) -> None:
        digits = f"{value + 1:b}"
        self.bits += "0" * (len(digits) - 1) + digits

    def closed(self) -> bytes:
        """The bytes, after rbsp_trailing_bits (7.3.2.11)."""
        bits = self.bits + "1"
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _escaped(payload: bytes) -> bytes:
    """Payload bytes that no start code can be found in, 7.4.1."""
    result, zeros = bytearray(), 0
    for byte in payload:
        if zeros >= 2 and byte <= 3:
            result.append(3)
            zeros = 0
        result.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(result)
