package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is pushed means what Spark means: seeded conditions on both sides, NULL, NOT, OR, IN. */
class PushedFiltersTest extends SourceTestBase {
  private static final long SEED = 20_261_121;
  private static final int CONDITIONS = 80;
  private static final String[] WHOLE = {"x", "y", "width", "height", "column", "row", "level"};
  private static final String[] FRACTIONAL = {"mpp", "downsample_x", "tissue_fraction"};
  private static final String[] ORDERS = {"=", "<>", "<", "<=", ">", ">=", "<=>"};

  private final SplittableRandom random = new SplittableRandom(SEED);

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String whole() {
    return random.nextInt(8) == 0 ? "NULL" : pick("0", "1", "2", "240", "300", "480", "140", "720");
  }

  private String fraction() {
    return random.nextInt(8) == 0
        ? "NULL"
        : pick("0.5D", "1.0D", "0.0D", "-0.0D", "double('NaN')", "0.95D", "0.4D");
  }

  private String condition(int depth) {
    if (depth > 0 && random.nextInt(4) > 0) {
      return switch (random.nextInt(3)) {
        case 0 -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
        case 1 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
        default -> "NOT (" + condition(depth - 1) + ")";
      };
    }
    String text = pick("'%/a.svs'", "'file:%'", "'%svs%'", "'%zzz%'", "'%broken%'");
    return switch (random.nextInt(9)) {
      case 0, 1 -> pick(WHOLE) + " " + pick(ORDERS) + " " + whole();
      case 2 -> whole() + " " + pick(ORDERS) + " " + pick(WHOLE);
      case 3 -> pick(FRACTIONAL) + " " + pick(ORDERS) + " " + fraction();
      case 4 -> pick(WHOLE) + " IN (" + whole() + ", " + whole() + ", " + whole() + ")";
      case 5 -> pick(WHOLE) + " " + pick(ORDERS) + " " + pick(WHOLE);
      case 6 -> pick("x", "mpp", "tissue_fraction", "slide") + pick(" IS NULL", " IS NOT NULL");
      case 7 -> "slide " + pick("LIKE ", "NOT LIKE ") + text;
      default -> "x + y " + pick(ORDERS) + " " + whole();
    };
  }

  @Test
  void pushedConditionsGiveTheRowsOfSparksOwn() throws IOException {
    disc("a.svs", 1);
    withoutMpp("b.svs");
    Files.writeString(folder.resolve("broken.svs"), "no slide");
    Dataset<Row> tiles =
        load(folder, "mode", "PERMISSIVE")
            .select(
                "slide",
                "level",
                "mpp",
                "downsample_x",
                "column",
                "row",
                "x",
                "y",
                "width",
                "height",
                "tissue_fraction");
    List<Row> rows = tiles.collectAsList();
    assertThat(rows).hasSize(TILES + 12 + 1);
    Dataset<Row> copy = spark().createDataFrame(rows, tiles.schema());
    List<String> conditions = new ArrayList<>();
    for (int k = 0; k < CONDITIONS; k++) {
      conditions.add(condition(3));
    }
    List<Row> verdicts =
        copy.selectExpr(
                conditions.stream().map(text -> "(" + text + ") AS c").toArray(String[]::new))
            .collectAsList();
    int pushed = 0;
    int kept = 0;
    for (int k = 0; k < CONDITIONS; k++) {
      List<String> expected = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        if (!verdicts.get(row).isNullAt(k) && verdicts.get(row).getBoolean(k)) {
          expected.add(rows.get(row).toString());
        }
      }
      Dataset<Row> filtered = tiles.where(conditions.get(k));
      assertThat(filtered.collectAsList().stream().map(Row::toString).collect(Collectors.toList()))
          .as("seed %d, condition %d: %s", SEED, k, conditions.get(k))
          .containsExactlyInAnyOrderElementsOf(expected);
      pushed += plan(filtered).contains("Filter (") ? 0 : 1;
      kept += expected.isEmpty() || expected.size() == rows.size() ? 0 : 1;
    }
    assertThat(kept).as("conditions that tell rows apart").isGreaterThan(CONDITIONS / 3);
    assertThat(pushed)
        .as("conditions that Spark does not look at again")
        .isGreaterThan(CONDITIONS / 3);
  }
}
