"""The loader of notebooks/patch_dataset.py without torch: who reads which patch, when, and how many at once.

Over tables made here, and over the lake that WSISPARK_LAKE names, when it does.
"""

import collections
import io
import os
import pathlib
import random
import sys
import tempfile
import unittest
import unittest.mock

import duckdb
import numpy as np
import pyarrow
import pyarrow.parquet
from deltalake import DeltaTable
from PIL import Image

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "notebooks"))

import patch_dataset
import patch_tables
from patch_dataset import Group, PatchDataset, epoch_part, mixed


def ids(dataset, shard=0, shards=1):
    return [patch for patch, _, _ in dataset.encoded(shard, shards)]


class EpochPartTest(unittest.TestCase):
    def groups(self, rng):
        sizes = [rng.randrange(1, 40) for _ in range(rng.randrange(1, 12))]
        groups, first = [], 0
        for index, size in enumerate(sizes):
            # A label that is the row's number in the whole tells rows apart.
            groups.append(Group("f", index, np.array(sorted(rng.sample(range(100), size))), np.arange(first, first + size)))
            first += size
        return groups, first

    def test_parts_cover_the_epoch_once_and_are_of_equal_size(self):
        for case in range(300):
            with self.subTest(case=case):
                rng = random.Random(case)
                groups, total = self.groups(rng)
                shards = rng.randrange(1, 9)
                parts = [epoch_part(groups, case, 3, shard, shards) for shard in range(shards)]
                sizes = [sum(len(g.rows) for g in part) for part in parts]
                self.assertLessEqual(max(sizes) - min(sizes), 1)
                self.assertEqual(sorted(label for part in parts for g in part for label in g.labels), list(range(total)))
                for part in parts:
                    for g in part:
                        whole = groups[g.index]
                        self.assertTrue((whole.rows[g.labels - whole.labels[0]] == g.rows).all(), "rows keep their labels")
                opened = sum(len(part) for part in parts)
                self.assertLessEqual(opened, len(groups) + shards - 1, "only groups on a cut are read twice")

    def test_equal_parts_leave_other_rows_out_in_other_epochs(self):
        groups, total = self.groups(random.Random(5))
        total_shards = next(n for n in range(2, 50) if total % n > 1)
        left = []
        for epoch in range(6):
            parts = [epoch_part(groups, 1, epoch, shard, total_shards, equal=True) for shard in range(total_shards)]
            self.assertEqual({sum(len(g.rows) for g in part) for part in parts}, {total // total_shards})
            read = [label for part in parts for g in part for label in g.labels]
            self.assertEqual(len(set(read)), total // total_shards * total_shards)
            left.append(frozenset(set(range(total)) - set(read)))
        self.assertGreater(len(set(left)), 1)

    def test_a_single_row_group_is_cut_at_other_rows_in_other_epochs(self):
        group = [Group("f", 0, np.arange(100), np.arange(100))]
        halves = {tuple(epoch_part(group, 0, epoch, 0, 2)[0].rows) for epoch in range(4)}
        self.assertEqual(len(halves), 4)


class MixedTest(unittest.TestCase):
    def test_holds_no_more_than_its_buffer_and_opens_no_more_streams(self):
        taken, opened, most_open = collections.Counter(), set(), 0

        def stream(name):
            nonlocal most_open
            opened.add(name)
            most_open = max(most_open, len(opened))
            for k in range(50):
                taken[name] += 1
                yield name, k
            opened.discard(name)

        given, most_held = [], 0
        for item in mixed([stream(n) for n in range(8)], 20, 3, random.Random(1)):
            given.append(item)
            most_held = max(most_held, sum(taken.values()) - len(given))
        self.assertEqual(len(set(given)), 400)
        self.assertEqual(len(given), 400)
        self.assertEqual(most_held, 20)
        self.assertEqual(most_open, 3)
        self.assertNotEqual(given, sorted(given))


class PatchDatasetTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.lake = folder.name
        patch_tables.append(self.lake, "a", range(0, 60))
        patch_tables.append(self.lake, "b", range(100, 140))
        patch_tables.append(self.lake, "a", range(60, 150))

    def dataset(self, **options):
        return PatchDataset(self.lake, "a", **{"unlabelled": "other", **options})

    def test_every_patch_once_over_all_workers(self):
        data = self.dataset(buffer=16)
        for shards in (1, 2, 3, 7):
            read = [ids(data, shard, shards) for shard in range(shards)]
            self.assertEqual(sorted(p for part in read for p in part), sorted(f"p{n}" for n in range(150)))
            self.assertLessEqual(max(map(len, read)) - min(map(len, read)), 1)

    def test_seed_and_epoch_decide_the_order(self):
        first = ids(self.dataset())
        self.assertEqual(first, ids(self.dataset()))
        self.assertNotEqual(first, sorted(first, key=lambda name: int(name[1:])))
        again = self.dataset()
        again.set_epoch(1)
        second = ids(again)
        self.assertNotEqual(first, second)
        self.assertEqual(sorted(first), sorted(second))
        self.assertNotEqual(first, ids(self.dataset(seed=1)))
        again.set_epoch(0)
        self.assertEqual(first, ids(again))

    def test_gives_the_pixels_and_the_label_of_each_patch(self):
        data = self.dataset(transform=lambda picture: picture)
        self.assertEqual(data.classes, ["other", "stroma", "tumour"])
        self.assertEqual(data.count, 150)
        seen = set()
        for picture, label in data:
            number = patch_tables.number_of(picture)
            self.assertTrue((picture == patch_tables.pixels(number)).all())
            self.assertEqual(data.classes[label], patch_tables.NAMES[number % 3] or "other")
            seen.add(number)
        self.assertEqual(len(seen), 150)

    def test_splits_are_disjoint_and_share_their_classes(self):
        read = {split: self.dataset(split=split) for split in patch_tables.SPLITS}
        parts = {split: set(ids(data)) for split, data in read.items()}
        for split, part in parts.items():
            wanted = {f"p{n}" for n in range(150) if patch_tables.SPLITS[n // 4 % 3] == split}
            self.assertEqual(part, wanted)
            self.assertEqual(read[split].classes, ["other", "stroma", "tumour"])

    def test_patches_without_a_wanted_label_are_left_out(self):
        self.assertEqual(self.dataset(unlabelled=None).count, 100)
        tumour = self.dataset(classes=["tumour"], unlabelled=None)
        self.assertEqual(set(ids(tumour)), {f"p{n}" for n in range(150) if n % 3 == 1})
        numbers = {label for _, _, label in self.dataset(classes=["tumour", "other", "stroma"]).encoded()}
        self.assertEqual(numbers, {0, 1, 2})

    def test_reads_the_versions_it_is_given(self):
        old = self.dataset(versions={"patch_images": 0, "patch_labels": 0})
        self.assertEqual(set(ids(old)), {f"p{n}" for n in range(60)})
        with self.assertRaisesRegex(ValueError, "150 patches have a label and 60 of them an image"):
            self.dataset(versions={"patch_images": 0})

    def test_reads_frozen_and_plain_parquet(self):
        wanted = sorted(self.dataset().encoded())
        images, labels = (DeltaTable(f"{self.lake}/{name}").to_pyarrow_table() for name in ("patch_images", "patch_labels"))
        frozen, plain = pathlib.Path(self.lake, "datasets", "f"), pathlib.Path(self.lake, "plain")
        for folder, table in ((frozen / "images", images), (frozen / "labels", labels), (plain, self.joined(images, labels))):
            folder.mkdir(parents=True)
            pyarrow.parquet.write_table(table, folder / "part-0.parquet", row_group_size=20)
        for folder in (frozen, plain):
            (folder / "_dataset.json").write_text("{}")
            data = PatchDataset(str(folder), "a", unlabelled="other")
            self.assertEqual(sorted(data.encoded()), wanted)
            self.assertEqual(len(wanted), 150)

    @staticmethod
    def joined(images, labels):
        by_key = {(row["patch_set"], row["patch_id"]): row for row in labels.to_pylist()}
        rows = [by_key[row["patch_set"], row["patch_id"]] | row for row in images.to_pylist()]
        return pyarrow.Table.from_pylist(rows)

    def test_says_what_is_not_there(self):
        with self.assertRaisesRegex(ValueError, r"no patch set c, only \[.+\]"):
            PatchDataset(self.lake, "c")
        with self.assertRaisesRegex(ValueError, r"no split dev, only \['test', 'train', 'validation'\]"):
            self.dataset(split="dev")

    def test_says_which_encodings_it_does_not_read(self):
        with self.assertRaisesRegex(ValueError, "768 bytes are no PNG or JPEG; patches of encoding raw"):
            patch_dataset.decode(bytes(768))
        table = DeltaTable(f"{self.lake}/patch_images").to_pyarrow_table()
        image = pyarrow.array([{"bytes": None, "path": "a"}] * table.num_rows, table.schema.field("image").type)
        folder = pathlib.Path(self.lake, "reference")
        (folder / "images").mkdir(parents=True)
        (folder / "labels").mkdir()
        pyarrow.parquet.write_table(table.set_column(2, "image", image), folder / "images" / "a.parquet")
        pyarrow.parquet.write_table(DeltaTable(f"{self.lake}/patch_labels").to_pyarrow_table(), folder / "labels" / "a.parquet")
        (folder / "_dataset.json").write_text("{}")
        with self.assertRaisesRegex(ValueError, "encoding reference have no pixels in the lake"):
            ids(PatchDataset(str(folder), "a", unlabelled="other"))

    def test_decodes_with_pillow_where_opencv_is_not(self):
        picture = np.random.default_rng(1).integers(0, 256, (40, 30, 3), np.uint8)
        png = patch_tables.encoded(picture)
        self.assertTrue((patch_dataset.decode(png) == picture).all())
        with unittest.mock.patch.object(patch_dataset, "cv2", None):
            self.assertTrue((patch_dataset.decode(png) == picture).all())


@unittest.skipUnless(os.environ.get("WSISPARK_LAKE"), "WSISPARK_LAKE names no lake")
class LakeTest(unittest.TestCase):
    """A lake that the commands made, counted by DuckDB and decoded by Pillow."""

    def test_every_patch_of_every_split_once(self):
        lake, patch_set = os.environ["WSISPARK_LAKE"], os.environ["WSISPARK_PATCH_SET"]
        tables = {name: DeltaTable(f"{lake}/{name}").file_uris() for name in ("patch_images", "patch_labels")}
        rows = duckdb.execute(
            "SELECT patch_id, split, label, i.image.bytes FROM read_parquet($images) i JOIN read_parquet($labels) l USING (patch_set, patch_id) WHERE patch_set = $set",
            {"images": tables["patch_images"], "labels": tables["patch_labels"], "set": patch_set},
        ).fetchall()
        self.assertEqual({row[1] for row in rows}, {"train", "validation", "test"})
        self.assertGreater(sum(row[2] is not None for row in rows), 0)
        for split in ("train", "validation", "test"):
            wanted = {row[0]: row for row in rows if row[1] == split}
            data = PatchDataset(lake, patch_set, split=split, unlabelled="none", buffer=8)
            read = [item for shard in range(3) for item in data.encoded(shard, 3)]
            self.assertEqual(sorted(item[0] for item in read), sorted(wanted))
            for patch, image, label in read:
                self.assertEqual(data.classes[label], wanted[patch][2] or "none")
                picture = np.asarray(Image.open(io.BytesIO(wanted[patch][3])))
                self.assertTrue((patch_dataset.decode(image) == picture).all(), patch)


if __name__ == "__main__":
    unittest.main()
