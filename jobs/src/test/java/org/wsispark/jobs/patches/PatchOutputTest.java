package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;

/** What it says of its size, beside Spark's own walk through the rows. */
class PatchOutputTest {

  private static Row row(SplittableRandom random, boolean context) {
    byte[] image = new byte[random.nextInt(2_000, 30_000)];
    return RowFactory.create(
        "set",
        "slide_x" + random.nextInt(1, 100_000) + "_y" + random.nextInt(1, 100_000),
        random.nextInt(),
        random.nextInt(),
        0.5,
        RowFactory.create(image, "slide/slide_x1_y2.jpg"),
        null,
        context ? new Object[] {around(5_000), around(3_000)} : new Object[0],
        asScala(Map.of("outside_fraction", random.nextDouble(), "blur", random.nextDouble())));
  }

  private static Row around(int bytes) {
    return RowFactory.create(2.0, 512, RowFactory.create(new byte[bytes], "s/s_x1_mpp2.jpg"));
  }

  @Test
  void itsSizeIsAboutWhatSparkWouldFind() {
    SplittableRandom random = new SplittableRandom(3);
    for (boolean context : new boolean[] {false, true}) {
      List<Row> rows = new ArrayList<>();
      long said = 0;
      for (int k = 0; k < 200; k++) {
        Row row = row(random, context);
        rows.add(row);
        said += new PatchOutput("slide", row, null).estimatedSize();
      }
      assertThat(said).isCloseTo(SizeEstimator.estimate(rows), withinPercentage(10));
    }
    PatchOutput one = new PatchOutput("slide", row(random, false), null);
    assertThat(SizeEstimator.estimate(one)).as("Spark asks it").isEqualTo(one.estimatedSize());
  }
}
