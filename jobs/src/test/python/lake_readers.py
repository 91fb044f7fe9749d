"""Reads a patch set with one reader and compares its pixels with OpenSlide's crops of the slides.

Usage: python lake_readers.py READER LAKE PATCH_SET [FOLDER]

FOLDER is a frozen data set, or a set as plain Parquet; without it the lake's tables are read. The lake names the slides either way.
Prints a JSON object: what was read, in a form in which every reader must give the same, and how far the pixels are from the slides'.
Each reader filters and joins by its own means; only `datasets`, which has no join, looks labels up by their key, and it reads no map.
"""

import collections
import glob
import hashlib
import io
import json
import os
import sys
import urllib.parse

import numpy as np
import openslide
from deltalake import DeltaTable
from PIL import Image

COLUMNS = ("patch_id", "slide_id", "x", "y", "width", "height", "image", "split", "label", "label_fractions", "mask")
LABELS = ("split", "label", "label_fractions", "mask")


def files(place, table):
    """The Parquet files of a table: a frozen data set's own, or those that the newest version of a lake's has."""
    part = f"{place}/{table.removeprefix('patch_')}"
    return sorted(glob.glob(f"{part}/*.parquet")) if os.path.isdir(part) else DeltaTable(f"{place}/{table}").file_uris()


def with_pyarrow(place, patch_set):
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    chosen = pc.field("patch_set") == patch_set
    images, labels = (ds.dataset(files(place, name), format="parquet") for name in ("patch_images", "patch_labels"))
    joined = images.to_table(filter=chosen, columns=["patch_set", "patch_id", "slide_id", "x", "y", "width", "height"]).join(
        labels.to_table(filter=chosen, columns=["patch_set", "patch_id", "split", "label", "mask"]), ["patch_set", "patch_id"], join_type="inner"
    )
    # Its join takes no nested columns, so those are put beside the rows by their key.
    image = {row["patch_id"]: row["image"] for row in images.to_table(filter=chosen, columns=["patch_id", "image"]).to_pylist()}
    shares = {row["patch_id"]: dict(row["label_fractions"]) for row in labels.to_table(filter=chosen, columns=["patch_id", "label_fractions"]).to_pylist()}
    return [dict(row, image=image[row["patch_id"]], label_fractions=shares[row["patch_id"]]) for row in joined.to_pylist()]


def with_duckdb(place, patch_set):
    import duckdb

    images, labels = (files(place, name) for name in ("patch_images", "patch_labels"))
    columns = ", ".join(f"{'l' if name in LABELS else 'i'}.{name}" for name in COLUMNS)
    query = f"""SELECT {columns} FROM read_parquet($images) i JOIN read_parquet($labels) l
                ON i.patch_set = l.patch_set AND i.patch_id = l.patch_id WHERE i.patch_set = $set"""
    rows = duckdb.execute(query, {"images": images, "labels": labels, "set": patch_set}).fetchall()
    return [dict(zip(COLUMNS, row)) for row in rows]


def with_polars(place, patch_set):
    import polars as pl

    def scan(table):
        frozen = os.path.isdir(f"{place}/images")
        rows = pl.scan_parquet(files(place, table)) if frozen else pl.scan_delta(f"{place}/{table}")
        return rows.filter(pl.col("patch_set") == patch_set)

    images, labels = scan("patch_images"), scan("patch_labels")
    key = ["patch_set", "patch_id"]
    joined = images.join(labels.select(*key, *LABELS), on=key, how="inner", validate="1:1").select(COLUMNS).collect()
    return joined.to_dicts()


def with_deltalake(lake, patch_set):
    import pyarrow
    from deltalake import QueryBuilder

    query = QueryBuilder().register("images", DeltaTable(f"{lake}/patch_images")).register("labels", DeltaTable(f"{lake}/patch_labels"))
    columns = ", ".join(f"{'l' if name in LABELS else 'i'}.{name}" for name in COLUMNS)
    found = query.execute(
        f"SELECT {columns} FROM images i JOIN labels l ON i.patch_set = l.patch_set AND i.patch_id = l.patch_id WHERE i.patch_set = '{patch_set}'"
    )
    rows = pyarrow.table(found.read_all()).to_pylist()
    return [dict(row, label_fractions=dict(row["label_fractions"])) for row in rows]


def with_datasets(place, patch_set):
    import datasets

    names = {"patch_set": "string", "patch_id": "string"}
    where = {"slide_id": "string", "x": "int32", "y": "int32", "width": "int32", "height": "int32"}

    def load(table, types, **others):
        """A table's columns of these types; without the types it would refuse the table for its maps."""
        features = datasets.Features({name: datasets.Value(kind) for name, kind in types.items()}, **others)
        chosen = [("patch_set", "==", patch_set)]
        return datasets.load_dataset(
            "parquet", data_files=files(place, table), split="train", columns=list(features), features=features, filters=chosen
        )

    images = load("patch_images", names | where, image=datasets.Image())
    stored = images.cast_column("image", datasets.Image(decode=False))
    labels = {row["patch_id"]: row for row in load("patch_labels", names | {"split": "string", "label": "string", "mask": "binary"})}
    return [row | labels[row["patch_id"]] | {"picture": row["image"], "image": raw["image"]} for row, raw in zip(images, stored)]


def plain_with_pyarrow(folder):
    import pyarrow.dataset as ds

    rows = ds.dataset(folder, format="parquet").to_table(columns=list(COLUMNS)).to_pylist()
    return [dict(row, label_fractions=dict(row["label_fractions"])) for row in rows]


def plain_with_duckdb(folder):
    import duckdb

    rows = duckdb.execute(f"SELECT {', '.join(COLUMNS)} FROM '{folder}/*.parquet'").fetchall()
    return [dict(zip(COLUMNS, row)) for row in rows]


def plain_with_polars(folder):
    import polars as pl

    return pl.read_parquet(f"{folder}/*.parquet", columns=list(COLUMNS)).to_dicts()


def plain_with_datasets(folder):
    import datasets

    types = dict.fromkeys(("patch_id", "slide_id", "split", "label"), "string") | dict.fromkeys(("x", "y", "width", "height"), "int32")
    features = datasets.Features({name: datasets.Value(kind) for name, kind in (types | {"mask": "binary"}).items()}, image=datasets.Image())
    rows = datasets.load_dataset(
        "parquet", data_files=f"{folder}/*.parquet", split="train", columns=list(features), features=features
    )
    stored = rows.cast_column("image", datasets.Image(decode=False))
    return [row | {"picture": row["image"], "image": raw["image"]} for row, raw in zip(rows, stored)]


PLAIN_READERS = {
    "pyarrow": plain_with_pyarrow,
    "duckdb": plain_with_duckdb,
    "polars": plain_with_polars,
    "datasets": plain_with_datasets,
}

READERS = {
    "pyarrow": with_pyarrow,
    "duckdb": with_duckdb,
    "polars": with_polars,
    "deltalake": with_deltalake,
    "datasets": with_datasets,
}


def slides(lake):
    """Every slide of the catalogue, opened by OpenSlide."""
    table = DeltaTable(f"{lake}/slides").to_pandas(columns=["slide_id", "path"])
    return {row.slide_id: openslide.OpenSlide(urllib.parse.unquote(urllib.parse.urlparse(row.path).path)) for row in table.itertuples()}


def text(value):
    return "" if value is None else value.hex() if isinstance(value, bytes) else str(value)


def line(row):
    """A row in one line, the same whoever read it."""
    digest = hashlib.sha256(row["image"]["bytes"]).hexdigest()
    mask = "" if row["mask"] is None else hashlib.sha256(row["mask"]).hexdigest()
    return "|".join(text(v) for v in (row["patch_id"], row["x"], row["y"], row["split"], row["label"], row["image"]["path"], digest, mask))


def main(reader, lake, patch_set, folder=None):
    plain = folder is not None and bool(glob.glob(f"{folder}/*.parquet"))
    rows = PLAIN_READERS[reader](folder) if plain else READERS[reader](folder or lake, patch_set)
    opened = slides(lake)
    differing, error, foreground, shares, wrong_shares = 0, 0.0, 0, 0, 0
    for row in rows:
        picture = row.get("picture") or Image.open(io.BytesIO(row["image"]["bytes"]))
        if picture.mode != "RGB" or picture.size != (row["width"], row["height"]):
            raise ValueError(f"{row['patch_id']} is a picture of {picture.mode}, {picture.size}")
        ours = np.asarray(picture).astype(int)
        theirs = np.asarray(opened[row["slide_id"]].read_region((row["x"], row["y"]), 0, picture.size))[:, :, :3].astype(int)
        differing += int((ours != theirs).any(axis=2).sum())
        error = max(error, float(np.abs(ours - theirs).mean()))
        mask = np.asarray(Image.open(io.BytesIO(row["mask"])))
        if mask.shape != (row["height"], row["width"]) or mask.dtype != np.uint8:
            raise ValueError(f"{row['patch_id']} has a mask of {mask.dtype}, {mask.shape}")
        foreground += int((mask > 0).sum())
        if "label_fractions" in row:
            # The n-th layer is value n; shares come in the order of names, so only their values are compared.
            counted = np.bincount(mask.ravel(), minlength=len(row["label_fractions"]) + 1)[1:] / mask.size
            wrong_shares += sorted(counted) != sorted(row["label_fractions"].values())
            shares += 1
    lines = sorted(line(row) for row in rows)
    result = {
        "rows": len(rows),
        "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest(),
        "labels": dict(collections.Counter(text(row["label"]) for row in rows)),
        "splits": dict(collections.Counter(text(row["split"]) for row in rows)),
        "slides": len({row["slide_id"] for row in rows}),
        "differing_px": differing,
        "largest_mean_error": error,
        "foreground_px": foreground,
        "shares": shares,
        "wrong_shares": wrong_shares,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
