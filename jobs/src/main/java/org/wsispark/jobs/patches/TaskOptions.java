package org.wsispark.jobs.patches;

import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.PlanOptions;

/** How the work is shared out; decides how rows are made and never which. */
public record TaskOptions(
    @Key("Spark partitions per batch; 0 plans three per core or more, by compressed bytes.")
        int partitions,
    @Key("Compressed bytes of slide that one planned partition should read.")
        long targetPartitionBytes,
    @Key("Slides per batch; each batch is one Delta commit per table.") int slidesPerCommit,
    @Key("Folder for a picture of each slide with what --plan keeps and drops; empty for none.")
        String planPictures,
    @Key("Price file for the costs that are printed; empty takes the prices of conf/prices.yaml.")
        String prices) {
  private static final int MOST_PARTITIONS = 20_000;

  /** Checks the ranges. */
  public TaskOptions {
    if (partitions < 0 || partitions > MOST_PARTITIONS) {
      throw OptionsError.badValue("partitions", partitions, "it lies from 0 to " + MOST_PARTITIONS);
    }
    if (targetPartitionBytes < 1) {
      throw OptionsError.badValue(
          "target-partition-bytes", targetPartitionBytes, "it is at least 1");
    }
    if (slidesPerCommit < 1) {
      throw OptionsError.badValue("slides-per-commit", slidesPerCommit, "it is at least 1");
    }
  }

  /** Planned by bytes, 64 slides per commit. */
  public static TaskOptions defaults() {
    return new TaskOptions(0, 64L << 20, 64, "", "");
  }

  /** In so many partitions. */
  public TaskOptions withPartitions(int count) {
    return new TaskOptions(count, targetPartitionBytes, slidesPerCommit, planPictures, prices);
  }

  /** With a picture of each slide in a plan. */
  public TaskOptions withPlanPictures(String folder) {
    return new TaskOptions(partitions, targetPartitionBytes, slidesPerCommit, folder, prices);
  }

  /** How a batch is shared out. */
  PlanOptions plan(int cores) {
    return partitions > 0
        ? PlanOptions.fixed(partitions)
        : PlanOptions.forCores(cores).withTargetBytes(targetPartitionBytes);
  }
}
