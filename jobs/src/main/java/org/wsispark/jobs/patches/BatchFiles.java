package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.wsispark.jobs.delta.WrittenFile;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.TaskFiles;
import org.wsispark.patch.PatchPlan;
import org.wsispark.patch.PatchPlan.Partition;

/**
 * The files with one kind of rows of a batch, one per partition of its plan. Rows are written while
 * they are made, so a slide that fails in one task may have rows in another one's file: such a file
 * is thrown away and made again without the slide. Closing removes all files that nobody has taken.
 */
final class BatchFiles implements AutoCloseable {
  private final JavaSparkContext sc;
  private final PatchPlan plan;
  private final PartitionTask task;
  private final TaskFiles files;
  private final Consumer<Failure> quarantine;
  private final Map<Integer, PartitionFile> made = new TreeMap<>();
  private final List<PartReport> thrownAway = new ArrayList<>();

  /**
   * Of a batch.
   *
   * @param quarantine takes the first failure of each slide, as soon as it is known
   */
  BatchFiles(
      JavaSparkContext sc, PatchPlan plan, PartitionTask task, Consumer<Failure> quarantine) {
    this.sc = sc;
    this.plan = plan;
    this.task = task;
    this.files = new TaskFiles(sc.sc(), task.files());
    this.quarantine = quarantine;
  }

  /**
   * Makes what is missing, until no file has rows of a slide that failed.
   *
   * @param without slides that failed elsewhere
   * @return them and those that failed here
   */
  Set<String> complete(Set<String> without) {
    Set<String> failed = new HashSet<>(without);
    List<Partition> missing = missing(failed);
    while (!missing.isEmpty()) {
      for (PartitionFile file : run(missing, new HashSet<>(failed))) {
        made.put(file.partition().index(), file);
      }
      newFailures(failed).forEach(quarantine);
      missing = missing(failed);
    }
    return failed;
  }

  private List<PartitionFile> run(List<Partition> partitions, Set<String> without) {
    PartitionTask making = task;
    return files.collect(
        sc.parallelize(partitions, partitions.size())
            .map(partition -> making.make(partition, without)));
  }

  /** In order of the slides; adds them to those that have failed. */
  private Collection<Failure> newFailures(Set<String> failed) {
    Map<String, Failure> first = new TreeMap<>();
    for (PartitionFile file : made.values()) {
      for (PartReport report : file.reports()) {
        if (report.failure() != null && !failed.contains(report.slideId())) {
          first.putIfAbsent(report.slideId(), report.failure());
        }
      }
    }
    failed.addAll(first.keySet());
    return first.values();
  }

  /** Partitions without a file, when those with rows of slides that failed are thrown away. */
  private List<Partition> missing(Set<String> failed) {
    List<Partition> missing = new ArrayList<>();
    for (Partition partition : plan.partitions()) {
      PartitionFile file = made.get(partition.index());
      if (file == null) {
        missing.add(partition);
      } else if (file.holdsAnyOf(failed)) {
        drop(file);
        file.reports().forEach(report -> thrownAway.add(report.withoutRows()));
        made.remove(partition.index());
        missing.add(partition);
      }
    }
    return missing;
  }

  /** Of all parts that were made or tried, those of files thrown away included. */
  List<PartReport> reports() {
    List<PartReport> all = new ArrayList<>(thrownAway);
    made.values().forEach(file -> all.addAll(file.reports()));
    return all;
  }

  /** Hands the files over, in the plan's order; whoever takes them answers for them. */
  List<WrittenFile> take() {
    List<WrittenFile> files = new ArrayList<>();
    for (PartitionFile file : made.values()) {
      if (file.file() != null) {
        files.add(file.file());
      }
    }
    made.clear();
    return files;
  }

  private void drop(PartitionFile file) {
    if (file.file() != null) {
      task.files().drop(file.file().uri());
    }
  }

  @Override
  public void close() {
    made.values().forEach(this::drop);
  }
}
