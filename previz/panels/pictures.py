"""Pictures of panels as files: read and written."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from previz.errors import PrevizError
from previz.i18n import _

Picture = NDArray[np.uint8]
"""RGB or RGBA, shape [height, width, 3 or 4]."""


def read(path: Path) -> Picture:
    """A picture of ours. Raises PrevizError when it is damaged."""
    data = np.fromfile(path, np.uint8)
    found = cv2.imdecode(data, cv2.IMREAD_UNCHANGED) if len(data) else None
    if found is None or found.ndim != 3:
        raise PrevizError(_("{path}: this is not a picture; delete it, and it is drawn again", path=path))
    order = cv2.COLOR_BGRA2RGBA if found.shape[2] == 4 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(found, order), np.uint8)


def write(path: Path, picture: Picture) -> None:
    """A picture, RGB or RGBA, as a PNG, which is read back at once: the fastest level, and no filters.

    A drawing's flat tones compress better without filters, and both ways take half the time.
    """
    fast = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE]
    order = cv2.COLOR_RGBA2BGRA if picture.shape[2] == 4 else cv2.COLOR_RGB2BGR
    done, data = cv2.imencode(".png", cv2.cvtColor(picture, order), fast)
    if not done:
        raise PrevizError(f"{path}: OpenCV could not encode a picture of shape {picture.shape}")
    path.write_bytes(data.tobytes())
