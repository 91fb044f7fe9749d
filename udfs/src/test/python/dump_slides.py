#!/usr/bin/env python3
"""Dumps the levels of slides as OpenSlide and tifffile see them, for tests that compare.

usage: dump_slides.py OUT SLIDE...
For each slide and reader: OUT/<slide name>.<reader>.<level>.rgb holds the pixels, and one line
"<slide name> <reader> <level> <width> <height>" goes to stdout. Associated images: level is "label".
"""
import pathlib
import sys

import numpy as np
import openslide
import tifffile


def dump(out, name, reader, level, image):
    print(name, reader, level, image.shape[1], image.shape[0])
    (out / f"{name}.{reader}.{level}.rgb").write_bytes(np.ascontiguousarray(image[:, :, :3]).tobytes())


def by_openslide(out, path):
    with openslide.OpenSlide(path) as slide:
        print(path.name, "vendor", slide.properties["openslide.vendor"], 0, 0)
        for level, size in enumerate(slide.level_dimensions):
            dump(out, path.name, "openslide", level, np.asarray(slide.read_region((0, 0), level, size)))
        for key, image in slide.associated_images.items():
            dump(out, path.name, "openslide", key, np.asarray(image))


def by_tifffile(out, path):
    with tifffile.TiffFile(path) as tiff:
        for series in tiff.series:
            if series.name == "Baseline":
                for level, part in enumerate(series.levels):
                    dump(out, path.name, "tifffile", level, part.asarray())
            else:
                dump(out, path.name, "tifffile", series.name.lower(), series.asarray())


def main(out, slides):
    for slide in slides:
        by_openslide(out, slide)
        by_tifffile(out, slide)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), [pathlib.Path(p) for p in sys.argv[2:]])
