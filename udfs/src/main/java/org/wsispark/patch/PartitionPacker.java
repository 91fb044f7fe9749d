package org.wsispark.patch;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.patch.ChunkCutter.Chunk;
import org.wsispark.patch.PatchPlan.Partition;
import org.wsispark.patch.PatchPlan.SlidePart;

/**
 * Shares a sequence of chunks out to partitions as consecutive runs of about equal cost: a chunk
 * goes where its middle lies on the line of all costs. A partition exceeds the mean by at most one
 * chunk, and chunks of one slide stay together, so a slide is opened by as few tasks as possible.
 */
final class PartitionPacker {
  private final List<Partition> partitions = new ArrayList<>();
  private final List<SlidePart> slides = new ArrayList<>();
  private final List<CellRange> ranges = new ArrayList<>();
  private String slideId;
  private long patches;
  private long bytes;

  private PartitionPacker() {}

  static PatchPlan pack(List<Chunk> chunks, int partitions) {
    PartitionPacker packer = new PartitionPacker();
    double total = chunks.stream().mapToLong(Chunk::bytes).sum();
    long before = 0;
    int current = 0;
    for (Chunk chunk : chunks) {
      int wanted = (int) ((before + chunk.bytes() / 2.0) / total * partitions);
      if (wanted > current) {
        packer.closePartition();
        current = wanted;
      }
      packer.add(chunk);
      before += chunk.bytes();
    }
    packer.closePartition();
    return new PatchPlan(packer.partitions);
  }

  private void add(Chunk chunk) {
    if (!chunk.slideId().equals(slideId)) {
      closeSlide();
      slideId = chunk.slideId();
    }
    CellRange range = chunk.range();
    // Pieces of a row join to the row, and the row to the band above.
    while (!ranges.isEmpty()) {
      var joined = ranges.get(ranges.size() - 1).join(range);
      if (joined.isEmpty()) {
        break;
      }
      ranges.remove(ranges.size() - 1);
      range = joined.get();
    }
    ranges.add(range);
    patches += chunk.patches();
    bytes += chunk.bytes();
  }

  private void closeSlide() {
    if (!ranges.isEmpty()) {
      slides.add(new SlidePart(slideId, ranges));
      ranges.clear();
    }
  }

  private void closePartition() {
    closeSlide();
    slideId = null;
    if (!slides.isEmpty()) {
      partitions.add(new Partition(partitions.size(), slides, patches, bytes));
    }
    slides.clear();
    patches = 0;
    bytes = 0;
  }
}
