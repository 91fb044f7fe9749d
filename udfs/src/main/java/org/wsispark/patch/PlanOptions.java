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
 * @param wave tasks that run at once: a larger number of partitions is a multiple of it where the
 *     maximum allows, so that tasks of equal cost end together and no core waits for the last one
 */
public record PlanOptions(int minPartitions, int maxPartitions, long targetPartitionBytes, int wave)
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
    if (minPartitions < 1
        || maxPartitions < minPartitions
        || targetPartitionBytes < 1
        || wave < 1) {
      throw WsiException.of(
              PatchError.BAD_PLAN_OPTIONS,
              "%d to %d partitions of %d bytes, %d at once",
              minPartitions,
              maxPartitions,
              targetPartitionBytes,
              wave)
          .remedy(
              "Give at least 1 partition, a maximum not below the minimum, at least 1 byte, at"
                  + " least 1 at once");
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
    return new PlanOptions(least, MOST_PARTITIONS, TARGET_BYTES, Math.max(1, cores));
  }

  /**
   * With partitions of another size.
   *
   * @param bytes compressed bytes a partition should have, at least 1
   * @return the same otherwise
   */
  public PlanOptions withTargetBytes(long bytes) {
    return new PlanOptions(minPartitions, maxPartitions, bytes, wave);
  }

  /**
   * A fixed number of partitions.
   *
   * @param partitions at least 1
   * @return that many, or fewer where one patch outweighs a partition
   */
  public static PlanOptions fixed(int partitions) {
    return new PlanOptions(partitions, partitions, TARGET_BYTES, 1);
  }

  int partitions(long totalBytes) {
    long wanted = (totalBytes - 1) / targetPartitionBytes + 1;
    long within = Math.max(minPartitions, Math.min(maxPartitions, wanted));
    long waves = (within + wave - 1) / wave * wave;
    return (int) (within > wave && waves <= maxPartitions ? waves : within);
  }
}
