package org.wsispark.patch;

import java.io.Serializable;
import java.util.List;

/**
 * Who makes which patches.
 *
 * @param partitions one per task, none empty
 */
public record PatchPlan(List<Partition> partitions) implements Serializable {

  /** Copies the list. */
  public PatchPlan {
    partitions = List.copyOf(partitions);
  }

  /**
   * What one task makes.
   *
   * @param index its place in the plan, from 0
   * @param slides each slide once, to be opened once, in order of their ids
   * @param patches how many patches
   * @param bytes what they cost: compressed bytes, and 1 for each patch
   */
  public record Partition(int index, List<SlidePart> slides, long patches, long bytes)
      implements Serializable {

    /** Copies the list. */
    public Partition {
      slides = List.copyOf(slides);
    }
  }

  /**
   * What one task makes of one slide.
   *
   * @param slideId the slide
   * @param ranges of its cells, from top to bottom; no cell is in two
   */
  public record SlidePart(String slideId, List<CellRange> ranges) implements Serializable {

    /** Copies the list. */
    public SlidePart {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * The number of patches of the plan.
   *
   * @return the sum over its partitions
   */
  public long patches() {
    return partitions.stream().mapToLong(Partition::patches).sum();
  }

  /**
   * What the plan costs.
   *
   * @return the sum over its partitions
   */
  public long bytes() {
    return partitions.stream().mapToLong(Partition::bytes).sum();
  }

  /**
   * How evenly the work is shared.
   *
   * @return the largest partition's cost over the mean, at least 1; 1 for an empty plan
   */
  public double imbalance() {
    long most = partitions.stream().mapToLong(Partition::bytes).max().orElse(0);
    return most == 0 ? 1 : (double) most * partitions.size() / bytes();
  }
}
