package org.wsispark.jobs.dataset;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.dataset.DiffReport.BeforeAfter;
import org.wsispark.jobs.dataset.DiffReport.Difference;
import org.wsispark.jobs.io.Lake;

/**
 * Compares two data sets by their labels, patch by patch; no image and no mask is read. Patches are
 * the same when their keys are: the slide and the level-0 corner.
 */
public final class DatasetDiff {
  static final String KEPT = "kept";

  /**
   * Kinds of change: in the second only, in the first only, in both; of those in both: another
   * label, another split, another share of a class, made from other bytes of the slide.
   */
  public static final List<String> KINDS =
      List.of("added", "removed", KEPT, "relabelled", "moved", "redrawn", "rescanned");

  private static final String NONE = "none";

  private DatasetDiff() {}

  /** Compares what both names say, as {@link DatasetLabels#find} finds them. */
  public static DiffReport of(SparkSession spark, Lake lake, String from, String to) {
    DatasetLabels before = DatasetLabels.find(spark, lake, from);
    DatasetLabels after = DatasetLabels.find(spark, lake, to);
    return of(before, after);
  }

  static DiffReport of(DatasetLabels before, DatasetLabels after) {
    Map<String, Long> patches = new LinkedHashMap<>();
    KINDS.forEach(kind -> patches.put(kind, 0L));
    Map<String, Map<String, Long>> slides = new TreeMap<>();
    Map<String, BeforeAfter> classes = new TreeMap<>();
    Map<String, BeforeAfter> splits = new TreeMap<>();
    Map<String, Long> labels = new TreeMap<>();
    Map<String, Long> moves = new TreeMap<>();
    for (Row row : changes(before.narrow(), after.narrow())) {
      boolean inA = row.getBoolean(1);
      boolean inB = row.getBoolean(2);
      long rows = row.getLong(9);
      Map<String, Long> kinds = new LinkedHashMap<>();
      kinds.put("added", inA ? 0 : rows);
      kinds.put("removed", inB ? 0 : rows);
      kinds.put(KEPT, inA && inB ? rows : 0);
      boolean relabelled = inA && inB && !text(row, 3).equals(text(row, 4));
      boolean moved = inA && inB && !text(row, 5).equals(text(row, 6));
      kinds.put("relabelled", relabelled ? rows : 0);
      kinds.put("moved", moved ? rows : 0);
      kinds.put("redrawn", row.getLong(7));
      kinds.put("rescanned", row.getLong(8));
      Map<String, Long> ofSlide =
          slides.computeIfAbsent(row.getString(0), id -> new LinkedHashMap<>());
      kinds.forEach(
          (kind, changed) -> {
            patches.merge(kind, changed, Long::sum);
            ofSlide.merge(kind, changed, Long::sum);
          });
      tally(classes, text(row, 3), text(row, 4), inA, inB, rows);
      tally(splits, text(row, 5), text(row, 6), inA, inB, rows);
      if (relabelled) {
        labels.merge(text(row, 3) + " -> " + text(row, 4), rows, Long::sum);
      }
      if (moved) {
        moves.merge(text(row, 5) + " -> " + text(row, 6), rows, Long::sum);
      }
    }
    slides.values().removeIf(DatasetDiff::unchanged);
    return new DiffReport(
        before.name(),
        after.name(),
        patches,
        slides,
        classes,
        splits,
        labels,
        moves,
        options(before, after));
  }

  /** One row per slide and pair of labels and splits: few, however many patches there are. */
  private static List<Row> changes(Dataset<Row> before, Dataset<Row> after) {
    Dataset<Row> a = before.as("a");
    Dataset<Row> b = after.as("b");
    Column both = col("a.patch_id").isNotNull().and(col("b.patch_id").isNotNull());
    return a.join(b, col("a.patch_id").equalTo(col("b.patch_id")), "full_outer")
        .groupBy(
            coalesce(col("a.slide_id"), col("b.slide_id")),
            col("a.patch_id").isNotNull(),
            col("b.patch_id").isNotNull(),
            col("a.label"),
            col("b.label"),
            col("a.split"),
            col("b.split"))
        .agg(
            sum(other(both, "shares")).as("redrawn"),
            sum(other(both, "source_id")).as("rescanned"),
            count("*").as("rows"))
        .collectAsList();
  }

  private static Column other(Column both, String column) {
    return when(both.and(col("a." + column).eqNullSafe(col("b." + column)).unary_$bang()), lit(1L))
        .otherwise(lit(0L));
  }

  private static String text(Row row, int column) {
    return row.isNullAt(column) ? NONE : row.getString(column);
  }

  private static void tally(
      Map<String, BeforeAfter> counts,
      String before,
      String after,
      boolean inA,
      boolean inB,
      long rows) {
    if (inA) {
      counts.merge(before, new BeforeAfter(rows, 0), DatasetDiff::plus);
    }
    if (inB) {
      counts.merge(after, new BeforeAfter(0, rows), DatasetDiff::plus);
    }
  }

  private static BeforeAfter plus(BeforeAfter one, BeforeAfter other) {
    return new BeforeAfter(one.before() + other.before(), one.after() + other.after());
  }

  private static boolean unchanged(Map<String, Long> kinds) {
    return kinds.entrySet().stream()
        .allMatch(kind -> kind.getKey().equals(KEPT) || kind.getValue() == 0);
  }

  /** None where those that decide the rows are equal: how the work is shared out is no change. */
  private static Map<String, Difference> options(DatasetLabels before, DatasetLabels after) {
    Map<String, Difference> differ = new TreeMap<>();
    if (before.optionsDigest().equals(after.optionsDigest())) {
      return differ;
    }
    TreeSet<String> keys = new TreeSet<>();
    before.options().fieldNames().forEachRemaining(keys::add);
    after.options().fieldNames().forEachRemaining(keys::add);
    keys.remove("patch-set");
    for (String key : keys) {
      JsonNode a = before.options().get(key);
      JsonNode b = after.options().get(key);
      if (a == null || !a.equals(b)) {
        differ.put(
            key, new Difference(a == null ? null : a.toString(), b == null ? null : b.toString()));
      }
    }
    return differ;
  }
}
