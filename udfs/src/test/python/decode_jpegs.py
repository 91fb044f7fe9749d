"""Decodes JPEG streams with Pillow and OpenCV.

usage: decode_jpegs.py FOLDER

For each NAME.jpg of the folder NAME.pillow.rgb and NAME.opencv.rgb get its pixels: R, G, B. For each NAME.prefix and
NAME.stored, the prefix of a level and the bytes of a tile as the slide holds them, NAME.joined.jpg gets the stream
made of them as docs/formats.md says, which is then decoded like the others.
"""

import pathlib
import sys

import cv2
import numpy as np
import PIL.Image


def complete(prefix, stored):
    """The stored tile as a complete JPEG stream: without its start, applications' data and comments."""
    out, at = bytearray(prefix), 2
    while stored[at + 1] != 0xDA:
        marker, end = stored[at + 1], at + 2 + int.from_bytes(stored[at + 2 : at + 4], "big")
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            out += stored[at:end]
        at = end
    return bytes(out + stored[at:])


def main(folder):
    for path in sorted(folder.glob("*.prefix")):
        stored = path.with_suffix(".stored").read_bytes()
        path.with_suffix(".joined.jpg").write_bytes(complete(path.read_bytes(), stored))
    for path in sorted(folder.glob("*.jpg")):
        with PIL.Image.open(path) as image:
            path.with_suffix(".pillow.rgb").write_bytes(image.convert("RGB").tobytes())
        bgr = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
        path.with_suffix(".opencv.rgb").write_bytes(np.ascontiguousarray(bgr[:, :, ::-1]).tobytes())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
