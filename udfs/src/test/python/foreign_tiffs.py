"""Writes TIFF files in forms that scanners and converters use, by tifffile, with what tifffile reads from them.

usage: foreign_tiffs.py OUT [FILE...]

For each file one line per level of at most 10 million samples goes to stdout: name, level, width, height, mpp (or -). OUT/NAME.LEVEL.rgb holds
width * height * 3 bytes: R, G, B, grey three times. Further FILEs are read only.
"""

import pathlib
import sys

import numpy as np
import tifffile

MPP = 0.25
MOST_SAMPLES = 10_000_000
CM = (1e4 / MPP, 1e4 / MPP)


def picture(width, height):
    """Smooth enough for JPEG, with an edge; no two rows or columns alike."""
    y, x = np.mgrid[0:height, 0:width]
    red = 128 + 90 * np.sin(x / 17.0) * np.cos(y / 23.0)
    green = 40 + 150 * x / width
    blue = np.where(x + y < width, 60 + 120 * y / height, 200 - 60 * y / height)
    return np.stack([red, green, blue], axis=2).astype(np.uint8)


def levels(grey):
    whole = picture(500, 380)
    parts = [whole, whole[::2, ::2], whole[::4, ::4]]
    return [np.ascontiguousarray(part[:, :, 1] if grey else part) for part in parts]


def write(path, grey=False, nested=False, marked=True, ome=None, big=False, order="<", **form):
    parts = levels(grey)
    form.setdefault("photometric", "minisblack" if grey else "rgb")
    form.setdefault("tile", (96, 112))
    with tifffile.TiffWriter(path, bigtiff=big, byteorder=order, ome=ome is not None) as tiff:
        extra = {"subifds": 2} if nested else {}
        common = dict(form, resolutionunit="CENTIMETER")
        tiff.write(parts[0], resolution=CM, metadata=ome, **extra, **common)
        for k, part in enumerate(parts[1:], 1):
            resolution = (CM[0] / 2**k, CM[1] / 2**k)
            tiff.write(part, resolution=resolution, subfiletype=1 if marked else 0, metadata=None, **common)


def forms(out):
    ome = {"axes": "YXS", "PhysicalSizeX": MPP, "PhysicalSizeXUnit": "\u00b5m", "PhysicalSizeY": MPP}
    ome["PhysicalSizeYUnit"] = "\u00b5m"
    jpeg = {"compression": "jpeg", "compressionargs": {"level": 90}}
    yield "chain-lzw", {"compression": "lzw"}
    yield "chain-lzw-predictor-be", {"compression": "lzw", "predictor": 2, "order": ">"}
    yield "chain-deflate-big-be", {"compression": "deflate", "big": True, "order": ">"}
    yield "chain-packbits", {"compression": "packbits"}
    yield "chain-zstd-predictor", {"compression": "zstd", "predictor": 2}
    yield "grey-deflate-predictor", {"grey": True, "compression": "deflate", "predictor": 2}
    yield "grey-lzw", {"grey": True, "compression": "lzw"}
    yield "grey-white-is-zero", {"grey": True, "compression": "deflate", "photometric": "miniswhite"}
    yield "grey-jpeg", {"grey": True, **jpeg}
    yield "grey-jp2", {"grey": True, "compression": "jpeg2000", "compressionargs": {"level": 0}}
    yield "rgb-jp2", {"compression": "jpeg2000", "compressionargs": {"level": 0, "codecformat": "jp2", "mct": True}}
    yield "rgb-j2k", {"compression": "jpeg2000", "compressionargs": {"level": 0, "codecformat": "j2k", "mct": True}}
    yield "rgb-j2k-lossy", {"compression": "jpeg2000", "compressionargs": {"level": 40, "codecformat": "j2k"}}
    yield "jpeg-444", {"photometric": "ycbcr", "subsampling": (1, 1), **jpeg}
    yield "jpeg-422", {"photometric": "ycbcr", "subsampling": (2, 1), **jpeg}
    yield "jpeg-420", {"photometric": "ycbcr", "subsampling": (2, 2), **jpeg}
    yield "jpeg-rgb", jpeg | {"compressionargs": {"level": 90, "outcolorspace": "rgb"}}
    yield "strips-raw", {"tile": None, "rowsperstrip": 7}
    yield "strips-lzw-predictor", {"tile": None, "rowsperstrip": 50, "compression": "lzw", "predictor": 2}
    yield "strips-jpeg-420", {"tile": None, "rowsperstrip": 16, "photometric": "ycbcr", "subsampling": (2, 2), **jpeg}
    yield "nested-deflate", {"nested": True, "compression": "deflate"}
    yield "nested-jpeg-big", {"nested": True, "big": True, "photometric": "ycbcr", **jpeg}
    yield "ome-nested-deflate", {"nested": True, "ome": ome, "compression": "deflate"}
    yield "ome-nested-lzw-be", {"nested": True, "ome": ome, "compression": "lzw", "predictor": 2, "order": ">"}
    yield "ome-grey", {"nested": True, "grey": True, "ome": dict(ome, axes="YX"), "compression": "deflate"}


def pages(tiff):
    first = tiff.pages[0]
    yield first
    shape = first.shape[1] / first.shape[0]
    for page in list(first.pages or []) + list(tiff.pages[1:]):
        if page.is_reduced and abs(page.shape[1] / page.shape[0] / shape - 1) < 0.02:
            yield page


def dump(out, path, mpp):
    with tifffile.TiffFile(path) as tiff:
        for level, page in enumerate(pages(tiff)):
            if page.size > MOST_SAMPLES:
                continue
            image = page.asarray()
            if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
                image = 255 - image
            if image.ndim == 3 and image.shape[2] == 2:
                image = image[:, :, 0]
            if image.ndim == 2:
                image = np.repeat(image[:, :, None], 3, axis=2)
            print(path.name, level, image.shape[1], image.shape[0], mpp)
            (out / f"{path.name}.{level}.rgb").write_bytes(np.ascontiguousarray(image).tobytes())


def main(out, others):
    for name, form in forms(out):
        path = out / f"{name}.tif"
        write(path, **form)
        dump(out, path, MPP)
    for path in others:
        dump(out, path, "-")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), [pathlib.Path(path) for path in sys.argv[2:]])
