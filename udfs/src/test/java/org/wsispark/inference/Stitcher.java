package org.wsispark.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** Stitches a frame the way a job does: blocks in any order, everything through its bytes. */
final class Stitcher {
  private final BlockGrid blocks;
  private final int classes;
  private final Random order;

  Stitcher(BlockGrid blocks, int classes, long seed) {
    this.blocks = blocks;
    this.classes = classes;
    this.order = new Random(seed);
  }

  Map<Integer, StitchedBlock> stitch(
      Predicate<Window> wanted, Function<Window, float[]> prediction) {
    Map<Integer, StitchedBlock> interiors = new HashMap<>();
    Map<Integer, List<BorderSums>> borders = new HashMap<>();
    for (int block : shuffled()) {
      BlockAccumulator sums = new BlockAccumulator(blocks, block, classes);
      List<Window> windows = new ArrayList<>(blocks.windowsOf(block));
      Collections.shuffle(windows, order);
      windows.stream().filter(wanted).forEach(w -> sums.add(w, prediction.apply(w), 0));
      BlockSums result = sums.finish();
      result.interior().ifPresent(i -> interiors.put(i.block(), reread(i)));
      for (BorderSums border : result.borders()) {
        borders
            .computeIfAbsent(border.target(), t -> new ArrayList<>())
            .add(BorderCodec.decode(BorderCodec.encode(border)));
      }
    }
    Map<Integer, StitchedBlock> stitched = new HashMap<>();
    for (int block : shuffled()) {
      List<BorderSums> mine = borders.getOrDefault(block, new ArrayList<>());
      Collections.shuffle(mine, order);
      BlockMerge.merge(blocks, block, classes, Optional.ofNullable(interiors.get(block)), mine)
          .ifPresent(b -> stitched.put(b.block(), reread(b)));
    }
    return stitched;
  }

  private List<Integer> shuffled() {
    List<Integer> all = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      all.add(block);
    }
    Collections.shuffle(all, order);
    return all;
  }

  private static StitchedBlock reread(StitchedBlock block) {
    return ProbabilityCodec.decode(ProbabilityCodec.encode(block));
  }
}
