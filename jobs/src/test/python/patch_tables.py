"""Small patch tables of known content, for the tests of notebooks/patch_dataset.py."""

import cv2
import numpy as np
import pyarrow as pa
from deltalake import WriterProperties, write_deltalake

SPLITS = ("train", "validation", "test")
NAMES = ("stroma", "tumour", None)


def pixels(number, side=16):
    """A picture of one colour that tells its number: red and green hold it, blue is 7."""
    picture = np.empty((side, side, 3), np.uint8)
    picture[:] = number // 256, number % 256, 7
    return picture


def number_of(picture):
    """What `pixels` was given."""
    return int(picture[0, 0, 0]) * 256 + int(picture[0, 0, 1])


def encoded(picture):
    return cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes()


def append(lake, patch_set, numbers, group=10):
    """Adds a file with one patch per number: the split goes by number / 4, the label by number."""
    numbers = list(numbers)
    ids = [f"p{n}" for n in numbers]
    image = pa.array([{"bytes": encoded(pixels(n)), "path": f"{n}.png"} for n in numbers])
    sets = pa.array([patch_set] * len(numbers))
    images = pa.table({"patch_set": sets, "patch_id": ids, "image": image})
    labels = pa.table({
        "patch_set": sets,
        "patch_id": ids,
        "split": [SPLITS[n // 4 % 3] for n in numbers],
        "label": pa.array([NAMES[n % 3] for n in numbers], pa.string()),
    })  # fmt: skip
    small = WriterProperties(max_row_group_size=group)
    write_deltalake(f"{lake}/patch_images", images, mode="append", writer_properties=small)
    write_deltalake(f"{lake}/patch_labels", labels, mode="append")
