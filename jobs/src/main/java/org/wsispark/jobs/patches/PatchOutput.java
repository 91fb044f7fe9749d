package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.util.KnownSizeEstimation;

/**
 * One element of a task's output: a row, or the report that closes a slide's part. It tells Spark,
 * which keeps it in memory, its size: to find that out Spark would walk through all of its values
 * again and again.
 *
 * @param slideId the slide
 * @param row of {@code patch_images} or {@code patch_labels}, or null
 * @param report of the part, or null
 */
record PatchOutput(String slideId, Row row, PartReport report)
    implements Serializable, KnownSizeEstimation {
  /** Of a report, of an object with a few fields, and of a boxed number with its reference. */
  private static final long SMALL_OBJECT = 24;

  private static final long ARRAY = 16;

  @Override
  public long estimatedSize() {
    return 4 * SMALL_OBJECT + (row == null ? 0 : size(row));
  }

  private static long size(Object value) {
    if (value instanceof Row nested) {
      long sum = SMALL_OBJECT + ARRAY;
      for (int k = 0; k < nested.size(); k++) {
        sum += Integer.BYTES + size(nested.get(k));
      }
      return sum;
    }
    if (value instanceof byte[] bytes) {
      return ARRAY + bytes.length;
    }
    if (value instanceof String text) {
      return SMALL_OBJECT + ARRAY + text.length();
    }
    if (value instanceof Object[] several) {
      long sum = ARRAY;
      for (Object one : several) {
        sum += Integer.BYTES + size(one);
      }
      return sum;
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      // Names to numbers, and the names are those of all rows.
      return 3 * SMALL_OBJECT * map.size();
    }
    return SMALL_OBJECT;
  }
}
