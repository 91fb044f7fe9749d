"""Reads regions of a slide with OpenSlide, as the reference for wsispark's own reader.

usage: openslide_regions.py SLIDE REGIONS OUT [SLIDE REGIONS OUT ...]

REGIONS holds one region per line: level x y width height, in pixels of that level; or "associated" and the name of an
associated image. OUT gets, region after region, width * height * 3 bytes: R, G, B, composited on white where
OpenSlide's pixel is transparent (outside the slide).

Level 0 is read where it is asked for. Other levels are read whole at (0, 0) and cropped: OpenSlide takes positions in
level-0 pixels and interpolates when they fall between pixels of the level.
"""

import sys

import numpy as np
import openslide


def on_white(image):
    rgba = np.asarray(image, dtype=np.uint16)
    alpha = rgba[:, :, 3:]
    # Pixels are opaque or outside; anything between would need OpenSlide's own rounding.
    if not np.isin(alpha, (0, 255)).all():
        raise SystemExit("half-transparent pixels")
    return np.where(alpha == 255, rgba[:, :, :3], 255).astype(np.uint8)


def crop(whole, x, y, width, height):
    out = np.full((height, width, 3), 255, dtype=np.uint8)
    left, top = max(0, x), max(0, y)
    right, bottom = min(whole.shape[1], x + width), min(whole.shape[0], y + height)
    if left < right and top < bottom:
        out[top - y : bottom - y, left - x : right - x] = whole[top:bottom, left:right]
    return out


def dump(slide_path, regions_path, out_path):
    levels = {}
    with openslide.OpenSlide(slide_path) as slide, open(regions_path) as regions, open(out_path, "wb") as out:
        if openslide.__library_version__ >= "4":
            # All tiles of a small slide: else each region decodes its tiles again.
            slide.set_cache(openslide.OpenSlideCache(256 << 20))
        for line in regions:
            if line.startswith("associated"):
                out.write(on_white(slide.associated_images[line.split()[1]]).tobytes())
                continue
            level, x, y, width, height = map(int, line.split())
            if level == 0:
                pixels = on_white(slide.read_region((x, y), 0, (width, height)))
            else:
                if level not in levels:
                    levels[level] = on_white(slide.read_region((0, 0), level, slide.level_dimensions[level]))
                pixels = crop(levels[level], x, y, width, height)
            out.write(pixels.tobytes())


def main(paths):
    for at in range(0, len(paths), 3):
        dump(*paths[at : at + 3])


if __name__ == "__main__":
    main(sys.argv[1:])
