"""Patches of a lake for training: shuffled, shared out over ranks and workers, each patch once per epoch.

    from torch.utils.data import DataLoader
    from patch_dataset import PatchDataset

    data = PatchDataset("lake", "default", split="train", unlabelled="other")   # or a folder of 'dataset freeze' or '--format parquet'
    loader = DataLoader(data, batch_size=64, num_workers=2)
    for epoch in range(10):
        data.set_epoch(epoch)
        for images, labels in loader:   # uint8, batch x 3 x height x width; int64, positions in data.classes
            ...

This file stands alone: copy it. It needs deltalake, pyarrow, numpy and OpenCV or Pillow; without torch a PatchDataset is iterated as it is.

The labels are read once, into the parent process. The images stay in their files: an epoch lines the row groups up in an order that seed and epoch
decide, cuts the line into equal parts, one per worker of every rank, and each worker reads its part row group by row group through a buffer that
mixes them. So no row group is read twice but those on a cut, and memory is bounded by the buffer and the row groups that are open at once.
"""

import collections
import io
import multiprocessing
import os
import random

import numpy as np
import pyarrow.compute
import pyarrow.dataset
import pyarrow.fs
import pyarrow.parquet
from deltalake import DeltaTable

try:
    import torch
    import torch.distributed
    from torch.utils.data import IterableDataset, get_worker_info
except ImportError:
    torch, IterableDataset = None, object

try:
    import cv2
except ImportError:
    cv2 = None

# A row group of one file: the numbers of its rows that belong to the data set, and their labels.
Group = collections.namedtuple("Group", "path index rows labels")


def decode(encoded):
    """The pixels of a PNG or JPEG: uint8, height x width x 3, red first."""
    if cv2 is None:
        from PIL import Image

        return np.array(Image.open(io.BytesIO(encoded)).convert("RGB"))
    pixels = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise ValueError(f"{len(encoded)} bytes are no PNG or JPEG; patches of encoding raw have R, G, B of each pixel instead")
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)


def parquet_files(source, table, version=None):
    """The file system and the Parquet files of a lake's table, or of a folder with a _dataset.json: frozen, or plain with images and labels in one."""
    filesystem, folder = pyarrow.fs.FileSystem.from_uri(source if "://" in source else os.path.abspath(source))
    if filesystem.get_file_info(f"{folder}/_dataset.json").type == pyarrow.fs.FileType.NotFound:
        uris = DeltaTable(f"{source}/{table}", version=version).file_uris()
        return filesystem, sorted(pyarrow.fs.FileSystem.from_uri(uri)[1] for uri in uris)
    for part in (f"{folder}/{table.removeprefix('patch_')}", folder):
        found = filesystem.get_file_info(pyarrow.fs.FileSelector(part, allow_not_found=True))
        files = sorted(info.path for info in found if info.path.endswith(".parquet"))
        if files:
            return filesystem, files
    raise ValueError(f"{source} has no Parquet files")


def epoch_part(groups, seed, epoch, shard, shards, equal=False):
    """The row groups, with the rows of each, that one of `shards` equal parts of an epoch reads.

    Parts differ by one row at most; with `equal` by none, and up to shards - 1 rows, others in each epoch, are left out.
    """
    order = np.random.default_rng([seed, epoch]).permutation(len(groups))
    total = sum(len(group.rows) for group in groups)
    total -= total % shards if equal else 0
    first, end = total * shard // shards, total * (shard + 1) // shards
    part, at = [], 0
    for number in order:
        group = groups[number]
        low, high = max(first - at, 0), min(end - at, len(group.rows))
        at += len(group.rows)
        if low < high:
            # Permuted first, so that a group on a cut is not always cut at the same place.
            own = np.sort(np.random.default_rng([seed, epoch, number]).permutation(len(group.rows))[low:high])
            part.append(group._replace(rows=group.rows[own], labels=group.labels[own]))
    return part


def mixed(streams, buffer, open_at_once, rng):
    """The items of all streams in random order: from `open_at_once` streams at a time, through a buffer of `buffer` items."""
    waiting, opened, held = collections.deque(streams), [], []
    while waiting or opened:
        while waiting and len(opened) < open_at_once:
            opened.append(waiting.popleft())
        chosen = rng.randrange(len(opened))
        try:
            item = next(opened[chosen])
        except StopIteration:
            opened.pop(chosen)
            continue
        if len(held) < buffer:
            held.append(item)
        else:
            place = rng.randrange(buffer)
            held[place], item = item, held[place]
            yield item
    rng.shuffle(held)
    yield from held


class PatchDataset(IterableDataset):
    """The patches of one split of a patch set.

    source      folder or URI of the lake, of a frozen data set, or of plain Parquet
    patch_set   name of the set
    split       train, validation, test, fold-0, ...; None takes all
    classes     names in the order of their numbers; by default all labels of the set, sorted, whatever the split
    unlabelled  name that patches without a label get; None leaves them out, as every patch whose label is not in classes
    transform   called with uint8 pixels, height x width x 3, red first; by default a tensor 3 x height x width
    versions    of a lake: Delta versions to read, such as {"patch_images": 4, "patch_labels": 7} (patch_sets has them); by default the newest
    rank, ranks which of how many processes this is; by default what torch.distributed says
    equal       every worker gets the same number of patches, so that ranks end together
    """

    def __init__(self, source, patch_set="default", split=None, *, classes=None, unlabelled=None, transform=None, seed=0,
                 buffer=2048, open_at_once=2, versions=None, rank=None, ranks=None, equal=False):  # fmt: skip
        super().__init__()
        self.transform, self.seed, self.equal = transform, seed, equal
        self.buffer, self.open_at_once = buffer, open_at_once
        self.rank, self.ranks = rank, ranks
        # Shared, because workers that are kept between epochs have a copy of this object.
        self._epoch = multiprocessing.RawValue("q", 0)
        names, found = self._labels(source, patch_set, split, versions or {}, unlabelled)
        self.classes = list(classes) if classes is not None else found
        numbers = {name: number for number, name in enumerate(self.classes)}
        wanted = {patch: numbers[name] for patch, name in names.items() if name in numbers}
        self._filesystem, self._groups = self._row_groups(source, patch_set, versions or {}, wanted)
        self.count = sum(len(group.rows) for group in self._groups)
        if self.count != len(wanted):
            raise ValueError(f"{len(wanted)} patches have a label and {self.count} of them an image: read versions that belong together")

    @staticmethod
    def _labels(source, patch_set, split, versions, unlabelled):
        """Patch to label for the split, and all labels of the set, sorted."""
        filesystem, files = parquet_files(source, "patch_labels", versions.get("patch_labels"))
        table = pyarrow.dataset.dataset(files, format="parquet", filesystem=filesystem)
        rows = table.to_table(columns=["patch_id", "split", "label"], filter=pyarrow.compute.field("patch_set") == patch_set)
        if rows.num_rows == 0:
            known = pyarrow.compute.unique(table.to_table(columns=["patch_set"])["patch_set"]).to_pylist()
            raise ValueError(f"{source} has no patch set {patch_set}, only {sorted(known)}; name one as the second argument")
        ids, splits, labels = (rows[name].to_pylist() for name in ("patch_id", "split", "label"))
        if split is not None and split not in splits:
            raise ValueError(f"patch set {patch_set} has no split {split}, only {sorted({str(s) for s in splits})}")
        labels = [unlabelled if label is None else label for label in labels]
        names = {patch: label for patch, own, label in zip(ids, splits, labels) if label is not None and split in (None, own)}
        return names, sorted({label for label in labels if label is not None})

    @staticmethod
    def _row_groups(source, patch_set, versions, wanted):
        filesystem, files = parquet_files(source, "patch_images", versions.get("patch_images"))
        groups = []
        for path in files:
            with pyarrow.parquet.ParquetFile(path, filesystem=filesystem) as file:
                for index in range(file.num_row_groups):
                    keys = file.read_row_group(index, columns=["patch_set", "patch_id"]).to_pydict()
                    rows = [k for k, own in enumerate(keys["patch_set"]) if own == patch_set and keys["patch_id"][k] in wanted]
                    if rows:
                        labels = [wanted[keys["patch_id"][k]] for k in rows]
                        groups.append(Group(path, index, np.array(rows), np.array(labels)))
        return filesystem, groups

    def set_epoch(self, epoch):
        """Call it before each epoch: with the same seed and epoch the order is the same."""
        self._epoch.value = epoch

    def _read(self, group):
        """Patch id, encoded image and label of the group's rows, one after the other."""
        with pyarrow.parquet.ParquetFile(group.path, filesystem=self._filesystem) as file:
            start, at = 0, 0
            for batch in file.iter_batches(64, row_groups=[group.index], columns=["patch_id", "image.bytes"], use_threads=False):
                stop = np.searchsorted(group.rows, start + batch.num_rows)
                ids, images = batch["patch_id"], batch["image"].field("bytes")
                if images.null_count:
                    raise ValueError(f"patches of encoding reference have no pixels in the lake: wsi_reference.py reads those ({group.path})")
                for row, label in zip(group.rows[at:stop] - start, group.labels[at:stop]):
                    yield ids[int(row)].as_py(), images[int(row)].as_py(), int(label)
                start, at = start + batch.num_rows, stop

    def encoded(self, shard=0, shards=1):
        """Patch id, encoded image and label: one of `shards` parts of the epoch, shuffled."""
        epoch = self._epoch.value
        part = epoch_part(self._groups, self.seed, epoch, shard, shards, self.equal)
        rng = random.Random(f"{self.seed} {epoch} {shard} {shards}")
        return mixed(map(self._read, part), self.buffer, self.open_at_once, rng)

    def __iter__(self):
        rank, ranks = self.rank, self.ranks
        if ranks is None:
            together = torch is not None and torch.distributed.is_available() and torch.distributed.is_initialized()
            rank, ranks = (torch.distributed.get_rank(), torch.distributed.get_world_size()) if together else (0, 1)
        worker = get_worker_info() if torch is not None else None
        number, workers = (worker.id, worker.num_workers) if worker else (0, 1)
        for _, image, label in self.encoded(rank * workers + number, ranks * workers):
            pixels = decode(image)
            if self.transform is not None:
                pixels = self.transform(pixels)
            elif torch is not None:
                pixels = torch.from_numpy(np.ascontiguousarray(pixels.transpose(2, 0, 1)))
            yield pixels, label
