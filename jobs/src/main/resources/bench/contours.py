"""Times cv2.findContours on the mask of make_annotation.py at downsample 4; run in its folder."""

import json
import os
import sys
import time

import cv2
import numpy as np

sys.path.insert(0, os.getcwd())
from make_annotation import HEIGHT, WIDTH, annotation  # noqa: E402

D = 4
cv2.setNumThreads(1)
mask = np.zeros((HEIGHT // D, WIDTH // D), np.uint8)
positive, negative = annotation()
for rings, value in ((positive, 1), (negative, 0)):
    for ring in rings:
        points = np.rint((ring / D - 0.5) * 256).astype(np.int32)
        cv2.fillPoly(mask, [points], value, shift=8)
start = time.perf_counter()
contours, _ = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
seconds = time.perf_counter() - start
print(
    json.dumps(
        dict(
            seconds=seconds,
            mask_mpx_per_s=mask.size / seconds / 1e6,
            contours=len(contours),
        )
    )
)
