package org.wsispark.jobs.dataset;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What is in a data set, told by its labels alone.
 *
 * @param slides in order of their ids
 * @param classes patches of each class
 * @param unlabelled patches without a class
 */
public record DatasetContents(
    List<DatasetSlide> slides, Map<String, Long> classes, long unlabelled) {
  /** Stands for slides that are in no split. */
  public static final String NO_SPLIT = "none";

  /** Counts rows with the columns of {@code patch_labels}; one pass, no image is read. */
  public static DatasetContents of(Dataset<Row> labels) {
    Map<String, DatasetSlide> slides = new TreeMap<>();
    Map<String, Long> classes = new TreeMap<>();
    long unlabelled = 0;
    for (Row row :
        labels
            .groupBy("slide_id", "source_id", "document_id", "patient_id", "split", "label")
            .agg(functions.count("*"))
            .collectAsList()) {
      long patches = row.getLong(6);
      DatasetSlide slide =
          new DatasetSlide(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              patches);
      slides.merge(slide.slideId(), slide, DatasetContents::together);
      if (row.isNullAt(5)) {
        unlabelled += patches;
      } else {
        classes.merge(row.getString(5), patches, Long::sum);
      }
    }
    return new DatasetContents(List.copyOf(slides.values()), classes, unlabelled);
  }

  private static DatasetSlide together(DatasetSlide one, DatasetSlide other) {
    return new DatasetSlide(
        one.slideId(),
        one.sourceId(),
        one.documentId(),
        one.patientId(),
        one.split(),
        one.patches() + other.patches());
  }

  /** All patches. */
  public long patches() {
    return slides.stream().mapToLong(DatasetSlide::patches).sum();
  }

  /** The splits by name. */
  public Map<String, SplitCount> splits() {
    return splits(slides);
  }

  static Map<String, SplitCount> splits(Collection<DatasetSlide> slides) {
    Map<String, SplitCount> splits = new TreeMap<>();
    Map<String, Set<String>> patients = new TreeMap<>();
    for (DatasetSlide slide : slides) {
      String split = Objects.requireNonNullElse(slide.split(), NO_SPLIT);
      Set<String> known = patients.computeIfAbsent(split, name -> new HashSet<>());
      if (slide.patientId() != null) {
        known.add(slide.patientId());
      }
      SplitCount before = splits.getOrDefault(split, new SplitCount(0, 0, 0));
      splits.put(
          split,
          new SplitCount(before.slides() + 1, known.size(), before.patches() + slide.patches()));
    }
    return splits;
  }
}
