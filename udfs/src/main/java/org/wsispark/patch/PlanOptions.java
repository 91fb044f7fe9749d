package org.wsispark.patch;

import java.io.Serializable;
import org.wsispark.errors.WsiException;

/**
 * How a plan shares work out.
 *
 * @param minPartitions as many at least, unless one patch outweighs a partition; three per core
 *     lets a core that is done early take over
 * @param maxPartitions as many at most; 20,000 by default, what a Spark driver still schedules with
 *     ease
 * @param targetPartitionBytes compressed bytes a partition should have, within those limits; 64 MiB
 *     by default, seconds of decoding
 */
public record PlanOptions(int minPartitions, int maxPartitions, long targetPartitionBytes)
    implements Serializable {
  private static final int TASKS_PER_CORE = 3;
  private static final int MOST_PARTITIONS = 20_000;
  private static final long TARGET_BYTES = 64L << 20;

  /**
   * Checks the values.
   *
   * @throws WsiException {@link PatchError#BAD_PLAN_OPTIONS} when they contradict each other
   */
  public PlanOptions {
    if (minPartitions < 1 || maxPartitions < minPartitions || targetPartitionBytes < 1) {
      throw WsiException.of(
              PatchError.BAD_PLAN_OPTIONS,
              "%d to %d partitions of %d bytes",
              minPartitions,
              maxPartitions,
              targetPartitionBytes)
          .remedy("Give at least 1 partition, a maximum not below the minimum, at least 1 byte");
    }
  }

  /**
   * Defaults for a cluster.
   *
   * @param cores of all executors together, at least 1
   * @return three partitions per core at least
   */
  public static PlanOptions forCores(int cores) {
    int least = Math.max(1, Math.min(MOST_PARTITIONS, cores * TASKS_PER_CORE));
    return new PlanOptions(least, MOST_PARTITIONS, TARGET_BYTES);
  }

  /**
   * A fixed number of partitions.
   *
   * @param partitions at least 1
   * @return that many, or fewer where one patch outweighs a partition
   */
  public static PlanOptions fixed(int partitions) {
    return new PlanOptions(partitions, partitions, TARGET_BYTES);
  }

  int partitions(long totalBytes) {
    long wanted = (totalBytes - 1) / targetPartitionBytes + 1;
    return (int) Math.max(minPartitions, Math.min(maxPartitions, wanted));
  }
}
