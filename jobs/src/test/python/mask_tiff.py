"""Reads a mask with tifffile and compares its finest level with another TIFF.

mask_tiff.py MASK GOLDEN FOREGROUND: one line of JSON. FOREGROUND is the value that GOLDEN has
where MASK has 1; 0 compares values as they are.
"""

import json
import sys

import numpy as np
import tifffile

mask_file, golden_file, foreground = sys.argv[1], sys.argv[2], int(sys.argv[3])
golden = tifffile.imread(golden_file)
if foreground:
    golden = (golden == foreground).astype(np.uint8)
with tifffile.TiffFile(mask_file) as tiff:
    pages = list(tiff.pages)
    finest = pages[0].asarray()
    print(
        json.dumps(
            {
                "levels": [list(page.shape) for page in pages],
                "tiled": all(page.is_tiled for page in pages),
                "compression": sorted({page.compression.name for page in pages}),
                "dtype": str(finest.dtype),
                "differing": int((finest != golden).sum()) if finest.shape == golden.shape else -1,
                "foreground": int((finest != 0).sum()),
            }
        )
    )
