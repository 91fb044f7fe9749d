"""Tissue and artefacts of SpoiltScene by numpy and OpenCV: an oracle for SlideScanTest.

Usage: slide_scan.py FOLDER RULE; reads coarse.png (8 mpp) and fine.png (2 mpp), writes python_NAME.png and said.json.
"""

import json
import pathlib
import sys

import cv2
import numpy as np

folder, rule = pathlib.Path(sys.argv[1]), sys.argv[2]
MPP, FACTOR = 8.0, 4


def read(name):
    return cv2.imread(str(folder / name))[..., ::-1]


def otsu(values):
    """Least variance within, tried threshold by threshold."""
    values = values.astype(float)
    best, best_at = np.inf, None
    for t in range(int(values.min()), int(values.max())):
        low, high = values[values <= t], values[values > t]
        within = ((low - low.mean()) ** 2).sum() + ((high - high.mean()) ** 2).sum()
        if within < best * (1 - 1e-12):
            best, best_at = within, t
    return best_at


def disc(radius):
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    return (x * x + y * y <= radius * radius).astype(np.uint8)


def drop_small(mask, pixels, connectivity, keep_at_edge):
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=connectivity)
    out = mask.copy()
    for k in range(1, count):
        x, y, w, h, area = stats[k]
        at_edge = x == 0 or y == 0 or x + w == mask.shape[1] or y + h == mask.shape[0]
        if area < pixels and not (keep_at_edge and at_edge):
            out[labels == k] = False
    return out


def clean(mask, min_object_um2, min_hole_um2):
    m = mask.astype(np.uint8)
    m = cv2.dilate(cv2.erode(m, disc(1)), disc(1))
    m = cv2.erode(cv2.dilate(m, disc(4)), disc(4)).astype(bool)
    if min_hole_um2:
        m = ~drop_small(~m, min_hole_um2 / MPP**2, 4, True)
    return drop_small(m, min_object_um2 / MPP**2, 8, False)


def luma(rgb):
    return np.floor((rgb.astype(np.int64) @ [299, 587, 114] + 500) / 1000).astype(int)


rgb = read("coarse.png").astype(int)
most, least = rgb.max(2), rgb.min(2)
black = most < 24
pen = clean((most - least >= 30) & (rgb[..., 1] >= 1.35 * rgb[..., 0]), 10_000, 0)
if rule == "otsu-saturation":
    plane = np.floor(255 * (1 - least / np.maximum(most, 1)) + 0.5).astype(int)
    plane[black] = 0
    threshold = otsu(plane[~pen])
else:
    plane = np.where(black, 0, 255 - least)
    cap = np.sort(plane[~pen])[int(np.ceil(0.01 * (~pen).sum())) - 1] + 64
    threshold = otsu(np.minimum(plane, cap)[~pen])

tissue = clean((plane > threshold) & ~pen, 40_000, 40_000) & ~pen
dark = clean(most < 60, 10_000, 0)

grey = np.where(black, 0, 255 - luma(rgb))
glass = 255 - np.sort(grey.ravel())[int(np.ceil(0.01 * grey.size)) - 1]
density = np.round(10_000 * np.maximum(0, -np.log(np.maximum(1, 255 - grey) / glass)))
sums = cv2.boxFilter(density, cv2.CV_64F, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
counts = cv2.boxFilter(np.ones_like(density), cv2.CV_64F, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
mean = np.floor(np.round(sums) / np.round(counts))
ordered = np.sort(mean[tissue])
fold = clean(tissue & (mean >= 2.5 * ordered[(len(ordered) - 1) // 2]), 10_000, 0) & ~dark
white = tissue & (plane <= threshold) & ~dark

fine = luma(read("fine.png")).astype(float)
padded = cv2.copyMakeBorder(fine, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=255)
laplacian = cv2.Laplacian(padded, cv2.CV_64F, ksize=1)[1:-1, 1:-1]
of_tissue = np.kron(tissue, np.ones((FACTOR, FACTOR), bool))
blur, sharpness = np.zeros_like(tissue), []
for y in range(0, tissue.shape[0], 8):
    for x in range(0, tissue.shape[1], 8):
        at = np.s_[y * FACTOR : (y + 8) * FACTOR, x * FACTOR : (x + 8) * FACTOR]
        inside = of_tissue[at]
        if inside.sum() == 0 or inside.mean() < 0.25:
            continue
        ratio = (laplacian[at][inside] ** 2).mean() / (fine[at][inside].var() + 4)
        sharpness.append(ratio)
        if ratio < 0.12:
            blur[y : y + 8, x : x + 8] = True
blur &= tissue

for name in ("tissue", "pen", "dark", "fold", "white", "blur"):
    cv2.imwrite(str(folder / f"python_{name}.png"), globals()[name].astype(np.uint8) * 255)
said = {"threshold": int(threshold), "sharpness": sorted(sharpness)[(len(sharpness) - 1) // 2]}
(folder / "said.json").write_text(json.dumps(said))
