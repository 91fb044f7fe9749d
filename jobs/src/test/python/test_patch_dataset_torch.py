"""The loader of notebooks/patch_dataset.py in PyTorch's DataLoader; './wsispark test --with torch' runs it.

Over tables made here; how fast it is, over the lake that WSISPARK_LAKE names (its set WSISPARK_PATCH_SET, or default).
"""

import os
import pathlib
import sys
import tempfile
import time
import unittest

import torch
from torch.utils.data import DataLoader

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "notebooks"))

import patch_tables
from patch_dataset import PatchDataset, decode

# At least as many images are read for a figure; small lakes are read several times over.
LEAST_IMAGES = int(os.environ.get("WSISPARK_LEAST_IMAGES", "2000"))


def numbers(batches):
    """The patches of batches, by the colour that tells their number."""
    return [int(image[0, 0, 0]) * 256 + int(image[1, 0, 0]) for images, _ in batches for image in images]


class DataLoaderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.lake = folder.name
        patch_tables.append(self.lake, "a", range(0, 200))
        patch_tables.append(self.lake, "b", range(300, 350))
        patch_tables.append(self.lake, "a", range(200, 301))

    def dataset(self, **options):
        return PatchDataset(self.lake, "a", unlabelled="other", **options)

    def test_every_patch_once_over_workers_and_ranks(self):
        for workers in (0, 1, 2):
            for ranks in (1, 2):
                with self.subTest(workers=workers, ranks=ranks):
                    read = []
                    for rank in range(ranks):
                        data = self.dataset(rank=rank, ranks=ranks)
                        batches = list(DataLoader(data, batch_size=16, num_workers=workers))
                        for images, labels in batches:
                            self.assertEqual((images.dtype, tuple(images.shape[1:])), (torch.uint8, (3, 16, 16)))
                            self.assertEqual((labels.dtype, len(labels)), (torch.int64, len(images)))
                        read.append(numbers(batches))
                    self.assertEqual(sorted(n for part in read for n in part), list(range(301)))
                    self.assertLessEqual(max(map(len, read)) - min(map(len, read)), max(workers, 1))

    def test_labels_belong_to_their_images(self):
        data = self.dataset(split="train")
        seen = 0
        for images, labels in DataLoader(data, batch_size=8, num_workers=2):
            for number, label in zip(numbers([(images, labels)]), labels):
                self.assertEqual(data.classes[label], patch_tables.NAMES[number % 3] or "other")
                self.assertEqual(patch_tables.SPLITS[number // 4 % 3], "train")
                seen += 1
        self.assertEqual(seen, data.count)

    def test_workers_that_are_kept_see_the_new_epoch(self):
        data = self.dataset()
        loader = DataLoader(data, batch_size=16, num_workers=2, persistent_workers=True)
        orders = []
        for epoch in (0, 1, 0):
            data.set_epoch(epoch)
            orders.append(numbers(loader))
        self.assertNotEqual(orders[0], orders[1])
        self.assertEqual(sorted(orders[0]), sorted(orders[1]))
        self.assertEqual(orders[0], orders[2])

    def test_with_equal_parts_ranks_have_as_many_batches(self):
        lengths = set()
        for rank in range(2):
            data = self.dataset(rank=rank, ranks=2, equal=True)
            lengths.add(tuple(len(labels) for _, labels in DataLoader(data, batch_size=16, num_workers=2)))
        self.assertEqual(len(lengths), 1, lengths)

    def test_workers_that_are_spawned_read_the_same(self):
        forked, spawned = (
            numbers(DataLoader(self.dataset(), batch_size=16, num_workers=2, multiprocessing_context=how)) for how in ("fork", "spawn")
        )
        self.assertEqual(forked, spawned)


@unittest.skipUnless(os.environ.get("WSISPARK_LAKE"), "WSISPARK_LAKE names no lake")
class SpeedTest(unittest.TestCase):
    """Says how many images a second come out; holds no figure against anything."""

    def test_reads_the_lake_with_0_1_and_2_workers(self):
        data = PatchDataset(os.environ["WSISPARK_LAKE"], os.environ.get("WSISPARK_PATCH_SET", "default"), unlabelled="none")
        start, found = time.perf_counter(), 0
        for _, image, _ in data.encoded():
            found += decode(image).shape[2] == 3
        self.assertEqual(found, data.count)
        print(f"read, mixed and decoded without DataLoader: {found / (time.perf_counter() - start):,.0f} images/s", flush=True)
        for workers in (0, 1, 2):
            epochs = max(1, -(-LEAST_IMAGES // data.count))
            loader = DataLoader(data, batch_size=64, num_workers=workers, persistent_workers=workers > 0)
            # The first epoch starts the workers and is not counted.
            seen, elapsed, size = 0, 0.0, None
            for epoch in range(epochs + 1):
                data.set_epoch(epoch)
                start, found = time.perf_counter(), 0
                for images, _ in loader:
                    found += len(images)
                    size = tuple(images.shape[1:])
                self.assertEqual(found, data.count)
                if epoch > 0:
                    seen, elapsed = seen + found, elapsed + time.perf_counter() - start
            print(f"DataLoader, {workers} workers: {seen / elapsed:,.0f} images/s ({seen} of {size})", flush=True)


if __name__ == "__main__":
    unittest.main()
