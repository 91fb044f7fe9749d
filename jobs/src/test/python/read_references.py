"""Reads references by notebooks/wsi_reference.py. Usage: read_references.py NOTEBOOKS ROWS.jsonl OUT

Each line has patch_id, width, height and reference, its prefix in base64; OUT/PATCH_ID.rgb gets the pixels.
"""

import base64
import json
import pathlib
import sys

notebooks, rows, out = sys.argv[1:]
sys.path.insert(0, notebooks)
import wsi_reference  # noqa: E402

lines = [json.loads(line) for line in pathlib.Path(rows).read_text().splitlines()]
for line in lines:
    line["reference"]["prefix"] = base64.b64decode(line["reference"]["prefix"])
table = {key: [line[key] for line in lines] for key in ("reference", "width", "height")}
for line, image in zip(lines, wsi_reference.images(table)):
    pathlib.Path(out, line["patch_id"] + ".rgb").write_bytes(image.tobytes())
