package org.wsispark.jobs.patches;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What batches have made.
 *
 * @param slides whose rows are complete now
 * @param images rows written to {@code patch_images}
 * @param labels rows written to {@code patch_labels}
 * @param tasks that made images
 * @param mostTasksOfASlide that made the images of one slide
 * @param tilesDecoded tiles decoded for images, also of slides that failed
 * @param missingTiles tiles that slides do not hold, which are white
 */
record BatchCounts(
    long slides,
    long images,
    long labels,
    long tasks,
    long mostTasksOfASlide,
    long tilesDecoded,
    long missingTiles) {
  static final BatchCounts NONE = ofSlides(0);

  static BatchCounts ofSlides(long slides) {
    return new BatchCounts(slides, 0, 0, 0, 0, 0, 0);
  }

  static BatchCounts of(
      long slides, List<PartReport> images, List<PartReport> labels, Set<String> failed) {
    Map<String, Set<Integer>> tasksOf = new HashMap<>();
    Set<Integer> tasks = new HashSet<>();
    long decoded = 0;
    long missing = 0;
    for (PartReport report : images) {
      tasks.add(report.partition());
      tasksOf.computeIfAbsent(report.slideId(), id -> new HashSet<>()).add(report.partition());
      decoded += report.tiles().tilesDecoded();
      missing += report.tiles().missingTiles();
    }
    return new BatchCounts(
        slides,
        rows(images, failed),
        rows(labels, failed),
        tasks.size(),
        tasksOf.values().stream().mapToInt(Set::size).max().orElse(0),
        decoded,
        missing);
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
        images + other.images,
        labels + other.labels,
        tasks + other.tasks,
        Math.max(mostTasksOfASlide, other.mostTasksOfASlide),
        tilesDecoded + other.tilesDecoded,
        missingTiles + other.missingTiles);
  }
}
