package org.wsispark.jobs.patches;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.wsispark.slide.ReadStats;

/**
 * What batches have made.
 *
 * @param slides whose rows are complete now
 * @param withoutPatches those of them that have none
 * @param images rows written to {@code patch_images}
 * @param labels rows written to {@code patch_labels}
 * @param tasks that made images
 * @param mostTasksOfASlide that made the images of one slide
 * @param tilesDecoded tiles decoded for images, also of slides that failed
 * @param missingTiles tiles that slides do not hold, which are white
 * @param storedBytes of the images made
 * @param movedBytes read from slides
 * @param gets requests for them
 * @param nanos of tasks
 */
record BatchCounts(
    long slides,
    List<String> withoutPatches,
    long images,
    long labels,
    long tasks,
    long mostTasksOfASlide,
    long tilesDecoded,
    long missingTiles,
    long storedBytes,
    long movedBytes,
    long gets,
    long nanos) {
  static final BatchCounts NONE = ofSlides(0, List.of());

  static BatchCounts ofSlides(long slides, List<String> withoutPatches) {
    return new BatchCounts(slides, withoutPatches, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  static BatchCounts of(
      long slides,
      List<String> withoutPatches,
      List<PartReport> images,
      List<PartReport> labels,
      Set<String> failed) {
    return of(slides, withoutPatches, images, rows(labels, failed), nanos(labels), failed);
  }

  /** Of rows that have images and labels. */
  static BatchCounts ofJoined(
      long slides, List<String> withoutPatches, List<PartReport> joined, Set<String> failed) {
    return of(slides, withoutPatches, joined, rows(joined, failed), 0, failed);
  }

  private static BatchCounts of(
      long slides,
      List<String> withoutPatches,
      List<PartReport> images,
      long labels,
      long nanosOfLabels,
      Set<String> failed) {
    Map<String, Set<Integer>> tasksOf = new HashMap<>();
    Set<Integer> tasks = new HashSet<>();
    long decoded = 0;
    long missing = 0;
    long stored = 0;
    long moved = 0;
    long gets = 0;
    for (PartReport report : images) {
      tasks.add(report.partition());
      tasksOf.computeIfAbsent(report.slideId(), id -> new HashSet<>()).add(report.partition());
      ReadStats tiles = report.made().tiles();
      decoded += tiles.tilesDecoded();
      missing += tiles.missingTiles();
      stored += failed.contains(report.slideId()) ? 0 : report.made().storedBytes();
      // A local file knows no requests; what was read of it is its tiles.
      moved += Math.max(tiles.source().bytes(), tiles.compressedBytes());
      gets += tiles.source().requests();
    }
    return new BatchCounts(
        slides,
        withoutPatches,
        rows(images, failed),
        labels,
        tasks.size(),
        tasksOf.values().stream().mapToInt(Set::size).max().orElse(0),
        decoded,
        missing,
        stored,
        moved,
        gets,
        nanos(images) + nanosOfLabels);
  }

  private static long nanos(List<PartReport> reports) {
    return reports.stream().mapToLong(PartReport::nanos).sum();
  }

  private static long rows(List<PartReport> reports, Set<String> failed) {
    return reports.stream()
        .filter(report -> !failed.contains(report.slideId()))
        .mapToLong(PartReport::patches)
        .sum();
  }

  BatchCounts plus(BatchCounts other) {
    return new BatchCounts(
        slides + other.slides,
        Stream.concat(withoutPatches.stream(), other.withoutPatches.stream()).toList(),
        images + other.images,
        labels + other.labels,
        tasks + other.tasks,
        Math.max(mostTasksOfASlide, other.mostTasksOfASlide),
        tilesDecoded + other.tilesDecoded,
        missingTiles + other.missingTiles,
        storedBytes + other.storedBytes,
        movedBytes + other.movedBytes,
        gets + other.gets,
        nanos + other.nanos);
  }

  /** What the images took; a task writes a file of each table. */
  SetCost cost() {
    return new SetCost(storedBytes, movedBytes, gets, 2 * tasks, nanos / 1e9);
  }
}
