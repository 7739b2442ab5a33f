"""Pictures of panels as files."""

from pathlib import Path

import cv2

from previz.errors import PrevizError
from storyboard.panels import Picture


def write(path: Path, picture: Picture) -> None:
    """An RGB picture as a PNG, which is read back at once: the fastest level, and no filters.

    A drawing's flat tones compress better without filters, and both ways take half the time.
    """
    fast = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE]
    done, data = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), fast)
    if not done:
        raise PrevizError(f"{path}: OpenCV could not encode a picture of shape {picture.shape}")
    path.write_bytes(data.tobytes())
