package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.wsispark.jobs.delta.WrittenFile;
import org.wsispark.patch.PatchPlan.Partition;

/**
 * What the task of a partition has made.
 *
 * @param partition the partition
 * @param file with its rows; null when there were none, or when it was given up
 * @param givenUp whether rows of a part that failed had been written to it
 * @param reports one for each part made or tried
 */
record PartitionFile(
    Partition partition, WrittenFile file, boolean givenUp, List<PartReport> reports)
    implements Serializable {

  /** Whether it has rows of some of these slides, or could not be kept for such rows. */
  boolean holdsAnyOf(Set<String> slideIds) {
    return givenUp
        || reports.stream()
            .anyMatch(report -> report.patches() > 0 && slideIds.contains(report.slideId()));
  }
}
