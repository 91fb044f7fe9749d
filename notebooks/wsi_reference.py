"""Reads patches of encoding `reference`: the lake holds where each one lies in its slide, and no pixel.

    import wsi_reference
    rows = DeltaTable("lake/patch_images").to_pandas(columns=["patch_id", "width", "height", "reference"])
    images = wsi_reference.images(rows.head(32))       # arrays of height x width x 3, uint8, RGB

Slides on this machine need Pillow and numpy; those of a store (s3://, https://, ...) fsspec as well, with its package
for that store, such as s3fs, which takes credentials as its own documentation says. A slide that was written anew
since it was ingested is refused, so pixels of two files never mix. Safe in the workers of a data loader: nothing is
kept open between calls. Give many rows at once: ranges that lie near each other are fetched in one request.
"""

import io
import os
import urllib.parse
import urllib.request

import numpy as np
from PIL import Image

GAP_BYTES = 64 << 10  # a request costs more time than so many bytes of a store
RANGE_BYTES = 8 << 20  # no request is larger, unless a single tile is


class SlideChanged(Exception):
    """The slide is not the file that the references were made from."""


def images(rows):
    """RGB pixels of the rows of a DataFrame with the columns reference, width and height, in their order."""
    streams = jpegs(rows["reference"])
    sizes = zip(rows["width"], rows["height"])
    return [white(*size) if stream is None else decode(stream) for stream, size in zip(streams, sizes)]


def white(width, height):
    """What a tile looks like that its slide does not hold."""
    return np.full((height, width, 3), 255, np.uint8)


def decode(stream):
    """Pixels of a JPEG stream, height x width x 3."""
    return np.asarray(Image.open(io.BytesIO(stream)).convert("RGB"))


def jpegs(references):
    """A complete JPEG stream for each reference, in their order; None for a tile that the slide does not hold."""
    references = list(references)
    streams = [None] * len(references)
    slides = {}
    for k, reference in enumerate(references):
        if reference["length"] > 0:
            slides.setdefault(reference["uri"], []).append(k)
    for uri, wanted in slides.items():
        tiles = fetch(uri, [references[k] for k in wanted])
        for k, stored in zip(wanted, tiles):
            streams[k] = complete(references[k]["prefix"], stored)
    return streams


def complete(prefix, stored):
    """Tables and a tile as one stream; what applications noted in the tile would overrule the tables, so it is left out."""
    out, at = bytearray(prefix), 0
    while stored[at : at + 1] == b"\xff" and stored[at + 1] != 0xDA:
        marker, end = stored[at + 1], at + 2 + int.from_bytes(stored[at + 2 : at + 4], "big")
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            out += stored[at:end]
        at = end
    if stored[at : at + 1] != b"\xff":
        raise ValueError("no JPEG marker where a tile should begin")
    return bytes(out + stored[at:])


def fetch(uri, references):
    """The stored bytes of some tiles of one slide."""
    merged = merge(sorted((r["offset"], r["offset"] + r["length"]) for r in references))
    parts = read_local(uri, references, merged) if is_local(uri) else read_store(uri, references, merged)
    held = [(start, part) for (start, _), part in zip(merged, parts)]
    out = []
    for r in references:
        start, part = next((s, p) for s, p in held if s <= r["offset"] and r["offset"] + r["length"] <= s + len(p))
        out.append(part[r["offset"] - start : r["offset"] - start + r["length"]])
    return out


def merge(ranges):
    """Neighbours of a sorted list of (start, end) as one range."""
    merged = []
    for start, end in ranges:
        near = merged and start - merged[-1][1] <= GAP_BYTES and max(end, merged[-1][1]) - merged[-1][0] <= RANGE_BYTES
        if near or (merged and end <= merged[-1][1]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def is_local(uri):
    return urllib.parse.urlsplit(uri).scheme in ("", "file")


def read_local(uri, references, ranges):
    path = urllib.request.url2pathname(urllib.parse.urlsplit(uri).path) if uri.startswith("file:") else uri
    with open(path, "rb") as file:
        check(uri, references, lambda: local_state(file))
        parts = [os.pread(file.fileno(), end - start, start) for start, end in ranges]
        check(uri, references, lambda: local_state(file))
    return parts


def local_state(file):
    state = os.fstat(file.fileno())
    return state.st_size, None, state.st_mtime_ns // 1_000_000


def read_store(uri, references, ranges):
    import fsspec  # only stores need it

    files, path = fsspec.core.url_to_fs(uri.replace("s3a://", "s3://", 1))
    check(uri, references, lambda: store_state(files, path))
    parts = files.cat_ranges([path] * len(ranges), [s for s, _ in ranges], [e for _, e in ranges], on_error="raise")
    # Once more: one that was replaced while it was read is told by its etag.
    check(uri, references, lambda: store_state(files, path))
    return parts


def store_state(files, path):
    files.invalidate_cache(path)
    info = files.info(path)
    etag = info.get("ETag") or info.get("etag")
    return info["size"], etag.replace('"', "") if etag else None, None


def check(uri, references, look):
    """Refuses a slide of another size, etag or time than its references say."""
    size, etag, modified = look()
    for r in references:
        other_etag = etag and r.get("etag") and etag != r["etag"]
        other_time = modified and r.get("modified_ms") and modified != r["modified_ms"]
        if size != r["bytes"] or other_etag or other_time:
            raise SlideChanged(f"{uri} was written anew since its patches were made; ingest it and make a new patch set")
