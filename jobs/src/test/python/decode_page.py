"""Runs the Python of docs/tables.md on bytes that Java encoded, and on the annotations of a lake.

Usage: python decode_page.py PAGE FOLDER LAKE

FOLDER has NAME.KIND with the bytes and NAME.raw with what they stand for: for mask and png one byte per pixel, for probability big-endian uint16 values and a byte per pixel of coverage.
Prints a JSON object; fails on the first difference.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree as xml

import numpy as np
import shapely
from deltalake import DeltaTable


def program(page):
    """The indented text of the page's section on Python."""
    section = page.split("\n## Decoding in Python\n")[1].split("\n## ")[0]
    return "\n".join(line[4:] if line.startswith("    ") else "" for line in section.splitlines())


def same(name, actual, expected):
    if actual.shape != expected.shape or not (actual == expected).all():
        raise ValueError(f"{name}: {actual.shape} is not {expected.shape}, or differs")


def compare(decoders, file):
    """Compares one file; returns how much foreground it has."""
    data, raw = file.read_bytes(), np.frombuffer(file.with_suffix(".raw").read_bytes(), np.uint8)
    if file.suffix == ".mask":
        mask = decoders["run_length"](data)
        same(file.name, mask.ravel().astype(np.uint8), raw)
        return int(mask.sum())
    if file.suffix == ".png":
        pixels = decoders["grey_png"](data)
        same(file.name, pixels.ravel(), raw)
        return int((pixels > 0).sum())
    x, y, values, reached = decoders["probabilities"](data)
    split = values.size * 2
    same(file.name, np.round(values * 65535).astype(np.uint16).ravel(), raw[:split].view(">u2").astype(np.uint16))
    same(file.name + " reached", reached.ravel().astype(np.uint8), raw[split:])
    if file.stem != f"block-{x}-{y}-{'x'.join(map(str, values.shape))}":
        raise ValueError(f"{file.name} says {x}, {y}, {values.shape}")
    return int(reached.sum())


def geometries(lake):
    """Compares each region's vertices with those in the document, read by the standard library; returns how many polygons."""
    documents = DeltaTable(f"{lake}/annotation_documents").to_pandas(columns=["document_id", "content"])
    content = {row.document_id: xml.fromstring(row.content) for row in documents.itertuples()}
    polygons = 0
    for row in DeltaTable(f"{lake}/annotations").to_pandas().itertuples():
        layer = content[row.document_id].findall("Annotation")[row.layer_id - 1]
        region = layer.findall("Regions/Region")[row.region_index]
        drawn = [(float(v.get("X")), float(v.get("Y"))) for v in region.iter("Vertex")]
        shape = shapely.from_wkb(row.geometry)
        stored = list(shape.exterior.coords)[: len(drawn)]
        if shape.geom_type != "Polygon" or not np.allclose(stored, drawn, rtol=0, atol=1e-6):
            raise ValueError(f"region {row.region_index} of layer {row.layer_id} is not as drawn")
        if row.negative != (region.get("NegativeROA") == "1"):
            raise ValueError(f"region {row.region_index} of layer {row.layer_id}: negative is {row.negative}")
        polygons += 1
    return polygons


def main(page, folder, lake):
    decoders = {}
    exec(compile(program(pathlib.Path(page).read_text()), page, "exec"), decoders)
    result = {"polygons": geometries(lake)}
    for kind in ("mask", "png", "probability"):
        files = sorted(pathlib.Path(folder).glob(f"*.{kind}"))
        result[kind] = {"files": len(files), "foreground": sum(compare(decoders, file) for file in files)}
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
