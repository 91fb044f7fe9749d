"""The loader of notebooks/wsi_reference.py over files of this disk and over a store with etags, which is one of memory."""

import io
import os
import pathlib
import random
import sys
import tempfile
import unittest

import fsspec
import numpy as np
from fsspec.implementations.memory import MemoryFileSystem
from PIL import Image

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "notebooks"))

import wsi_reference


class TaggedFileSystem(MemoryFileSystem):
    """A store in memory: an etag for each content, and something to do when bytes are fetched."""

    protocol = "tagged"
    on_fetch = staticmethod(lambda: None)
    fetched = []

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(path.replace("tagged://", "memory://"))

    def info(self, path, **options):
        return dict(super().info(path, **options), ETag=f'"{hash(bytes(self.cat_file(path, quiet=True)))}"')

    def cat_file(self, path, start=None, end=None, quiet=False, **options):
        if not quiet:
            TaggedFileSystem.fetched.append((start, end))
            TaggedFileSystem.on_fetch()
        return super().cat_file(path, start, end, **options)


fsspec.register_implementation("tagged", TaggedFileSystem)


def jpeg(seed):
    pixels = np.random.default_rng(seed).integers(0, 255, (24, 16, 3)).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=95)
    return out.getvalue()


class SlideOfTiles:
    """JPEG files one after the other, with gaps; each file is a tile whose tables are its own."""

    def __init__(self, tiles=12, gap=100):
        self.tiles = [jpeg(seed) for seed in range(tiles)]
        self.bytes, self.places = b"head", []
        for tile in self.tiles:
            self.bytes += b"\xaa" * gap
            self.places.append(len(self.bytes))
            self.bytes += tile

    def rows(self, uri, **identity):
        references = [
            dict(uri=uri, bytes=len(self.bytes), offset=place + 2, length=len(tile) - 2, prefix=b"\xff\xd8", **identity)
            for place, tile in zip(self.places, self.tiles)
        ]
        return {"reference": references, "width": [16] * len(references), "height": [24] * len(references)}


class LocalTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "a slide.svs")
        self.slide = SlideOfTiles()
        pathlib.Path(self.path).write_bytes(self.slide.bytes)
        self.modified = os.stat(self.path).st_mtime_ns // 1_000_000

    def rows(self, uri):
        return self.slide.rows(uri, etag=None, modified_ms=self.modified)

    def test_pixels_are_those_of_the_tiles_in_the_order_of_the_rows(self):
        expected = [np.asarray(Image.open(io.BytesIO(tile)).convert("RGB")) for tile in self.slide.tiles]
        for uri in (self.path, "file:" + self.path.replace(" ", "%20"), "file://" + self.path.replace(" ", "%20")):
            rows = self.rows(uri)
            order = list(range(len(expected)))
            random.Random(7).shuffle(order)
            rows["reference"] = [rows["reference"][k] for k in order]
            for k, image in zip(order, wsi_reference.images(rows)):
                np.testing.assert_array_equal(image, expected[k])

    def test_a_missing_tile_is_white(self):
        rows = self.rows(self.path)
        rows["reference"][3]["length"] = 0
        images = wsi_reference.images(rows)
        self.assertTrue((images[3] == 255).all() and images[3].shape == (24, 16, 3))
        self.assertFalse((images[4] == 255).all())

    def test_another_size_or_time_is_refused(self):
        rows = self.rows(self.path)
        os.utime(self.path, ns=((self.modified + 5) * 1_000_000,) * 2)
        with self.assertRaisesRegex(wsi_reference.SlideChanged, "a slide.svs was written anew"):
            wsi_reference.images(rows)
        os.utime(self.path, ns=(self.modified * 1_000_000,) * 2)
        wsi_reference.images(rows)
        with open(self.path, "ab") as file:
            file.write(b"more")
        os.utime(self.path, ns=(self.modified * 1_000_000,) * 2)
        with self.assertRaises(wsi_reference.SlideChanged):
            wsi_reference.images(rows)


class StoreTest(unittest.TestCase):
    def setUp(self):
        self.store = fsspec.filesystem("tagged")
        self.slide = SlideOfTiles()
        self.put(self.slide.bytes)
        TaggedFileSystem.fetched.clear()
        self.etag = self.store.info("/slide.svs")["ETag"].replace('"', "")
        self.addCleanup(setattr, TaggedFileSystem, "on_fetch", staticmethod(lambda: None))

    def put(self, content):
        with self.store.open("/slide.svs", "wb") as file:
            file.write(content)

    def rows(self, **identity):
        return self.slide.rows("tagged://slide.svs", modified_ms=None, **identity)

    def test_neighbours_are_fetched_in_one_request(self):
        images = wsi_reference.images(self.rows(etag=self.etag))
        self.assertEqual(len(images), 12)
        first, last = self.slide.places[0] + 2, self.slide.places[-1] + len(self.slide.tiles[-1])
        self.assertEqual(TaggedFileSystem.fetched, [(first, last)])
        for image, tile in zip(images, self.slide.tiles):
            np.testing.assert_array_equal(image, np.asarray(Image.open(io.BytesIO(tile)).convert("RGB")))

    def test_another_content_of_the_same_size_is_refused_by_its_etag(self):
        rows = self.rows(etag=self.etag)
        self.put(self.slide.bytes[:-1] + b"\x00")
        with self.assertRaisesRegex(wsi_reference.SlideChanged, "slide.svs was written anew"):
            wsi_reference.images(rows)

    def test_one_that_is_replaced_while_it_is_read_is_refused(self):
        TaggedFileSystem.on_fetch = staticmethod(lambda: self.put(self.slide.bytes[:-1] + b"\x00"))
        with self.assertRaises(wsi_reference.SlideChanged):
            wsi_reference.images(self.rows(etag=self.etag))


class StreamTest(unittest.TestCase):
    def test_what_applications_note_is_left_out(self):
        tile = jpeg(1)
        self.assertIn(b"JFIF", tile)
        whole = wsi_reference.complete(b"\xff\xd8", tile[2:])
        self.assertNotIn(b"JFIF", whole)
        np.testing.assert_array_equal(wsi_reference.decode(whole), wsi_reference.decode(tile))

    def test_what_is_no_jpeg_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no JPEG marker"):
            wsi_reference.complete(b"\xff\xd8", b"\x00\x01\x02\x03")

    def test_merged_ranges_cover_the_wanted_ones_within_gap_and_size(self):
        for seed in range(300):
            rng = random.Random(seed)
            wanted = sorted((a, a + rng.randrange(1, 3 << 20)) for a in (rng.randrange(60 << 20) for _ in range(rng.randrange(1, 40))))
            merged = wsi_reference.merge(wanted)
            longest = max(b - a for a, b in wanted)
            for a, b in wanted:
                self.assertTrue(any(s <= a and b <= e for s, e in merged), seed)
            for s, e in merged:
                self.assertLessEqual(e - s, max(longest, wsi_reference.RANGE_BYTES), seed)
            touched = sum(b - a for a, b in wanted) + len(wanted) * wsi_reference.GAP_BYTES
            self.assertLessEqual(sum(e - s for s, e in merged), touched, seed)


if __name__ == "__main__":
    unittest.main()
